"""What an object is found by beyond its text: what its public page shows, in its readers' words."""

import json
from functools import partial
from urllib.parse import quote

import pytest

from directory.choices import AddressVisibility, District
from directory.models import DirectoryIndex, Place
from home.models import HomePage, Unit, UnitIndex
from tests import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(api):
    """How many organizations a reader of a language finds."""

    def ask(query, tag="de", type_name="organization"):
        answer = api(f"/search?type={type_name}&locale={tag}&q={quote(query)}")
        return json.loads(answer.body)["count"]

    return ask


@pytest.fixture
def add():
    office.open_office()
    index = DirectoryIndex(title="Wir in Musterstadt", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    return partial(office.add_organization, office.publish(index))


def address(**fields):
    return Place(
        **{
            "street": "Kornhausgasse 5", "postal_code": "55116", "city": "Musterstadt",
            "district": District.NORDSTADT, "hours": "Mo-Fr 09:00-12:00", **fields,
        }
    )  # fmt: skip


REACH = {"phone": "06132 000-120", "email": "kontakt@nour.example.org"}


@pytest.mark.parametrize(
    "query",
    [
        "06132 000-120", "06132000120", "+496132000120", "٠٦١٣٢٠٠٠١٢٠", "kontakt@nour.example.org",
        "Kornhausgasse", "Kornhausgasse 5", "55116", "Nordstadt", "nour.example.org/verein",
    ],
)  # fmt: skip
def test_an_organization_is_found_by_how_to_reach_it(query, add, found):
    add(address(), website="https://nour.example.org/verein", **REACH)
    assert found(query) == 1


@pytest.mark.parametrize(
    ("tag", "query"),
    [
        ("de", "Öffnungszeiten"), ("en", "opening hours"), ("ar", "مواعيد الدوام"),
        ("uk", "години роботи"), ("tr", "çalışma saatleri"), ("de-simple", "Öffnungs-Zeiten"),
    ],
)  # fmt: skip
def test_the_word_for_opening_hours_leads_to_who_has_some(tag, query, add, found):
    add(address())
    add(address(hours=""), title="Ohne Zeiten")
    assert found(query, tag) == 1


def test_a_profile_in_german_alone_is_found_by_the_names_each_reader_uses(add, found):
    topic = office.add_topic("Integration", "integration")
    office.translated(topic, "uk", "Інтеграція")
    add(languages=["ar", "uk"], topics=[topic])
    assert found("Arabisch", "de") == 1
    assert found("арабська", "uk") == 1
    assert found("українська", "uk") == 1
    assert found("Інтеграція", "uk") == 1
    assert found("Türkisch", "de") == 0


def test_who_has_not_agreed_is_not_found_by_phone_or_mail(add, found):
    add(address(), consent_api=False, **REACH)
    assert (found("06132 000-120"), found("kontakt@nour.example.org")) == (0, 0)


@pytest.mark.parametrize(
    ("visibility", "by_district"),
    [(AddressVisibility.DISTRICT, 1), (AddressVisibility.HIDDEN, 0)],
)
def test_an_address_that_is_not_shown_is_not_found(visibility, by_district, add, found):
    add(address(visibility=visibility))
    assert (found("Kornhausgasse"), found("55116"), found("Öffnungszeiten")) == (0, 0, 0)
    assert found("Nordstadt") == by_district


def test_a_unit_is_found_by_its_contact_point(found):
    office.open_office()
    index = UnitIndex(title="Stabsstelle", live=False)
    HomePage.objects.get(locale__language_code="de").add_child(instance=index)
    point = office.add_contact_point(
        "Beratung", street="Am Markt 1", languages=["ti"], hours="Mo 09:00-12:00", **REACH
    )
    unit = Unit(title="Fachstelle", kind="office", contact_point=point, live=False)
    office.publish(index).add_child(instance=unit)
    office.publish(unit)
    for query in ("06132000120", "Am Markt", "Tigrinya", "Sprechzeiten"):
        assert found(query, type_name="unit") == 1, query


def test_a_topic_is_called_what_the_reader_calls_it_whatever_the_text_is_in(add, api, client):
    topic = office.add_topic("Integration", "integration")
    office.translated(topic, "uk", "Інтеграція")
    profile = add(topics=[topic])
    answer = json.loads(api(f"/organizations/{profile.translation_key}?locale=uk").body)
    assert (answer["locale"], answer["topics"][0]["locale"]) == ("de", "uk")
    for path in ("wir-in-musterstadt/", "wir-in-musterstadt/kalyna/"):
        page = client.get(f"/uk/{path}").content.decode()
        assert "Інтеграція" in page
        assert "Integration" not in page


def test_a_release_is_found_by_the_phone_of_its_contact(found):
    release = office.draft_release()
    point = office.add_contact_point("Pressestelle", **REACH)
    release.contacts = [release.contacts.model(contact_point=point)]
    office.publish(release)
    assert found("06132000120", type_name="press_release") == 1
    assert found("Pressestelle", type_name="press_release") == 0
