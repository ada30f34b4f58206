"""Ways a text could stay public, or pass for a translation, that editors rarely take."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, PageViewRestriction, Revision

from cms.editions.models import Edition, Placement
from cms.operations.models import Heartbeat
from cms.operations.ticking import tick
from home.failures import PublishRefused
from home.models import HomePage, Person, Unit, UnitIndex, UnitPerson
from locales.models import PublishedTranslation
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


def row(tag):
    return Locale.objects.get(language_code=tag)


def text_of(page, tag="de"):
    return Edition.objects.get(key=page.translation_key, locale=tag).detail


@pytest.fixture
def unit():
    """A unit with a person who agreed to be named."""
    office.open_office()
    index = UnitIndex(title="Amt", slug="amt", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    office.publish(index)
    person = Person(given_name="Erika", family_name="Vogel", publish_name=True, locale=row("de"))
    person.live = False
    person.save()
    person.save_revision().publish()
    unit = Unit(title="Team Eins", slug="team", kind="team", live=False)
    unit.people = [UnitPerson(person=person, function="Leitung", locale=row("de"))]
    index.add_child(instance=unit)
    return office.publish(unit)


def withdraw_consent(person):
    person.publish_name = False
    person.save_revision().publish()


@pytest.mark.parametrize(
    "hide",
    [withdraw_consent, Person.unpublish, Person.delete],
    ids=["consent", "unpublish", "delete"],
)
def test_a_persons_name_goes_at_once(hide, unit):
    assert "Vogel" in text_of(unit)
    hide(Person.objects.get())
    assert "Vogel" not in text_of(unit)


def test_an_alias_made_into_a_page_is_no_translation():
    release = office.published_release()
    office.translated(release, "ar")
    index = release.get_parent().specific
    ConvertAliasPageAction(index.get_translation(row("ar"))).execute()
    office.publish(index)
    assert set(
        Edition.objects.filter(key=index.translation_key).values_list("locale", flat=True)
    ) == {"de"}


def test_a_scheduled_translation_that_is_refused_does_not_stop_the_scheduler():
    release = office.published_release()
    translation = office.translated(release, "ar")
    translation.go_live_at = timezone.now() + timedelta(hours=1)
    revision = translation.save_revision()
    revision.publish()
    release = PressRelease.objects.get(pk=release.pk)
    release.lead = "Ein ganz anderer neuer Vorspann steht hier."
    office.publish(release)
    past = timezone.now() - timedelta(minutes=1)
    content = {**Revision.objects.get(pk=revision.pk).content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    tick()
    assert Heartbeat.objects.filter(name="scheduler").exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_reader_whose_clock_lags_behind_a_withdrawal_gets_no_error(api):
    release = office.published_release()
    before = timezone.now()
    release.unpublish()
    answer = api(f"/press-releases/{release.translation_key}?locale=de", at=before)
    assert answer.status == 404


def test_a_restriction_on_a_part_of_the_translated_tree_reaches_the_pages_below():
    release = office.published_release()
    office.translated(release, "ar")
    alias = release.get_parent().specific.get_translation(row("ar"))
    PageViewRestriction.objects.create(page=alias.page_ptr, restriction_type="login")
    assert not Edition.objects.filter(key=release.translation_key, locale="ar").exists()


def test_a_contact_point_taken_back_in_german_is_taken_back_in_every_language():
    point = office.add_contact_point("Pressestelle", phone="06132 999-777")
    office.translated(type(point).objects.get(pk=point.pk), "ar")
    page = office.add_page("Seite mit Kontakt", contact_point=point)
    office.translated(page, "ar")
    assert "999-777" in text_of(page, "ar")
    type(point).objects.get(pk=point.pk).unpublish()
    assert "999-777" not in text_of(page)
    assert "999-777" not in text_of(page, "ar")


def test_the_title_of_what_expires_with_the_page_above_leaves_other_texts(unit):
    release = office.published_release(issuing_unit=unit)
    assert "Team Eins" in text_of(release)
    index = UnitIndex.objects.get(locale__language_code="de")
    index.expire_at = timezone.now() + timedelta(hours=1)
    office.publish(index)
    later = timezone.now() + timedelta(hours=2)
    assert not Placement.objects.visible(later).filter(key=unit.translation_key).exists()
    assert "Team Eins" not in text_of(release)


def test_a_copied_release_gets_a_number_of_its_own():
    release = office.published_release()
    copied = release.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert office.publish(PressRelease.objects.get(pk=copied.pk)).number != release.number


def test_an_old_draft_with_a_paragraph_the_original_has_lost_is_refused():
    release = office.published_release(
        body=[("paragraph", "<p>Erster Satz hier.</p>"), ("paragraph", "<p>Zweiter Satz hier.</p>")]
    )
    old = office.translated(release, "ar").latest_revision
    release = PressRelease.objects.get(pk=release.pk)
    del release.body[1]
    office.publish(release)
    with pytest.raises(PublishRefused, match=r"älter|older"):
        old.publish()
    assert PublishedTranslation.objects.get(locale="ar").state == "outdated"


def test_a_link_to_what_is_hidden_leaves_not_even_a_space_in_the_text():
    hidden = office.draft_release("Noch geheim")
    linked = f'<p>Siehe <a linktype="page" id="{hidden.pk}">dort</a>.</p><p>Und <b>hier</b>!</p>'
    release = office.published_release(body=[("paragraph", linked)])
    (block,) = json.loads(text_of(release))["body"]
    assert block["text"] == "Siehe dort. Und hier!"
