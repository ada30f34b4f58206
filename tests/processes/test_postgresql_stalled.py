"""The database stops answering and goes on later, as behind a network that hangs.

Nobody waits longer than five seconds, whoever watches is told within three, and nobody has to
start anything again.
"""

import json
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections

from cms.operations import time_limits
from tests.processes.test_postgresql_killed import LIST, cluster, reading, running

__all__ = ["cluster", "running"]
pytestmark = pytest.mark.postgresql
LONGEST_S = 5.0
STALLED_S = 9
PUBLIC = [LIST, "/de/", "/ar/presse/", "/de/suche/?q=wort", "/sitemap.xml", "/embed/press-releases"]


def timed(site, target: str, port: int = 0):
    began = time.monotonic()
    status, headers, body = site.ask("GET", target, port)
    return target, status, headers, body, time.monotonic() - began


def test_a_database_that_stalls_holds_nobody_longer_than_five_seconds(running, cluster, capsys):
    site, writer = running
    with reading(site), ThreadPoolExecutor(12) as crowd:
        time.sleep(1)
        cluster.stall()
        began = time.monotonic()
        try:
            probes = [
                crowd.submit(timed, site, path, site.inside) for path in ("/livez", "/readyz")
            ]
            answers = list(crowd.map(lambda target: timed(site, target), PUBLIC * 4))
            live, ready = (probe.result() for probe in probes)
            time.sleep(max(0, began + STALLED_S - time.monotonic()))
        finally:
            cluster.go_on()
        went_on = time.monotonic()
        site.wait_until_ready(3)
        back_s = time.monotonic() - went_on
        time.sleep(2)
    writer.send_signal(signal.SIGTERM)
    acknowledged = writer.stdout.read().split()
    slowest = max(seconds for *_answer, seconds in answers)
    late = [end for end in site.answers if end[0] > went_on + 1.5]
    with capsys.disabled():
        print(  # noqa: T201 - asked for
            f"\n{len(answers)} readers, slowest {slowest:.2f} s; /livez {live[-1]:.3f} s, "
            f"/readyz {ready[-1]:.2f} s; ready again after {back_s:.2f} s"
        )
    assert slowest < LONGEST_S
    assert Counter(status for _t, status, *_rest in answers) == {503: len(answers)}
    for target, _status, headers, body, _seconds in answers:
        assert headers["Retry-After"], target
        if target == LIST:
            assert headers["Content-Type"] == "application/problem+json"
            assert json.loads(body)["status"] == 503
        if target.startswith("/ar/"):
            assert b'lang="ar" dir="rtl"' in body
    assert (live[1], ready[1]) == (200, 503)
    assert live[-1] < 1
    assert ready[-1] < 3
    assert "database" in json.loads(ready[3])["missing"]
    assert back_s < 2
    assert site.process.poll() is None
    assert late
    assert {status for _at, _what, status in late} == {200}
    asked = [site.ask("GET", f"/api/v1/press-releases/{key}")[0] for key in acknowledged]
    assert set(asked) == {200}


@pytest.fixture
def in_a_request():
    """This thread answers a request: its connection is new, and limited."""
    connection.close()
    time_limits.limit_request("/admin/")
    yield
    connection.close()
    time_limits._waits.until = time_limits._waits.each_s = None


@pytest.mark.django_db(transaction=True)
def test_a_statement_in_the_admin_ends_at_its_limit_and_a_commands_does_not(settings, in_a_request):
    settings.DATABASE_STATEMENT_LIMIT_S = 0.5
    time_limits.limit_request("/admin/")
    began = time.monotonic()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(3)")
    assert time.monotonic() - began < 2
    outcome = []

    def of_a_command():
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            outcome.append(cursor.fetchone()[0])
            cursor.execute("SELECT pg_sleep(1)")
            outcome.append("done")
        connections.close_all()

    command = threading.Thread(target=of_a_command)
    command.start()
    command.join()
    assert outcome == ["0", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_statement_nobody_waits_for_any_more_ends_at_the_server(settings, in_a_request):
    time_limits.limit_all(0.5)
    with pytest.raises(OperationalError, match="does not answer"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")
    time_limits.limit_all(30)
    connection.close()
    deadline = time.monotonic() + 5
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)'")
            if cursor.fetchone()[0] == 0:
                break
            assert time.monotonic() < deadline, "it goes on"
            time.sleep(0.2)
