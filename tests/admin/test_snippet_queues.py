"""Contact points, topics and people wait on the same start pages as texts do."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import WorkflowContentType
from wagtail.users.models import UserProfile

from home.models import ContactPoint, Topic
from tests import office
from tests.admin.forms import edit_url, messages_in, press
from tests.admin.test_approving import hand_in
from tests.admin.test_start_page import text
from tests.admin.test_two_people import snippet_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(press_office):
    return office.add_contact_point("Pressestelle", phone="06132 000-120")


@pytest.fixture
def topic(press_office):
    return office.add_topic("Teilhabe", "teilhabe")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_an_editor_publishes_a_changed_phone_number_at_once_in_every_text(
    editors_admin, point, api
):
    page = office.draft_release("Mit Kontakt")
    page.contacts.create(contact_point=point)
    page = office.publish(page)
    office.translated(page, "ar")
    response = press(editors_admin, snippet_url(point), "action-publish", phone="06132 000-130")
    assert fresh(point).phone == "06132 000-130"
    for tag in ("de", "ar"):
        answer = api(f"/press-releases/{page.translation_key}?locale={tag}")
        assert json.loads(answer.body)["contacts"][0]["phone"] == "06132 000-130"
    assert "Öffentlich seit" in messages_in(editors_admin, response)


def test_the_button_of_a_contact_point_publishes_and_the_menu_saves(editors_admin, point, topic):
    html = editors_admin.get(snippet_url(point)).content.decode()
    assert html.index('name="action-publish"') < html.index("action-save")
    assert 'name="action-publish"' not in editors_admin.get(snippet_url(topic)).content.decode()


def test_the_chief_editor_sees_what_changed_who_did_it_and_when(
    editors_admin, chiefs_admin, point, editor
):
    press(editors_admin, snippet_url(point), "action-publish", phone="06132 000-130", notes="Neu.")
    start = text(chiefs_admin)
    assert "Anlaufstellen, die andere geändert haben" in start
    told = BeautifulSoup(start, "html.parser").get_text()
    assert "Telefon: 06132 000-120 → 06132 000-130" in told
    assert "Hinweise: (leer) → Neu." in told
    assert "Redaktion" in start
    assert snippet_url(point) in start


def test_the_list_of_changes_is_for_chief_editors_and_shows_no_own_ones(
    editors_admin, chiefs_admin, point
):
    press(chiefs_admin, snippet_url(point), "action-publish", phone="06132 000-130")
    assert "06132 000-130" not in text(editors_admin)
    assert "Anlaufstellen, die andere" not in text(chiefs_admin)


def test_a_contact_point_left_as_a_draft_stands_among_the_own_drafts(editors_admin, point):
    response = press(editors_admin, snippet_url(point), "", phone="06132 000-130")
    told = messages_in(editors_admin, response)
    assert "gespeichert" in told
    assert "noch nicht öffentlich" in told
    assert snippet_url(point) in text(editors_admin)
    assert fresh(point).phone == "06132 000-120"


def test_a_topic_is_handed_in_waits_for_the_chief_editor_and_is_public_when_approved(
    editors_admin, chiefs_admin, topic
):
    press(editors_admin, snippet_url(topic), "action-submit", label="Teilhabe für alle")
    assert "Teilhabe für alle" in text(chiefs_admin)
    assert "freizugeben" in text(chiefs_admin)
    assert "zur Freigabe eingereicht" in text(editors_admin)
    decision = {"workflow-action-name": "approve", "label": "Teilhabe aller"}
    response = press(chiefs_admin, snippet_url(topic), "action-workflow-action", **decision)
    assert fresh(topic).label == "Teilhabe aller"
    assert "ist freigegeben" in messages_in(chiefs_admin, response)
    assert snippet_url(topic) not in text(chiefs_admin)
    assert snippet_url(topic) not in text(editors_admin)


def test_a_topic_given_back_says_why_on_the_editors_start_page(editors_admin, chiefs_admin, topic):
    press(editors_admin, snippet_url(topic), "action-submit", label="Teilhabe für alle")
    task = fresh(topic).current_workflow_task_state
    address = reverse(
        "wagtailsnippets_home_topic:workflow_action", args=[topic.pk, "reject", task.pk]
    )
    chiefs_admin.post(address, {"comment": "Bitte kürzer."})
    assert "Bitte kürzer." in text(editors_admin)
    assert "Änderungen" in text(editors_admin)
    assert fresh(topic).label == "Teilhabe"


def test_a_new_topic_and_a_person_can_be_handed_in(editors_admin, chiefs_admin, press_office):
    add = reverse("wagtailsnippets_home_topic:add")
    press(editors_admin, add, "action-submit", label="Barrieren", slug="barrieren")
    assert not Topic.objects.get(slug="barrieren").live
    add = reverse("wagtailsnippets_home_person:add")
    press(editors_admin, add, "action-submit", given_name="Rana", family_name="Beispiel")
    assert "Barrieren" in text(chiefs_admin)
    assert "Rana Beispiel" in text(chiefs_admin)


def test_an_editor_publishes_neither_topics_nor_people(editors_admin, topic):
    press(editors_admin, snippet_url(topic), "action-publish", label="An allen vorbei")
    assert fresh(topic).label == "Teilhabe"


def test_a_translated_snippet_is_not_handed_in_here(chiefs_admin, topic):
    arabic = office.translated(topic, "ar")
    assert arabic.get_workflow() is None
    assert topic.get_workflow() is not None


def test_a_contact_point_has_no_workflow_to_wait_in(point):
    assert point.get_workflow() is None
    handed_in = WorkflowContentType.objects.values_list("content_type", flat=True)
    assert ContentType.objects.get_for_model(ContactPoint).pk not in handed_in


def test_a_text_that_the_chief_saved_meanwhile_stays_among_the_editors_drafts(
    editors_admin, chiefs_admin
):
    page = hand_in(editors_admin, office.published_release("Vorher"), title="Eingereicht")
    press(chiefs_admin, edit_url(page), "", lead="Von der Chefin.")
    assert edit_url(page) in text(editors_admin)


def test_a_translation_waits_with_its_language_and_its_german_title(
    chiefs_admin, translators_admin
):
    page = office.published_release("Der deutsche Titel")
    translation = office.submit(page, "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    address = edit_url(translation.get_target_instance())
    translators_admin.post(address, {"action": "hand-over"})
    start = text(chiefs_admin)
    assert "Arabisch: „Der deutsche Titel“" in start
    chiefs_admin.post(address, {"action": "send-back", "comment": "Der dritte Satz fehlt."})
    assert "Der dritte Satz fehlt." in text(translators_admin)
    assert "An Sie zurückgegeben" in text(translators_admin)
    assert "0 von" not in text(translators_admin)


def test_an_editor_takes_no_contact_point_away(editors_admin, point):
    address = reverse("wagtailsnippets_home_contactpoint:unpublish", args=[point.pk])
    assert address not in editors_admin.get(snippet_url(point)).content.decode()
    assert editors_admin.post(address).status_code == 403
    assert fresh(point).live


def test_an_arabic_admin_reads_numbers_from_old_to_new_unbroken(
    editors_admin, chiefs_admin, point, chief
):
    profile = UserProfile.get_for_user(chief)
    profile.preferred_language = "ar"
    profile.save()
    press(editors_admin, snippet_url(point), "action-publish", phone="06132 000-130")
    assert "<bdi>06132 000-120</bdi> ← <bdi>06132 000-130</bdi>" in text(chiefs_admin)


def test_the_heads_of_a_list_are_in_the_language_of_whoever_reads_it(chiefs_admin, topic, chief):
    profile = UserProfile.get_for_user(chief)
    profile.preferred_language = "ar"
    profile.save()
    html = chiefs_admin.get(reverse("wagtailsnippets_home_topic:list")).content.decode()
    heads = " ".join(th.get_text(" ") for th in BeautifulSoup(html, "html.parser").find_all("th"))
    assert "الحالة" in heads
    assert "Aktualisiert" not in heads
    assert "Status" not in heads
