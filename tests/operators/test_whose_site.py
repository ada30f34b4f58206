"""A city sees itself on its pages and in its API, and the demo city nowhere."""

import pytest

from tests import office

DEMO = ("Musterstadt", "06132 000-100", "stadt.example.org", "Chancengleichheit")
PAGES = ["/de/", "/ar/", "/ti/gibt-es-nicht/", "/de/suche/?q=nichts", "/uk/suche/", "/embed/x"]


@pytest.fixture(autouse=True)
def _neustadt(settings):
    settings.OFFICE_NAME = "Integrationsbüro"
    settings.OFFICE_CITY = "Neustadt"
    settings.OFFICE_PHONE = "06321 000-1"
    settings.OFFICE_EMAIL = "integration@neustadt.example.net"
    settings.PUBLISHER = "Stadt Neustadt"


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_another_city(client, address):
    page = client.get(address, follow=True).content.decode()
    assert "Integrationsbüro" in page
    assert [word for word in DEMO if word in page] == []


@pytest.mark.django_db
def test_a_name_that_no_catalogue_translates_is_marked_as_german(client):
    page = client.get("/ar/").content.decode()
    assert '<bdi lang="de">Integrationsbüro</bdi>' in page
    assert "tel:+4963210001" in page


@pytest.mark.django_db
def test_every_text_says_who_published_it(client):
    office.published_release("Die Stadt lädt ein")
    item = client.get("/api/v1/press-releases").json()["items"][0]
    answer = client.get(item["api_url"]).json()
    assert (answer["publisher"], answer["attribution"]) == ("Stadt Neustadt", "Stadt Neustadt")
