"""``/metrics`` for Prometheus: what this machine counted, and what the database knows.

https://prometheus.io/docs/instrumenting/exposition_formats/
Only for the inside: whoever comes through the proxy, or without the token, gets the 404 of any
address that does not exist. Without METRICS_TOKEN there are no metrics.
"""

import hmac
from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.editions.models import Dirty, Edition, JournalCounter, Postponed
from cms.operations.keeping.installation import why_it_waits
from cms.operations.models import Heartbeat
from cms.operations.watching import counting
from cms.operations.watching.slots import HELP

PATH = "/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Line = tuple[str, str, float]  # name with labels, help, value


class MetricsFirst:
    """Stands before everything that asks for a host name or TLS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == PATH and _is_for_the_inside(request):
            text = "".join(_exposition())
            return HttpResponse(
                text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"}
            )
        return self.get_response(request)


def _is_for_the_inside(request: HttpRequest) -> bool:
    # The proxy sets this header always, and a client of it cannot take it away.
    if not settings.METRICS_TOKEN or "HTTP_X_FORWARDED_FOR" in request.META:
        return False
    given = request.META.get("HTTP_AUTHORIZATION", "")
    return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def _exposition() -> Iterator[str]:
    told = set()
    for name, help_text, value in _gauges():
        family = name.partition("{")[0]
        if family not in told:
            told.add(family)
            yield f"# HELP {family} {help_text}\n# TYPE {family} gauge\n"
        yield f"{name} {value:g}\n" if value < 1e6 else f"{name} {value:.3f}\n"
    yield from _counted()


def _counted() -> Iterator[str]:
    totals = counting.totals()
    for family, (kind, help_text) in HELP.items():
        yield f"# HELP {family} {help_text}\n# TYPE {family} {kind}\n"
        for slot, value in totals.items():
            # Statuses that never were are left out; the rest begins at 0, so that a rise is seen.
            if slot.startswith(family) and (value or 'status="' not in slot):
                yield f"{slot} {value!r}\n"


def _gauges() -> Iterator[Line]:
    """What the database knows: six queries, or one that fails."""
    try:
        lines = [*_of_rendering(), *_of_tasks(), *_of_processes()]
    except DatabaseError:
        yield "teilhabe_database_up", "Whether the database answers.", 0
        return
    yield "teilhabe_database_up", "Whether the database answers.", 1
    yield from lines


def _of_rendering() -> Iterator[Line]:
    failed = Count("pk", filter=~Q(problem=""))
    dirty = Dirty.objects.aggregate(count=Count("pk"), failed=failed, oldest=Min("since"))
    yield "teilhabe_dirty_rows", "Objects that wait to be rendered.", dirty["count"]
    yield "teilhabe_dirty_failed_rows", "Those that could not be rendered.", dirty["failed"]
    yield "teilhabe_dirty_oldest_seconds", "How long the first one waits.", _age(dirty["oldest"])
    late = Postponed.objects.count()
    yield "teilhabe_postponed_rows", "Copies and publications that failed and wait.", late
    yield "teilhabe_editions", "Objects in one language that are rendered.", Edition.objects.count()
    last = JournalCounter.objects.aggregate(last=Max("last_seq"))["last"] or 0
    yield "teilhabe_journal_seq", "Number of the last change told to partners.", last


def _of_tasks() -> Iterator[Line]:
    states = (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED)
    rows = DBTaskResult.objects.filter(status__in=states).values("status")
    rows = rows.annotate(count=Count("pk"), first=Min("enqueued_at"))
    counts = {row["status"]: row for row in rows}
    for state in states:
        count = counts[state]["count"] if state in counts else 0
        name = f'teilhabe_tasks{{state="{state.lower()}"}}'
        yield name, "Tasks of the worker, by state.", count
    oldest = counts[TaskResultStatus.READY]["first"] if TaskResultStatus.READY in counts else None
    yield "teilhabe_tasks_oldest_ready_seconds", "How long the first one waits.", _age(oldest)


def _of_processes() -> Iterator[Line]:
    at = Heartbeat.objects.filter(name="scheduler").values_list("at", flat=True).first()
    last = at.timestamp() if at else 0
    yield "teilhabe_last_tick_timestamp_seconds", "When the scheduler last ran.", last
    waits = bool(why_it_waits())
    yield "teilhabe_waits_to_be_confirmed", "1: a restored copy, see `manage.py restored`.", waits


def _age(moment: datetime | None) -> float:
    now = timezone.now()
    return (now - moment).total_seconds() if moment and moment < now else 0
