"""What stands still shows on the editors' start page."""

from datetime import timedelta

import pytest
from django.db import OperationalError, ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.editions.tasks import drain_dirty
from cms.operations.keeping import installation
from cms.operations.keeping.closed import door
from cms.operations.models import Installation
from cms.operations.ticking import beat
from tests import office
from tests.translators.people import client_of

pytestmark = pytest.mark.django_db


def start_page() -> str:
    return client_of("editor").get(reverse("wagtailadmin_home")).content.decode()


def test_where_all_goes_well_nobody_is_told_of_it():
    office.open_office()
    beat()
    drain_dirty.enqueue()
    page = start_page()
    assert "steht seit" not in page
    assert "wiederhergestellte Kopie" not in page


def test_a_worker_that_does_not_begin_what_waits_is_told():
    office.open_office()
    drain_dirty.enqueue()
    since = timezone.now() - timedelta(minutes=3)
    DBTaskResult.objects.update(enqueued_at=since)
    at = timezone.localtime(since)
    assert f"Die Hintergrundarbeit steht seit {at:%d.%m.%Y %H:%M} still." in start_page()
    DBTaskResult.objects.update(started_at=since)  # begun, failed, and made ready again
    assert "steht seit" not in start_page()


@pytest.fixture
def restored(monkeypatch):
    """A copy that was restored, in a web server that has just started."""
    for name, value in vars(door).items():
        monkeypatch.setattr(door, name, value)
    installation.noted()
    Installation.objects.update(restored_at=timezone.now())
    door.look_again()


def test_a_restored_copy_says_so_to_editors_and_is_closed_to_readers(restored):
    release = office.published_release()
    client = Client()
    for address in ("/", "/de/", f"/de{release.public_path}", "/sitemap.xml", "/media/x.webp"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store"), address
        assert answer["Retry-After"] == "60"
    problem = client.get("/api/v1/press-releases")
    assert problem.status_code == 503
    assert problem["Content-Type"] == "application/problem+json"
    assert "restored" in problem.json()["detail"]
    assert "wiederhergestellte Kopie" in start_page()


def test_once_confirmed_it_is_open_and_asks_no_more(restored, django_assert_num_queries):
    office.published_release()
    client = Client()
    assert client.get("/de/").status_code == 503
    installation.confirm()
    door.asked_at = float("-inf")  # two seconds later
    assert client.get("/de/").status_code == 200
    with django_assert_num_queries(1):
        client.get("/api/v1/press-releases?locale=de")
    assert not door.may_be_closed


def test_a_web_server_that_did_not_start_on_a_copy_never_asks(django_assert_num_queries):
    office.published_release()
    with django_assert_num_queries(1):
        assert Client().get("/api/v1/press-releases?locale=de").status_code == 200


@pytest.mark.parametrize(
    ("error", "asks_again"), [(OperationalError("down"), True), (ProgrammingError("denied"), False)]
)
def test_where_it_cannot_be_told_readers_are_served_like_on_other_days(
    restored, monkeypatch, error, asks_again
):
    office.published_release()

    def fail():
        raise error

    monkeypatch.setattr("cms.operations.keeping.closed.is_restored", fail)
    assert Client().get("/de/").status_code == 200
    assert door.may_be_closed is asks_again
