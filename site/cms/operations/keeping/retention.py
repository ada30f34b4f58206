"""What only piles up goes after its time, a few hundred rows at once, by the scheduler's tick.

Nothing goes that somebody still needs: a version that is public, newest, scheduled, in approval or
commented on; the log's line that tells who checked what is public now. ``settings.KEEP`` says how
long the rest stays.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.editions.journal import trim_journal
from cms.operations.models import Heartbeat
from cms.operations.whole_files import remove_half_files

BATCH = 500
EVERY = timedelta(hours=1)
NAME = "retention"


def remove_what_is_over() -> int:
    """Number of rows removed: at most a batch of each kind, once an hour, or at the next tick where
    more is left. A transaction per batch; only the journal's takes the lock of publications.
    """
    now = timezone.now()
    if Heartbeat.objects.filter(name=NAME, at__gt=now - EVERY).exists():
        return 0
    removed = [_remove(kind(now - timedelta(days=days))) for kind, days in _kinds()]
    if days := settings.KEEP["KEEP_JOURNAL_DAYS"]:
        removed.append(trim_journal(now - timedelta(days=days), at_most=BATCH))
    if max(removed) < BATCH:
        Heartbeat.objects.update_or_create(name=NAME, defaults={"at": now})
        remove_half_files("default")
    return sum(removed)


def _kinds() -> Iterator[tuple[Callable[[datetime], QuerySet], int]]:
    yield ended_sessions, 0
    for kind, name in LIMITS.items():
        if days := settings.KEEP[name]:
            yield kind, days


def _remove(rows: QuerySet) -> int:
    # Their keys are read before: nothing is locked while they are looked for.
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)


def finished_tasks(before: datetime) -> QuerySet:
    return DBTaskResult.objects.finished().filter(finished_at__lt=before)


def ended_sessions(now: datetime) -> QuerySet:
    return Session.objects.filter(expire_date__lt=now)


def page_log(before: datetime) -> QuerySet:
    public = Page.objects.filter(pk=OuterRef("page_id"), live_revision=OuterRef("revision_id"))
    return PageLogEntry.objects.filter(~Exists(public), timestamp__lt=before)


def log_of_others(before: datetime) -> QuerySet:
    """Of snippets, people and files the last line of each kind stays."""
    later = ModelLogEntry.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        action=OuterRef("action"),
        timestamp__gt=OuterRef("timestamp"),
    )
    return ModelLogEntry.objects.filter(Exists(later), timestamp__lt=before)


def page_versions(before: datetime) -> QuerySet:
    """Old versions of pages, but not the newest ``KEEP_REVISIONS`` of each."""
    newer = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        created_at__gt=OuterRef("created_at"),
    ).order_by("created_at")
    count = settings.KEEP["KEEP_REVISIONS"]
    return Revision.page_revisions.filter(
        Exists(newer[count - 1 : count] if count else newer),
        ~Exists(Page.objects.filter(latest_revision=OuterRef("pk"))),
        ~Exists(Page.objects.filter(live_revision=OuterRef("pk"))),
        created_at__lt=before,
        approved_go_live_at=None,
        task_states=None,
        created_comments=None,
    )


LIMITS = {
    finished_tasks: "KEEP_TASKS_DAYS",
    page_log: "KEEP_LOG_ENTRIES_DAYS",
    log_of_others: "KEEP_LOG_ENTRIES_DAYS",
    page_versions: "KEEP_REVISIONS_DAYS",
}
