"""Real worker processes, and the ways they end."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from locales.models import TranslationRequest

FORK = multiprocessing.get_context("fork")  # a new interpreter would take seconds to start


def start(job: Callable[[], None]) -> multiprocessing.Process:
    """A process that runs ``job``; no connection is shared with it."""
    connections.close_all()
    process = FORK.Process(target=job)
    process.start()
    return process


def work() -> None:
    """What ``manage.py serve`` starts, until the queue is empty."""
    call_command(
        "db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0
    )


def run_worker() -> float:
    """A worker empties the queue; how long it took."""
    began = time.monotonic()
    process = start(work)
    process.join(60)
    assert process.exitcode == 0
    return time.monotonic() - began


def kill_after(seconds: float) -> bool:
    """A worker is killed after this time; False if it had come to its end before."""
    process = start(work)
    time.sleep(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def kill_before_statement(number: int) -> bool:
    """A worker is killed before its n-th statement; False if it needed fewer."""
    left = iter(range(number - 1, -1, -1))

    def die(execute, sql, params, many, context):
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def work_and_die() -> None:
        with connection.execute_wrapper(die):
            work()

    process = start(work_and_die)
    process.join(60)
    return process.exitcode == -signal.SIGKILL


def a_minute_passes() -> None:
    """For what is under way: the queue looks at when it was begun or asked for."""
    long_ago = timezone.now() - timedelta(seconds=61)
    DBTaskResult.objects.running().update(started_at=long_ago)
    TranslationRequest.objects.update(requested_at=long_ago)
