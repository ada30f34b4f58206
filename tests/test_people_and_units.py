"""People of the office: what they agreed to counts, and units are found by what they show."""

import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale

from cms.demo.content import entries
from cms.editions.models import Edition
from home.models import HomePage, Person, Unit, UnitIndex, UnitPerson
from tests import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """A unit with all a unit can show."""
    german = Locale.objects.get(language_code="de")
    office.open_office()
    index = UnitIndex(title="Amt", slug="amt", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    office.publish(index)
    person = Person(
        given_name="Erika", family_name="Vogelsang", phone="06132 000-555",
        email="vogelsang@stadt.example.org", publish_name=True, publish_contact=True,
        locale=german, live=False,
    )  # fmt: skip
    person.save()
    person.save_revision().publish()
    unit = Unit(
        title="Team Eins",
        short_name="AWO-7",
        kind="team",
        contact_point=office.add_contact_point("Empfang Altbau", notes="Klingeln Sie zweimal."),
        wikidata_id="Q1234",
        live=False,
    )
    unit.people = [UnitPerson(person=person, function="Schlichterin", locale=german)]
    index.add_child(instance=unit)
    return office.publish(unit)


def hits(api, words):
    return [
        item["title"]
        for item in json.loads(api(f"/search?locale=de&type=unit&q={quote(words)}").body)["items"]
    ]


def member(unit):
    detail = json.loads(Edition.objects.get(key=unit.translation_key, locale="de").detail)
    return next(iter(detail["people"]), None)


@pytest.mark.parametrize(
    "words", ["AWO-7", "Erika Vogelsang", "Schlichterin", "Empfang Altbau", "klingeln zweimal"]
)
def test_a_unit_is_found_by(words, unit, api):
    assert hits(api, words) == ["Team Eins"]


def test_who_is_not_named_is_not_found(unit, api):
    person = Person.objects.get()
    person.publish_name = False
    person.save_revision().publish()
    assert hits(api, "Vogelsang") == []


def test_a_page_is_found_by_its_contact_point_and_by_what_its_pictures_show(api):
    office.add_page(
        "Beratung",
        contact_point=office.add_contact_point("Empfang Altbau"),
        body=[
            (
                "image",
                {
                    "image": office.add_picture(), "decorative": False,
                    "alt": "Zwei Frauen mit Regenschirm", "caption": "Am Schillerplatz",
                },
            )
        ],
    )  # fmt: skip
    for words in ("Empfang Altbau", "Regenschirm", "Schillerplatz"):
        assert json.loads(api(f"/search?locale=de&q={quote(words)}").body)["count"] == 1


@pytest.mark.parametrize("entry", entries("units"), ids=lambda entry: entry.slug)
def test_the_units_of_the_demo_city_are_found_by_short_name_and_by_their_people(entry, demo, api):
    people = {person.slug: person.meta for person in entries("people")}
    names = [
        f"{people[one['person']]['given_name']} {people[one['person']]['family_name']}"
        for one in entry.meta["people"]
    ]
    with demo.set_out():
        for words in [entry.german["short_name"], *names]:
            assert entry.german["title"] in hits(api, words)


def test_phone_and_mail_of_a_person_need_a_consent_of_their_own(unit, client):
    assert member(unit)["phone"] == "06132 000-555"
    assert "vogelsang@" in client.get(f"/de{unit.public_path}").content.decode()
    person = Person.objects.get()
    person.publish_contact = False
    person.save_revision().publish()
    assert (member(unit)["name"], member(unit)["phone"], member(unit)["email"]) == (
        "Erika Vogelsang",
        "",
        "",
    )


def test_a_consent_withdrawn_hides_the_person_at_once(unit):
    person = Person.objects.get()
    person.withdrawn_on = timezone.localdate()
    person.save_revision().publish()
    assert member(unit) is None
    assert not Edition.objects.filter(search_text__contains="vogelsang").exists()


def test_a_consent_is_not_withdrawn_in_future():
    person = Person(withdrawn_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError):
        person.clean()


def test_a_unit_says_what_others_call_it(unit, api):
    said = json.loads(api(f"/units/{unit.translation_key}?locale=de").body)
    assert said["external_ids"] == {"xzufi": "", "oparl": "", "wikidata": "Q1234"}
