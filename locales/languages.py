"""The languages of the office: one table from which everything else about language is derived.

Tags are ours and stand in addresses; ``bcp47`` is what browsers and partners read (RFC 5646).
``LANG_INFO``, ``LANGUAGES``, ``LANGUAGES_BIDI`` and the content languages of Wagtail come from
here; ``locales.checks`` proves at start-up that Django really knows each of them.
"""

from dataclasses import dataclass
from typing import Literal

from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

Status = Literal["hidden", "beta", "public"]
SOURCE = "de"


@dataclass(frozen=True, slots=True)
class Language:
    """A language the office publishes in, as its readers and Django see it."""

    tag: str
    bcp47: str
    autonym: str
    german: str
    english: str  # the message that is translated for readers
    script: str  # ISO 15924
    fallback: tuple[str, ...]  # tags to try after this one, best first; German is always last
    status: Status = "hidden"  # beta: public, and every page says that nobody has read the texts
    direction: Literal["ltr", "rtl"] = "ltr"
    machine_translation: bool = True
    in_admin: bool = False  # whether editors can have their screens in it
    aliases: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.status != "hidden"

    @property
    def is_unread(self) -> bool:
        """Whether readers are told that no native speaker has read the texts."""
        return self.status == "beta"


_TABLE = (
    Language("de", "de", "Deutsch", "Deutsch", _("German"), "Latn", (), "public", in_admin=True),
    Language(
        "de-simple", "de-simple", "Leichte Sprache", "Leichte Sprache",
        _("German in Easy Language"), "Latn", ("de",), "public",
        machine_translation=False, aliases=("de-leicht",),
    ),
    Language(
        "en", "en", "English", "Englisch", _("English"), "Latn", ("de",), "public", in_admin=True,
    ),
    Language(
        "fr", "fr", "Français", "Französisch", _("French"), "Latn", ("en", "de"), "public",
        in_admin=True,
    ),
    Language(
        "ar", "ar", "العربية", "Arabisch", _("Arabic"), "Arab", ("en", "de"), "public",
        direction="rtl", in_admin=True,
    ),
    Language(
        "fa", "fa", "فارسی", "Persisch (Farsi)", _("Persian"), "Arab", ("en", "de"), "public",
        direction="rtl", aliases=("fa-IR",),
    ),
    Language(
        "prs", "prs", "دری", "Dari", _("Dari"), "Arab", ("fa", "en", "de"), "public",
        direction="rtl", aliases=("fa-AF",),
    ),
    Language(
        "ps", "ps", "پښتو", "Paschtu", _("Pashto"), "Arab", ("prs", "en", "de"), direction="rtl"
    ),
    Language(
        "ckb", "ckb", "کوردیی ناوەندی", "Zentralkurdisch (Sorani)", _("Central Kurdish (Sorani)"),
        "Arab", ("ar", "en", "de"), direction="rtl",
    ),
    Language(
        "kmr", "kmr", "Kurmancî", "Nordkurdisch (Kurmancî)", _("Northern Kurdish (Kurmanji)"),
        "Latn", ("en", "de"), aliases=("ku",),
    ),
    Language("ti", "ti", "ትግርኛ", "Tigrinya", _("Tigrinya"), "Ethi", ("en", "de"), "beta"),
    Language("tr", "tr", "Türkçe", "Türkisch", _("Turkish"), "Latn", ("en", "de"), "public"),
    Language(
        "ru", "ru", "Русский", "Russisch", _("Russian"), "Cyrl", ("en", "de"), "public",
        in_admin=True,
    ),
    Language(
        "uk", "uk", "Українська", "Ukrainisch", _("Ukrainian"), "Cyrl", ("en", "de"), "public",
        in_admin=True,
    ),
    Language("ro", "ro", "Română", "Rumänisch", _("Romanian"), "Latn", ("en", "de")),
    Language("bg", "bg", "Български", "Bulgarisch", _("Bulgarian"), "Cyrl", ("en", "de")),
    Language("pl", "pl", "Polski", "Polnisch", _("Polish"), "Latn", ("en", "de"), "public"),
    Language("so", "so", "Soomaali", "Somali", _("Somali"), "Latn", ("en", "de")),
)  # fmt: skip

LANGUAGES: dict[str, Language] = {language.tag: language for language in _TABLE}


def fallback_chain(tag: str) -> tuple[str, ...]:
    """Tags to try for a reader of ``tag``, best first, ending in German.

    KeyError if the language is not in the table.
    """
    return (tag, *LANGUAGES[tag].fallback)


def public_languages() -> list[Language]:
    """The languages a reader is offered, in the table's order."""
    return [language for language in _TABLE if language.is_public]


def django_languages() -> list[tuple[str, Promise]]:
    """``settings.LANGUAGES`` and ``WAGTAIL_CONTENT_LANGUAGES``: tag, and name in the language of
    whoever reads it.
    """
    return [(language.tag, gettext_lazy(language.english)) for language in _TABLE]


def admin_languages() -> list[tuple[str, str]]:
    """``settings.WAGTAILADMIN_PERMITTED_LANGUAGES``: tag and autonym."""
    return [(language.tag, language.autonym) for language in _TABLE if language.in_admin]


def right_to_left() -> list[str]:
    """``settings.LANGUAGES_BIDI``."""
    return [language.tag for language in _TABLE if language.direction == "rtl"]


def register_with_django() -> None:
    """Add the languages Django does not know to its ``LANG_INFO``. Called by the settings.

    Entries carry no ``fallback``: with one, and without a catalogue of its own, Dari would
    silently become Persian.
    """
    for language in _TABLE:
        LANG_INFO.setdefault(
            language.tag,
            {
                "bidi": language.direction == "rtl",
                "code": language.tag,
                "name": language.english,
                "name_local": language.autonym,
            },
        )
