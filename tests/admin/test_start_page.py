"""The start page: what is to be done, for each role."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.operations.models import Heartbeat
from home.admin.start import panels_for
from home.models import ContentPage
from tests import office

pytestmark = pytest.mark.django_db
START = reverse("wagtailadmin_home")


def text(client) -> str:
    response = client.get(START)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_begins_a_press_release_with_one_button(editors_admin, press_office):
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk]
    )
    assert "Neue Pressemitteilung" in text(editors_admin)
    assert f'href="{address}"' in text(editors_admin)
    assert editors_admin.get(address).status_code == 200


def test_an_editor_sees_the_own_drafts_and_no_others(editors_admin, editor, chief):
    office.draft_release("Von mir begonnen", owner=editor).save_revision(user=editor)
    office.draft_release("Von der Chefin begonnen", owner=chief).save_revision(user=chief)
    assert "Von mir begonnen" in text(editors_admin)
    assert "Von der Chefin begonnen" not in text(editors_admin)


def panel(client, name: str) -> str:
    found = BeautifulSoup(text(client), "html.parser").find(attrs={"aria-labelledby": name})
    return " ".join(found.get_text(" ").split())


def test_a_text_sent_back_waits_for_the_editor_with_who_sent_it_and_why(
    editors_admin, editor, chief
):
    release = office.draft_release("Noch einmal, bitte", owner=editor)
    release.save_revision(user=editor)
    state = release.get_workflow().start(release, editor)
    state.current_task_state.reject(user=chief, comment="Der zweite Satz ist zu lang.")
    waiting = panel(editors_admin, "start-waiting")
    assert "Noch einmal, bitte" in waiting
    assert "Der zweite Satz ist zu lang." in waiting
    assert str(chief) in waiting
    assert "Noch einmal, bitte" not in panel(editors_admin, "start-drafts")
    assert "Nichts wartet auf Sie." not in waiting


def test_a_draft_that_only_somebody_else_wrote_is_not_among_the_own_ones(
    editors_admin, editor, chief
):
    release = office.published_release("Von mir angelegt", owner=editor)
    release.save_revision(user=editor).publish()
    release.lead = "Von der Chefin."
    release.save_revision(user=chief)
    assert "Von mir angelegt" not in panel(editors_admin, "start-drafts")
    release.save_revision(user=editor)
    release.save_revision(user=chief)
    assert "Von mir angelegt" in panel(editors_admin, "start-drafts")


def test_a_text_handed_in_waits_for_the_chief_editor_and_says_so_to_the_editor(
    editors_admin, chiefs_admin, editor
):
    release = office.draft_release("Bitte freigeben", owner=editor)
    release.save_revision(user=editor)
    release.get_workflow().start(release, editor)
    assert "Bitte freigeben" in text(chiefs_admin)
    assert "freizugeben" in text(chiefs_admin)
    assert "zur Freigabe eingereicht" in text(editors_admin)


def test_an_embargoed_release_is_shown_with_its_moment(editors_admin):
    end = timezone.now() + timedelta(days=3)
    office.published_release("Noch geheim", embargo_until=end)
    assert "Noch geheim" in text(editors_admin)
    assert f"{timezone.localtime(end):%d.%m.%Y %H:%M}" in text(editors_admin)


def test_a_scheduled_release_is_shown(editors_admin, chief):
    release = office.draft_release("Kommt am Montag", go_live_at=timezone.now() + timedelta(days=2))
    release.save_revision(user=chief).publish(user=chief)
    assert "Kommt am Montag" in text(editors_admin)
    assert "geplant" in text(editors_admin)


def test_empty_lists_say_what_would_stand_there(editors_admin):
    assert "Sie haben keine unfertigen Texte" in text(editors_admin)
    assert "Nichts wartet auf Sie." in text(editors_admin)


def test_editors_are_warned_when_the_scheduler_stands_still(editors_admin):
    assert "noch nie gelaufen" in text(editors_admin)
    Heartbeat.objects.create(name="scheduler", at=timezone.now() - timedelta(minutes=3))
    assert "lief zuletzt" in text(editors_admin)
    Heartbeat.objects.update(at=timezone.now())
    assert "Geplante Texte werden von selbst veröffentlicht" in text(editors_admin)


def test_a_translator_is_not_shown_the_editors_panels(translators_admin):
    for words in ("Neue Pressemitteilung", "Meine Entwürfe", "Zeitsteuerung"):
        assert words not in text(translators_admin)


def test_our_panels_cost_few_queries_however_much_there_is(
    press_office, chief, django_assert_max_num_queries
):
    for number in range(6):
        office.draft_release(f"Entwurf {number}", owner=chief).save_revision(user=chief)
        office.published_release(
            f"Gesperrt {number}", embargo_until=timezone.now() + timedelta(days=1)
        )
    with django_assert_max_num_queries(30):
        assert all(panel.entries() is not None for panel in panels_for(chief))


def test_the_state_of_a_page_is_said_in_german(editor):
    release = office.published_release(
        "Mit Sperrfrist", embargo_until=timezone.now() + timedelta(days=1)
    )
    assert str(release.status_string).startswith("gesperrt bis ")
    page = office.add_page("Weg damit")
    page.withdraw("outdated")
    assert ContentPage.objects.get(pk=page.pk).status_string == "zurückgezogen"
