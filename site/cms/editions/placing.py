"""Writing the placements of one object: who gets which edition when, with each answer's head."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cms.editions.lookup import api_url
from cms.editions.models import Edition, Placement
from cms.editions.planning import plan_slots
from cms.editions.rendering import Rendered, digest, head, translation_part
from cms.editions.sources import PublishedObject
from home.web_addresses import public_address
from locales.languages import LANGUAGES, fallback_chain, public_languages


def reader_chains() -> dict[str, tuple[str, ...]]:
    """The languages readers are offered, each with the tags to try."""
    return {language.tag: fallback_chain(language.tag) for language in public_languages()}


def place(
    found: PublishedObject,
    editions: dict[str, Edition],
    rendered: dict[str, Rendered],
    records: dict[Any, Any],
    now: datetime,
) -> bool:
    """Write what differs from what is stored; whether readers see the object at other times now.

    Rows that were ever visible are ended, not deleted: the journal has to look at them once more.
    """
    # A language that is only planned is nobody's fallback and in no list of translations.
    windows = {tag: window for tag, window in found.windows.items() if LANGUAGES[tag].is_public}
    wanted = {
        (slot.locale, slot.start): _row(found, slot, editions, rendered, records)
        for slot in plan_slots(windows, reader_chains(), after=now)
    }
    stored = {
        (row.locale, row.visible_from): row
        for row in Placement.objects.filter(key=found.key, visible_until__gt=now)
    }
    written = []
    times_changed = False
    for position, row in wanted.items():
        old = stored.pop(position, None)
        if old is None:
            times_changed = True
            row.journal_due = max(row.visible_from, now)
            written.append(row)
        elif _differs(old, row):
            times_changed = times_changed or old.visible_until != row.visible_until
            row.pk = old.pk
            row.journal_due = max(row.visible_from, now)
            written.append(row)
    times_changed = bool(_end(list(stored.values()), wanted.values(), now)) or times_changed
    Placement.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )
    return times_changed


_WRITTEN = [
    "type", "served", "edition", "path", "head", "etag", "facets", "published_at",
    "visible_until", "journal_due",
]  # fmt: skip
_COMPARED = ("edition_id", "path", "head", "etag", "facets", "published_at", "visible_until")


def _differs(old: Placement, new: Placement) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in _COMPARED)


def _end(rows: list[Placement], wanted: Iterable[Placement], now: datetime) -> int:
    """End those that were visible where the new ones begin, drop those that never were.

    The moment a language went live lies a little before the moment it is placed: without the cut at
    the new row's beginning, the two would overlap.
    """
    begins = {row.locale: row.visible_from for row in wanted if row.visible_from <= now}
    dropped = []
    for row in rows:
        row.visible_until = min(now, begins.get(row.locale, now))
        row.journal_due = now
        if row.visible_until <= row.visible_from:
            dropped.append(row.pk)
    kept = [row for row in rows if row.pk not in set(dropped)]
    Placement.objects.bulk_update(kept, ["visible_until", "journal_due"])
    Placement.objects.filter(pk__in=dropped).delete()
    return len(rows)


def _row(found: PublishedObject, slot, editions, rendered, records) -> Placement:
    served = slot.served
    text = head(
        requested=slot.locale,
        served=served,
        etag=editions[served].etag,
        modified_at=editions[served].modified_at,
        translation=translation_part(served, records.get((found.key, served))),
        translations=[_translation(found, tag, records) for tag in slot.real],
        topics=rendered[served].topics[slot.locale],
    )
    return Placement(
        key=found.key,
        type=found.type.name,
        locale=slot.locale,
        served=served,
        edition=editions[served],
        path=found.source.public_path,
        head=text,
        etag=digest(editions[served].etag, text),
        facets=rendered[served].facets,
        published_at=found.published_at,
        visible_from=slot.start,
        visible_until=slot.end,
    )


def _translation(found: PublishedObject, tag: str, records) -> dict[str, str]:
    record = records.get((found.key, tag))
    return {
        "locale": tag,
        "direction": LANGUAGES[tag].direction,
        "url": public_address(f"/{tag}{found.source.public_path}"),
        "api_url": api_url(found.type.name, found.key, tag),
        "state": record.state if record else "current",
    }
