"""What an operator's Prometheus reads, from the inside alone."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from botocore.exceptions import ReadTimeoutError
from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from cms.editions.tasks import drain_dirty
from cms.editions.waiting import mark_dirty, render_failed
from cms.operations.models import Heartbeat
from cms.operations.ticking import beat
from cms.operations.watching import counting
from cms.operations.watching.failures import CountFailures, neighbour_of
from cms.operations.watching.slots import SLOTS
from tests import office

TOKEN = "ein-Wort-für-den-Zähler"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_counters(settings, tmp_path, monkeypatch):
    settings.STATE_DIR = tmp_path
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(counting, "counters", counting.Counters())


def scrape(**headers: str) -> dict[str, float]:
    answer = Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}", **headers})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert answer["Cache-Control"] == "no-store"
    lines = answer.content.decode().splitlines()
    for line in lines:
        assert re.fullmatch(r"# (HELP|TYPE) .+|[a-z_]+(\{[^}]*\})? [0-9.e+-]+", line), line
    values = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _space, value in values}


def test_what_waits_and_since_when_is_told():
    mark_dirty([uuid4(), uuid4()], "test", timezone.now() - timedelta(seconds=90))
    render_failed(uuid4(), KeyError("x"))
    drain_dirty.enqueue()
    beat()
    told = scrape()
    assert told["teilhabe_dirty_rows"] == 3
    assert told["teilhabe_dirty_failed_rows"] == 1
    assert 89 < told["teilhabe_dirty_oldest_seconds"] < 120
    assert told['teilhabe_tasks{state="ready"}'] == 1
    assert told['teilhabe_tasks{state="failed"}'] == 0
    at = Heartbeat.objects.get(name="scheduler").at.timestamp()
    assert told["teilhabe_last_tick_timestamp_seconds"] == pytest.approx(at, abs=0.001)
    assert told["teilhabe_waits_to_be_confirmed"] == 0


def test_answers_are_counted_by_kind_and_status():
    office.published_release()
    client = Client()
    for address in ("/de/", "/de/", "/de/nichts/", "/api/v1/press-releases", "/livez"):
        client.get(address)
    told = scrape()
    assert told['teilhabe_requests_total{kind="reader",status="200"}'] == 2
    assert told['teilhabe_requests_total{kind="reader",status="404"}'] == 1
    assert told['teilhabe_requests_total{kind="api",status="200"}'] == 1
    assert told['teilhabe_requests_total{kind="probe",status="200"}'] == 1
    assert told['teilhabe_request_seconds_total{kind="reader"}'] > 0


def test_a_publication_is_counted_with_its_time_once_it_is_committed(
    django_capture_on_commit_callbacks,
):
    office.open_office()
    with django_capture_on_commit_callbacks() as committed:
        office.published_release()
    assert scrape()["teilhabe_publication_seconds_count"] == 0
    for told in committed:
        told()
    told = scrape()
    assert told["teilhabe_publication_seconds_count"] == 1
    assert told["teilhabe_publication_seconds_sum"] > 0
    assert told['teilhabe_publication_seconds_bucket{le="+Inf"}'] == 1


def test_what_is_taken_back_is_no_publication(django_capture_on_commit_callbacks):
    release = office.published_release()
    with django_capture_on_commit_callbacks(execute=True):
        release.unpublish()
    assert scrape()["teilhabe_publication_seconds_count"] == 0


def error_of(act) -> BaseException:
    with pytest.raises(Exception) as caught:
        act()
    return caught.value


def a_mail_server_that_refuses():
    backend = EmailBackend(host="127.0.0.1", port=1, timeout=1)
    backend.send_messages([mail.EmailMessage("x", "x", "a@b.de", ["c@d.de"])])


def a_disk_that_is_full():
    FileSystemStorage(location="/proc/nirgends").save("x", mail.EmailMessage())


def a_bucket_that_does_not_answer():
    raise ReadTimeoutError(endpoint_url="https://s3")


def a_database_that_does_not_answer():
    raise DatabaseError


@pytest.mark.parametrize(
    ("act", "neighbour"),
    [
        (a_mail_server_that_refuses, "mail"),
        (a_disk_that_is_full, "storage"),
        (a_bucket_that_does_not_answer, "storage"),
        (a_database_that_does_not_answer, "database"),
        (lambda: 1 / 0, "program"),
    ],
)
def test_a_failure_is_counted_for_the_neighbour_it_came_from(act, neighbour):
    assert neighbour_of(error_of(act)) == neighbour


def test_what_is_logged_as_a_failure_is_counted():
    handler = CountFailures()
    handler.emit(SimpleNamespace(exc_info=None, neighbour="storage"))
    handler.emit(SimpleNamespace(exc_info=(None, error_of(lambda: 1 / 0), None)))
    handler.emit(SimpleNamespace(exc_info=None))
    told = scrape()
    assert told['teilhabe_errors_total{of="storage"}'] == 1
    assert told['teilhabe_errors_total{of="program"}'] == 1
    assert told['teilhabe_errors_total{of="mail"}'] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer falsch"},
        {"authorization": f"Bearer {TOKEN}", "x-forwarded-for": "203.0.113.1"},
    ],
)
def test_from_outside_there_are_no_metrics(headers):
    answer = Client().get("/metrics", headers=headers)
    assert answer.status_code == 404
    assert answer.content == Client().get("/gibt-es-nicht").content


def test_without_a_token_in_the_settings_nobody_gets_any(settings):
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_who_asks_by_address_is_answered_too(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert scrape(host="10.1.2.3:8000")


def test_without_the_database_it_says_so(monkeypatch):
    def fail(*arguments, **named):
        raise DatabaseError

    monkeypatch.setattr("cms.editions.models.Dirty.objects.aggregate", fail)
    told = scrape()
    assert told["teilhabe_database_up"] == 0
    assert "teilhabe_dirty_rows" not in told


COUNT = "import sys; from pathlib import Path; import django; django.setup(); " + (
    "from django.conf import settings; settings.STATE_DIR = Path(sys.argv[1]); "
    "from cms.operations.watching import counting; "
    "[counting.request('/de/', 200, 0.5) for _ in range(1000)]"
)


def test_what_several_processes_count_is_added_up_also_when_they_are_gone(tmp_path):
    path = os.pathsep.join(sys.path)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": path}
    processes = [
        subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path)], env=environment)
        for _ in range(2)
    ]
    assert [process.wait(120) for process in processes] == [0, 0]
    counting.request("/de/", 200, 0.5)
    files = {file.name for file in (tmp_path / "metrics").iterdir()}
    assert len(files) <= 3  # this process's, the ended ones', the lock
    assert counting.totals()['teilhabe_requests_total{kind="reader",status="200"}'] == 2001


def test_where_the_folder_cannot_be_written_the_site_goes_on(settings, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    settings.STATE_DIR = tmp_path / "file"
    assert Client().get("/livez").status_code == 200


def test_nothing_a_stranger_sends_makes_it_grow():
    client = Client()
    for number in range(50):
        client.get(f"/{number}/{number}?{number}", headers={"x-request-id": f"{number}" * 8})
    assert set(counting.totals()) == set(SLOTS)


def test_an_answer_costs_no_statement_more(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/livez")
    client.get("/api/v1/press-releases?locale=de")
    with django_assert_num_queries(1):
        client.get("/api/v1/press-releases?locale=de")
