"""Profiles of organizations: what they agreed to, what is known of them, and who checked when."""

import json
from datetime import date, timedelta
from functools import partial
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.editions.models import Change, Dirty, Edition
from cms.editions.verifying import differences
from cms.operations.ticking import mark_profiles_to_check, tick
from directory.models import DirectoryIndex, Organization, Place
from home.models import ContactPoint, HomePage
from tests import office

pytestmark = pytest.mark.django_db
REACHED = {"phone": "06132 000-555", "phone_e164": "+496132000555", "email": ""}
TODAY = date(2026, 3, 2)  # of the clock
MIGRATED = {
    "directory.migrations.0003_consent_register_and_checks": "forget_defaults",
    "home.migrations.0003_consent_and_unknown_access": "forget_defaults",
}


@pytest.fixture
def directory():
    office.open_office()
    index = DirectoryIndex(title="Wir in Musterstadt", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    return office.publish(index)


@pytest.fixture
def add(directory):
    """Publish an organization that agrees to everything."""
    return partial(office.add_organization, directory)


@pytest.fixture
def told(api):
    def ask(profile):
        return json.loads(api(f"/organizations/{profile.translation_key}?locale=de").body)

    return ask


@pytest.fixture
def page(client):
    """A reader's page of an organization."""

    def read(profile):
        return client.get(f"/de{profile.public_path}").content.decode()

    return read


# Accessibility


def test_of_a_place_nobody_has_told_us_about_neither_yes_nor_no_is_said(add, told, page):
    profile = add()
    assert told(profile)["places"][0]["accessibility"] == {"step_free": None, "hearing_loop": None}
    assert "stufenlos" not in page(profile)
    assert "schleife" not in page(profile)


@pytest.mark.parametrize(("answer", "said"), [(True, "stufenloser"), (False, "kein stufenloser")])
def test_an_answer_is_said_as_it_was_given(answer, said, add, told, page):
    profile = add(Place(step_free=answer))
    assert told(profile)["places"][0]["accessibility"]["step_free"] is answer
    assert f">{said} Zugang<" in page(profile)


def test_a_contact_point_says_of_access_only_what_is_known(client):
    point = office.add_contact_point("Beratung", step_free=False)
    shown = office.add_page("Beratung finden", contact_point=point)
    detail = json.loads(Edition.objects.get(key=shown.translation_key).detail)
    assert (detail["contacts"][0]["step_free"], detail["contacts"][0]["hearing_loop"]) == (
        False,
        None,
    )
    html = client.get(f"/de{shown.public_path}").content.decode()
    assert "kein stufenloser Zugang" in html
    assert "schleife" not in html


def test_editors_may_say_yes_no_or_that_they_do_not_know(admin_client, directory):
    add_page = reverse("wagtailadmin_pages:add", args=["directory", "organization", directory.pk])
    form = admin_client.get(add_page).context["form"]
    choices = form.formsets["places"].empty_form.fields["step_free"].widget.choices
    assert [value for value, _label in choices] == ["unknown", "true", "false"]


def test_when_the_question_became_open_a_no_by_default_was_forgotten_and_a_yes_kept(add):
    add(Place(step_free=False, hearing_loop=True))
    office.add_contact_point("Beratung", step_free=False, hearing_loop=True)
    for name, function in MIGRATED.items():
        getattr(import_module(name), function)(apps, None)
    profile, point = Organization.objects.get(), ContactPoint.objects.get()
    for row in (profile, profile.get_latest_revision_as_object()):
        assert (row.places.get().step_free, row.places.get().hearing_loop) == (None, True)
    for row in (point, point.get_latest_revision_as_object()):
        assert (row.step_free, row.hearing_loop) == (None, True)


# Consent


@pytest.mark.parametrize("refused", ["consent_web", "consent_api"])
def test_phone_and_mail_are_public_only_with_consent_for_website_and_interface(
    refused, add, told, page
):
    profile = add(phone="06132 000-555", email="post@kalyna.example.org", **{refused: False})
    assert told(profile)["contacts"] == []
    assert "000-555" not in page(profile)
    assert "post@" not in page(profile)


def test_a_consent_taken_back_takes_phone_and_mail_away_at_once(add, told):
    profile = add(phone="06132 000-555")
    assert told(profile)["contacts"] == [REACHED]
    profile.consent_web = False
    office.publish(profile)
    assert told(profile)["contacts"] == []
    assert not Edition.objects.filter(card__contains="000-555").exists()


def test_without_consent_to_print_the_website_stays_as_it_is(add, told):
    profile = add(phone="06132 000-555", consent_print=False)
    assert told(profile)["contacts"] == [REACHED]


# What else is known


def test_register_memberships_and_social_media_are_told(add, told, page):
    profile = add(
        register_court="Amtsgericht Mainz",
        register_number="VR 12345",
        memberships=["Netzwerk der Migrant:innenorganisationen"],
        social=["https://social.example.org/@kalyna"],
        active_since=1994,
    )
    said = told(profile)
    assert said["register"] == "Amtsgericht Mainz, VR 12345"
    assert said["memberships"] == ["Netzwerk der Migrant:innenorganisationen"]
    assert said["social"] == ["https://social.example.org/@kalyna"]
    assert said["active_since"] == 1994
    html = page(profile)
    for words in ("VR 12345", "Netzwerk der", 'href="https://social.example.org/@kalyna"', "1994"):
        assert words in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "@kalyna", "ftp://x.example.org/"])
