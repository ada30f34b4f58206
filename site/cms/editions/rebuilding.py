"""Rendering everything anew: after a restore, or when code renders differently."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.editions.lookup import Lookup
from cms.editions.models import Dependency, Dirty, Edition, RenderedWith
from cms.editions.public_media import prepare_again, without_copies
from cms.editions.publisher import read_together, refresh_object, take_turn
from cms.editions.rendering import RENDER_VERSION
from cms.editions.sources import read_object
from cms.editions.waiting import render_failed
from home.failures import sentences_of

logger = logging.getLogger(__name__)

BATCH = 20  # objects to a transaction: who publishes meanwhile waits for one of them
USUAL_OBJECTS_PER_S = 40  # on a small machine, until this one has been measured


def rebuild(keys: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    """Render the objects of ``keys`` in their order; each with what is wrong with it, or "".

    What was rendered before something it shows changed is rendered, and yielded, once more: parents
    come best before children. Public copies of pictures and files are put where they are missing.
    Whatever was yielded is committed, so that one can go on after it.
    """
    order = {key: number for number, key in enumerate(keys)}
    turn = list(keys)
    while turn:
        late: set[UUID] = set()
        turns = {key: number for number, key in enumerate(turn)}
        for start in range(0, len(turn), BATCH):
            batch = turn[start : start + BATCH]
            changed, problems = _render(batch)
            problems |= _put_missing_copies(batch)
            late |= _shown_before(changed, turns)
            yield from ((key, problems.get(key, "")) for key in batch)
        turn = sorted(late, key=lambda key: order.get(key, -1))


@transaction.atomic
def _render(keys: Sequence[UUID]) -> tuple[set[UUID], dict[UUID, str]]:
    """The keys of which others may show something that changed, and the problems of the refused."""
    take_turn()
    now = timezone.now()
    lookup = Lookup(now)
    changed = set()
    problems = {}
    for key, found in read_together(keys).items():
        try:
            with transaction.atomic():
                if refresh_object(found or read_object(key), now, lookup):
                    lookup.forget(key)
                    changed.add(key)
                Dirty.objects.filter(key=key).delete()
        except Exception as error:  # noqa: BLE001 - written down; it stops nobody else
            render_failed(key, error)
            problems[key] = " ".join(sentences_of(error))
    return changed, problems


def _put_missing_copies(keys: Sequence[UUID]) -> dict[UUID, str]:
    """The problems of those of which the original is missing or cannot be read."""
    problems = {}
    for key in without_copies(keys):
        try:
            prepare_again(key)
        except Exception as error:
            logger.exception("No public copies of %s", key)
            problems[key] = f"{type(error).__name__}: {error}"
    return problems


def _shown_before(changed: set[UUID], turns: dict[UUID, int]) -> set[UUID]:
    """What shows any of ``changed`` and had its turn before it. One query."""
    targets = {f"object:{key}": turns[key] for key in changed}
    pairs = Dependency.objects.filter(target__in=targets).values_list("key", "target").distinct()
    return {key for key, target in pairs if turns.get(key, -1) < targets[target]}


def why_rebuild() -> str:
    """Why what is public has to be rendered anew, in a sentence; empty if it has not.

    Two queries.
    """
    row = RenderedWith.objects.first()
    if row is None:
        return "It was rendered by an earlier version." if Edition.objects.exists() else ""
    if row.version != RENDER_VERSION:
        return f"It was rendered by version {row.version}; this is version {RENDER_VERSION}."
    if row.base_url != settings.PUBLIC_BASE_URL:
        return f"Its addresses begin with {row.base_url}; PUBLIC_BASE_URL is another one now."
    return ""


def seconds_to_rebuild(objects: int) -> float:
    """How long rendering so many objects takes: as fast as the last time. One query."""
    row = RenderedWith.objects.first()
    return objects / ((row and row.objects_per_s) or USUAL_OBJECTS_PER_S)


def record_rebuild(objects_per_s: float = 0) -> None:
    """Everything public is as this version renders it. 0: nobody measured how fast that went."""
    values = {"version": RENDER_VERSION, "base_url": settings.PUBLIC_BASE_URL}
    if objects_per_s:
        values["objects_per_s"] = objects_per_s
    RenderedWith.objects.update_or_create(pk=1, defaults=values)


def after_migrate(**told: Any) -> None:
    """An empty store needs no rebuild; a full one may: that is said once, where it can be read."""
    if not Edition.objects.exists():
        record_rebuild()
    elif reason := why_rebuild():
        logger.warning(
            "Run `manage.py editions rebuild`: what is public is not up to date. %s", reason
        )
