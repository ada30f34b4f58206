"""Who is said to have checked a translation, and when."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation

from locales.models import PublishedTranslation
from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act, is_live

pytestmark = pytest.mark.django_db


def typed_by(role, translation, **of):
    """Somebody typed the sentences: those of ``of``, or all."""
    for row in StringTranslation.objects.filter(locale=translation.target_locale, **of):
        row.last_translated_by = person(role)
        row.save()


def reviewed_at(api, translation):
    found = json.loads(api(f"/press-releases/{translation.source.object_id}?locale=ar").body)
    assert found["locale"] == "ar"
    return found["translation"]["reviewed_at"]


def test_readers_are_told_when_a_second_person_checked_the_translation(translation, api, client):
    office.fill(translation)
    typed_by("translator", translation)
    act("translator", translation, "hand-over")
    act("chief", translation, "publish")
    assert reviewed_at(api, translation)
    record = PublishedTranslation.objects.get(locale="ar")
    assert record.reviewed_by == person("chief")
    assert {who for _hash, _origin, who in record.segments.values()} == {person("chief").pk}
    page = client.get(translation.get_target_instance().get_url_parts()[2]).content.decode()
    assert f'<time datetime="{record.reviewed_at.date()}"><bdi' in page.partition("origin")[2]


def test_what_the_chief_editor_translated_herself_is_published_and_not_called_checked(
    translation, api
):
    office.fill(translation)
    typed_by("chief", translation)
    act("chief", translation, "publish")
    assert reviewed_at(api, translation) is None
    record = PublishedTranslation.objects.get(locale="ar")
    assert {who for _hash, _origin, who in record.segments.values()} == {None}


def test_nobody_is_named_as_having_checked_her_own_sentence(translation, api):
    office.fill(translation)
    typed_by("chief", translation, context__path="title")
    typed_by("translator", translation, context__path="lead")
    act("chief", translation, "publish")
    assert reviewed_at(api, translation)
    segments = PublishedTranslation.objects.get(locale="ar").segments
    assert segments["title#0"][2] is None
    assert segments["lead#0"][2] == person("chief").pk


def test_a_translation_published_without_anybody_is_not_called_checked(translation, api):
    office.fill(translation)
    typed_by("translator", translation)
    translation.save_target(publish=True)
    assert reviewed_at(api, translation) is None


def test_a_check_holds_for_the_text_that_was_checked_and_no_other(translation, api):
    office.fill(translation)
    typed_by("translator", translation)
    act("chief", translation, "publish")
    StringTranslation.objects.filter(context__path="lead").update(data="نص جديد لم يقرأه أحد")
    translation.save_target(publish=True)
    assert reviewed_at(api, translation) is None


def test_what_was_checked_stays_checked_when_the_original_changes(translation, api):
    office.fill(translation)
    typed_by("translator", translation)
    act("chief", translation, "publish")
    before = reviewed_at(api, translation)
    release = translation.source.get_source_instance()
    release.lead = "Dieser Vorspann steht jetzt ganz anders da."
    office.publish(release)
    assert reviewed_at(api, translation) == before
    segments = PublishedTranslation.objects.get(locale="ar").segments
    assert segments["title#0"][2] == person("chief").pk


def test_a_text_with_sentences_marked_as_unsure_is_not_called_checked(translation, api):
    office.fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(tool_name="unsure")
    translation.save_target(user=person("chief"), publish=True)
    assert reviewed_at(api, translation) is None


def test_what_was_approved_for_later_is_still_checked_when_the_scheduler_publishes_it(
    clock, translation, api
):
    office.fill(translation)
    typed_by("translator", translation)
    arabic = translation.get_target_instance()
    type(arabic).objects.filter(pk=arabic.pk).update(go_live_at=datetime(2026, 3, 3, 9, tzinfo=UTC))
    act("chief", translation, "publish")
    assert not is_live(translation)
    clock.shift(2 * 24 * 3600)
    call_command("publish_scheduled", verbosity=0)
    assert reviewed_at(api, translation).startswith("2026-03-02T09:00")


def test_an_approval_in_wagtails_own_dialogue_is_a_check_too(translation, api):
    office.fill(translation)
    typed_by("translator", translation)
    act("translator", translation, "hand-over")
    state = WorkflowState.objects.get().current_task_state
    page = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert client_of("chief").post(url, {"comment": ""}).status_code in (200, 302)
    assert reviewed_at(api, translation)
