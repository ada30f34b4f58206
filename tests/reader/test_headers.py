"""What every answer says to the browser beside its content, on every surface."""

from uuid import UUID

import pytest
from django.test import Client

from cms.operations.headers import PERMISSIONS_POLICY
from tests.translators.people import client_of

pytestmark = pytest.mark.django_db
NEVER = UUID(int=7)
SURFACES = {
    "/": 302, "/de/": 200, "/ar/": 200, "/de": 301, "/de/suche/?q=a": 200,
    "/de/gibt-es-nicht/": 404, "/gibt-es-nicht/": 404, "/sitemap.xml": 200, "/robots.txt": 200,
    "/livez": 200, "/readyz": 200,
    "/api/v1/": 200, "/api/v1/docs": 200, "/api/v1/press-releases": 200,
    "/api/v1/press-releases?x=1": 422, "/api/v1/nichts": 404, f"/media/{'0' * 40}.webp": 404,
    "/embed/press-releases": 200, "/embed/press-releases?x=1": 422, f"/embed/{NEVER}": 404,
    "/embed/xyz": 404, "/static/reader/reader.css": 200, "/static/nichts.css": 404,
    "/admin/": 302, "/admin/login/": 200,
}  # fmt: skip


@pytest.fixture
def _city(city):
    """What is public."""


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("address", SURFACES)
def test_every_answer_forbids_what_no_page_of_ours_asks_for(client, address):
    answer = client.get(address)
    assert answer.status_code == SURFACES[address]
    assert answer["Permissions-Policy"] == PERMISSIONS_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["head", "post", "options", "put"])
def test_so_does_the_answer_to_every_method(client, method):
    for address in SURFACES:
        answer = getattr(client, method)(address)
        assert answer["Permissions-Policy"] == PERMISSIONS_POLICY, address


def test_an_answer_of_nothing_new_and_a_failing_page_carry_it_too(client, monkeypatch):
    tag = client.get("/api/v1/")["ETag"]
    answer = client.get("/api/v1/", headers={"if-none-match": tag})
    assert (answer.status_code, answer["Permissions-Policy"]) == (304, PERMISSIONS_POLICY)

    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr("cms.editions.reading.read_path", fail)
    client.raise_request_exception = False
    answer = client.get("/de/")
    assert (answer.status_code, answer["Permissions-Policy"]) == (500, PERMISSIONS_POLICY)


def test_people_of_the_office_get_it_with_every_page():
    for address in ("/admin/", "/admin/pages/", "/admin/images/add/"):
        assert client_of("chief").get(address)["Permissions-Policy"] == PERMISSIONS_POLICY


def test_a_request_for_another_host_is_refused_in_the_readers_language(client):
    # Also where nothing asks for the host by itself: static files, API, public copies.
    others = ("/static/reader/reader.css", "/api/v1/", "/media/x", "/embed/xyz", "/admin/login/")
    for address in ("/ar/", "/", *others):
        answer = client.get(address, headers={"host": "evil.example.org", "accept-language": "ar"})
        assert (answer.status_code, answer["Content-Language"]) == (400, "ar")
        html = answer.content.decode()
        assert '<html lang="ar" dir="rtl">' in html
        assert "evil" not in html
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Permissions-Policy"] == PERMISSIONS_POLICY
        assert answer["Cache-Control"] == "no-store"


def test_a_form_that_stood_open_too_long_says_so_in_the_language_of_the_browser():
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "x"}, headers={"accept-language": "ar"}
    )
    assert (answer.status_code, answer["Content-Language"]) == (403, "ar")
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()


def test_what_a_log_in_does_not_allow_is_said_in_the_language_of_the_browser():
    # What waits for a script is told shortly, without the admin around it.
    asked = {"accept-language": "ar", "x-requested-with": "XMLHttpRequest"}
    answer = client_of("translator").get("/admin/users/", headers=asked)
    assert (answer.status_code, answer["Content-Language"]) == (403, "ar")
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
