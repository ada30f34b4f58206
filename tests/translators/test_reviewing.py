"""From the translator's last sentence to the reader, with locks, reviews and rights respected."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringTranslation

from locales.models import PublishedTranslation, TranslationRequest
from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    person("translator")
    release = office.published_release("Ein Titel zum Übersetzen")
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    return translation


def edit_url(translation):
    return f"/admin/pages/{translation.get_target_instance().pk}/edit/"


def act(role, translation, action, **data):
    return client_of(role).post(edit_url(translation), {"action": action, **data}, follow=True)


def is_live(translation):
    return translation.get_target_instance().live


def served(api, translation):
    return json.loads(api(f"/press-releases/{translation.source.object_id}?locale=ar").body)[
        "locale"
    ]


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


# --- Checked by a second person -------------------------------------------------------------------


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
    act("chief", translation, "publish")
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


# --- Sending to be translated ---------------------------------------------------------------------


def send(role, page, *tags):
    return client_of(role).post(f"/admin/localize/submit/page/{page.pk}/", {"languages": tags})


def work() -> None:
    """What the worker does with the tasks that wait."""
    from locales.desk.requests import carry_out

    for request in TranslationRequest.objects.filter(status="waiting"):
        carry_out(request.pk)


def test_sending_writes_down_one_wish_per_language_and_translates_nothing_in_the_request():
    release = office.published_release()
    send("editor", release, "ar", "uk", "xx", "de")
    assert set(TranslationRequest.objects.values_list("locale", "status")) == {
        ("ar", "waiting"),
        ("uk", "waiting"),
    }
    assert release.get_translations().count() == 0


def test_the_queue_holds_one_task_per_wish_with_its_number_only():
    from django_tasks_db.models import DBTaskResult

    send("editor", office.published_release(), "ar", "uk")
    tasks = DBTaskResult.objects.filter(task_path="locales.tasks.begin_translation")
    wanted = {request.pk for request in TranslationRequest.objects.all()}
    assert {task.args_kwargs["args"][0] for task in tasks} == wanted


def test_the_worker_makes_drafts_nothing_of_which_is_public(api):
    release = office.published_release()
    send("editor", release, "so", "uk")
    work()
    work()
    drafts = release.get_translations()
    assert {draft.locale.language_code for draft in drafts} == {"so", "uk"}
    assert not any(draft.live for draft in drafts)
    assert release.get_parent().get_translations().count() == 2


def test_the_first_text_in_a_language_gives_its_translators_their_rights():
    from django.contrib.auth.models import Group

    from home.roles import ensure_roles, translators_of
    from locales.desk.rights import target_languages_of

    ensure_roles()
    user = person("editor")
    user.groups.set([Group.objects.get(name=translators_of("so"))])
    assert target_languages_of(user) == []
    from locales.desk.requests import ask_for

    ask_for(office.published_release(), ["so"])
    work()
    assert target_languages_of(type(user).objects.get(pk=user.pk)) == ["so"]


def test_what_a_translator_has_begun_is_never_written_over(translation):
    office.fill(translation)
    act("translator", translation, "hand-over")
    before = translation.get_target_instance().latest_revision_id
    send("editor", translation.source.get_source_instance(), "ar")
    work()
    assert translation.get_target_instance().latest_revision_id == before


def test_a_failure_stands_on_the_screen_and_can_be_tried_again(monkeypatch):
    from locales.desk import requests

    release = office.published_release()
    send("editor", release, "ar")
    with monkeypatch.context() as patched:
        patched.setattr(requests, "_needs_draft", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work()
    screen = client_of("editor").get(f"/admin/localize/submit/page/{release.pk}/")
    assert "ZeroDivisionError" in screen.content.decode()
    send("editor", release, "ar")
    work()
    assert TranslationRequest.objects.get().status == "done"


def test_the_screen_renews_itself_only_while_something_is_being_prepared():
    release = office.published_release()
    url = f"/admin/localize/submit/page/{release.pk}/"
    renewing = "desk/waiting.js"
    assert renewing not in client_of("editor").get(url).content.decode()
    send("editor", release, "ar")
    assert renewing in client_of("editor").get(url).content.decode()
    work()
    assert renewing not in client_of("editor").get(url).content.decode()


# --- The translator's start page ------------------------------------------------------------------


def start_page(role="translator"):
    return client_of(role).get("/admin/").content.decode()


def test_her_start_page_lists_what_waits_in_her_language_only(translation):
    other = office.published_release("Nur auf Ukrainisch bestellt")
    office.submit(other, "uk").save_target(publish=False)
    page = start_page()
    assert "Ein Titel zum Übersetzen" in page
    assert edit_url(translation) in page
    assert "Nur auf Ukrainisch bestellt" not in page


def test_her_start_page_says_how_many_sentences_changed(translation):
    office.fill(translation)
    translation.save_target(publish=True)
    release = translation.source.get_source_instance()
    release.lead = "Der Vorspann lautet heute anders."
    office.publish(release)
    assert edit_url(translation) in start_page()


def test_an_editor_has_no_translators_panel():
    assert "desk-waiting" not in start_page("editor")


def test_the_number_of_texts_does_not_change_the_number_of_queries(django_assert_max_num_queries):
    from locales.desk.start_page import _items

    person("translator")
    for _number in range(3):
        office.submit(office.published_release(), "ar").save_target(publish=False)
    with django_assert_max_num_queries(7):
        assert len(_items("ar")) == 3
