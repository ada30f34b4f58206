"""A text that is locked while somebody writes in it: she is told why, and keeps what she wrote."""

import pytest
from bs4 import BeautifulSoup

from home.models import ContactPoint
from pressreleases.models import PressRelease
from tests import office
from tests.admin.conftest import logged_in, person
from tests.admin.forms import edit_url, press
from tests.admin.test_two_people import draft_of, kept_version, opened, snippet_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(press_office):
    return logged_in(person("nina", "Redaktion"))


def error(response) -> str:
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    (told,) = soup.select(".messages .error")
    return " ".join(told.get_text(" ").split())


def test_what_a_colleague_wrote_while_a_text_was_handed_in_stays_in_her_form(
    editors_admin, colleague, press_office
):
    release = office.draft_release("Steht da")
    release.save_revision()
    form = opened(colleague, edit_url(release))
    press(editors_admin, edit_url(release), "action-submit")
    response = colleague.post(edit_url(release), form | {"title": "Von Nina"})
    told = error(response)
    assert told.startswith("Redaktion hat diesen Text am ")
    assert "zur Freigabe eingereicht" in told
    assert "ist nicht gespeichert" in told
    assert "steht unten im Formular" in told
    assert kept_version(form, response)["title"] == "Von Nina"
    assert 'data-w-unsaved-force-value="true"' in response.content.decode()
    assert draft_of(release).title == "Steht da"


@pytest.mark.parametrize("button", ["", "action-submit"])
def test_a_text_that_somebody_locked_says_who(chief, colleague, press_office, button):
    release = office.draft_release("Steht da")
    release.save_revision()
    form = opened(colleague, edit_url(release))
    PressRelease.objects.filter(pk=release.pk).update(locked=True, locked_by=chief)
    response = colleague.post(
        edit_url(release), form | {"title": "Von Nina", button or "unused": "1"}
    )
    assert error(response).startswith("Chefredaktion hat diesen Text gesperrt")
    assert kept_version(form, response)["title"] == "Von Nina"
    assert draft_of(release).title == "Steht da"


def test_a_snippet_that_was_handed_in_keeps_what_a_colleague_wrote(
    editors_admin, colleague, press_office
):
    point = office.add_contact_point("Empfang", phone="06132 000-100")
    point.save_revision()
    form = opened(colleague, snippet_url(point))
    ContactPoint.objects.filter(pk=point.pk).update(locked=True)
    response = colleague.post(snippet_url(point), form | {"phone": "06132 000-300"})
    assert "steht unten im Formular" in error(response)
    assert kept_version(form, response)["phone"] == "06132 000-300"
    assert draft_of(point).phone == "06132 000-100"


def test_whoever_handed_in_a_text_still_takes_it_back(editors_admin, press_office):
    release = office.draft_release("Steht da")
    release.save_revision()
    press(editors_admin, edit_url(release), "action-submit")
    press(editors_admin, edit_url(release), "action-cancel-workflow")
    assert not release.workflow_in_progress
