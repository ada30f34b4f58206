"""One line an event, as text or as JSON, in UTC, with the id of its request; nothing secret."""

import io
import json
import logging
import logging.config
import re
import sys
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.editions.waiting import render_failed
from cms.operations.logs import JsonLines, Lines
from cms.operations.ticking import tick
from cms.operations.watching import requests
from cms.settings import logs
from home.failures import Unavailable
from tests import office
from tests.translators.people import client_of

LINE = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (DEBUG|INFO|WARNING|ERROR) \S+ .+")
SECRET = "Geheimnisfund"


@pytest.fixture(params=["lines", "json"])
def log(request, settings, monkeypatch):
    """What the site writes to its log, in either format, as ``LOGGING`` sets it up."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    levels = {name: logging.getLogger(name).level for name in ("axes", "wagtail")}
    written = io.StringIO()
    configuration = logs.logging_of(request.param, "INFO")
    configuration["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(configuration)
    yield written
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def fail(*arguments, **named):
    raise IntegrityError(f"duplicate key … Key (title)=({SECRET}) already exists.")


@pytest.mark.django_db
def test_nothing_hidden_nobodys_address_and_nothing_searched_for_stands_in_the_log(
    log, monkeypatch
):
    stranger = Client(REMOTE_ADDR="203.0.113.77", raise_request_exception=False)
    for address in (
        f"/de/suche/?q={SECRET}", f"/api/v1/search?q={SECRET}", f"/de/gibt-es-nicht/?a={SECRET}",
        f"/api/v1/press-releases?{SECRET}=1", f"/api/v1/changes?since={SECRET}",
        f"/admin/?next={SECRET}", f"/admin/login/?q={SECRET}",
    ):  # fmt: skip
        stranger.get(address)
    stranger.post("/admin/login/", {"username": SECRET, "password": SECRET})
    stranger.get("/de/", headers={"host": "fremd.example"})
    later = timezone.now() + timedelta(days=1)
    release = office.published_release(f"{SECRET} gesperrt", embargo_until=later)
    draft = office.draft_release(f"{SECRET} Entwurf")
    draft.save_revision().publish()
    draft.unpublish()
    chief = client_of("chief")
    chief.raise_request_exception = False
    chief.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))
    chief.get(reverse("wagtailadmin_home") + f"?q={SECRET}")
    for error in (DataError(SECRET), Unavailable(SECRET)):
        render_failed(release.translation_key, error)
    Page.objects.filter(pk=release.pk).update(expire_at=timezone.now() - timedelta(days=1))
    monkeypatch.setattr("wagtail.actions.unpublish.UnpublishAction._unpublish_object", fail)
    tick()
    written = log.getvalue()
    assert "expired" in written
    assert "fremd.example" in written  # what ALLOWED_HOSTS lacks
    for hidden in (SECRET, "203.0.113", "gibt-es-nicht"):
        assert hidden not in written, written
    for line in written.splitlines():
        assert json.loads(line) if line.startswith("{") else LINE.fullmatch(line)


@pytest.mark.django_db
def test_what_anybody_can_ask_for_wrongly_is_no_event(log):
    client = Client()
    for address in ("/de/gibt-es-nicht/", "/api/v1/press-releases?limit=viele", "/gibt-es-nicht"):
        assert 400 < client.get(address).status_code < 500
    assert client.post("/api/v1/press-releases").status_code == 405
    assert log.getvalue() == ""


def written_by(formatter: logging.Formatter, message: str, error: Exception | None = None) -> str:
    record = logging.LogRecord("cms.x", logging.ERROR, "", 1, message, None, None)
    if error:
        try:
            raise error
        except type(error):
            record.exc_info = sys.exc_info()
    record.created = 1_772_442_000.123
    return formatter.format(record)


def test_a_line_begins_with_the_moment_in_utc():
    assert written_by(Lines(), "Da") == "2026-03-02T09:00:00.123Z ERROR cms.x Da"


def test_json_has_one_field_each():
    told = json.loads(written_by(JsonLines(), "Da", KeyError("zugang")))
    assert told["at"] == "2026-03-02T09:00:00.123Z"
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "cms.x", "Da")
    assert told["error"].endswith("KeyError: 'zugang'")
    assert "request" not in told


@pytest.mark.parametrize("formatter", [Lines(), JsonLines()])
def test_an_event_is_one_line_whatever_is_in_it(formatter):
    forged = "a\n2026-03-02T09:00:00.123Z INFO x\r\x1b[31m\u2028b"
    told = written_by(formatter, forged, KeyError("zugang"))
    assert len(told.splitlines()) == 1
    assert "\x1b" not in told
    assert "test_log_lines.py" in told


def test_of_an_error_about_rows_only_the_kind_is_told():
    error = IntegrityError(f"Key (slug)=({SECRET}) already exists.")
    assert SECRET not in written_by(Lines(), "x", error)
    down = OperationalError("connection refused")
    assert "connection refused" in written_by(Lines(), "x", down)


@pytest.mark.parametrize(
    ("log_format", "level", "names"), [("xml", "", "LOG_FORMAT"), ("", "laut", "LOG_LEVEL")]
)
def test_what_is_no_format_or_level_is_refused_by_its_name(log_format, level, names):
    with pytest.raises(ImproperlyConfigured, match=f"{names} must be"):
        logs.logging_of(log_format, level)


def test_format_and_level_may_be_written_small():
    assert logs.logging_of(" JSON ", "debug")["root"]["level"] == "DEBUG"


# --- The id of a request ------------------------------------------------------------------------
@pytest.mark.django_db
class TestTheIdOfARequest:
    def test_of_the_proxy_is_taken_if_it_is_one(self):
        given = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
        answer = Client().get("/livez", headers={"x-request-id": given})
        assert answer["X-Request-ID"] == given

    @pytest.mark.parametrize("given", ["", "kurz", "a" * 65, "<script>alert()", "äöüäöüäö"])
    def test_is_made_where_none_came_or_something_else(self, given):
        answer = Client().get("/livez", headers={"x-request-id": given})
        assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])

    @pytest.mark.parametrize("address", ["/de/", "/api/v1/press-releases", "/sitemap.xml"])
    def test_is_not_in_what_a_cache_may_give_to_everybody(self, address):
        office.published_release()
        answers = [
            Client().get(address, headers={"x-request-id": f"{number}" * 16}) for number in (1, 2)
        ]
        assert answers[0].status_code == 200
        assert "X-Request-ID" not in answers[0]
        assert answers[0].headers.items() == answers[1].headers.items()
        assert answers[0].content == answers[1].content

    def test_stands_in_each_line_of_its_request_and_in_no_other(self, rf):
        told = []

        def answer(request):
            told.append(written_by(Lines(), "Da"))
            return HttpResponse()

        requests.Watched(answer)(rf.get("/x", headers={"x-request-id": "abcdefgh"}))
        assert "[abcdefgh]" in told[0]
        assert "[" not in written_by(Lines(), "Da")

    def test_is_in_the_answer_to_a_person_logged_in(self):
        assert "X-Request-ID" in client_of("editor").get(reverse("wagtailadmin_home"))
