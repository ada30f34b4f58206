"""Taking back what is public, in the admin."""

import json

import pytest
from django.urls import reverse

from home.base import WithdrawalReason
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url, messages_in

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("home_withdraw", args=[page.pk])


def test_a_chief_editor_withdraws_a_release_and_readers_are_told_why_in_all_languages(
    chiefs_admin, api
):
    release = office.published_release("War falsch")
    office.translated(release, "ar")
    successor = office.published_release("So ist es richtig")
    response = chiefs_admin.post(
        address(release), {"reason": "erroneous", "successor": successor.pk}
    )
    assert response.status_code == 302
    for tag in ("de", "ar"):
        answer = api(f"/press-releases/{release.translation_key}?locale={tag}")
        assert answer.status == 410
        assert json.loads(answer.body)["reason"] == "erroneous"
    assert "in allen Sprachen zurückgezogen" in messages_in(chiefs_admin, response)
    assert PressRelease.objects.get(pk=release.pk).successor_key == successor.translation_key


def test_the_question_says_what_will_happen_and_how_to_undo_it(chiefs_admin):
    page = chiefs_admin.get(address(office.published_release())).content.decode()
    assert "Der Text verschwindet sofort" in page
    assert "Veröffentlichen Sie die Seite wieder" in page


def test_asking_withdraws_nothing(chiefs_admin, api):
    release = office.published_release()
    chiefs_admin.get(address(release))
    assert api(f"/press-releases/{release.translation_key}?locale=de").status == 200


def test_a_withdrawal_needs_a_reason_that_people_give(chiefs_admin):
    release = office.published_release()
    assert chiefs_admin.post(address(release), {"reason": ""}).status_code == 200
    assert (
        chiefs_admin.post(address(release), {"reason": WithdrawalReason.DELETED}).status_code == 200
    )
    assert PressRelease.objects.get(pk=release.pk).live


def test_a_page_cannot_be_its_own_successor(chiefs_admin):
    release = office.published_release()
    page = chiefs_admin.post(address(release), {"reason": "outdated", "successor": release.pk})
    assert "kann sich nicht selbst ersetzen" in page.content.decode()
    assert PressRelease.objects.get(pk=release.pk).live


def test_publishing_again_undoes_a_withdrawal(chiefs_admin, api):
    release = office.published_release("Wieder da")
    chiefs_admin.post(address(release), {"reason": "outdated"})
    office.publish(PressRelease.objects.get(pk=release.pk))
    assert api(f"/press-releases/{release.translation_key}?locale=de").status == 200


def test_an_editor_who_may_not_unpublish_may_not_withdraw(editors_admin):
    release = office.published_release()
    assert editors_admin.post(address(release), {"reason": "outdated"}).status_code in (302, 403)
    assert PressRelease.objects.get(pk=release.pk).live
    assert "Zurückziehen …" not in editors_admin.get(edit_url(release)).content.decode()


def test_a_translation_is_not_withdrawn_by_itself(chiefs_admin):
    arabic = office.translated(office.published_release(), "ar")
    chiefs_admin.post(address(arabic), {"reason": "outdated"})
    assert PressRelease.objects.get(pk=arabic.pk).live


def test_the_editor_offers_it_where_there_is_something_to_withdraw(chiefs_admin):
    public, draft = office.published_release(), office.draft_release()
    draft.save_revision()
    assert address(public) in chiefs_admin.get(edit_url(public)).content.decode()
    assert address(draft) not in chiefs_admin.get(edit_url(draft)).content.decode()
    explorer = reverse("wagtailadmin_explore", args=[public.get_parent().pk])
    assert address(public) in chiefs_admin.get(explorer).content.decode()


def test_the_explorer_shows_what_is_withdrawn(chiefs_admin):
    release = office.published_release()
    chiefs_admin.post(address(release), {"reason": "outdated"})
    explorer = reverse("wagtailadmin_explore", args=[release.get_parent().pk])
    assert "zurückgezogen" in chiefs_admin.get(explorer).content.decode()
