"""The queue after a worker died: django-tasks-db neither retries nor gives back what it held.

Every task of ours and of Wagtail's is idempotent, so that one that merely takes long may run twice.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

WAITED_TOO_LONG = timedelta(seconds=60)
ATTEMPTS = 5  # what ended so many workers is left lying, to be looked at


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
