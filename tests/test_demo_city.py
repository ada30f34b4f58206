"""The demo city as its files stand: whole, in all its languages, and saying nothing untrue."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from cms.demo.content import CONTENT, IMAGES, Entry, entries
from locales.languages import LANGUAGES

FOLDERS = ("topics", "contact-points", "pages", "units", "organizations", "pressreleases")
WIDE = {"de-simple", "en", "ar", "tr", "uk"}
FURTHER = {"fa", "ru", "fr", "ti"}
COPIED = {"type"}  # values that are no text


@cache
def texts_of(folder: str, slug: str, tag: str) -> tuple[str, ...]:
    """Every text of one object in one language, in the order of the file."""
    entry = next(found for found in entries(folder) if found.slug == slug)
    return tuple(_strings(entry.texts[tag]))


def _strings(value: Any, name: str = "") -> Iterator[str]:
    match value:
        case str() if name not in COPIED:
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            for key, item in value.items():
                yield from _strings(item, key)


def shape(value: Any, name: str = "") -> Any:
    """The value with its texts taken out; what is empty in German is empty everywhere."""
    match value:
        case str():
            return value if name in COPIED else bool(value.strip())
        case list():
            return [shape(item) for item in value]
        case dict():
            return {key: shape(item, key) for key, item in value.items()}
        case _:
            return value


def every_text() -> Iterator[tuple[str, str, str]]:
    """Place, tag and text of everything that is read as prose."""
    for folder in FOLDERS:
        for entry in entries(folder):
            for tag in entry.texts:
                for text in texts_of(folder, entry.slug, tag):
                    yield f"{folder}/{entry.slug}", tag, text


TRANSLATED = [
    pytest.param(entry, tag, id=f"{folder}-{entry.slug}-{tag}")
    for folder in FOLDERS
    for entry in entries(folder)
    for tag in entry.translations
]
RELEASES = [pytest.param(entry, id=entry.slug) for entry in entries("pressreleases")]


def test_every_file_can_be_read_and_has_a_known_name():
    for path in CONTENT.rglob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8")), path
        assert path.stem == "meta" or path.stem in LANGUAGES, path


@pytest.mark.parametrize(("entry", "tag"), TRANSLATED)
def test_a_translation_has_exactly_the_shape_of_the_german_text(entry: Entry, tag: str):
    assert shape(entry.texts[tag]) == shape(entry.german)


_LINK = re.compile(r"\]\(([^)]*)\)")
_TARGET = re.compile(r"(page|organization|release|unit):([a-z0-9-]+)")
KINDS = {
    "page": "pages",
    "organization": "organizations",
    "release": "pressreleases",
    "unit": "units",
}


@pytest.mark.parametrize(("entry", "tag"), TRANSLATED)
def test_a_translation_links_to_what_the_german_text_links_to(entry: Entry, tag: str):
    german = texts_of(entry.folder, entry.slug, "de")
    other = texts_of(entry.folder, entry.slug, tag)
    assert [sorted(_LINK.findall(text)) for text in other] == [
        sorted(_LINK.findall(text)) for text in german
    ]


def test_every_link_leads_to_something():
    for place, tag, text in every_text():
        for target in _LINK.findall(text):
            found = _TARGET.fullmatch(target)
            assert found, (place, tag, target)
            assert (CONTENT / KINDS[found[1]] / found[2]).is_dir(), (place, tag, target)


@pytest.mark.parametrize("entry", RELEASES)
def test_a_release_has_all_that_belongs_to_one(entry: Entry):
    kinds = Counter(block["type"] for block in entry.german["body"])
    words = sum(len(text.split()) for text in texts_of("pressreleases", entry.slug, "de"))
    assert 180 <= words <= 450
    assert entry.german["lead"].strip()
    assert kinds["quote"] >= 1
    assert kinds["list"] >= 1
    assert len(entry.meta["quote_names"]) == kinds["quote"]
    assert entry.meta["contacts"]
    assert (IMAGES / entry.meta["image"]).is_file()
    assert entry.german["image_alt"].strip()


@pytest.mark.parametrize(
    ("folder", "slugs_from"),
    [
        ("contact-points", "contacts"),
        ("topics", "topics"),
        ("units", "unit"),
        ("pressreleases", "related"),
    ],
)
def test_what_a_release_refers_to_is_there(folder: str, slugs_from: str):
    known = {entry.slug for entry in entries(folder)}
    for entry in entries("pressreleases"):
        wanted = entry.meta[slugs_from]
        assert set([wanted] if isinstance(wanted, str) else wanted) <= known, entry.slug


def test_there_are_enough_releases_in_enough_languages():
    tags = [set(entry.texts) for entry in entries("pressreleases")]
    assert len(tags) >= 12
    assert sum(has >= WIDE for has in tags) >= 8
    assert sum(has >= WIDE | FURTHER for has in tags) >= 3


def test_there_are_enough_organizations_in_enough_languages():
    tags = [set(entry.texts) for entry in entries("organizations")]
    assert len(tags) >= 24
    assert sum(has >= WIDE for has in tags) >= 12


def sentences(text: str) -> list[str]:
    """Sentences of four words or more, links and differences of white space taken out."""
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    found = (" ".join(part.split()).casefold() for part in re.split(r"[.!?]+", plain))
    return [sentence for sentence in found if len(sentence.split()) >= 4]


def test_no_german_sentence_is_there_twice():
    # What an office is called is the same wherever its holder speaks.
    names = {function.casefold() for function in _functions()}
    counted = Counter(
        sentence
        for _place, tag, text in every_text()
        if tag == "de"
        for sentence in sentences(text)
    )
    for name in names:
        counted.pop(name, None)
    assert [sentence for sentence, times in counted.items() if times > 1] == []


def _functions() -> Iterator[str]:
    for folder in ("pressreleases", "units"):
        for entry in entries(folder):
            for part in (*entry.german.get("body", ()), *entry.german.get("people", ())):
                yield part.get("function", "")


TYPED = {
    "a telephone number": re.compile(
        r"(?<!\d)(?:\+49|0\d{2,4})[\s/()-]{0,2}\d{2,}|\d{3,}[/-]\d{2,}|115\b"
    ),
    "an e-mail address": re.compile(r"\S@\S"),
    "a web address": re.compile(r"https?://|www\.", re.IGNORECASE),
    "an amount of money": re.compile(
        r"€|\bEUR\b|\b(?:Euros?|avro|євро|евро|يورو|یورو)\b|\d\s*Cent\b",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("what", TYPED)
def test_what_is_a_field_is_never_typed_into_a_text(what: str):
    found = [(place, tag, text) for place, tag, text in every_text() if TYPED[what].search(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a telephone number", "Rufen Sie an: 06132 000-12."),
        ("a telephone number", "Oder +49 6132 000120."),
        ("an e-mail address", "Schreiben Sie an rat@stadt.example.org."),
        ("an amount of money", "Das kostet 12 Euro."),
        ("an amount of money", "Bu 20 avro tutar."),
    ],
)
def test_what_is_typed_would_be_found(what: str, text: str):
    assert TYPED[what].search(text)


# Nobody of flesh and blood has checked a text of this demo: no text may say so.
CLAIMS = re.compile(
    r"(?:von|durch) (?:einer |die |unsere )?"
    r"(?:Menschen|Prüfgruppe|Prüf-Gruppe|Muttersprachler\S*|Expert\S*) "
    r"(?:\S+ ){0,3}(?:ge-?prüft|gegengelesen|gelesen|begutachtet)"
    r"|(?:checked|reviewed|proofread) by (?:people|humans|native speakers|a test group)"
    r"|(?:native speakers?|a test group) (?:has|have) (?:checked|reviewed|read)"
    r"|insanlar tarafından denetlen|перевіряють люди|يراجعه أشخاص",
    re.IGNORECASE,
)


def test_no_text_claims_that_people_have_checked_it():
    assert [(place, tag, text) for place, tag, text in every_text() if CLAIMS.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Nur wenige Texte liegen in Leichter Sprache vor, weil jeder von Menschen geprüft wird.",
        "Only a few texts are available, because each of them is checked by people.",
        "Лише деякі тексти викладено легкою мовою, бо кожен із них перевіряють люди.",
    ],
)
def test_such_a_claim_would_be_found(text: str):
    assert CLAIMS.search(text)


@pytest.mark.parametrize("tag", ["de", *sorted(WIDE)])
def test_the_accessibility_statement_says_that_no_test_group_has_read_the_easy_texts(tag: str):
    known = {
        "de": "eine Prüfgruppe hat noch keinen",
        "de-simple": "Noch keine Prüf-Gruppe",
        "en": "no test group has read",
        "ar": "ولم تقرأ",
        "tr": "henüz hiçbirini bir deneme grubu okumadı",
        "uk": "іще не читала тестова група",
    }
    page = next(entry for entry in entries("pages") if entry.slug == "barrierefreiheit")
    items = next(block for block in page.texts[tag]["body"] if block["type"] == "list")["items"]
    assert known[tag] in items[1]


def row_of(tag: str) -> str:
    """The line of docs/languages.md for a language, counted from the files."""
    language = LANGUAGES[tag]
    counts = [sum(tag in entry.texts for entry in entries(folder)) for folder in DOCUMENTED]
    words = [
        (tag in entry.texts, sum(len(text.split()) for text in texts_of(folder, entry.slug, "de")))
        for folder in DOCUMENTED
        for entry in entries(folder)
    ]
    share = (
        100
        * sum(number for there, number in words if there)
        // sum(number for _there, number in words)
    )
    cells = [
        f"`{tag}`",
        f"{language.autonym} ({language.english})",
        f"{language.script}, {language.direction}",
        language.status,
        ", ".join(language.fallback) or "–",
        *map(str, counts),
        f"{share} %",
    ]
    return f"| {' | '.join(cells)} |"


DOCUMENTED = ("pages", "units", "contact-points", "topics", "organizations", "pressreleases")


def test_the_documentation_counts_the_languages_as_they_are():
    documented = (CONTENT.parents[3] / "docs" / "languages.md").read_text("utf-8")
    assert [row_of(tag) for tag in LANGUAGES if row_of(tag) not in documented] == []


@pytest.mark.django_db
def test_no_translation_of_the_demo_is_called_checked_by_a_person(demo):
    heads = [json.loads(placement.head) for placement in demo.placements]
    told = [head["translation"] for head in heads if "translation" in head]
    assert any(part["translated_at"] for part in told)
    assert not [part for part in told if part["reviewed_at"]]
