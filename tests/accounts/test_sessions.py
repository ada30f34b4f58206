"""A session ends by the clock and by logging out; what is sent afterwards is not lost."""

import html
import json
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage, HomePage
from tests import office
from tests.admin.conftest import PASSWORD, logged_in
from tests.admin.forms import edit_url

pytestmark = pytest.mark.django_db
HOUR_S = 3600
LOGIN, LOGOUT = "/admin/login/", "/admin/logout/"


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def goes_on(client: Client, clock, hours: int) -> None:
    """Somebody who works without a longer pause."""
    for _ in range(hours):
        assert is_in(client)
        clock.shift(HOUR_S)


def test_a_session_ends_after_two_hours_without_a_request(editor, clock):
    client = logged_in(editor)
    assert is_in(client)
    clock.shift(2 * HOUR_S - 1)
    assert is_in(client)
    clock.shift(2 * HOUR_S)
    assert not is_in(client)
    assert not Session.objects.exists()


def test_a_session_ends_after_twelve_hours_of_work(editor, clock):
    client = logged_in(editor)
    goes_on(client, clock, 12)
    assert not is_in(client)


@pytest.mark.parametrize("remember", ["", "on"])
def test_remembering_makes_it_no_longer(editor, clock, remember):
    client = Client()
    form = {"username": editor.username, "password": PASSWORD, "remember": remember}
    assert client.post(LOGIN, form).status_code == 302
    goes_on(client, clock, 12)
    assert not is_in(client)
    assert client.post(LOGIN, form).status_code == 302
    goes_on(client, clock, 11)


def test_an_open_editor_counts_as_work(editor, clock):
    client = logged_in(editor)
    release = office.draft_release("Offen")
    release.save_revision()
    assert client.get(edit_url(release)).status_code == 200
    ping = reverse(
        "wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", release.pk, 1]
    )
    for _ in range(5):
        clock.shift(HOUR_S)
        assert client.post(ping).status_code == 200
    assert is_in(client)


def test_the_clock_is_written_once_a_minute_and_not_with_every_request(editor, clock):
    client = logged_in(editor)
    is_in(client)
    before = Session.objects.get().session_data
    clock.shift(59)
    is_in(client)
    assert Session.objects.get().session_data == before
    clock.shift(1)
    is_in(client)
    assert Session.objects.get().session_data != before


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_only_a_form_logs_out_and_nothing_looks_like_it(editors_admin, method):
    cookie = editors_admin.cookies["sessionid"].value
    answer = getattr(editors_admin, method)(LOGOUT)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert not answer.cookies
    assert editors_admin.cookies["sessionid"].value == cookie
    assert is_in(editors_admin)


def test_a_log_out_ends_the_session_also_for_who_kept_the_cookie(editors_admin):
    cookie = editors_admin.cookies["sessionid"].value
    answer = editors_admin.post(LOGOUT)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    replayed = Client()
    replayed.cookies["sessionid"] = cookie
    assert not is_in(replayed)


# --- What is sent after the end -------------------------------------------------------------------


def kept_in(answer) -> list:
    """What the log-in page keeps."""
    found = re.search(r'<textarea name="kept" hidden>(.*?)</textarea>', answer.content.decode())
    return json.loads(html.unescape(found.group(1)))


def form_to_send_again(answer) -> tuple[str, dict[str, list[str]]]:
    text = answer.content.decode()
    address = html.unescape(re.search(r'<form method="post" action="([^"]+)"', text).group(1))
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', text, re.DOTALL
    ):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return address, fields


def log_in_with(client: Client, editor, answer, password: str = PASSWORD):
    kept = json.dumps(kept_in(answer))
    return client.post(
        LOGIN, {"username": editor.username, "password": password, "next": "", "kept": kept}
    )


def who_had_a_form_open(user=None) -> Client:
    client = logged_in(user) if user else Client()
    client.cookies["csrftoken"] = "a" * 32
    return client


def words_of_a_page(title: str, summary: str) -> dict[str, object]:
    return {
        "title": title, "slug": "neu", "summary": summary, "position": "100",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
    }  # fmt: skip


@pytest.fixture
def add_page(press_office) -> str:
    home = HomePage.objects.get(locale__language_code="de")
    return reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])


SUMMARY = '\n Zwei Zeilen,\r\n"Zeichen" <b>&amp;</b> العربية '


def test_a_text_sent_after_the_end_arrives_after_the_log_in(editor, clock, add_page):
    client = who_had_a_form_open(editor)
    assert is_in(client)
    clock.shift(13 * HOUR_S)
    answer = client.post(f"{add_page}?next=/admin/pages/", words_of_a_page("Neue Seite", SUMMARY))
    assert answer.status_code == 403
    assert not ContentPage.objects.filter(title="Neue Seite").exists()
    assert "Ihre Sitzung ist zu Ende." in answer.content.decode()
    wrong = log_in_with(client, editor, answer, "falsch")
    again = log_in_with(client, editor, wrong)
    address, fields = form_to_send_again(again)
    assert address == f"{add_page}?next=/admin/pages/"
    assert fields["summary"][0].replace("\r", "") == SUMMARY.replace("\r", "")
    assert "no-store" in again["Cache-Control"]
    sent = client.post(address, fields)
    assert sent.status_code == 302, sent.context["form"].errors
    page = ContentPage.objects.get(title="Neue Seite").get_latest_revision_as_object()
    assert "العربية" in page.summary


