"""Every page of the demo city as readers get it: each text under its own language, frame included,
and numbers, mails and addresses in order within right-to-left text.
"""

import json
from collections import defaultdict

import pytest
from django.test import Client

from locales.languages import LANGUAGES, public_languages
from tests.html_text import bare_numbers, texts_by_language
from tests.language_checks import problems_of_edition
from tests.test_language_of_text import GERMAN, segments_in_files

pytestmark = pytest.mark.django_db  # without it, no database is made for the fixtures
TAGS = [language.tag for language in public_languages()]
RIGHT_TO_LEFT = [tag for tag in TAGS if LANGUAGES[tag].direction == "rtl"]
FURTHER = {
    "/suche/?q=2026": 200, "/suche/?q=rat%40stadt.de": 200, "/suche/?q=zzzzzz": 200,
    "/presse/?topic=integration": 200, "/nirgendwo/": 404,
    "/organisationen/?language=uk&district=altstadt": 200,
}  # fmt: skip


@pytest.fixture(scope="module")
def rendered(demo, django_db_setup, django_db_blocker) -> dict[str, dict[str, tuple[int, str]]]:
    """Status and HTML of every page and frame, by tag and address."""
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    client = Client()
    paths = sorted({placement.path for placement in demo.placements})
    keys = sorted({str(edition.key) for edition in demo.editions})
    with django_db_blocker.unblock(), demo.set_out():
        for tag in TAGS:
            frames = [f"/embed/{key}?locale={tag}" for key in keys]
            frames.append(f"/embed/press-releases?locale={tag}&limit=10")
            for address in [*(f"/{tag}{path}" for path in [*paths, *FURTHER]), *frames]:
                answer = client.get(address)
                found[tag][address] = answer.status_code, answer.content.decode()
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_every_address_answers_in_every_language_that_is_offered(tag, rendered):
    assert len(rendered[tag]) > 100
    wrong = {
        address: status
        for address, (status, _html) in rendered[tag].items()
        if status != FURTHER.get(address.removeprefix(f"/{tag}"), 200)
    }
    assert wrong == {}


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_and_frame_of_a_language_nobody_has_read_says_so(tag, rendered):
    said = {address: 'class="unread"' in html for address, (_status, html) in rendered[tag].items()}
    wrong = [address for address, says in said.items() if says != LANGUAGES[tag].is_unread]
    assert wrong == []


@pytest.fixture(scope="module")
def said(rendered) -> dict[str, set[str]]:
    """All that pages say, under whichever BCP 47 tag they say it."""
    found: dict[str, set[str]] = defaultdict(set)
    for pages in rendered.values():
        for _status, html in pages.values():
            for language, text in texts_by_language(html):
                found[language].add(text)
    return found


def test_nothing_is_said_under_a_language_nobody_offers(said):
    assert set(said) == {LANGUAGES[tag].bcp47 for tag in TAGS}


@pytest.mark.parametrize("tag", TAGS)
def test_everything_a_page_says_is_in_the_language_it_stands_under(tag, said):
    texts = sorted(said[LANGUAGES[tag].bcp47])
    assert len(texts) > 200
    assert problems_of_edition(tag, texts, segments_in_files()) == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in ("de", "de-simple")])
@pytest.mark.parametrize(
    "place",
    ["<h1>{}</h1>", '<meta name="description" content="{}">', '<img alt="{}">'],
    ids=["text", "description", "picture"],
)
def test_german_in_the_frame_of_a_page_is_found_in_every_language(tag, place):
    html = f'<html lang="{LANGUAGES[tag].bcp47}">{place.format(GERMAN)}</html>'
    texts = [text for _language, text in texts_by_language(html)]
    assert problems_of_edition(tag, texts, segments_in_files())


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "de"])
def test_a_german_sentence_of_the_city_in_a_page_is_found_in_every_language(tag, rendered):
    sentence = next(text for text in sorted(segments_in_files()["de"]) if len(text) > 60)
    html = rendered[tag][f"/{tag}/"][1].replace("<main", f"<p>{sentence}.</p><main")
    bcp47 = LANGUAGES[tag].bcp47
    texts = [text for language, text in texts_by_language(html) if language == bcp47]
    assert problems_of_edition(tag, texts, segments_in_files())


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_no_number_or_address_stands_bare_in_a_right_to_left_page(tag, rendered):
    bare = {address: bare_numbers(html) for address, (_status, html) in rendered[tag].items()}
    assert {address: found for address, found in bare.items() if found} == {}


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_no_number_or_address_stands_bare_in_a_right_to_left_text_of_the_api(tag, demo):
    texts = [json.loads(edition.detail) for edition in demo.editions if edition.locale == tag]
    parts = [html for text in texts for html in (text["body_html"], *_blocks(text))]
    assert len(parts) > 20
    assert [bare for html in parts if (bare := bare_numbers(f'<p dir="rtl">{html}</p>'))] == []


def _blocks(text: dict) -> list[str]:
    return [block["html"] for block in text["body"]]


@pytest.mark.parametrize(
    "html",
    [
        "<p>هاتف 06132 000-12</p>",
        "<p>اكتبوا إلى rat@stadt.example.org</p>",
        "<p>موقع https://stadt.example.org</p>",
        "<p>لـ400 ضيف</p>",
        "<title>عام 2026</title>",
        '<meta name="description" content="عام 2026">',
        '<img alt="عام 2026">',
        "<option>عام (3)</option>",
    ],
)
def test_what_stands_bare_is_found(html):
    assert bare_numbers(f'<html lang="ar" dir="rtl">{html}</html>')


def test_what_is_isolated_is_in_order():
    html = '<p dir="rtl"><bdi dir="ltr">06132 000-12</bdi> <span dir="ltr">Haus 3</span></p>'
    assert bare_numbers(f"{html}<title>عام \u20662026\u2069</title>") == []
