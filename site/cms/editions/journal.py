"""The journal partners follow: what became visible, changed, moved or went, in order, without gaps.

Written after the fact by ``write_journal``: right after a publication is committed, and by the
scheduler's tick for what crossed an embargo or an expiry. It compares the answers that readers get
now with those of the last line, so that running it twice writes nothing twice, an outage loses
nothing, and whatever alters an answer is told: a translation that came or went in all its siblings'
lists, a topic's new name, an address above.
``seq`` is taken from one row under its lock, which is held until the commit: numbers are gap-free
and in the order of commits (docs/decisions/0004-journal-after-commit.md).
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Exists, F, Max, OuterRef, When
from django.utils import timezone

from cms.editions.models import FOREVER, Change, JournalCounter, Placement
from cms.editions.publisher import dependents_of, mark_dirty, take_turn
from cms.editions.rendering import digest

BATCH = 2_000


@dataclass
class Shown:
    """A real text that is visible now, or a tombstone; and the tags of all answers that show it."""

    row: Any = None
    etags: list[str] = field(default_factory=list)

    @property
    def answers(self) -> str:
        """The same as long as every answer that shows the text stays byte for byte the same."""
        return digest(*sorted(self.etags))


def write_journal(now: datetime | None = None) -> int:
    """Number of changes written. Marks what shows an object that came or went as dirty."""
    written = 0
    while True:
        count, more = _write_batch(now or timezone.now())
        written += count
        if not more:
            return written


@transaction.atomic
def _write_batch(now: datetime) -> tuple[int, bool]:
    counter = JournalCounter.objects.select_for_update().get_or_create(pk=1)[0]
    due = list(Placement.objects.filter(journal_due__lte=now).order_by("journal_due", "pk")[:BATCH])
    if not due:
        return 0, False
    keys = {row.key for row in due}
    public = _visible_editions(keys, now)
    last = _last_changes(keys)
    changes = []
    crossed = set()
    for position in sorted(public.keys() | last.keys(), key=lambda pair: (str(pair[0]), pair[1])):
        change = _change(position, public, last.get(position), now)
        if change is not None:
            if change.op in ("embargo_lifted", "withdraw"):
                crossed.add(position[0])
            counter.last_seq += 1
            change.seq = counter.last_seq
            changes.append(change)
    Change.objects.bulk_create(changes)
    counter.save()
    _look_again_later(due, now)
    if crossed:
        mark_dirty(dependents_of(f"object:{key}" for key in crossed) - crossed, "crossed", now)
    return len(changes), len(due) == BATCH


def _visible_editions(keys: set[UUID], now: datetime) -> dict[tuple[UUID, str], Shown]:
    """Real translations visible now, by (key, tag), and tombstones by (key, "").

    A fallback is no text of its own: its answer is one of those of the edition it shows.
    """
    rows = (
        Placement.objects.filter(key__in=keys, visible_from__lte=now, visible_until__gt=now)
        .select_related("edition")
        .defer("edition__card", "edition__detail", "edition__search_text")
    )
    visible: dict[tuple[UUID, str], Shown] = {}
    for row in rows:
        if row.edition is None:
            if row.visible_until == FOREVER:
                visible[row.key, ""] = Shown(row)
            continue
        shown = visible.setdefault((row.key, row.served), Shown())
        shown.etags.append(f"{row.locale} {row.etag}")
        if row.served == row.locale:
            shown.row = row
    return visible


def _last_changes(keys: set[UUID]) -> dict[tuple[UUID, str], Change]:
    latest = (
        Change.objects.filter(key__in=keys).values("key", "locale").annotate(last=Max("seq"))
    ).values("last")
    return {
        (change.key, change.locale): change
        for change in Change.objects.filter(seq__in=latest)
        if change.op != "withdraw"
    }


def _change(
    position: tuple[UUID, str],
    public: dict[tuple[UUID, str], Shown],
    last: Change | None,
    now: datetime,
) -> Change | None:
    key, locale = position
    shown = public.get(position)
    if locale == "":
        return None  # a tombstone gives the reason to the withdrawals, see below
    if shown is None:
        return _withdrawal(last, public.get((key, "")), now) if last else None
    row = shown.row
    values = {
        "key": key,
        "locale": locale,
        "type": row.type,
        "at": now,
        "etag": row.edition.etag,
        "answers": shown.answers,
        "state": json.loads(row.head)["translation"]["state"],
        "path": row.path,
    }
    if last is None:
        return Change(op="embargo_lifted" if _was_embargoed(row, now) else "upsert", **values)
    if last.path != row.path:
        return Change(op="moved", **values)
    if last.etag != row.edition.etag:
        return Change(op="upsert", **values)
    if last.answers != shown.answers:
        return Change(op="state", **values)
    return None


def _withdrawal(last: Change, tombstone: Shown | None, now: datetime) -> Change:
    return Change(
        op="withdraw",
        key=last.key,
        locale=last.locale,
        type=last.type,
        at=now,
        path=last.path,
        reason=json.loads(tombstone.row.head)["gone"] if tombstone else "",
        successor=tombstone.row.successor if tombstone else None,
    )


def _was_embargoed(row: Any, now: datetime) -> bool:
    """Published with a future moment, and that moment has come."""
    return (
        row.visible_from == row.published_at and row.edition.modified_at < row.visible_from <= now
    )


def _look_again_later(due: list[Placement], now: datetime) -> None:
    """Rows visible now are due when they end; ended ones are done and go."""
    if ended := [row.pk for row in due if row.visible_until <= now]:
        Placement.objects.filter(pk__in=ended).delete()
    Placement.objects.filter(pk__in=[row.pk for row in due]).update(
        journal_due=Case(When(visible_until__lt=FOREVER, then=F("visible_until")), default=None)
    )


@transaction.atomic
def trim_journal(before: datetime, *, at_most: int) -> int:
    """Number of lines taken out: those written before a moment that a later line has overtaken,
    the oldest first.

    The last line of every text stays, however old: the next one is told apart from it, and who
    begins at the first line gets all there is. Three statements beside the lock.
    """
    take_turn()
    later = Change.objects.filter(
        key=OuterRef("key"), locale=OuterRef("locale"), seq__gt=OuterRef("seq")
    )
    over = Change.objects.filter(Exists(later), at__lt=before).order_by("seq")
    numbers = list(over.values_list("seq", flat=True)[:at_most])
    if not numbers:
        return 0
    JournalCounter.objects.filter(pk=1).update(trimmed_until=numbers[-1])
    return Change.objects.filter(seq__in=numbers).delete()[0]


def oldest_seq() -> int:
    """From here on the journal is whole; a cursor before it is refused."""
    trimmed = JournalCounter.objects.filter(pk=1).values_list("trimmed_until", flat=True)
    return (trimmed.first() or 0) + 1
