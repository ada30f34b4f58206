"""A release taken as a template begins anew: nothing in it has been approved or is public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import DirectoryIndex, Organization
from home.models import HomePage
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import messages_in

pytestmark = pytest.mark.django_db
APPROVED = {"text": "Das freut mich.", "name": "Rana", "function": "", "approved": True}


@pytest.fixture
def release(press_office):
    release = office.published_release("Vorlage", body=[("quote", APPROVED), ("quote", APPROVED)])
    release.title = "Vorlage, neuer"
    release.save_revision()
    return release


def copy(client, page, **ticks):
    data = {"new_title": "Abschrift", "new_slug": "abschrift", "new_parent_page": ""} | ticks
    data["new_parent_page"] = page.get_parent().pk
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def approvals(page) -> set[bool]:
    versions = [page, *(revision.as_object() for revision in page.revisions.all())]
    return {block.value["approved"] for version in versions for block in version.body}


@pytest.mark.parametrize("ticks", [{}, {"copy_revisions": "on"}])
def test_no_quotation_of_a_copy_is_approved(chiefs_admin, release, ticks):
    copy(chiefs_admin, release, **ticks)
    assert approvals(PressRelease.objects.get(title="Abschrift")) == {False}
    assert approvals(release) == {True}


def test_a_copy_with_a_quotation_is_not_public_at_once(chiefs_admin, release, api):
    response = copy(chiefs_admin, release, publish_copies="on")
    assert not PressRelease.objects.get(title="Abschrift").live
    assert "Abschrift" not in api("/press-releases?locale=de").body.decode()
    assert "hat das Zitat noch nicht freigegeben" in messages_in(chiefs_admin, response)


def test_a_copy_without_a_quotation_is_public_where_that_was_wanted(chiefs_admin, api):
    release = office.published_release("Ohne Zitat")
    copy(chiefs_admin, release, publish_copies="on")
    assert PressRelease.objects.get(title="Abschrift").live
    assert "Abschrift" in api("/press-releases?locale=de").body.decode()


def test_copies_below_a_copied_page_forget_too(release, press_office):
    copied = release.get_parent().copy(
        recursive=True, update_attrs={"slug": "presse-2"}, copy_revisions=True
    )
    below = PressRelease.objects.descendant_of(copied).get()
    assert approvals(below) == {False}


def test_a_translation_keeps_what_was_approved_in_the_original(release):
    arabic = office.translated(office.publish(release), "ar")
    assert arabic.live
    assert {block.value["approved"] for block in arabic.body} == {True}


def test_an_embargo_is_not_taken_over(press_office):
    release = office.published_release(embargo_until=timezone.now() + timedelta(days=3))
    assert release.copy(update_attrs={"slug": "neu"}, keep_live=False).embargo_until is None


def test_a_copied_organization_has_agreed_to_nothing_and_is_unchecked(press_office):
    index = DirectoryIndex(title="Verzeichnis", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    profile = office.add_organization(
        office.publish(index), verified_at=timezone.localdate(), verified_by="Rana"
    )
    profile.save_revision()
    profile.copy(update_attrs={"slug": "neu", "title": "Neu"}, keep_live=False)
    copied = Organization.objects.get(title="Neu").get_latest_revision_as_object()
    agreed = {copied.consent_web, copied.consent_api, copied.consent_print}
    assert not any(agreed)
    assert (copied.verified_at, copied.verified_by) == (None, "")
