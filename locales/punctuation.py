"""Signs between words that are not the same in every language (CLDR; French typography)."""

from locales.languages import LANGUAGES

_COMMAS = {"Arab": "،", "Ethi": "፣"}
_COLONS = {"Ethi": "፦"}
_FULL_STOPS = {"Ethi": "።"}


def comma(tag: str) -> str:
    """Between the parts of a list, with the space behind it."""
    return f"{_COMMAS.get(LANGUAGES[tag].script, ',')} "


def colon(tag: str) -> str:
    """After a label, without the space behind it; French has one before it."""
    return "\u00a0:" if tag == "fr" else _COLONS.get(LANGUAGES[tag].script, ":")


def full_stop(tag: str) -> str:
    return _FULL_STOPS.get(LANGUAGES[tag].script, ".")
