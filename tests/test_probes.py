"""The two questions of whoever runs the site, asked as load balancers ask them."""

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.db.utils import InterfaceError
from django.test import Client

from cms.editions.waiting import mark_dirty, render_failed

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


def test_readiness_costs_two_queries_and_liveness_none(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/livez")
    with django_assert_num_queries(2):
        client.get("/readyz")


def test_what_waits_and_what_failed_is_counted_and_readers_are_served_all_the_same(client):
    mark_dirty([uuid4(), uuid4()], "test")
    assert client.get("/readyz").json() == {"status": "ok", "waiting": 2, "failed": 0}
    render_failed(uuid4(), KeyError("x"))
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "waiting": 3, "failed": 1}
