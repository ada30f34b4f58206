"""A text's way through the house in a browser: editor, translator, chief editor, reader."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import polib
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread

from locales.desk.requests import carry_out
from locales.desk.states import translation_states
from locales.models import TranslationRequest
from tests import office
from tests.translators.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def run(chromium_path):
    """Do something in the browser: ``run(step, page, …)``; ``run(None)`` gives the browser.

    The browser has a thread of its own: where its event loop runs, Django opens another connection.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    with ThreadPoolExecutor(max_workers=1) as thread:
        playwright = thread.submit(lambda: sync_api.sync_playwright().start()).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        ).result()
        yield lambda step, *given: thread.submit(step, *given).result() if step else browser
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.fixture
def site(db) -> Any:
    """Address of a server that sees this test's transaction."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    server = LiveServerThread(
        "127.0.0.1", StaticFilesHandler, connections_override={DEFAULT_DB_ALIAS: connection}
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def desk_of(run, site):
    """A page of the admin, logged in: ``desk_of("translator")``."""

    def log_in(role: str):
        page = run(None).new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{site}/admin/login/")
        page.fill("[name=username]", role)
        page.fill("[name=password]", "teilhabe-demo")
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    def open_desk(role: str):
        person(role)
        return run(log_in, role)

    return open_desk


def work() -> None:
    for request in TranslationRequest.objects.filter(status="waiting"):
        carry_out(request.pk)


# --- Steps in the browser -------------------------------------------------------------------------


def send_to_arabic(page, url: str) -> None:
    page.goto(url)
    page.check("input[value=ar]")
    with page.expect_navigation():
        page.click(".desk .desk-actions button")


def open_text(page, start: str, title: str) -> None:
    page.goto(start)
    page.click(f"text={title}")
    page.wait_for_selector(".desk-editor li")


def translate_open_sentences(page, word: str) -> None:
    """Click, type and save each sentence that has no translation yet."""
    sentences = page.locator(".desk-editor li.incomplete")
    for number in range(1, 20):
        left = sentences.count()
        if not left:
            return
        sentences.first.locator("ul button").first.click()
        field = page.locator(".desk-editor li textarea")
        assert (field.get_attribute("dir"), field.get_attribute("lang")) == ("rtl", "ar")
        assert field.evaluate("e => getComputedStyle(e).fontStyle") == "normal"
        field.fill(f"{word} {number}")
        with page.expect_response("**/strings/*/edit/"):
            page.locator(".desk-editor li:has(textarea) ul button").last.click()
        page.wait_for_function(
            "left => document.querySelectorAll('.desk-editor li.incomplete').length < left",
            arg=left,
        )
    raise AssertionError("there is always one more sentence")


def press(page, action: str) -> None:
    with page.expect_navigation():
        page.click(f".desk-bar button[value={action}]")


def publish_at(page, url: str) -> None:
    page.goto(url)
    press(page, "publish")


def what_changed(page) -> tuple[str, str]:
    return page.inner_text(".desk-changes"), page.inner_text(".desk-old bdi")


def take_away(page, path: str) -> None:
    with page.expect_download() as download:
        page.click("a[download]")
    download.value.save_as(path)


def bring_back(page, path: str) -> tuple[int, int, bool]:
    """Sentences with and without translation afterwards, and whether the file was refused."""
    with page.expect_navigation():
        page.set_input_files("input[type=file]", path)
    if page.is_visible("#po-problems"):
        return 0, 0, True
    page.wait_for_selector(".desk-editor li.complete")
    editor = page.locator(".desk-editor")
    return editor.locator("li.complete").count(), editor.locator("li.incomplete").count(), False


# --- Journeys -------------------------------------------------------------------------------------


def arabic(api, release) -> dict:
    return json.loads(api(f"/press-releases/{release.translation_key}?locale=ar").body)


def test_a_release_goes_to_arabic_readers_and_is_brought_up_to_date_again(site, run, desk_of, api):
    release = office.published_release("Die Beratung zieht um")
    editor, translator, chief = desk_of("editor"), desk_of("translator"), desk_of("chief")
    run(send_to_arabic, editor, f"{site}/admin/localize/submit/page/{release.pk}/")
    work()
    run(open_text, translator, f"{site}/admin/", "Die Beratung zieht um")
    run(translate_open_sentences, translator, "تنتقل الاستشارة إلى مكان جديد")
    run(press, translator, "hand-over")
    assert arabic(api, release)["locale"] == "de"
    run(publish_at, chief, translator.url)
    assert arabic(api, release)["locale"] == "ar"

    release.refresh_from_db()
    release.lead = "Die Beratung zieht schon im Mai um, nicht erst im Juni."
    release = office.publish(release)
    state = translation_states([release.translation_key])[release.translation_key, "ar"]
    assert (state.name, state.changed) == ("outdated", 1)
    run(open_text, translator, f"{site}/admin/", "Die Beratung zieht um")
    german, old = run(what_changed, translator)
    assert "Mai" in german
    assert old.startswith("تنتقل الاستشارة إلى مكان جديد")
    run(translate_open_sentences, translator, "تنتقل الاستشارة في أيار")
    run(press, translator, "hand-over")
    run(publish_at, chief, translator.url)
    found = arabic(api, release)
    assert (found["locale"], found["translation"]["state"]) == ("ar", "current")
    assert found["lead"] == "تنتقل الاستشارة في أيار 1"


def test_a_translator_takes_a_po_file_away_and_brings_it_back(site, run, desk_of, tmp_path):
    page = desk_of("translator")
    release = office.published_release("Mit einer Datei übersetzt")
    office.submit(release, "ar").save_target(publish=False)
    run(open_text, page, f"{site}/admin/", "Mit einer Datei übersetzt")
    path = str(tmp_path / "text.po")
    run(take_away, page, path)
    po = polib.pofile(path)
    for number, entry in enumerate(po):
        entry.msgstr = office.words("ar", number)
    po.save()
    assert run(bring_back, page, path) == (len(po), 0, False)
    (tmp_path / "text.po").write_text("msgid", encoding="utf-8")
    assert run(bring_back, page, path) == (0, 0, True)
