"""Dates typed the German way are the dates that are stored, in a real browser."""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
CHRISTMAS = datetime(2026, 12, 25, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def release(press_office):
    release = office.draft_release("Zum Fest")
    release.save_revision()
    return release


def saved(release) -> PressRelease:
    return PressRelease.objects.get(pk=release.pk).get_latest_revision_as_object()


def type_moment(page, field: str) -> None:
    page.click(field)
    page.keyboard.type("25.12.2026 10:00")
    page.keyboard.press("Tab")
    assert page.input_value(field) == "25.12.2026 10:00"


def test_an_embargo_typed_in_german_is_stored_as_typed(in_browser, chiefs_admin, release):
    def steps(page):
        page.goto(edit_url(release))
        page.get_by_role("tab", name="Einstellungen").click()
        type_moment(page, "#id_embargo_until")
        page.click("button.action-save")
        page.wait_for_selector(".messages .success")
        return page.input_value("#id_embargo_until")

    assert in_browser(steps, by=chiefs_admin) == "25.12.2026 10:00"
    assert saved(release).embargo_until == CHRISTMAS


def test_a_schedule_typed_in_german_is_stored_as_typed(in_browser, chiefs_admin, release):
    def steps(page):
        page.goto(edit_url(release))
        page.click("[data-side-panel-toggle=status]")
        page.click("[data-a11y-dialog-show='schedule-publishing-dialog']")
        type_moment(page, "#id_go_live_at")
        # The next field has opened its calendar over the button: go on by keyboard.
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Zeitplan speichern").press("Enter")
        page.wait_for_selector(".messages .success")

    in_browser(steps, by=chiefs_admin)
    assert saved(release).go_live_at == CHRISTMAS


def test_no_page_of_the_admin_asks_another_host(in_browser, editors_admin, site, release):
    paths = [
        reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root"), edit_url(release),
        reverse("wagtailadmin_account"), reverse("wagtailimages:add"), reverse("wagtaildocs:index"),
    ]  # fmt: skip

    def steps(page):
        hosts = set()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        for path in paths:
            assert page.goto(path).status == 200, path
            page.wait_for_load_state("networkidle")
        return hosts - {""}

    assert in_browser(steps, by=editors_admin) == {urlsplit(site).netloc}


@pytest.mark.parametrize("width", [390, 1280])
def test_our_pages_do_not_scroll_sideways(in_browser, chiefs_admin, press_office, width):
    public = office.published_release()
    paths = [reverse("wagtailadmin_home"), reverse("home_withdraw", args=[public.pk])]

    def steps(page):
        for path in paths:
            assert page.goto(path).status == 200, path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    in_browser(steps, by=chiefs_admin, width=width)
