"""Hiding is synchronous: one UPDATE ends the placements of any number of objects.

A tombstone is left only for what was public and was withdrawn or deleted; for all else readers get
the same 404 as for what never existed.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cms.editions.models import FOREVER, Change, Dependency, Dirty, Edition, MediaUse, Placement
from cms.editions.rendering import digest
from locales.languages import public_languages


def hide(keys: Iterable[UUID], now: datetime) -> bool:
    """End what is visible of ``keys`` and drop what would become so; whether there was anything.

    The bytes go too. Statements: a fixed number for any number of keys.
    """
    keys = list(keys)
    of_keys = Placement.objects.filter(key__in=keys, edition__isnull=False)
    dropped, _ = of_keys.filter(visible_from__gt=now).delete()
    # Rows that ended before keep their end; all lose the edition, so that its bytes can go.
    ended = of_keys.filter(visible_until__gt=now).update(
        visible_until=now, journal_due=now, edition=None, head="", etag=""
    )
    of_keys.update(edition=None, head="", etag="")
    Edition.objects.filter(key__in=keys).delete()
    Dependency.objects.filter(key__in=keys).delete()
    MediaUse.objects.filter(key__in=keys).update(leased_until=now)
    Dirty.objects.filter(key__in=keys).delete()
    return bool(ended or dropped)


def end_placements_of_editions(editions: Iterable[Edition], now: datetime) -> None:
    """Take single languages of an object away; readers of these get the next one of their chain."""
    ids = [edition.pk for edition in editions]
    of_editions = Placement.objects.filter(edition_id__in=ids)
    of_editions.filter(visible_from__gt=now).delete()
    of_editions.filter(visible_until__gt=now).update(visible_until=now, journal_due=now)
    of_editions.update(edition=None, head="", etag="")
    Edition.objects.filter(pk__in=ids).delete()


def keep_only(key: UUID, tags: set[str], now: datetime) -> None:
    """Take away every language of an object but these; readers of others get nothing meanwhile."""
    gone = Edition.objects.filter(key=key).exclude(locale__in=tags)
    MediaUse.objects.filter(key=key, locale__in=gone.values("locale")).update(leased_until=now)
    end_placements_of_editions(gone, now)


def was_public(key: UUID, now: datetime) -> bool:
    """Whether readers could ever see the object."""
    return (
        Placement.objects.filter(key=key, visible_from__lte=now).exclude(path="").exists()
        or Change.objects.filter(key=key).exists()
    )


def leave_tombstone(
    key: UUID, type_name: str, path: str, *, reason: str, successor: UUID | None, now: datetime
) -> None:
    """Say to readers of every language that the object was public and is gone, and why."""
    if not was_public(key, now):
        return
    Placement.objects.filter(key=key, edition__isnull=True, visible_until=FOREVER).delete()
    text = json.dumps(
        {"gone": reason, "at": now.isoformat().replace("+00:00", "Z")},
        separators=(",", ":"),
    )
    Placement.objects.bulk_create(
        Placement(
            key=key,
            type=type_name,
            locale=language.tag,
            edition=None,
            path=path,
            head=text,
            etag=digest(text),
            successor=successor,
            published_at=now,
            visible_from=now,
            visible_until=FOREVER,
        )
        for language in public_languages()
    )
