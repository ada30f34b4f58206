"""Is a text in the language it is published under? Script, letters, a detector, small words.

No single sign is enough: the detector (https://github.com/pemistahl/lingua-py) knows neither
Tigrinya nor Dari and mixes up neighbours; letters and small words decide those. None knows Leichte
Sprache from German: there, only a sentence copied from the original is found.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import Any

from lingua import Language as Known
from lingua import LanguageDetectorBuilder

from cms.demo.content import entries
from locales.languages import LANGUAGES
from tests.html_text import texts_by_language

WORDS_THAT_TELL = 4  # a shared run of so many words is no accident of two languages
LETTERS_TO_DETECT = 40
LETTERS_TO_EXPECT = 200
SCRIPT_SHARE = 0.8
SCRIPTS = {"Latn": "LATIN", "Arab": "ARABIC", "Cyrl": "CYRILLIC", "Ethi": "ETHIOPIC"}
DETECTED = {
    "de": Known.GERMAN, "de-simple": Known.GERMAN, "en": Known.ENGLISH, "fr": Known.FRENCH,
    "ar": Known.ARABIC, "fa": Known.PERSIAN, "prs": Known.PERSIAN, "tr": Known.TURKISH,
    "ru": Known.RUSSIAN, "uk": Known.UKRAINIAN, "pl": Known.POLISH, "bg": Known.BULGARIAN,
    "ro": Known.ROMANIAN, "so": Known.SOMALI,
}  # fmt: skip
_PASHTO, _SORANI, _ARABIC_ONLY = "ښځڅډړږڼېۍ", "ەێۆڵڕ", "ةىيك"
# Letters a longer text must have one of, and letters it must not have.
LETTERS = {
    "uk": ("іїєґ", "ыэъё"), "ru": ("ыэё", "іїєґ"), "bg": ("ъ", "іїєґыэё"),
    "ar": ("ةىأإيك", "پچژگکی" + _PASHTO + _SORANI),
    "fa": ("یکپچژگ", _ARABIC_ONLY + _PASHTO + _SORANI),
    "prs": ("یکپچژگ", _ARABIC_ONLY + _PASHTO + _SORANI),
    "ps": (_PASHTO, _SORANI), "ckb": (_SORANI, _PASHTO),
    "tr": ("ığşç", "ßêûwxq"), "kmr": ("êîû", "ığß"), "pl": ("ąęłśżź", "ß"),
    "fr": ("éèàç", "ß"), "en": ("", "ß"),
}  # fmt: skip
SMALL_WORDS = {
    "de": "und der das nicht ist wir für mit eine sich auf",
    "en": "the and of for with are you that",
    "fr": "les des et une pour dans vous qui",
    "tr": "ve bir için bu ile her olan",
    "pl": "się nie jest oraz lub",
    "ro": "și este pentru care din sau",
    "so": "waa iyo ku ah oo",
    "kmr": "û ji bi jî ev",
    "uk": "та і й що які або від із є у",
    "ru": "и что или из если как вы при",
    "bg": "се ще да са от със които като е",
    "ar": "في من إلى على أو أن التي عن لا",
    "fa": "در به از را است که این می",
    "prs": "در به از را است که این می",
    "ps": "د په او چې ته دی کې څخه",
    "ckb": "لە بۆ بە ئەم لەگەڵ",
    "ti": "ኣብ ካብ ድማ እዩ ናብ ናይ ወይ",
    "am": "ነው እና ውስጥ ወደ ላይ ነበር",
}
# What only one of Persian's two standards says, as an office writes.
VARIETIES = {
    "fa": "مسئول مشاوره مشاوره‌ای کتابچه درباره همه‌ی دانشگاه استان شهرداری رئیس",
    "prs": "آمریت مسوول مشوره مشورۀ مشوره‌دهی همۀ بارۀ معلومات مکتوب پوهنتون ولایت شاروالی",
}


@cache
def detector():
    wanted = [
        DETECTED[tag]
        for tag, language in LANGUAGES.items()
        if language.is_public and tag in DETECTED
    ]
    return LanguageDetectorBuilder.from_languages(
        *dict.fromkeys([*wanted, Known.BULGARIAN])
    ).build()


@cache
def names() -> tuple[str, ...]:
    """What keeps its German or own form in every language: city, quarters, people, clubs."""
    found = {
        "Stabsstelle für Vielfalt und Chancengleichheit", "Musterstadt am Rhein", "Musterstadt",
        "Altstadt", "Nordstadt", "Rheinufer", "Weststadt", "Südviertel", "Wir in Musterstadt",
        "Der Musterstädter Weg", "Bienvenue à Musterstadt am Rhein",
        # Persian and Dari greet alike, and call the advisory board alike.
        "به موسترشتات آم راین خوش آمدید", "شورای مشورتی مهاجرت و ادغام",
    }  # fmt: skip
    for entry in entries("organizations"):
        found |= {entry.meta["name"], *entry.meta["alternate_names"]}
    for entry in entries("people"):
        found |= {entry.meta["given_name"], entry.meta["family_name"]}
    for entry in entries("pressreleases"):
        found |= set(entry.meta["quote_names"])
    return tuple(sorted((name for name in found if name), key=len, reverse=True))


@cache
def _names_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in names()), re.IGNORECASE)


def plain(text: str) -> str:
    """Words only: no tags, no link targets, no marks of direction, single spaces."""
    text = re.sub(r"\[([^\]]+)\]\((?:page|organization|release|unit):[^)]*\)", r"\1", text)
    text = unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f]", "", text).split())


def without_names(text: str) -> str:
    """``plain`` text without names and without what stands in brackets: glosses, abbreviations."""
    return " ".join(_names_pattern().sub(" ", re.sub(r"\([^)]*\)", " ", plain(text))).split())


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalpha()]


def script_share(text: str, script: str) -> float:
    """Share of the letters that belong to an ISO 15924 script; 1 if there are none."""
    found = letters(text)
    if not found:
        return 1.0
    return sum(unicodedata.name(letter, "").startswith(SCRIPTS[script]) for letter in found) / len(
        found
    )


def _wrong_script(tag: str, text: str) -> Iterator[str]:
    share = script_share(text, LANGUAGES[tag].script)
    if len(letters(text)) >= LETTERS_TO_DETECT and share < SCRIPT_SHARE:
        yield f"only {share:.0%} {LANGUAGES[tag].script}"


def _wrong_letters(tag: str, text: str) -> Iterator[str]:
    expected, forbidden = LETTERS.get(tag, ("", ""))
    if strange := sorted(set(forbidden) & set(text)):
        yield f"letters of another language: {' '.join(strange)}"
    if (
        expected
        and len(letters(text)) >= LETTERS_TO_EXPECT
        and not set(expected) & set(text.casefold())
    ):
        yield f"none of the letters {expected}"


def _detected_otherwise(tag: str, text: str) -> Iterator[str]:
    if len(letters(text)) < LETTERS_TO_DETECT:
        return
    found = detector().detect_language_of(text)
    if tag in DETECTED and found != DETECTED[tag]:
        yield f"detected as {found.name if found else 'nothing'}"


def _other_words(tag: str, text: str) -> Iterator[str]:
    """More small words of another language than of its own, where the detector knows not both."""
    words = Counter(re.findall(r"[\w\u200c]+", text.casefold()))
    if sum(words.values()) < 2 * WORDS_THAT_TELL:
        return
    own = "de" if tag == "de-simple" else tag
    counts = {
        other: sum(words[word] for word in listed.split()) for other, listed in SMALL_WORDS.items()
    }
    best = max(counts, key=lambda other: counts[other])
    if counts[best] > counts[own] + 1 and not {own, best} <= DETECTED.keys():
        yield f"the small words are those of {best}"


def _other_variety(tag: str, text: str) -> Iterator[str]:
    if tag in VARIETIES:
        words = Counter(re.findall(r"[\w\u200c]+", text))
        counts = {
            other: sum(words[word] for word in listed.split())
            for other, listed in VARIETIES.items()
        }
        if any(counts[other] > counts[tag] for other in VARIETIES):
            yield f"words of the other Persian: {counts}"


def problems_of_text(tag: str, text: str) -> list[str]:
    """Why one text does not look like its language; short texts say little."""
    text = without_names(text)
    return [
        problem
        for check in (_wrong_script, _wrong_letters, _detected_otherwise, _other_words)
        for problem in check(tag, text)
    ]


def segments(texts: Iterable[str]) -> set[str]:
    """Texts, and their sentences, that are long enough to tell; names are not."""
    named = {plain(name).casefold() for name in names()}
    found: set[str] = set()
    for text in texts:
        whole = plain(text).casefold()
        found |= {whole, *(part.strip() for part in re.split(r"[.!?:؟።]+", whole))}
    return {text for text in found - named if len(without_names(text).split()) >= WORDS_THAT_TELL}


def problems_of_edition(tag: str, texts: list[str], elsewhere: Mapping[str, set[str]]) -> list[str]:
    """Why the texts of one edition are not all in its language; empty if they are.

    ``elsewhere`` holds the segments of each language: none of another's may stand here.
    """
    found = [f"{problem}: {text[:80]}" for text in texts for problem in problems_of_text(tag, text)]
    own = segments(texts)
    found += [
        f"as in {other}: {text[:80]}"
        for other, theirs in elsewhere.items()
        if other != tag
        for text in sorted(own & theirs)
    ]
    whole = without_names(" \n ".join(texts))
    for check in (_wrong_script, _wrong_letters, _other_variety):
        found += [f"{problem}: the whole edition" for problem in check(tag, whole)]
    return found


# Fields of a public document that are no text in any language.
NEUTRAL = set(
    """
    id type locale direction url api_url path src srcset slug etag license publisher
    attribution usage_terms credit name alternate_names number kind legal_form languages
    target_groups district street city postal_code hours phone phone_e164 email website social
    register published_at first_published_at date filename media_type room geo appointment
    verification_state memberships xzufi oparl wikidata
    """.split()  # noqa: SIM905 - fifty names, one line each otherwise
)


MARKED_UP = {"html", "body_html"}
BY_BCP47 = {language.bcp47: tag for tag, language in LANGUAGES.items()}


def texts_of_document(value: Any, tag: str, name: str = "") -> Iterator[tuple[str, str]]:
    """Tag and text of all that a document says; a part with its own ``locale`` counts as that."""
    match value:
        case str() if name in MARKED_UP:
            for bcp47, text in texts_by_language(
                f'<div lang="{LANGUAGES[tag].bcp47}">{value}</div>'
            ):
                yield BY_BCP47[bcp47], text
        case str() if name not in NEUTRAL and value.strip():
            yield tag, value
        case list():
            for item in value:
                yield from texts_of_document(item, tag, name)
        case dict():
            for key, item in value.items():
                yield from texts_of_document(item, value.get("locale", tag), key)
