"""What languages are called in the language of a reader."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from locales.languages import LANGUAGES
from locales.search import fold

LANGUAGE_NAMES = {
    "de": _("German"),
    "de-simple": _("German in Easy Language"),
    "en": _("English"),
    "fr": _("French"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
    "prs": _("Dari"),
    "ps": _("Pashto"),
    "ckb": _("Central Kurdish (Sorani)"),
    "kmr": _("Northern Kurdish (Kurmanji)"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "ru": _("Russian"),
    "uk": _("Ukrainian"),
    "ro": _("Romanian"),
    "bg": _("Bulgarian"),
    "pl": _("Polish"),
    "so": _("Somali"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "dgs": _("German Sign Language"),
}


def language_name(tag: str) -> str:
    """What a language is called in the active one; the tag itself if nobody told us."""
    if tag in LANGUAGE_NAMES:
        return str(LANGUAGE_NAMES[tag])
    return LANGUAGES[tag].autonym if tag in LANGUAGES else tag


def language_names(tags: Iterable[str]) -> list[str]:
    """Names in the active language: in alphabetical order, since nobody speaks "first" German."""
    return sorted((language_name(tag) for tag in tags), key=fold)
