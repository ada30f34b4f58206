"""What the editor saved by itself is nobody else's version: the next button does what it says."""

import pytest
from django.urls import reverse

from home.models import ContactPoint
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url
from tests.admin.test_approving_in_browser import choose

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
LOOKS_FOR_CHANGES_MS = 3000  # what is typed before, Wagtail takes for what was there


@pytest.fixture
def release(press_office, editor):
    release = office.published_release("Steht da")
    release.save_revision(user=editor)
    return release


def type_in(page, field: str, text: str) -> None:
    page.locator(field).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def wait_until_saved(page) -> None:
    page.wait_for_selector(".w-autosave-indicator[data-w-autosave-state-value='saved']")
    page.wait_for_timeout(200)


def told(page) -> str:
    page.wait_for_selector(".messages li")
    return page.inner_text(".messages")


PAUSES = {"at once": 0, "while it is being saved": 550, "after it was saved": None}


def pause(page, how_long: int | None) -> None:
    if how_long is None:
        wait_until_saved(page)
    else:
        page.wait_for_timeout(how_long)


@pytest.mark.parametrize("how_long", PAUSES.values(), ids=PAUSES)
def test_a_button_after_the_autosave_does_what_it_says(in_browser, chiefs_admin, release, how_long):
    def steps(page):
        page.goto(edit_url(release))
        page.wait_for_timeout(LOOKS_FOR_CHANGES_MS)
        type_in(page, "#id_subtitle", "Zum ersten")
        wait_until_saved(page)
        type_in(page, "#id_subtitle", "Zum zweiten")
        pause(page, how_long)
        choose(page, "Veröffentlichen")
        return told(page)

    said = in_browser(steps, by=chiefs_admin)
    assert "ffentlich seit" in said
    assert "anderen Fenster" not in said
    assert PressRelease.objects.get(pk=release.pk).subtitle == "Zum zweiten"


def test_a_contact_point_is_published_after_the_autosave(in_browser, editors_admin, press_office):
    point = office.add_contact_point("Empfang", phone="06132 000-100")
    address = reverse(point.snippet_viewset.get_url_name("edit"), args=[point.pk])

    def steps(page):
        page.goto(address)
        page.wait_for_timeout(LOOKS_FOR_CHANGES_MS)
        type_in(page, "#id_phone", "06132 000-777")
        wait_until_saved(page)
        choose(page, "Veröffentlichen")
        return told(page)

    assert "anderen Fenster" not in in_browser(steps, by=editors_admin)
    assert ContactPoint.objects.get(pk=point.pk).phone == "06132 000-777"


def test_a_new_text_goes_on_after_the_autosave(in_browser, editors_admin, press_office):
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk]
    )

    def steps(page):
        page.goto(address)
        page.wait_for_timeout(LOOKS_FOR_CHANGES_MS)
        type_in(page, "#id_title", "Ganz neu")
        type_in(page, "#id_lead", "Ein Vorspann.")
        page.wait_for_url("**/edit/")
        wait_until_saved(page)
        type_in(page, "#id_lead", "Ein besserer Vorspann.")
        wait_until_saved(page)
        page.click("button.action-save")
        return told(page)

    assert "anderen Fenster" not in in_browser(steps, by=editors_admin)
    newest = PressRelease.objects.get(title="Ganz neu").get_latest_revision_as_object()
    assert newest.lead == "Ein besserer Vorspann."
