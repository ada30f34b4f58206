"""The rows of the table: what is measured against what, and the figure it must keep."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from uuid import uuid4

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.editions.models import Edition
from locales.desk.states import translation_states
from pressreleases.models import PressRelease
from tests.bench import city
from tests.bench.measuring import Answer, Ratio, ask, ask_once, side_by_side
from tests.bench.publishing import publishing
from tests.bench.table import NOT_RUN, Row
from tests.bench.urls import BARE

_V2 = "type=pressreleases.PressRelease&locale=ar&limit=20&order=-first_published_at"
_V2_FIELDS = "fields=_,title,first_published_at,lead,picture"
_V3 = "type=pressreleases.PressRelease&locale=ar&limit=20&order=-first_published_at"


def run(releases: int, rounds: int) -> int:
    """Exit code: 1 if a row misses its figure by more than its spread."""
    call_command("migrate", verbosity=0)
    _say(
        f"{releases} releases in {len(city.TAGS)} languages on {connection.vendor}, {rounds} rounds"
    )
    keys = city.found_city(releases)
    rows = [_rebuild(keys)]
    _say(str(rows[-1]))
    application = get_wsgi_application()
    for make in (
        partial(_reads, application, keys, rounds),
        partial(publishing, keys, rounds),
        partial(_states, keys),
        _cold_start,
    ):
        for row in make():
            _say(str(row))
            rows.append(row)
    for row in NOT_RUN:
        _say(str(row))
    missed = [row for row in rows if row.verdict == "MISSED"]
    _say(f"{len(missed)} of {len(rows)} rows missed their figure.")
    return 1 if missed else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _rebuild(keys) -> Row:
    began = time.process_time()
    city.render_all(keys)
    spent_s = time.process_time() - began
    count = Edition.objects.filter(key__in=keys).count()
    rate = count / spent_s
    return Row(
        "rebuild of all editions, one process",
        rate,
        300,
        rate * 0.1,
        " editions/s of CPU",
        at_least=True,
        notes=f"{count} editions in {spent_s:.1f} s of CPU on one core; the figure is for two",
    )


def _reads(application: Callable, keys: list, rounds: int) -> list[Row]:
    key = keys[-1]
    page = PressRelease.objects.get(translation_key=key, locale__language_code="ar")
    ours = {
        "list": "/api/v1/press-releases?locale=ar&limit=20",
        "detail": f"/api/v1/press-releases/{key}?locale=ar",
        "search": "/api/v1/search?q=%D8%A7%D9%84%D9%85%D8%AF%D9%8A%D9%86%D8%A9&locale=ar",
        "filter": "/api/v1/press-releases?locale=ar&topic=integration",
    }
    answers = {name: _good(application, target) for name, target in ours.items()}
    for name, answer in answers.items():
        headers = {
            field: value for field, value in answer.headers.items() if field != "Content-Length"
        }
        BARE[name] = (answer.body, headers)
    tag = answers["list"].headers["ETag"]
    theirs = (
        ("list", "API v2", f"/bench/v2/pages/?{_V2}&{_V2_FIELDS}", 1 / 100),
        ("detail", "API v2", f"/bench/v2/pages/{page.pk}/", 1 / 50),
        ("list", "API v3", f"/bench/v3/pages/?{_V3}", 1 / 10),
        ("detail", "API v3", f"/bench/v3/pages/{page.pk}/", 1 / 10),
        ("list", "a bare view of the same bytes behind the middleware", "/bench/bare/list", 2.5),
        (
            "detail",
            "a bare view of the same bytes behind the middleware",
            "/bench/bare/detail",
            1.5,
        ),
        ("list", "a bare view of the same bytes at the API's door", "/bench/door/list", None),
        ("detail", "a bare view of the same bytes at the API's door", "/bench/door/detail", None),
        (
            "search",
            "a bare view of the same bytes behind the middleware",
            "/bench/bare/search",
            None,
        ),
        (
            "filter",
            "a bare view of the same bytes behind the middleware",
            "/bench/bare/filter",
            None,
        ),
    )
    rows = [
        Row(
            f"{name}: statements",
            answer.queries,
            1,
            unit="",
            notes=f"GET {ours[name]}, {len(answer.body):,} bytes",
        )
        for name, answer in answers.items()
    ]
    rows.append(_not_modified(application, ours["list"], tag))
    for name, other, target, figure in theirs:
        there = _good(application, target)
        ratio = side_by_side(
            partial(ask, application, ours[name], {}), partial(ask, application, target, {}), rounds
        )
        rows.append(
            _compared(f"{name} against {other}", ratio, figure, answers[name], there, target)
        )
    ratio = side_by_side(
        partial(ask, application, ours["list"], {"If-None-Match": tag}),
        partial(ask, application, ours["list"], {}),
        rounds,
    )
    rows.append(Row("304 of a list against the whole list", ratio.value, None, ratio.spread))
    return rows


def _good(application: Callable, target: str) -> Answer:
    ask(application, target, {})  # what is remembered after the first request is not counted
    answer = ask_once(application, target, {})
    if answer.status != 200 or len(answer.body) < 500:
        raise SystemExit(f"GET {target} answered {answer.status}: {answer.body[:500]!r}")
    return answer


def _not_modified(application: Callable, target: str, tag: str) -> Row:
    answer = ask_once(application, target, {"If-None-Match": tag})
    if answer.status != 304:
        raise SystemExit(f"GET {target} with its own tag answered {answer.status}")
    return Row(
        "304: statements", answer.queries, 1, unit="", notes=f"GET {target}, If-None-Match: {tag}"
    )


def _compared(
    what: str, ratio: Ratio, figure: float | None, ours: Answer, theirs: Answer, target: str
) -> Row:
    return Row(
        what,
        ratio.value,
        figure,
        ratio.spread,
        notes=(
            f"{ratio.ours_s * 1e6:,.0f} µs beside {ratio.theirs_s * 1e6:,.0f} µs of CPU; "
            f"{ours.queries} beside {theirs.queries} statements; "
            f"{len(ours.body):,} beside {len(theirs.body):,} bytes; GET {target}"
        ),
    )


def _states(keys: list) -> list[Row]:
    wanted = [*keys, *(uuid4() for _ in range(1000 - len(keys)))][:1000]
    began = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        states = translation_states(wanted)
    spent_s = time.process_time() - began
    return [
        Row(
            "state of 1,000 pages in all languages: statements",
            len(captured),
            1,
            unit="",
            notes=f"{len(states):,} states in {spent_s:.2f} s of CPU; {len(keys)} pages exist",
        )
    ]


_FIRST_ANSWER = """
import resource
from pathlib import Path
from cms.wsgi import application
from tests.bench.measuring import ask
assert ask(application, "/api/v1/press-releases?locale=ar", {}).status == 200
used = resource.getrusage(resource.RUSAGE_SELF)
# ru_maxrss would tell the size of the process that started this one.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(used.ru_utime + used.ru_stime, int(status["VmHWM"].split()[0]) / 1024)
"""


def _cold_start() -> list[Row]:
    paths = os.pathsep.join(sys.path[:2])
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_ANSWER],
        env={**os.environ, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    cpu_s, memory_mib = (float(part) for part in done.stdout.split()[-2:])
    return [
        Row(
            "cold start to the first answer",
            cpu_s,
            3,
            unit=" s of CPU",
            notes="a new process, a list of 20",
        ),
        Row(
            "memory after the first answer",
            memory_mib,
            136,
            unit=" MiB",
            notes="largest resident set, plain WSGI",
        ),
    ]
