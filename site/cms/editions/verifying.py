"""Is what is public what should be? All is rendered anew and compared; nothing is changed."""

import logging
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.editions.models import Dependency, Edition, Placement
from cms.editions.publisher import refresh, take_turn
from home.failures import sentences_of
from locales.languages import SOURCE

logger = logging.getLogger(__name__)


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


def title_of(key: UUID) -> str:
    """The German title of an object; empty if there is no page of it."""
    pages = Page.objects.filter(translation_key=key, locale__language_code=SOURCE)
    return pages.values_list("title", flat=True).first() or ""


def differences() -> Iterator[tuple[UUID, list[str]]]:
    """Each object with what differs from a rendering made anew, or why it cannot be rendered.

    Nothing is changed. Each object has a turn of its own, as a publication has.
    """
    for key in all_keys():
        before: dict[str, list[tuple]] = {}
        after = before
        try:
            with transaction.atomic():
                take_turn()
                before = after = public_state(key)
                refresh(key)
                after = public_state(key)
                raise _Undo
        except _Undo:
            pass
        except Exception as error:
            logger.exception("Cannot render %s", key)
            yield key, [f"cannot be rendered: {' '.join(sentences_of(error))}"]
        if changed := [name for name in before if before[name] != after[name]]:
            yield key, [f"{', '.join(changed)} differ"]
