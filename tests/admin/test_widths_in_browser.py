"""What is wide, narrow or in the way on the screens of the admin."""

import pytest
from wagtail.users.models import UserProfile

from tests import office
from tests.admin.forms import edit_url
from tests.admin.test_accessibility import _edit, _in_review
from tests.translators.people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
EDGES = """(selector) => {
    const { left, right, top, height } = document.querySelector(selector).getBoundingClientRect();
    return { left, right, top, height };
}"""
SAY = """() => document.dispatchEvent(
    new CustomEvent("w-messages:add", { detail: { text: "Gespeichert", type: "success" } }))"""


def test_a_message_in_arabic_fills_its_line(in_browser, editors_admin, editor):
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "ar"
    profile.save()
    release = office.draft_release()

    def steps(page):
        page.goto(edit_url(release))
        page.evaluate(SAY)
        page.wait_for_selector(".messages li")
        return page.evaluate(EDGES, ".messages li"), page.evaluate(EDGES, ".messages")

    message, place = in_browser(steps, by=editors_admin, width=1440)
    assert (message["left"], message["right"]) == (place["left"], place["right"])


def test_the_editor_cannot_be_pushed_aside(in_browser, editors_admin, press_office):
    release = office.draft_release()

    def steps(page):
        page.goto(edit_url(release))
        page.wait_for_selector(".w-minimap")
        return page.evaluate(
            "() => { const main = document.querySelector('main'); main.scrollLeft = 66;"
            " return main.scrollLeft; }"
        )

    assert in_browser(steps, by=editors_admin, width=1440) == 0


def test_a_remark_to_the_translator_leaves_the_bar_as_it_was(in_browser, db):
    address = _edit(_in_review("In der Prüfung"))

    def steps(page):
        page.goto(address)
        page.wait_for_selector(".desk-editor li")
        before = page.evaluate(EDGES, ".desk-bar")
        page.click(".desk-sendback summary")
        field = page.evaluate(EDGES, "#desk-comment")
        return before, page.evaluate(EDGES, ".desk-bar"), field

    before, opened, field = in_browser(steps, by=client_of("chief"), width=1440)
    assert opened["height"] == before["height"]
    assert field["right"] <= 1440
    assert field["top"] + field["height"] < opened["top"]
