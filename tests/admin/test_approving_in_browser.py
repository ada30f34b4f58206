"""Correcting, approving, and two people on one text, as it is on their screens."""

import pytest
from django.conf import settings

from tests import office
from tests.admin.forms import edit_url
from tests.admin.test_refusals import QUOTE
from tests.admin.test_two_people import draft_of, snippet_url

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def choose(page, name: str) -> None:
    """Press what stands at the foot of the editor, in the menu or beside it."""
    button = page.locator("footer").get_by_role("button", name=name, exact=True)
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.first.click()


def add_correction(page, address: str) -> None:
    page.goto(address)
    page.locator("#id_corrections-ADD").click()
    page.locator("#id_corrections-0-note").fill("Der Termin war falsch, richtig ist Freitag.")
    choose(page, "Zur Freigabe einreichen")
    page.wait_for_selector(".messages .success")


def approve(page, address: str, before=None) -> str:
    page.goto(address)
    if before:
        before(page)
    choose(page, "Freigeben")
    page.wait_for_selector(".messages li")
    return page.locator(".messages").inner_text()


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def assert_public(row, told: str) -> None:
    assert "ist freigegeben" in told
    assert "Öffentlich seit" in told
    assert fresh(row).live_revision_id == fresh(row).latest_revision_id
    assert not row.workflow_in_progress


def test_a_correction_is_public_after_one_approval(in_browser, editors_admin, chiefs_admin):
    release = office.published_release("Mit Fehler")
    in_browser(add_correction, edit_url(release), by=editors_admin)
    assert_public(release, in_browser(approve, edit_url(release), by=chiefs_admin))
    assert fresh(release).corrections.count() == 1


def test_ticks_and_rows_of_the_approver_go_out_with_one_approval(
    in_browser, editors_admin, chiefs_admin
):
    quote = {
        name.rpartition("value-")[2]: value for name, value in QUOTE.items() if "value" in name
    }
    release = office.published_release("Mit Zitat")
    release.body = [("quote", quote | {"approved": False})]
    release.save_revision()
    in_browser(add_correction, edit_url(release), by=editors_admin)

    def finish(page):
        page.locator("input[name=body-0-value-approved]").check()
        page.locator("#id_corrections-ADD").click()
        page.locator("#id_corrections-1-note").fill("Auch der Ort war falsch.")

    assert_public(release, in_browser(approve, edit_url(release), finish, by=chiefs_admin))
    assert fresh(release).body[0].value["approved"]
    assert fresh(release).corrections.count() == 2


@pytest.fixture
def side_by_side(in_browser, site, chiefs_admin, editors_admin):
    """``side_by_side(steps, …)``: ``steps(chiefs_page, editors_page, …)`` in two browsers."""
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": editors_admin.cookies[name].value, "url": site}

    def both(page, steps, given):
        other = page.context.browser.new_context(base_url=site)
        other.set_default_timeout(15_000)
        other.add_cookies([cookie])
        try:
            return steps(page, other.new_page(), *given)
        finally:
            other.close()

    return lambda steps, *given: in_browser(both, steps, given, by=chiefs_admin)


def save_after_the_other(page, other, address: str, field: str, button: str) -> str:
    """The editor saves first, the chief then presses ``button``; what the chief is told."""
    page.goto(address)
    other.goto(address)
    other.locator(field).fill("06132 000-200")
    choose(other, "Entwurf speichern")
    other.wait_for_selector(".messages li")
    page.locator(field).fill("06132 000-300")
    choose(page, button)
    go_on = page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    warning = page.locator(".messages .warning")
    go_on.or_(warning).first.wait_for()
    if go_on.is_visible():  # Wagtail's own question, asked as soon as it has heard of the other
        go_on.click()
    warning.wait_for()
    assert page.locator(field).input_value() == "06132 000-300"
    return warning.inner_text()


def then_save_mine(page, other, address: str, field: str, button: str) -> str:
    told = save_after_the_other(page, other, address, field, button)
    page.get_by_role("button", name="Meine Fassung als Entwurf speichern").click()
    page.wait_for_selector(".messages .success")
    return told


@pytest.mark.parametrize("button", ["Entwurf speichern", "Veröffentlichen"])
def test_of_two_browsers_the_second_is_asked_and_both_texts_are_kept(
    side_by_side, button, press_office
):
    release = office.published_release("06132 000-100")
    release.save_revision()
    told = side_by_side(then_save_mine, edit_url(release), "#id_title", button)
    assert "Redaktion hat diesen Text am" in told
    titles = [revision.as_object().title for revision in release.revisions.order_by("pk")]
    assert titles[-2:] == ["06132 000-200", "06132 000-300"]
    assert fresh(release).title == "06132 000-100"


@pytest.mark.parametrize("button", ["Entwurf speichern", "Veröffentlichen"])
def test_of_two_browsers_with_one_contact_point_the_second_is_asked(
    side_by_side, button, press_office
):
    point = office.add_contact_point("Empfang", phone="06132 000-100")
    told = side_by_side(save_after_the_other, snippet_url(point), "#id_phone", button)
    assert "Redaktion hat diesen Text am" in told
    assert draft_of(point).phone == "06132 000-200"
    assert fresh(point).phone == "06132 000-100"
