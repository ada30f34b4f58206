"""From the translator's last sentence to the reader, with locks, reviews and rights respected."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringTranslation

from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act, edit_url, is_live, served

pytestmark = pytest.mark.django_db


def test_a_translator_hands_over_a_chief_editor_approves_and_readers_read_it(translation, api):
    office.fill(translation)
    act("translator", translation, "hand-over")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert served(api, translation) == "de"
    act("chief", translation, "publish")
    assert served(api, translation) == "ar"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_what_is_incomplete_is_not_handed_over_and_the_sentence_named(translation):
    office.fill(translation, leave_out=1)
    answer = act("translator", translation, "hand-over").content.decode()
    assert "Das ist der Text dieser Meldung" in answer
    assert not WorkflowState.objects.exists()


def test_a_translator_cannot_publish(translation):
    office.fill(translation)
    act("translator", translation, "publish")
    assert not is_live(translation)


def test_during_the_review_the_sentences_are_closed_for_the_translator(translation):
    office.fill(translation)
    act("translator", translation, "hand-over")
    segment = translation.source.stringsegment_set.first()
    url = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    assert client_of("translator").put(url, "value=x").status_code == 403
    act("translator", translation, "hand-over")
    assert WorkflowState.objects.count() == 1


def test_a_chief_editor_sends_back_with_a_word_and_the_translator_hands_over_again(translation):
    office.fill(translation)
    act("translator", translation, "hand-over")
    act("chief", translation, "send-back")
    assert (
        WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    )  # no word, no sending back
    act("chief", translation, "send-back", comment="Bitte den Titel kürzen.")
    page = client_of("translator").get(edit_url(translation)).content.decode()
    assert "Bitte den Titel kürzen." in page
    act("translator", translation, "hand-over")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_a_translator_cannot_approve_her_own_translation(translation):
    office.fill(translation)
    act("translator", translation, "hand-over")
    act("translator", translation, "send-back", comment="x")
    act("translator", translation, "publish")
    assert not is_live(translation)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_a_locked_page_is_neither_handed_over_nor_published(translation):
    office.fill(translation)
    Page.objects.filter(pk=translation.get_target_instance().pk).update(
        locked=True, locked_by=person("admin")
    )
    act("translator", translation, "hand-over")
    act("chief", translation, "publish")
    assert not is_live(translation)
    assert not WorkflowState.objects.exists()


def test_a_chief_editor_cannot_publish_what_is_incomplete(translation):
    office.fill(translation, leave_out=1)
    answer = act("chief", translation, "publish").content.decode()
    assert "Das ist der Text dieser Meldung" in answer
    assert not is_live(translation)


def test_a_sentence_changed_by_the_chief_editor_during_the_review_is_what_is_published(
    translation, api
):
    office.fill(translation)
    act("translator", translation, "hand-over")
    StringTranslation.objects.filter(context__path="lead").update(data="نص مصحح من رئيسة التحرير")
    act("chief", translation, "publish")
    found = json.loads(api(f"/press-releases/{translation.source.object_id}?locale=ar").body)
    assert found["lead"] == "نص مصحح من رئيسة التحرير"


@pytest.mark.parametrize(
    "name", ["localize-restart-translation", "localize-convert-to-alias", "action-publish"]
)
def test_a_translator_cannot_send_what_the_screen_does_not_offer(translation, name):
    response = client_of("translator").post(edit_url(translation), {name: "1"})
    assert response.status_code == 302
    translation.refresh_from_db()
    assert translation.enabled
    assert not is_live(translation)


def test_the_screen_gives_the_editor_the_direction_of_the_language(translation):
    page = client_of("translator").get(edit_url(translation)).content.decode()
    assert 'data-lang="ar" data-dir="rtl"' in page
    assert "convert_to_alias" not in page


def test_a_text_that_was_never_sent_is_not_open_to_translators():
    person("translator")
    release = office.published_release()
    office.translated(release, "ar")
    parent = Page.objects.get(
        translation_key=release.get_parent().translation_key, locale__language_code="ar"
    )
    response = client_of("translator").get(f"/admin/pages/{parent.pk}/edit/")
    assert response.status_code == 302


def test_a_translated_topic_is_published_by_the_chief_editors_alone():
    person("translator")
    topic = office.add_topic("Wohnen", "wohnen")
    translation = office.submit(topic, "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    url = f"/admin/snippets/home/topic/edit/{translation.get_target_instance().pk}/"
    client_of("translator").post(url, {"action": "publish"})
    client_of("translator").post(url, {"action": "hand-over"})
    assert not translation.get_target_instance().live
    assert "Wohnen" in client_of("chief").get("/admin/").content.decode()
    client_of("chief").post(url, {"action": "publish"})
    assert translation.get_target_instance().live


def test_a_chief_editor_is_told_what_readers_see_of_an_approved_translation(db):
    end = timezone.now() + timedelta(days=3)
    release = office.published_release(embargo_until=end)
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    act("translator", translation, "hand-over")
    told = act("chief", translation, "publish").content.decode()
    assert "gesperrt bis" in BeautifulSoup(told, "html.parser").select_one(".messages").text.lower()
    assert is_live(translation)
