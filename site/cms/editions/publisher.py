"""The publisher: brings what is public of one object in line with what stands in the database.

``refresh`` is the only writer of editions and placements, apart from ``hiding``, which ends
placements with one UPDATE. Both run inside the transaction of whoever publishes or hides.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.editions import hiding
from cms.editions.lookup import Lookup
from cms.editions.media_names import PublicMedia
from cms.editions.models import (
    FOREVER,
    Change,
    Dependency,
    Dirty,
    Edition,
    FormerPath,
    JournalCounter,
    MediaUse,
    Placement,
)
from cms.editions.placing import place
from cms.editions.rendering import Rendered, render
from cms.editions.sources import PublishedObject, read_object, read_objects
from cms.editions.waiting import make_copies, mark_dirty, render_failed, wake_worker

logger = logging.getLogger(__name__)

INLINE_LIMIT = 50  # dependents rendered in the publisher's transaction; the rest is the worker's
ROUNDS = 20  # how far a change is followed at once: pages that name each other might never end


def refresh(key: UUID, now: datetime | None = None, *, lookup: Lookup | None = None) -> bool:
    """Whether anything that others may show of the object has changed: title, address, visibility.

    PublishRefused if it cannot be rendered; then the caller's transaction is undone. Queries: a
    fixed number per object and language, whatever the number of pages.
    """
    now = now or timezone.now()
    return refresh_object(read_object(key), now, lookup or Lookup(now))


@transaction.atomic
def refresh_object(found: PublishedObject, now: datetime, lookup: Lookup) -> bool:
    """``refresh`` of an object that was read in the transaction of the caller."""
    if not found.texts:
        return hiding.hide([found.key], now)
    media = PublicMedia()
    rendered = {tag: render(found, tag, lookup, media) for tag in found.texts}
    editions, renamed = _store(found, rendered, now)
    _store_dependencies(found, rendered)
    _store_media_uses(found, rendered, now)
    moved = _remember_path(found)
    placed = place(found, editions, rendered, found.records, now)
    return renamed or moved or placed


def _store(
    found: PublishedObject, rendered: dict[str, Rendered], now: datetime
) -> tuple[dict, bool]:
    """Editions by tag, written only where something differs; and whether a title changed."""
    stored = {edition.locale: edition for edition in Edition.objects.filter(key=found.key)}
    editions: dict[str, Edition] = {}
    written = []
    renamed = False
    for tag, result in rendered.items():
        edition = stored.pop(tag, None)
        if edition is None or any(
            getattr(edition, name) != getattr(result, name) for name in _KEPT
        ):
            renamed = renamed or edition is None or edition.title != result.title
            edition = _edition(found, tag, result, now)
            written.append(edition)
        editions[tag] = edition
    Edition.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["key", "locale"],
        update_fields=[*_KEPT, "type", "modified_at"],
    )
    if stored:
        # Their placements go with them; the journal still remembers that they were public.
        hiding.end_placements_of_editions(stored.values(), now)
    return editions, renamed or bool(stored)


_KEPT = ("title", "card", "detail", "etag", "search_title", "search_text")


def _edition(found: PublishedObject, tag: str, result: Rendered, now: datetime) -> Edition:
    return Edition(
        key=found.key,
        locale=tag,
        type=found.type.name,
        modified_at=_modified_at(found, tag, now),
        **{name: getattr(result, name) for name in _KEPT},
    )


def _modified_at(found: PublishedObject, tag: str, now: datetime) -> datetime:
    """The last publication of source or text: never the moment of rendering."""
    moments = (found.source.last_published_at, found.texts[tag].last_published_at)
    return max((moment for moment in moments if moment), default=now)


def _store_dependencies(found: PublishedObject, rendered: dict[str, Rendered]) -> None:
    wanted = {(tag, target) for tag, result in rendered.items() for target in result.dependencies}
    stored = {(row.locale, row.target): row.pk for row in Dependency.objects.filter(key=found.key)}
    if gone := [pk for pair, pk in stored.items() if pair not in wanted]:
        Dependency.objects.filter(pk__in=gone).delete()
    Dependency.objects.bulk_create(
        Dependency(key=found.key, locale=tag, target=target)
        for tag, target in sorted(wanted - stored.keys())
    )


def _store_media_uses(found: PublishedObject, rendered: dict[str, Rendered], now: datetime) -> None:
    """Each copy is used until its edition ends: then the sweep takes it, whoever else is late."""
    wanted = {
        (tag, name): None if found.windows[tag].end == FOREVER else found.windows[tag].end
        for tag, result in rendered.items()
        if found.windows[tag].end > now
        for name in result.media
    }
    uses = list(MediaUse.objects.filter(key=found.key))
    stored = {(row.locale, row.name): row.leased_until for row in uses}
    if over := [row.pk for row in uses if (row.locale, row.name) not in wanted]:
        MediaUse.objects.filter(pk__in=over).update(leased_until=now)
    kept = {row.name for row in uses if row.leased_until is None or row.leased_until > now}
    if {name for _tag, name in wanted} - kept:
        # Shown again by something else than a publication, which would have put its copies first.
        make_copies(found.key)
    MediaUse.objects.bulk_create(
        [
            MediaUse(key=found.key, locale=tag, name=name, leased_until=end)
            for (tag, name), end in sorted(wanted.items(), key=lambda item: item[0])
            if (tag, name) not in stored or stored[tag, name] != end
        ],
        update_conflicts=True,
        unique_fields=["name", "key", "locale"],
        update_fields=["leased_until"],
    )


def _remember_path(found: PublishedObject) -> bool:
    """Whether the address changed; the old one leads to the object from now on."""
    path = found.source.public_path
    stored = set(Placement.objects.filter(key=found.key).values_list("path", flat=True).distinct())
    if not stored:
        # New, or back after it was hidden: the journal remembers where it was.
        stored = set(Change.objects.filter(key=found.key).values_list("path", flat=True).distinct())
    known = FormerPath.objects.filter(key=found.key).values_list("path", flat=True)
    new = stored - {path} - set(known)
    for former in new:
        FormerPath.objects.update_or_create(path=former, defaults={"key": found.key})
    FormerPath.objects.filter(path=path).delete()
    return bool(new)


def dependents_of(targets: Iterable[str]) -> set[UUID]:
    """Keys of the objects whose editions read any of ``targets``. One query."""
    return set(
        Dependency.objects.filter(target__in=list(targets)).values_list("key", flat=True).distinct()
    )


def take_turn() -> None:
    """One writer of editions at a time, until the end of the transaction.

    Without it, a worker that read a page as live could write its edition after another transaction
    had hidden it. SQLite has one writer anyway.
    """
    JournalCounter.objects.select_for_update().get_or_create(pk=1)


def publish(keys: Iterable[UUID], reason: str, *, hidden: bool = False) -> set[UUID]:
    """Bring objects up to date, and what shows them, in one transaction; the keys that changed.

    When something was hidden, every dependent is rendered now, however many: its words must not
    stand in another text while a worker sleeps. Otherwise those beyond INLINE_LIMIT wait.
    """
    now = timezone.now()
    update = _take_away_at_least if hidden else refresh
    with transaction.atomic():
        take_turn()
        keys = set(keys)
        Dirty.objects.filter(key__in=keys).delete()
        changed = {key for key in sorted(keys) if update(key, now)}
        affected = dependents_of(f"object:{key}" for key in changed) - keys
        refresh_dependents(affected, reason, now, everything=hidden)
        journal_after_commit()
    return changed


def _take_away_at_least(key: UUID, now: datetime) -> bool:
    """``refresh`` for hiding: what may not be seen goes, though the rest cannot be rendered."""
    try:
        with transaction.atomic():
            return refresh(key, now)
    except Exception as error:  # noqa: BLE001 - hiding must not fail because of what stays
        render_failed(key, error)
    try:
        with transaction.atomic():
            kept = set(read_object(key).texts)
    except Exception as error:  # noqa: BLE001 - then nothing of it is known to be for readers
        render_failed(key, error)
        kept = set()
    hiding.keep_only(key, kept, now)
    return True


def refresh_dependents(
    affected: set[UUID], reason: str, now: datetime, *, everything: bool = False
) -> None:
    """Mark and render: all of them, or the first INLINE_LIMIT, within the caller's transaction.

    One that cannot be rendered stays dirty, with the problem on it, and does not stop the caller;
    if it may show what was hidden, it goes too until it is mended. Statements: those of
    ``read_objects`` for each INLINE_LIMIT, and those of rendering.
    """
    _refresh_all(affected, reason, now, everything=everything, hides=everything, rounds=ROUNDS)


@transaction.atomic
def _refresh_all(
    affected: set[UUID], reason: str, now: datetime, *, everything: bool, hides: bool, rounds: int
) -> None:
    if not affected:
        return
    take_turn()
    mark_dirty(affected, reason, now)
    inline = sorted(affected) if everything else sorted(affected)[:INLINE_LIMIT]
    changed = set()
    lookup = Lookup(now)
    batch = max(1, INLINE_LIMIT)
    for start in range(0, len(inline), batch):
        for key, found in read_together(inline[start : start + batch]).items():
            if _refresh_one(key, found, now, lookup, hides=hides):
                changed.add(key)
                lookup.forget(key)
    if len(inline) < len(affected):
        wake_worker()
    # What shows one that changed may have been rendered before it. It does not show what was
    # hidden, only a title or address: if it cannot be rendered, it stays as it is.
    further = dependents_of(f"object:{key}" for key in changed)
    if rounds:
        _refresh_all(further, reason, now, everything=everything, hides=False, rounds=rounds - 1)
    else:
        mark_dirty(further, reason, now)
    journal_after_commit()


def read_together(keys: Sequence[UUID]) -> dict[UUID, PublishedObject | None]:
    """Objects read at once; if that fails, None: each is then read, or fails, by itself."""
    try:
        with transaction.atomic():
            return dict(read_objects(keys))
    except Exception:
        logger.exception("Cannot read %d objects at once", len(keys))
        return dict.fromkeys(keys)


def _refresh_one(
    key: UUID, found: PublishedObject | None, now: datetime, lookup: Lookup, *, hides: bool
) -> bool:
    """Whether others may show something of the object that changed; it never raises for its own."""
    try:
        with transaction.atomic():
            changed = refresh_object(found or read_object(key), now, lookup)
            Dirty.objects.filter(key=key).delete()
        return changed
    except Exception as error:  # noqa: BLE001 - whatever it is, who publishes or hides goes on
        gone = hides and hiding.hide([key], now)
        render_failed(key, error)
        return gone


def journal_after_commit() -> None:
    """Write the journal once the outermost transaction is committed; the tick does if it fails."""
    from cms.editions.journal import write_journal

    transaction.on_commit(write_journal, robust=True)
