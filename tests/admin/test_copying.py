"""A release taken as a template begins anew: nothing in it has been approved or is public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page

from directory.models import DirectoryIndex, Organization
from home.models import HomePage
from pressreleases.models import Correction, PressRelease
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


def convert(client, page):
    return client.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]), {})


def alias_of(page) -> Page:
    return CreatePageAliasAction(page, update_slug="zweitens").execute()


def test_an_alias_of_its_own_has_no_approved_quotation_and_is_a_draft(chiefs_admin, release, api):
    alias = alias_of(PressRelease.objects.get(pk=release.pk))
    response = convert(chiefs_admin, alias)
    alias = PressRelease.objects.get(pk=alias.pk)
    assert approvals(alias) == {False}
    assert not alias.live
    assert str(alias.translation_key) not in api("/press-releases?locale=de").body.decode()
    assert "hat das Zitat noch nicht freigegeben" in messages_in(chiefs_admin, response)


def test_an_alias_of_its_own_forgets_what_a_copy_forgets(chiefs_admin):
    release = office.published_release(
        "Mit Berichtigung", embargo_until=timezone.now() + timedelta(days=3)
    )
    release.corrections = [Correction(note="Berichtigt.", locale=release.locale)]
    alias = alias_of(office.publish(release))
    convert(chiefs_admin, alias)
    alias = PressRelease.objects.get(pk=alias.pk)
    for version in (alias, alias.latest_revision.as_object()):
        assert not version.corrections.all()
        assert version.embargo_until is None
    assert alias.live
    assert alias.number != release.number
    assert alias.first_published_at > release.first_published_at


def test_an_organization_that_was_an_alias_has_agreed_to_nothing(chiefs_admin, press_office):
    index = DirectoryIndex(title="Verzeichnis", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    profile = office.add_organization(
        office.publish(index), verified_at=timezone.localdate(), verified_by="Rana"
    )
    alias = alias_of(profile)
    convert(chiefs_admin, alias)
    row = Organization.objects.get(pk=alias.pk)
    for version in (row, row.latest_revision.as_object()):
        assert (version.consent_web, version.consent_api, version.consent_print) == (None,) * 3
        assert (version.verified_at, version.verified_by) == (None, "")


def test_what_stands_below_an_alias_stays_what_it_was(chiefs_admin, release):
    index = release.get_parent().specific
    alias = alias_of(index)
    below = PressRelease(title="Darunter", lead="Vorspann", live=False)
    alias.add_child(instance=below)
    below = office.publish(below)
    convert(chiefs_admin, alias)
    assert PressRelease.objects.get(pk=below.pk).number == below.number


def test_german_under_the_name_of_another_language_becomes_a_draft(chiefs_admin, press_office):
    arabic = Locale.objects.get(language_code="ar")
    page = office.add_page("Nur auf Deutsch")
    home = page.get_parent().specific.copy_for_translation(arabic)
    alias = CreatePageAliasAction(
        page, parent=home, update_locale=arabic, reset_translation_key=False
    ).execute()
    convert(chiefs_admin, alias)
    assert not Page.objects.get(pk=alias.pk).live
