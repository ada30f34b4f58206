"""Partners print our addresses elsewhere: each one is whole. The readers' own pages stay here."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from cms.editions import rebuilding
from cms.editions.models import Edition, RenderedWith
from cms.editions.rebuilding import record_rebuild, seconds_to_rebuild, why_rebuild
from tests.surfaces import public_answers

pytestmark = pytest.mark.django_db
_IN_JSON = re.compile(r'"(?:\w*url|src|next)":"(?!https?://)[^"]+"')
_IN_HTML = re.compile(r'(?:href|src)=\\"/|srcset=\\"/|, /media/')
_TO_READERS = re.compile(r'\b(?:href|src|srcset)="([^"]*)"')


def test_no_answer_holds_an_address_that_leads_nowhere_elsewhere(city):
    asked = 0
    for address, said in public_answers(city.keys.values(), locales=["de", "ar"]):
        if "/openapi.json" in address or "/docs" in address:
            continue
        asked += 1
        assert not _IN_JSON.findall(said) + _IN_HTML.findall(said), address
    assert asked > 50


def test_links_within_the_text_are_whole_too(demo, api):
    with demo.set_out():
        found = [link for edition in Edition.objects.all() for link in _links(edition.detail)]
    assert len(found) > 100
    assert [link for link in found if not link.startswith(("http", "mailto:", "tel:"))] == []


def _links(detail: str) -> Iterator[Any]:
    yield from re.findall(r'href=\\"([^"\\]*)\\"', detail)


def test_readers_stay_where_they_are(demo, client):
    """The site may answer at another address than the public one: in a test, behind a proxy."""
    with demo.set_out():
        listed = client.get("/de/presse/").content.decode()
        first = re.findall(r'href="(/de/presse/[^"?]+)"', listed)[0]
        one = client.get(first).content.decode()
    links = [link for html in (listed, one) for link in _TO_READERS.findall(_main(html))]
    # The whole address of a page stands below its text, to be copied.
    elsewhere = [link for link in links if link.startswith(settings.PUBLIC_BASE_URL)]
    assert elsewhere == [f"{settings.PUBLIC_BASE_URL}{first}"]
    assert any(link.startswith("/de/") for link in links)


def _main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


# What another address asks of the operator


def test_another_public_address_asks_for_a_rebuild(city, settings):
    record_rebuild()
    assert why_rebuild() == ""
    settings.PUBLIC_BASE_URL = "https://neu.example.org"
    assert "PUBLIC_BASE_URL is another one now" in why_rebuild()


def test_other_code_asks_for_a_rebuild(city, monkeypatch):
    record_rebuild()
    monkeypatch.setattr(rebuilding, "RENDER_VERSION", rebuilding.RENDER_VERSION + 1)
    assert "this is version" in why_rebuild()
    RenderedWith.objects.all().delete()
    assert "earlier version" in why_rebuild()


def test_a_rebuild_takes_as_long_as_the_last_one(city):
    record_rebuild(objects_per_s=200)
    assert seconds_to_rebuild(10_000) == 50


def test_an_empty_store_needs_no_rebuild():
    RenderedWith.objects.all().delete()
    assert why_rebuild() == ""