def test_the_autosave_is_told_in_words_that_the_session_has_ended(editor, clock, add_page):
    client = who_had_a_form_open(editor)
    clock.shift(13 * HOUR_S)
    sent = words_of_a_page("Neue Seite", SUMMARY)
    answer = client.post(add_page, sent, headers={"accept": "application/json"})
    told = answer.json()
    assert (answer.status_code, told["success"], told["error_code"]) == (403, False, "locked")
    assert "Ihre Sitzung ist zu Ende. Es geht nichts verloren" in told["error_message"]
    assert client.post(add_page, sent).status_code == 403  # “Save” keeps it, in the log-in page
    assert "text/html" in client.post(add_page, sent)["Content-Type"]


def test_a_very_long_text_comes_along(editor, add_page):
    sent = words_of_a_page("Lang", "عربي " * 300_000)
    answer = who_had_a_form_open().post(add_page, sent)
    client = Client()
    _address, fields = form_to_send_again(log_in_with(client, editor, answer))
    assert fields["summary"] == [sent["summary"]]


def test_neither_passwords_nor_files_are_kept(editor):
    file = SimpleUploadedFile("bild.png", b"Inhalt der Datei", "image/png")
    sent = {"title": "Bild", "file": file, "password-old_password": "geheim-1", "password1": "g2"}
    answer = who_had_a_form_open().post(reverse("wagtailimages:add"), sent)
    _address, fields, had_files = kept_in(answer)
    assert fields == [["title", "Bild"]]
    assert had_files
    page = log_in_with(Client(), editor, answer).content.decode()
    assert "Bitte wählen Sie die Dateien noch einmal aus" in page
    assert "<script>document.getElementById" not in page


def test_a_stranger_who_sends_something_is_sent_to_the_log_in(add_page):
    answer = Client().post(add_page, {"title": "Fremd"})
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next={add_page}")


def test_who_only_looks_is_asked_to_log_in_as_ever():
    answer = Client().get("/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next=/admin/pages/")


@pytest.mark.parametrize(
    "kept",
    ['["https://evil.example.org/", [], false]', '["//evil.example.org", [], false]', "[", "[1]",
     '["/admin/", [1], false]', '["/admin/", {"a": 1}, false]', "null"],
)  # fmt: skip
def test_a_forged_packet_leads_nowhere(editor, kept):
    form = {"username": editor.username, "password": PASSWORD, "kept": kept}
    answer = Client().post(LOGIN, form)
    assert answer.status_code == 302


class TestAFormOpenedBeforeTheLogInOfAnotherTab:
    ORIGIN = "http://testserver"

    def send(self, client: Client, address: str, origin: str = ORIGIN, **more: str):
        fields = {**words_of_a_page("Neue Seite", "Kurz"), "csrfmiddlewaretoken": "a" * 64}
        return client.post(address, fields, headers={"origin": origin, **more})

    def test_is_offered_to_be_sent_again(self, editor, add_page):
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        answer = self.send(client, add_page)
        assert answer.status_code == 200
        address, fields = form_to_send_again(answer)
        assert (address, fields["title"]) == (add_page, ["Neue Seite"])
        # Nothing is sent without a click, and nothing was done yet.
        assert "<script>document.getElementById" not in answer.content.decode()
        assert not Page.objects.filter(title="Neue Seite").exists()

    def test_is_kept_for_who_is_not_logged_in(self, add_page):
        answer = self.send(Client(enforce_csrf_checks=True), add_page)
        assert answer.status_code == 403
        assert ["title", "Neue Seite"] in kept_in(answer)[1]

    @pytest.mark.parametrize("origin", ["https://evil.example.org", "null"])
    def test_of_another_site_is_refused(self, editor, add_page, origin):
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        answer = self.send(client, add_page, origin)
        assert answer.status_code == 403
        assert "Neue Seite" not in answer.content.decode()


@pytest.mark.browser
def test_in_a_browser_nothing_is_typed_twice(in_browser, editor, press_office):
    release = office.draft_release("Zum Fest")
    release.save_revision()

    def steps(page):
        page.goto(edit_url(release))
        page.wait_for_selector(".Draftail-Editor")
        page.context.clear_cookies(name="sessionid")
        page.fill("#id_title", "Zum großen Fest")
        page.locator("button.action-save").first.click()
        page.wait_for_selector("#id_username")
        page.fill("#id_username", editor.username)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_selector(".Draftail-Editor")
        return page.input_value("#id_title")

    assert in_browser(steps, by=logged_in(editor)) == "Zum großen Fest"
    saved = type(release).objects.get(pk=release.pk).get_latest_revision_as_object()
    assert saved.title == "Zum großen Fest"
