"""Dates typed the German way are the dates that are stored, in a real browser."""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from directory.models import DirectoryIndex
from home.models import Person
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
CHRISTMAS = datetime(2026, 12, 25, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


TYPED = "25. Dezember 2026, 10 Uhr"
IN_WORDS = "Freitag, 25. Dezember 2026, 10:00 Uhr"


@pytest.fixture
def release(press_office):
    release = office.draft_release("Zum Fest")
    release.save_revision()
    return release


def saved(release) -> PressRelease:
    return PressRelease.objects.get(pk=release.pk).get_latest_revision_as_object()


def type_date(page, field: str, text: str, words: str) -> None:
    """By keyboard, and on to the next field: what was typed stands, and what it means below."""
    page.locator(field).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.wait_for_function(
        "([field, words]) => document.querySelector(field).nextElementSibling"
        ".textContent.includes(words)",
        arg=[field, words],
    )
    assert page.input_value(field) == text


def test_an_embargo_typed_in_german_is_stored_as_typed(in_browser, chiefs_admin, release):
    def steps(page):
        page.goto(edit_url(release))
        page.get_by_role("tab", name="Einstellungen").click()
        type_date(page, "#id_embargo_until", TYPED, IN_WORDS)
        page.click("button.action-save")
        page.wait_for_selector(".messages .success")
        return page.input_value("#id_embargo_until"), page.inner_text(
            "#id_embargo_until + [data-typed-date-words]"
        )

    assert in_browser(steps, by=chiefs_admin) == ("25.12.2026 10:00", IN_WORDS)
    assert saved(release).embargo_until == CHRISTMAS


def test_a_planned_change_typed_in_german_is_stored_as_typed(in_browser, chiefs_admin, release):
    public = office.publish(release)

    def steps(page):
        page.goto(edit_url(public))
        page.click("[data-side-panel-toggle=status]")
        page.click("[data-a11y-dialog-show='schedule-publishing-dialog']")
        type_date(page, "#id_go_live_at", TYPED, IN_WORDS)
        page.get_by_role("button", name="Zeitplan speichern").press("Enter")
        page.wait_for_selector(".messages .success")

    in_browser(steps, by=chiefs_admin)
    assert saved(public).go_live_at == CHRISTMAS


def open_schedule(page, address: str) -> None:
    page.goto(address)
    page.wait_for_timeout(4000)  # the editor looks for changes only some time after loading
    page.click("[data-side-panel-toggle=status]")
    page.click("[data-a11y-dialog-show='schedule-publishing-dialog']")


CLOSED = {
    "cross": lambda page: page.click("#schedule-publishing-dialog .w-dialog__close-button"),
    "Escape": lambda page: page.keyboard.press("Escape"),
    "beside": lambda page: page.locator("#schedule-publishing-dialog .w-dialog__overlay").click(
        position={"x": 5, "y": 5}
    ),
}


@pytest.mark.parametrize("closed", CLOSED)
def test_a_schedule_that_is_closed_without_saving_was_never_set(
    in_browser, chiefs_admin, release, closed
):
    public = office.publish(release)
    address = edit_url(public)

    def steps(page):
        saves = []
        page.on("request", lambda sent: sent.method == "POST" and saves.append(sent.url))
        open_schedule(page, address)
        type_date(page, "#id_go_live_at", TYPED, IN_WORDS)
        page.wait_for_timeout(2000)
        while_open = [url for url in saves if urlsplit(url).path == address]
        CLOSED[closed](page)
        page.wait_for_selector("#schedule-publishing-dialog[aria-hidden=true]", state="attached")
        page.wait_for_timeout(2000)
        saved = [url for url in saves if urlsplit(url).path == address]
        words = page.text_content("#id_go_live_at + [data-typed-date-words]")
        return while_open, saved, page.input_value("#id_go_live_at"), words.strip()

    assert in_browser(steps, by=chiefs_admin) == ([], [], "", "")
    assert saved(public).go_live_at is None


def test_what_was_written_before_the_schedule_was_opened_is_saved_when_it_is_closed(
    in_browser, chiefs_admin, release
):
    public = office.publish(release)
    saves = ("POST", edit_url(public))

    def steps(page):
        sent = []
        page.on("request", lambda request: sent.append((request.method, request.url)))
        open_schedule(page, edit_url(public))
        # The dialogue is over the text; what is written just before comes to the same.
        page.evaluate("document.querySelector('#id_subtitle').value = 'Kurz zuvor'")
        type_date(page, "#id_go_live_at", TYPED, IN_WORDS)
        page.wait_for_timeout(2000)
        before = [url for method, url in sent if (method, urlsplit(url).path) == saves]
        with page.expect_response(
            lambda answer: (answer.request.method, urlsplit(answer.url).path) == saves
        ):
            page.keyboard.press("Escape")
        return before

    assert in_browser(steps, by=chiefs_admin) == []
    assert saved(public).subtitle == "Kurz zuvor"
    assert saved(public).go_live_at is None


def test_a_new_correction_keeps_what_is_typed_and_says_it_in_words(
    in_browser, chiefs_admin, release
):
    public = office.publish(release)

    def steps(page):
        page.goto(edit_url(public))
        page.click("#id_corrections-ADD")
        page.fill("#id_corrections-0-note", "Die Zahl war falsch.")
        type_date(page, "#id_corrections-0-at", "31.11.2026", "31.11.2026 gibt es nicht")
        type_date(page, "#id_corrections-0-at", TYPED, IN_WORDS)
        page.click("button.action-save")
        page.wait_for_selector(".messages .success")

    in_browser(steps, by=chiefs_admin)
    assert saved(public).corrections.get().at == CHRISTMAS


def test_while_a_date_cannot_be_read_the_text_saves_itself_and_the_date_stays(
    in_browser, editors_admin, release
):
    release.embargo_until = CHRISTMAS
    release.save_revision()
    saves = ("POST", edit_url(release))

    def steps(page):
        page.goto(edit_url(release))
        page.wait_for_timeout(4000)  # the editor looks for changes only some time after loading
        page.get_by_role("tab", name="Einstellungen").click()
        type_date(page, "#id_embargo_until", "31.11.2026 10:00", "gibt es nicht")
        told = page.inner_text("#id_embargo_until + [data-typed-date-words]")
        page.get_by_role("tab", name="Inhalt").click()
        with page.expect_response(
            lambda answer: (answer.request.method, urlsplit(answer.url).path) == saves
        ) as answered:
            page.fill("#id_subtitle", "Noch während des Tippens")
        assert answered.value.status == 200
        return told, page.input_value("#id_embargo_until")

    told, left = in_browser(steps, by=editors_admin)
    assert "Bis dahin bleibt die zuletzt verstandene Angabe gespeichert" in told
    assert left == "31.11.2026 10:00"
    assert saved(release).embargo_until == CHRISTMAS
    assert saved(release).subtitle == "Noch während des Tippens"


FIND = """() => [...document.querySelectorAll("[data-typed-date]")]
    .filter((input) => input.closest("template") === null && input.type === "text")
    .map((input) => [input.id, input.dataset.typedDate])"""
MEANT = {
    "day": ("24. Dezember 2026", "Donnerstag, 24. Dezember 2026"),
    "moment": (TYPED, IN_WORDS),
    "scheduled": (TYPED, IN_WORDS),
}


# What a tab, a dialogue or a drawer hides is brought to the light where it stands.
REVEAL = """(id) => {
    for (let at = document.getElementById(id); at; at = at.parentElement) {
        at.hidden = false;
        at.removeAttribute("aria-hidden");
        at.classList.remove("w-hidden");
        if (getComputedStyle(at).display === "none") at.style.display = "block";
        if (getComputedStyle(at).visibility === "hidden") at.style.visibility = "visible";
    }
}"""
DIRECTION = "(id) => getComputedStyle(document.getElementById(id)).direction"
PICKERS = "() => document.querySelectorAll('.xdsoft_datetimepicker').length"


def pages_with_dates(press_office) -> dict[str, str]:
    """Every kind of screen that has a date, by what the office calls it."""
    person = Person(given_name="A", family_name="B", locale=press_office.locale, live=False)
    person.save()
    profiles = DirectoryIndex(title="Verzeichnis", live=False)
    press_office.get_parent().add_child(instance=profiles)
    office.publish(profiles)
    organization = office.add_organization(profiles)
    return {
        "release": edit_url(office.published_release()),
        "person": reverse("wagtailsnippets_home_person:edit", args=[person.pk]),
        "organization": edit_url(organization),
        "explorer": reverse("wagtailadmin_explore", args=[press_office.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[press_office.pk]),
        "locked": reverse("wagtailadmin_reports:locked_pages"),
        "workflows": reverse("wagtailadmin_reports:workflow"),
        "tasks": reverse("wagtailadmin_reports:workflow_tasks"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "aging": reverse("wagtailadmin_reports:aging_pages"),
        "users": reverse("wagtailusers_users:index"),
    }


@pytest.mark.parametrize("language", ["de", "ar"])
def test_in_every_date_of_the_admin_stands_what_was_typed(
    in_browser, admin_client, admin_user, press_office, language
):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = language
    profile.save()
    pages = pages_with_dates(press_office)

    def steps(page):
        counted = {}
        for name, address in pages.items():
            assert page.goto(address).status == 200, name
            if page.locator("#id_corrections-ADD").count():
                page.click("#id_corrections-ADD")
            found = page.evaluate(FIND)
            counted[name] = len(found)
            for field, kind in found:
                text, words = MEANT[kind]
                page.evaluate(REVEAL, field)
                type_date(page, f"#{field}", text, words if language == "de" else "2026")
                assert page.evaluate(DIRECTION, field) == "ltr", (name, field)
            assert page.evaluate(PICKERS) == 0, name
        return counted

    counted = in_browser(steps, by=admin_client)
    assert counted.pop("release") >= 4
    assert all(counted.values()), counted


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
