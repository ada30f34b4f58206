"""Rendering what is dirty, and the scheduler's tick. Idempotent; any number may run at once."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.editions.lookup import Lookup
from cms.editions.models import FOREVER, Dirty
from cms.editions.publisher import (
    dependents_of,
    mark_dirty,
    refresh,
    take_turn,
    wake_worker,
)
from cms.editions.waiting import due, render_failed

WAITED_TOO_LONG = timedelta(seconds=60)


def drain(limit: int | None = None) -> int:
    """Number of dirty objects rendered, ``limit`` tried at most; see ``drain_each``."""
    return sum(islice(drain_each(), limit))


def drain_each(*, patient: bool = True) -> Iterator[bool]:
    """Render what is dirty, each in a transaction of its own, in order of key; whether it worked.

    What cannot be rendered stays dirty with the problem written on it, stops nobody else, and is
    tried again by a later call: after its pause, or in any case unless ``patient``.
    """
    failed: set[UUID] = set()
    while pending := [key for key in _due_keys(patient) if key not in failed]:
        for key in pending:
            rendered = _drain_one(key)
            if not rendered:
                failed.add(key)
            yield rendered
        # Rendering may have made others dirty.


def _due_keys(patient: bool) -> list[UUID]:
    rows = due(Dirty.objects.all(), timezone.now() if patient else FOREVER)
    return list(rows.order_by("key").values_list("key", flat=True))


def _drain_one(key: UUID) -> bool:
    try:
        with transaction.atomic():
            take_turn()
            if not Dirty.objects.filter(key=key).exists():
                return False
            now = timezone.now()
            changed = refresh(key, now, lookup=Lookup(now))
            Dirty.objects.filter(key=key).delete()
            if changed:
                mark_dirty(dependents_of([f"object:{key}"]) - {key}, "dependency", now)
        return True
    except Exception as error:  # noqa: BLE001 - the outermost loop of this work; it is written down
        render_failed(key, error)
    return False


def requeue_waiting() -> None:
    """Wake the worker again for what waited too long: a killed worker loses its task."""
    now = timezone.now()
    if due(Dirty.objects.filter(since__lt=now - WAITED_TOO_LONG), now).exists():
        wake_worker()
