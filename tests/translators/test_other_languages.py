"""Nothing still German, and nothing in letters of another script, is published as a translation."""

import pytest
from wagtail_localize.models import StringTranslation

from home.failures import PublishRefused
from locales.language_of_text import is_copied, is_in_other_letters
from tests import office
from tests.translators.people import person

pytestmark = pytest.mark.django_db

GERMAN = "Der Vorspann ist da und er ist kurz."
STILL_GERMAN = {
    "copied": GERMAN,
    "without its full stop": GERMAN.rstrip("."),
    "with another sign": GERMAN.replace(".", "!"),
    "in capitals": GERMAN.upper(),
    "in small letters": GERMAN.lower(),
    "with one word changed": GERMAN.replace("kurz", "lang"),
    "with one word left out": GERMAN.replace(" und", ""),
    "with something invisible in it": GERMAN.replace("Vorspann", "Vor\u200bspann"),
    "with a word before it": f"مرحبا {GERMAN}",
    "twice": f"{GERMAN} {GERMAN}",
}
OTHER_LETTERS = {
    "English": "The lead is here and it is short.",
    "look-alikes": "Dеr Vоrsраnn ist dа und еr ist kurz.",
    "a number": "12",
    "a stretched line": "\u0640\u0640",
    "emoji": "😀",
    "Russian": "Вводный текст готов, и он короткий.",
}


@pytest.fixture
def begun():
    person("translator")
    release = office.published_release(lead=GERMAN)
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    office.fill(translation)
    return translation


@pytest.mark.parametrize(
    "text", [*STILL_GERMAN.values(), *OTHER_LETTERS.values()], ids=[*STILL_GERMAN, *OTHER_LETTERS]
)
def test_what_is_not_arabic_is_not_published_as_arabic(begun, text):
    StringTranslation.objects.filter(translation_of__data=GERMAN).update(data=text)
    with pytest.raises(PublishRefused):
        begun.save_target(publish=True)
    assert not begun.get_target_instance().live


@pytest.mark.parametrize("tag", ["en", "tr", "pl", "uk", "ti"])
@pytest.mark.parametrize("text", STILL_GERMAN.values(), ids=STILL_GERMAN)
def test_a_german_sentence_with_a_change_is_found_in_every_language(tag, text):
    assert is_copied(GERMAN, text, tag)


@pytest.mark.parametrize(
    ("german", "text", "tag"),
    [
        ("Willkommen in Musterstadt am Rhein", "Welcome to Musterstadt am Rhein", "en"),
        ("Samira Haddad, Mehmet Yılmaz, Olena Koval", "Samira Haddad, Mehmet Yılmaz, Olena Koval",
         "en"),
        ("Samira Haddad und Mehmet Yılmaz", "Samira Haddad and Mehmet Yılmaz", "en"),
        ("Verein Kultur Bildung Musterstadt", "Verein Kultur Bildung Musterstadt", "ar"),
        ("Haus am Fruchtmarkt", "Haus am Fruchtmarkt", "fr"),
        ("Facebook", "Facebook", "ar"),
        ("Antrag 4b7c1d9e2f Muster", "طلب 4b7c1d9e2f", "ar"),
        ("Der Text in Leichter Sprache ist da.", "Der Text in Leichter Sprache ist da.",
         "de-simple"),
        ("Das Haus am Fruchtmarkt ist offen.", "بيت Haus am Fruchtmarkt مفتوح للجميع", "ar"),
    ],
)  # fmt: skip
def test_names_may_stay_as_they_are(german, text, tag):
    assert not is_copied(german, text, tag)
    assert not is_in_other_letters(german, text, tag)
