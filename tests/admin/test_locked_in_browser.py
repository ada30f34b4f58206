"""A text that waits for approval, as its editors see it: to be read, not to be changed."""

import pytest

from tests import office
from tests.admin.forms import edit_url
from tests.admin.test_approving_in_browser import choose
from tests.admin.test_two_people import draft_of

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

CHANGERS = """() => [...document.querySelectorAll(
    ".w-panel__content :is(input, textarea, select, button, [contenteditable=true])")]
    .filter((field) => field.offsetParent && field.type !== "hidden")
    .filter((field) => !field.matches(
        ":read-only, :disabled, [aria-disabled], [aria-readonly], [data-panel-toggle]"
        + ", [data-w-dropdown-target]") || field.matches("[contenteditable=true]"))
    .map((field) => field.outerHTML.slice(0, 200))"""
VALUES = (
    "() => new URLSearchParams(new FormData(document.querySelector('#page-edit-form'))).toString()"
)


@pytest.fixture
def handed_in(press_office, editor):
    release = office.draft_release("Wartet")
    release.save_revision(user=editor)
    release.get_workflow().start(release, editor)
    return release


def type_everywhere(page) -> None:
    for field in ("#id_title", "#id_lead", ".public-DraftEditor-content", "#id_license"):
        if not page.locator(field).first.is_visible():
            page.get_by_role("tab", name="Einstellungen").click()
        page.locator(field).first.focus()
        for key in ("End", "x", "Enter", "ArrowDown", "Backspace", "Control+x"):
            page.keyboard.press(key)
    page.locator("#id_minor_edit").click(force=True)
    page.locator("label[for=id_minor_edit]").first.click(force=True)
    page.locator("#id_minor_edit").press("Space")


def test_what_waits_for_approval_cannot_be_changed_and_can_be_copied(
    in_browser, editors_admin, handed_in
):
    def steps(page):
        page.goto(edit_url(handed_in))
        page.wait_for_selector(".public-DraftEditor-content[contenteditable=false]")
        page.wait_for_timeout(500)
        before = page.evaluate(VALUES)
        page.locator(".public-DraftEditor-content").click(click_count=3)
        copied = page.evaluate("getSelection().toString()")
        open_to_change = page.evaluate(CHANGERS)
        type_everywhere(page)
        return copied, open_to_change, before, page.evaluate(VALUES)

    copied, open_to_change, before, after = in_browser(steps, by=editors_admin)
    assert "Das ist der Text dieser Meldung." in copied
    assert open_to_change == []
    assert after == before


def test_whoever_takes_a_text_back_has_it_whole_and_writes_on(in_browser, editors_admin, handed_in):
    def steps(page):
        page.goto(edit_url(handed_in))
        page.wait_for_selector(".public-DraftEditor-content[contenteditable=false]")
        choose(page, "Freigabe abbrechen")
        page.wait_for_selector("body:not(.content-locked) .public-DraftEditor-content")
        page.fill("#id_subtitle", "Noch etwas")
        choose(page, "Entwurf speichern")
        page.wait_for_selector(".messages .success:has-text('gespeichert')")

    in_browser(steps, by=editors_admin)
    draft = draft_of(handed_in)
    assert draft.subtitle == "Noch etwas"
    assert draft.title == "Wartet"
    assert "Text dieser Meldung" in draft.body.render_as_block()
    assert draft.license == handed_in.license