def test_what_is_no_web_address_is_no_social_media(address):
    profile = Organization(social=["https://social.example.org/@kalyna", address])
    with pytest.raises(ValidationError) as refused:
        profile.clean_fields(exclude=[])
    assert "social" in refused.value.message_dict


# Checks


def test_a_profile_is_checked_then_due_then_lapsed():
    profile = Organization(verified_at=date(2025, 1, 1), next_check_due=date(2025, 6, 1))
    states = [
        str(profile.verification_state(day))
        for day in (
            date(2025, 5, 31),
            date(2025, 6, 1),
            date(2025, 8, 29),
            date(2025, 8, 30),
        )
    ]
    assert states == ["verified", "due", "due", "lapsed"]


def test_without_a_day_the_next_check_is_a_year_after_the_last():
    profile = Organization(verified_at=date(2025, 1, 1))
    assert profile.verification_state(date(2025, 12, 31)) == "verified"
    assert profile.verification_state(date(2026, 1, 1)) == "due"


def test_what_nobody_ever_checked_is_to_be_checked():
    assert Organization().verification_state(TODAY) == "due"


def test_the_next_check_cannot_lie_before_the_last():
    profile = Organization(verified_at=TODAY, next_check_due=TODAY)
    with pytest.raises(ValidationError):
        profile.clean()


def test_on_the_day_a_check_falls_due_the_tick_says_so_and_once_more_when_it_lapses(
    clock, add, told, page
):
    profile = add(verified_at=TODAY, next_check_due=TODAY + timedelta(days=1))
    office.catch_up()
    changes = Change.objects.count()
    said = [told(profile)["verification_state"]]
    etag = told(profile)["etag"]
    clock.shift(timedelta(hours=13, minutes=59))  # 23:59 in Berlin
    tick()
    said.append(told(profile)["verification_state"])
    assert told(profile)["etag"] == etag
    clock.shift(timedelta(minutes=1))
    tick()
    said.append(told(profile)["verification_state"])
    assert 'class="notice"' not in page(profile)
    clock.shift(timedelta(days=90))
    tick()
    said.append(told(profile)["verification_state"])
    assert said == ["verified", "verified", "due", "lapsed"]
    assert 'class="notice"' in page(profile)
    assert told(profile)["etag"] != etag
    assert Change.objects.count() == changes + 2
    assert list(differences()) == []


def test_a_profile_that_did_not_cross_is_left_alone(clock, add, django_assert_max_num_queries):
    for number in range(5):
        add(title=f"Verein {number}", verified_at=TODAY)
    with django_assert_max_num_queries(3):
        mark_profiles_to_check()
    assert not Dirty.objects.exists()


def test_a_draft_is_not_rendered_because_its_check_is_due(clock, add):
    profile = add(verified_at=TODAY)
    profile.unpublish()
    clock.shift(timedelta(days=400))
    mark_profiles_to_check()
    assert not Dirty.objects.exists()


def test_a_profile_that_cannot_be_rendered_is_not_tried_at_every_tick(clock, add):
    profile = add(verified_at=TODAY)
    Dirty.objects.create(
        key=profile.translation_key, reason="", since="2026-03-02T09:00Z", problem="Bild fehlt"
    )
    clock.shift(timedelta(days=400))
    mark_profiles_to_check()
    assert Dirty.objects.get().problem == "Bild fehlt"


def test_the_day_is_that_of_the_office_whoever_publishes(clock, add, told, settings):
    with timezone.override("Pacific/Auckland"):  # twelve hours ahead: 3 March, 00:30
        clock.shift(timedelta(hours=2, minutes=30))
        profile = add(verified_at=TODAY, next_check_due=TODAY + timedelta(days=1))
    assert told(profile)["verification_state"] == "verified"


# Finding


@pytest.mark.parametrize(
    "words", ["donnerstags nachmittag", "Калина", "Paritätischer", "Deutsch üben"]
)
def test_an_organization_is_found_by(words, add, api):
    add(
        alternate_names=["Калина"],
        memberships=["Paritätischer Landesverband"],
        offers=[
            (
                "offer",
                {"title": "Café", "what": "Deutsch üben", "when": "donnerstags am Nachmittag"},
            )
        ],
    )
    assert json.loads(api(f"/search?locale=de&q={words}").body)["count"] == 1


def test_a_page_for_readers_does_not_scold_who_filters_by_what_is_not_there(client, add, directory):
    add()
    for query in ("district=nowhere", "language=xx", "language=../..", "district=nordstadt&x=1"):
        assert client.get(f"/de{directory.public_path}?{query}").status_code == 200


def test_earlier_drafts_still_open(add):
    """A revision from before a field was there has no value for it."""
    profile = add()
    revision = Revision.objects.filter(object_id=str(profile.pk)).latest("pk")
    for name in ("social", "memberships", "active_since", "next_check_due", "verified_by"):
        del revision.content[name]
    revision.save()
    assert profile.get_latest_revision_as_object().social == []
