"""Rendering what is dirty, and the scheduler's tick. Idempotent; any number may run at once."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.editions.lookup import Lookup
from cms.editions.models import Dirty
from cms.editions.publisher import (
    dependents_of,
    mark_dirty,
    refresh,
    take_turn,
    wake_worker,
)
from home.publishing import PublishRefused

logger = logging.getLogger(__name__)

WAITED_TOO_LONG = timedelta(seconds=60)


def drain(limit: int | None = None) -> int:
    """Number of dirty objects rendered; each in a transaction of its own, in order of key.

    What cannot be rendered stays dirty with the problem written on it, and stops nobody else.
    """
    done = 0
    keys = Dirty.objects.filter(problem="").order_by("key").values_list("key", flat=True)
    pending = list(keys[:limit] if limit else keys)
    while pending:
        for key in pending:
            done += _drain_one(key)
        if limit:
            break
        # Rendering may have made others dirty; those that failed carry a problem by now.
        pending = list(keys.all())
    return done


def _drain_one(key) -> int:
    try:
        with transaction.atomic():
            take_turn()
            if not Dirty.objects.filter(key=key).exists():
                return 0
            now = timezone.now()
            changed = refresh(key, now, lookup=Lookup(now))
            Dirty.objects.filter(key=key).delete()
            if changed:
                mark_dirty(dependents_of([f"object:{key}"]) - {key}, "dependency", now)
            return 1
    except PublishRefused as refused:
        problem = "; ".join(refused.messages)
    except Exception as error:
        logger.exception("Cannot render %s", key)
        problem = f"{type(error).__name__}: {error}"[:2000]
    logger.error("Cannot render %s: %s", key, problem)
    Dirty.objects.filter(key=key).update(problem=problem)
    return 0


def requeue_waiting() -> None:
    """Wake the worker again for what waited too long: a killed worker loses its task."""
    if Dirty.objects.filter(since__lt=timezone.now() - WAITED_TOO_LONG, problem="").exists():
        wake_worker()
