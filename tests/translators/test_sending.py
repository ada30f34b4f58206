"""Texts are sent to be translated, and wait on the translator's start page."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from locales.models import TranslationRequest
from tests import office
from tests.translators.people import client_of, person
from tests.translators.reviews import act, edit_url

pytestmark = pytest.mark.django_db


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


def test_a_language_that_wagtail_does_not_know_is_not_offered():
    editor = client_of("editor")
    address = f"/admin/localize/submit/page/{office.published_release().pk}/"
    Locale.objects.get(language_code="so").delete()
    editor.post(address, {"languages": ["so", "uk"]})
    assert set(TranslationRequest.objects.values_list("locale", flat=True)) == {"uk"}
    html = editor.get(address).content.decode()
    assert 'value="uk"' in html
    assert 'value="so"' not in html


def test_no_language_is_taken_away_in_the_admin():
    somali = Locale.objects.get(language_code="so")
    admin = client_of("admin")
    delete = reverse("wagtaillocales:delete", args=[somali.pk])
    assert (
        delete not in admin.get(reverse("wagtaillocales:edit", args=[somali.pk])).content.decode()
    )
    admin.post(delete)
    assert Locale.objects.filter(pk=somali.pk).exists()


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
