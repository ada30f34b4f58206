"""A page whose menu is in another language than its text is none: what is incomplete is hidden."""

import re
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override, to_locale

from cms.operations.management.commands.messages import is_for_readers, plural_forms
from home.moments import moment_in_brief
from locales.languages import LANGUAGES, public_languages


def catalogue(tag: str) -> polib.POFile:
    path = Path(settings.LOCALE_PATHS[0], to_locale(tag), "LC_MESSAGES", "django.po")
    return polib.pofile(str(path))


def is_translated(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural.values())))


@pytest.mark.parametrize("language", public_languages(), ids=lambda language: language.tag)
def test_every_text_readers_see_is_there_in_a_public_language(language):
    missing = [
        entry.msgid
        for entry in catalogue(language.tag)
        if is_for_readers(entry) and not is_translated(entry)
    ]
    assert missing == []


def test_at_least_twelve_languages_are_public_among_them_tigrinya_and_dari():
    tags = {language.tag for language in public_languages()}
    assert len(tags) >= 12
    assert {"ti", "prs"} <= tags


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_number_has_every_form_of_its_language(tag):
    po = catalogue(tag)
    for entry in po:
        if any(entry.msgstr_plural.values()):
            assert len(entry.msgstr_plural) == plural_forms(po), entry.msgid


@pytest.mark.parametrize("tag", LANGUAGES)
def test_placeholders_survive_translation(tag):
    for entry in catalogue(tag):
        if entry.msgstr:
            assert placeholders(entry.msgstr) <= placeholders(entry.msgid), entry.msgid


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


@pytest.mark.parametrize("tag", ["de", "ar", "fr", "ru", "uk"])
def test_the_admin_speaks_the_languages_it_offers(tag):
    missing = [entry.msgid for entry in catalogue(tag) if not is_translated(entry)]
    assert missing == []


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "Winterzeit"), ("ar", "التوقيت الشتوي"), ("en", "winter time")]
)
def test_the_hour_that_comes_twice_is_told_in_the_language_of_the_admin(tag, words):
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with override(tag):
        assert f"({words})" in moment_in_brief(second)


@pytest.mark.parametrize(
    ("code", "name"), [("CC-BY-4.0", "CC BY 4.0"), ("CC0-1.0", "CC0 1.0"), ("MIT", "MIT")]
)
def test_readers_are_told_the_name_of_a_licence_and_not_its_code(code, name):
    document = {"license": code, "usage_terms": "https://example.org/terms"}
    html = render_to_string("reader/parts/license.html", {"document": document})
    assert f">{name}</bdi></a>" in html


@pytest.mark.parametrize(
    "text",
    [
        "Anyone can edit this %(model_name)s",
        "Anyone can edit this %(model_name)s – lock it to prevent others from editing",
        "This %(model_name)s hasn't been submitted for moderation yet",
        "One or more references to this %(model_name)s prevent it from being deleted.",
    ],
)
def test_a_page_is_feminine_in_arabic(text):
    with override("ar"):
        assert "هذا صفحة" not in gettext(text) % {"model_name": "صفحة"}
