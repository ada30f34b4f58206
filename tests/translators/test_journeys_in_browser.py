"""A text's way through the house in a browser: editor, translator, chief editor, reader."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import polib
import pytest

from locales.desk.requests import ask_for, carry_out
from locales.desk.states import translation_states
from locales.models import TranslationRequest
from tests import office
from tests.browser import OneAtATime
from tests.translators.people import client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def as_role(in_browser):
    """Somebody of the office at work: ``as_role("translator", steps, …)``."""
    return lambda role, steps, *given: in_browser(steps, *given, by=client_of(role))


def work() -> None:
    for request in TranslationRequest.objects.filter(status="waiting"):
        carry_out(request.pk)


# --- Steps in the browser -------------------------------------------------------------------------


def send_to_arabic(page, url: str) -> None:
    page.goto(url)
    page.check("input[value=ar]")
    with page.expect_navigation():
        page.click(".desk .desk-actions button")


def open_text(page, title: str) -> None:
    page.goto("/admin/")
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


def translate(page, title: str, word: str) -> str:
    """From the start page to handing over; the address of the text."""
    open_text(page, title)
    translate_open_sentences(page, word)
    press(page, "hand-over")
    return page.url


def bring_up_to_date(page, title: str, word: str) -> tuple[str, str]:
    """What the translator was shown: the change of the original, and the translation until now."""
    open_text(page, title)
    shown = page.inner_text(".desk-changes"), page.inner_text(".desk-old bdi")
    translate_open_sentences(page, word)
    press(page, "hand-over")
    return shown


def publish_at(page, url: str) -> None:
    page.goto(url)
    press(page, "publish")


def take_away(page, title: str, path: str) -> str:
    open_text(page, title)
    with page.expect_download() as download:
        page.click("a[download]")
    download.value.save_as(path)
    return page.url


def bring_back(page, url: str, path: str) -> tuple[int, int, bool]:
    """Sentences with and without translation afterwards, and whether the file was refused."""
    page.goto(url)
    page.wait_for_selector(".desk-editor li")
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


def test_a_release_goes_to_arabic_readers_and_is_brought_up_to_date_again(as_role, api):
    title = "Die Beratung zieht um"
    release = office.published_release(title)
    as_role("editor", send_to_arabic, f"/admin/localize/submit/page/{release.pk}/")
    work()
    text = as_role("translator", translate, title, "تنتقل الاستشارة إلى مكان جديد")
    assert arabic(api, release)["locale"] == "de"
    as_role("chief", publish_at, text)
    assert arabic(api, release)["locale"] == "ar"

    release.refresh_from_db()
    release.lead = "Die Beratung zieht schon im Mai um, nicht erst im Juni."
    release = office.publish(release)
    state = translation_states([release.translation_key])[release.translation_key, "ar"]
    assert (state.name, state.changed) == ("outdated", 1)
    german, old = as_role("translator", bring_up_to_date, title, "تنتقل الاستشارة في أيار")
    assert "Mai" in german
    assert old.startswith("تنتقل الاستشارة إلى مكان جديد")
    as_role("chief", publish_at, text)
    found = arabic(api, release)
    assert (found["locale"], found["translation"]["state"]) == ("ar", "current")
    assert found["lead"] == "تنتقل الاستشارة في أيار 1"


def test_a_translator_takes_a_po_file_away_and_brings_it_back(as_role, tmp_path):
    title, path = "Mit einer Datei übersetzt", str(tmp_path / "text.po")
    person("translator")
    release = office.published_release(title)
    office.submit(release, "ar").save_target(publish=False)
    text = as_role("translator", take_away, title, path)
    po = polib.pofile(path)
    for number, entry in enumerate(po):
        entry.msgstr = office.words("ar", number)
    po.save()
    assert as_role("translator", bring_back, text, path) == (len(po), 0, False)
    (tmp_path / "text.po").write_text("msgid", encoding="utf-8")
    assert as_role("translator", bring_back, text, path) == (0, 0, True)


def test_what_is_ticked_while_the_worker_prepares_stays_ticked(in_browser):
    release = office.published_release()
    ask_for(release, ["ar"], user=person("editor"))
    ticked = Event()

    def tick_turkish_and_wait(page):
        page.goto(f"/admin/localize/submit/page/{release.pk}/")
        page.check("input[value=tr]")
        ticked.set()
        page.wait_for_selector("#desk-sent-ar:has-text('bereit zum Übersetzen')")
        return page.is_checked("input[value=tr]"), page.locator("#desk-preparing p").count()

    with ThreadPoolExecutor() as beside:
        seen = beside.submit(in_browser, tick_turkish_and_wait, by=client_of("editor"))
        assert ticked.wait(20)
        with OneAtATime.lock:
            work()
        assert seen.result() == (True, 0)
