"""Names of months and weekdays in every language of the admin, as keys to compare by."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import override

# What German calendars write besides.
_MORE_MONTHS = {"jaenner": 1, "janner": 1, "maerz": 3, "mrz": 3, "sept": 9, "okt": 10, "dez": 12}
_MORE_WEEKDAYS = {"sonnabend": 5}


def plain(text: str) -> str:
    """Text to compare by: small letters without marks, digits 0-9, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = (
        str(unicodedata.digit(letter)) if letter.isdigit() else letter
        for letter in decomposed
        if not unicodedata.category(letter).startswith(("M", "Cf"))
    )
    return " ".join("".join(letters).replace("،", ",").split())


@cache
def months() -> dict[str, int]:
    """Names and short names of the months, each with its number from 1."""
    return _names(MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP) | _MORE_MONTHS


@cache
def weekdays() -> dict[str, int]:
    """Names and short names of the weekdays, each with its number from Monday = 0."""
    return _names(WEEKDAYS, WEEKDAYS_ABBR) | _MORE_WEEKDAYS


def _names(*tables: dict) -> dict[str, int]:
    found: dict[str, int] = {}
    for tag, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with override(tag):
            for table in tables:
                found |= {plain(str(name)).rstrip("."): number for number, name in table.items()}
    return found


def any_of(names: Iterable[str]) -> str:
    """A pattern that takes the longest name first."""
    return "|".join(sorted((name.replace(".", r"\.") for name in names), key=len, reverse=True))
