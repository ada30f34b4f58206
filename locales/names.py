"""What languages are called in the language of a reader."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from locales.languages import LANGUAGES
from locales.search import fold

OTHERS = {"es": _("Spanish"), "it": _("Italian"), "dgs": _("German Sign Language")}


def language_name(tag: str) -> str:
    """What a language is called in the active one; the tag itself if nobody told us."""
    return gettext(LANGUAGES[tag].english) if tag in LANGUAGES else str(OTHERS.get(tag, tag))


def language_names(tags: Iterable[str]) -> list[str]:
    """Names in the active language: in alphabetical order, since nobody speaks "first" German."""
    return sorted((language_name(tag) for tag in tags), key=fold)
