"""The gallery shows everything there is: measured against the product's own tables."""

import json
from pathlib import Path

import pytest
from django.test.signals import template_rendered
from django.urls import resolve

import cms.reader
from cms.editions.models import Edition
from cms.editions.types import TYPES
from cms.reader import views
from cms.reader.urls import urlpatterns
from home.blocks import BodyBlock
from tests.reader.gallery import ROWS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(cms.reader.__file__).parent / "templates"
OTHER_SPELLING = next(
    str(entry.pattern) for entry in urlpatterns if entry.callback is views.other_spelling
)
NO_PAGES = {
    "": "leads to a language",
    "<language:tag>": "leads to the address with a slash",
    OTHER_SPELLING: "leads to the address as we write it",
    "robots.txt": "for machines",
    ".well-known/security.txt": "for machines",
    "sitemap.xml": "for machines",
    "media/<path:name>": "pictures and files",
}


@pytest.fixture
def templates_used(html_of):
    """Names of the templates that the rows are made of."""
    found = set()

    def note(template, **named):
        found.add(template.name)

    template_rendered.connect(note)
    for row in ROWS:
        for tag in row.tags[:2]:  # notes on origin and fallback stand in translations only
            html_of(row, tag)
    template_rendered.disconnect(note)
    return found


def test_every_template_of_the_reader_is_in_the_gallery(templates_used):
    there_are = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}
    assert there_are - templates_used == set()


def test_every_published_type_is_in_the_gallery(templates_used):
    assert {f"reader/{entry.name}.html" for entry in TYPES} <= templates_used


def test_every_address_of_the_reader_is_in_the_gallery(gallery):
    addresses = [row.address("de", gallery.keys) for row in ROWS if not row.is_preview]
    routes = {resolve(address.partition("?")[0]).route for address in addresses}
    assert {str(entry.pattern) for entry in urlpatterns} - routes == set(NO_PAGES)


def test_the_release_has_every_block_there_is(gallery):
    edition = Edition.objects.get(key=gallery.keys["full"], locale="de")
    assert {block["type"] for block in json.loads(edition.detail)["body"]} == set(
        BodyBlock().child_blocks
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_answers_as_it_says(html_of, row):
    for tag in row.tags:
        assert "<h1" in html_of(row, tag)
