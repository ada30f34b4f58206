"""CPU per call, side by side: A/B/A/B in one process, so that a busy machine hits both alike."""

import io
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 7


@dataclass(frozen=True)
class Answer:
    """One answer of a WSGI application, with what it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    queries: int = 0


def ask(application: Callable, target: str, headers: Mapping[str, str]) -> Answer:
    path, _, query = target.partition("?")
    said: dict = {}

    def start_response(status: str, answered: list, exc_info=None) -> None:
        said["status"], said["headers"] = int(status[:3]), dict(answered)

    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "application/json",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }
    response = application(environ, start_response)
    try:
        body = b"".join(response)
    finally:
        if hasattr(response, "close"):
            response.close()
    return Answer(said["status"], said["headers"], body)


def ask_once(application: Callable, target: str, headers: Mapping[str, str]) -> Answer:
    """As ``ask``, with the number of statements it took."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask(application, target, headers)
    return Answer(answer.status, answer.headers, answer.body, len(captured))


@dataclass(frozen=True)
class Ratio:
    """How much ours costs of theirs: the median of the rounds, and how far the rounds lie apart."""

    ours_s: float
    theirs_s: float
    value: float
    spread: float


def side_by_side(
    ours: Callable[[], None], theirs: Callable[[], None], rounds: int = ROUNDS
) -> Ratio:
    """CPU seconds per call of each, measured in turns; the calls per turn fit their cost."""
    times = _calls_for(ours), _calls_for(theirs)
    measured = [(_cpu_s(ours, times[0]), _cpu_s(theirs, times[1])) for _ in range(rounds)]
    ratios = sorted(a / b for a, b in measured)
    return Ratio(
        statistics.median(a for a, _b in measured),
        statistics.median(b for _a, b in measured),
        statistics.median(ratios),
        # The middle half of the rounds: one round beside a garbage collection says nothing.
        (ratios[-2] - ratios[1]) / 2,
    )


def _calls_for(call: Callable[[], None], turn_s: float = 0.25) -> int:
    call()
    return max(1, min(200, int(turn_s / max(_cpu_s(call, 2), 1e-4))))


def _cpu_s(call: Callable[[], None], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - began) / times
