"""The publisher: brings what is public of one object in line with what stands in the database.

``refresh`` is the only writer of editions and placements, apart from ``hiding``, which ends
placements with one UPDATE. Both run inside the transaction of whoever publishes or hides.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.editions import hiding
from cms.editions.lookup import Lookup
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
from cms.editions.public_media import PublicMedia
from cms.editions.rendering import Rendered, render
from cms.editions.sources import PublishedObject, read_object
from home.publishing import PublishRefused

INLINE_LIMIT = 50  # dependents rendered in the publisher's transaction; the rest is the worker's


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
    old = stored - {path}
    for former in old:
        FormerPath.objects.update_or_create(path=former, defaults={"key": found.key})
    FormerPath.objects.filter(path=path).delete()
    return bool(old)


def mark_dirty(keys: Iterable[UUID], reason: str, now: datetime | None = None) -> None:
    """Say that these objects must be rendered anew. One statement for any number."""
    since = now or timezone.now()
    Dirty.objects.bulk_create(
        [Dirty(key=key, reason=reason, since=since) for key in sorted(set(keys))],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["since", "problem"],
    )


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
    with transaction.atomic():
        take_turn()
        keys = set(keys)
        changed = {key for key in sorted(keys) if refresh(key, now)}
        affected = dependents_of(f"object:{key}" for key in changed) - keys
        refresh_dependents(affected, reason, now, everything=hidden)
        journal_after_commit()
    return changed


@transaction.atomic
def refresh_dependents(
    affected: set[UUID], reason: str, now: datetime, *, everything: bool = False
) -> None:
    """Mark and render: all of them, or the first INLINE_LIMIT, within the caller's transaction.

    One that cannot be rendered stays dirty, with the problem on it, and does not stop the caller;
    if it may show what was hidden, it goes too until it is mended.
    """
    if not affected:
        return
    take_turn()
    mark_dirty(affected, reason, now)
    changed = set()
    inline = sorted(affected) if everything else sorted(affected)[:INLINE_LIMIT]
    lookup = Lookup(now)
    for key in inline:
        try:
            if refresh(key, now, lookup=lookup):
                changed.add(key)
            Dirty.objects.filter(key=key).delete()
        except PublishRefused as refused:
            Dirty.objects.filter(key=key).update(problem="; ".join(refused.messages))
            if everything:
                hiding.hide([key], now)
    if len(inline) < len(affected):
        wake_worker()
    if further := dependents_of(f"object:{key}" for key in changed) - affected:
        refresh_dependents(further, reason, now, everything=everything)
    journal_after_commit()


def journal_after_commit() -> None:
    """Write the journal once the outermost transaction is committed; the tick does if it fails."""
    from cms.editions.journal import write_journal

    transaction.on_commit(write_journal, robust=True)


def make_copies(key: UUID) -> None:
    """Ask a worker for the public copies an object uses: the wish is committed with its use."""
    from cms.editions.tasks import make_public_copies

    make_public_copies.enqueue(str(key))


def wake_worker() -> None:
    """Ask a worker to drain once this transaction is committed; the tick asks again if need be."""
    from cms.editions.tasks import drain_dirty

    transaction.on_commit(lambda: drain_dirty.enqueue(), robust=True)
