"""The two questions of whoever runs the site, asked as load balancers ask them."""

import json
import threading
import time
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.db import DatabaseError
from django.db.utils import InterfaceError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.editions.waiting import mark_dirty, render_failed, wake_worker
from cms.operations.inside import listen
from cms.operations.models import Heartbeat, Letter
from cms.operations.ticking import beat

pytestmark = pytest.mark.django_db
PROBES = ["/livez", "/readyz"]


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_probe_is_answered_whatever_the_site_is_called(client, settings, probe, method):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.generic(method, probe, headers={"host": "10.1.2.3:8000"})
    assert answer.status_code == 200
    assert answer.content == (b'{"status": "ok"}' if method == "GET" else b"")
    assert answer["Content-Length"] == "16"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_probe_says_which_methods_there_are(probe, method):
    answer = Client(enforce_csrf_checks=True).generic(method, probe, headers={"host": "10.1.2.3"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("failure", [DatabaseError, InterfaceError])
def test_while_the_database_is_down_the_site_lives_and_is_not_ready(client, monkeypatch, failure):
    def fail(*arguments):
        raise failure

    monkeypatch.setattr("cms.editions.models.Placement.objects.only", fail)
    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")


def test_readiness_costs_one_query_and_liveness_none(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/livez")
    with django_assert_num_queries(1):
        client.get("/readyz")


def test_outside_nothing_is_told_of_what_waits(client):
    mark_dirty([uuid4(), uuid4()], "test")
    assert client.get("/readyz").json() == {"status": "ok"}


@pytest.fixture
def inside(transactional_db):
    with listen("127.0.0.1:0") as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def ask(url: str) -> tuple[int, dict]:
    try:
        with urlopen(url, timeout=5) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def test_inside_it_is_told_what_waits_and_what_failed(inside):
    beat()
    mark_dirty([uuid4(), uuid4()], "test")
    render_failed(uuid4(), KeyError("x"))
    assert ask(f"{inside}/livez") == (200, {"status": "ok"})
    status, told = ask(f"{inside}/readyz")
    assert (status, told["status"], told["missing"]) == (200, "ok", [])
    assert told["texts"] == {"waiting": 3, "failed": 1}
    assert ask(f"{inside}/admin/")[0] == 404


def test_inside_a_dead_scheduler_worker_and_mail_server_are_named(inside):
    long_ago = timezone.now() - timedelta(minutes=3)
    Heartbeat.objects.create(name="scheduler", at=long_ago)
    wake_worker()
    DBTaskResult.objects.update(enqueued_at=long_ago)
    Letter.objects.create(message={}, attempts=1)
    status, told = ask(f"{inside}/readyz")
    assert (status, told["status"]) == (200, "degraded")
    assert told["missing"] == ["scheduler", "worker", "mail"]
    assert told["tasks"]["oldest_waits_s"] >= 180


def test_a_store_that_hangs_is_named_within_three_seconds_and_asked_once(inside, monkeypatch):
    beat()
    asked = []
    over = threading.Event()

    def hang(name):
        asked.append(name)
        over.wait(20)

    monkeypatch.setattr(type(storages["public"]), "exists", lambda _store, name: hang(name))
    began = time.monotonic()
    for _ in range(2):
        status, told = ask(f"{inside}/readyz")
        assert (status, told["status"], told["missing"]) == (200, "degraded", ["storage"])
    assert time.monotonic() - began < 2 * 3
    over.set()
    assert len(asked) == 1


@pytest.mark.parametrize("address", ["9000", ":9000", "127.0.0.1", "127.0.0.1:http", "[::1]:"])
def test_an_address_without_a_host_does_not_open_every_door(address):
    with pytest.raises(ImproperlyConfigured, match="HEALTH_ADDRESS"):
        listen(address)
