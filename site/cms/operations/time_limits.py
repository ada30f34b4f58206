"""How long a request may wait for the database.

What readers ask has one limit for all its statements; in the admin, where somebody may wait for
another's publication, each statement has its own. Commands, workers and migrations have none.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from cms.operations.breaker import Breaker
from cms.operations.headers import ADMIN

# One slow statement says nothing about the server; three that end at once do. A thread of its own
# finds out when the server is back (``postgresql.base``).
DATABASE = Breaker(failures=3, open_s=1)


READY_LIMIT_S = 2.5


class _Waits(threading.local):
    until: float | None = None  # for the whole request, on the monotonic clock
    each_s: float | None = None  # for each statement


_waits = _Waits()


def is_limited() -> bool:
    return _waits.until is not None or _waits.each_s is not None


def seconds_left() -> float | None:
    """How long this thread may wait now; None without a limit."""
    if _waits.until is not None:
        return max(0.0, _waits.until - time.monotonic())
    return _waits.each_s


def limit_request(path: str) -> None:
    """For the request that this thread begins to answer, until it begins with another."""
    if path.startswith(ADMIN):
        _waits.until, _waits.each_s = None, settings.DATABASE_STATEMENT_LIMIT_S
    elif path == "/readyz":
        limit_all(READY_LIMIT_S)
    else:
        limit_all(settings.DATABASE_READ_LIMIT_S)


def limit_all(seconds: float) -> None:
    """All that this thread asks from now on, together."""
    _waits.until, _waits.each_s = time.monotonic() + seconds, None


class TimeLimited:
    """A WSGI application whose requests are limited, from before Django looks at its connection."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        limit_request(environ.get("PATH_INFO", ""))
        return self.application(environ, start_response)
