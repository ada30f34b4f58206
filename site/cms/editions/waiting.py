"""What waits to be done, and how the last try went. The queue is only a wake-up: this is the truth.

A refusal waits until an editor publishes anew. All else is tried again: at once by the next who
comes, then after pauses that double, up to an hour.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone, translation

from cms.editions.models import Dirty, Postponed
from home.failures import PublishRefused, is_ours, sentences_of
from locales.languages import SOURCE

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
PROBLEM_LENGTH = 2_000


def pause_after(attempts: int) -> timedelta:
    """How long nobody tries again after so many failures: 0, 10 s, 20 s, 40 s … an hour."""
    if attempts < 2:
        return timedelta(0)
    return min(FIRST_PAUSE * 2 ** min(attempts - 2, 10), LONGEST_PAUSE)


def due(rows: QuerySet, now: datetime) -> QuerySet:
    """Those of ``rows`` that may be tried again by now."""
    return rows.filter(Q(next_try_at=None) | Q(next_try_at__lte=now), is_refused=False)


def mark_dirty(keys: Iterable[UUID], reason: str, now: datetime | None = None) -> None:
    """Say that these objects must be rendered anew, at once. One statement for any number."""
    since = now or timezone.now()
    Dirty.objects.bulk_create(
        [Dirty(key=key, reason=reason, since=since) for key in sorted(set(keys))],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["reason", "since", "problem", "attempts", "next_try_at", "is_refused"],
    )


def make_copies(key: UUID) -> None:
    """Have the public copies an object uses made: the wish is committed with its use."""
    from cms.editions.tasks import make_public_copies

    Postponed.objects.get_or_create(
        name=f"copies:{key}", defaults={"key": key, "since": timezone.now()}
    )
    transaction.on_commit(lambda: make_public_copies.enqueue(str(key)), robust=True)


def wake_worker() -> None:
    """Ask a worker to drain once this transaction is committed; the tick asks again if need be."""
    from cms.editions.tasks import drain_dirty

    transaction.on_commit(lambda: drain_dirty.enqueue(), robust=True)


def render_failed(key: UUID, error: BaseException) -> None:
    """Write down why an object cannot be rendered; it becomes dirty if it was not."""
    _failed(Dirty, {"key": key}, {"reason": "failed"}, error)


def postpone(name: str, key: UUID, error: BaseException) -> None:
    """Write down why something else that concerns an object failed; see ``Postponed``."""
    _failed(Postponed, {"name": name}, {"key": key}, error)


def _failed(model: Any, which: dict, others: dict, error: BaseException) -> None:
    now = timezone.now()
    # In German, whoever's action it was: it is read by others.
    with translation.override(SOURCE):
        problem = " ".join(sentences_of(error))[:PROBLEM_LENGTH]
    row, _created = model.objects.get_or_create(**which, defaults={**others, "since": now})
    attempts = row.attempts + 1
    # An update, and not the row: it may have gone meanwhile.
    model.objects.filter(pk=row.pk).update(
        attempts=attempts,
        next_try_at=now + pause_after(attempts),
        problem=problem,
        is_refused=isinstance(error, PublishRefused),
    )
    logger.log(
        logging.ERROR if is_ours(error) else logging.WARNING,
        # What the error says may be the text that is refused.
        "Failed %d times: %s: %s", attempts, row, type(error).__name__,
        exc_info=error if is_ours(error) else None,
    )  # fmt: skip


def publication_name(content_type_id: int, pk: object) -> str:
    """The name under which a scheduled publication of a row is postponed."""
    return f"publication:{content_type_id}:{pk}"


def publication_settled(instance: Any) -> None:
    """It was published, scheduled anew or taken back: what was told of an earlier try is over."""
    name = publication_name(instance.get_base_content_type().pk, instance.pk)
    Postponed.objects.filter(name=name).delete()


def how_much_waits() -> dict[str, int]:
    """How many objects wait to be rendered, and how many failed; empty if none. One query."""
    failed = Count("pk", filter=~Q(problem=""))
    counts = Dirty.objects.aggregate(waiting=Count("pk"), failed=failed)
    return counts if counts["waiting"] else {}


def still_waiting() -> list[tuple[UUID, str]]:
    """Key and problem of each object of which something public is not as it should be."""
    copies = Postponed.objects.filter(name__startswith="copies:")
    return [
        (row.key, row.problem)
        for rows in (Dirty.objects.all(), copies)
        for row in rows.exclude(problem="").order_by("since")
    ]
