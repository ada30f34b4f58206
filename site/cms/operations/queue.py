"""The queue after a worker died: django-tasks-db neither retries nor gives back what it held.

Every task of ours and of Wagtail's is idempotent, so that one that merely takes long may run twice.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

WAITED_TOO_LONG = timedelta(seconds=60)
FAILED_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
FAILED_ATTEMPTS = 12  # about half a day
FORGOTTEN = timedelta(days=2)
ATTEMPTS = 5  # what ended so many workers is left lying, to be looked at


def put_back_failed_tasks() -> int:
    """Number of tasks made ready again that failed, after pauses that double up to an hour."""
    now = timezone.now()
    recent = Q(finished_at=None) | Q(finished_at__gt=now - FORGOTTEN)
    failed = DBTaskResult.objects.failed().filter(recent).only("pk", "finished_at", "worker_ids")
    again = [result.pk for result in failed if _may_try_again(result, now)]
    put_back = DBTaskResult.objects.failed().filter(pk__in=again)
    return put_back.update(status=TaskResultStatus.READY, finished_at=None)


def _may_try_again(result: DBTaskResult, now: datetime) -> bool:
    tried = len(result.worker_ids)
    pause = min(FAILED_PAUSE * 2 ** min(tried, 7), LONGEST_PAUSE)
    return tried < FAILED_ATTEMPTS and (result.finished_at or now - pause) <= now - pause


def put_back_lost_tasks() -> int:
    """Number of tasks made ready again: begun long ago, and neither finished nor failed."""
    begun = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - WAITED_TOO_LONG)
    lost = [result.pk for result in begun if len(result.worker_ids) < ATTEMPTS]
    # Only those still running: a slow worker may have finished just now.
    put_back = DBTaskResult.objects.running().filter(pk__in=lost)
    count = put_back.update(status=TaskResultStatus.READY)
    if count:
        logger.warning("%d tasks that no worker finished are ready again.", count)
    return count
