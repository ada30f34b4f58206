"""Is what is public what should be? All is rendered anew and compared; nothing is changed."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.editions.models import Dependency, Edition, Placement
from cms.editions.publisher import refresh
from locales.languages import SOURCE


class _Undo(Exception):
    """Ends the trial run of one object."""


def all_keys() -> list[UUID]:
    """Every object that is or might be public, parents before children."""
    pages = Page.objects.filter(locale__language_code=SOURCE, depth__gt=1, alias_of__isnull=True)
    keys = list(pages.order_by("path").values_list("translation_key", flat=True))
    known = set(keys)
    # Also what is in the store and nowhere else.
    rest = Edition.objects.values_list("key", flat=True).distinct()
    return keys + [key for key in rest if key not in known]


def public_state(key: UUID) -> dict[str, list[tuple]]:
    """All that readers could get of an object from now on, comparable."""
    now = timezone.now()
    return {
        "editions": sorted(
            Edition.objects.filter(key=key).values_list(
                "locale", "type", "title", "card", "detail", "etag", "search_title", "search_text"
            )
        ),
        "placements": sorted(
            Placement.objects.filter(key=key, visible_until__gt=now).values_list(
                "locale",
                "served",
                "path",
                "head",
                "facets",
                "published_at",
                "visible_from",
                "visible_until",
            )
        ),
        "dependencies": sorted(Dependency.objects.filter(key=key).values_list("locale", "target")),
    }


def differences() -> Iterator[tuple[UUID, list[str]]]:
    """Each object with what differs from a rendering made anew. Nothing is changed."""
    for key in all_keys():
        before = public_state(key)
        after: dict[str, list[tuple]] = {}
        try:
            with transaction.atomic():
                refresh(key)
                after = public_state(key)
                raise _Undo
        except _Undo:
            pass
        if changed := [name for name in before if before[name] != after[name]]:
            yield key, changed
