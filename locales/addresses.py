"""The part of an address that is made from words: "Grüße aus Łódź" gives "gruesse-aus-lodz"."""

import re

from anyascii import anyascii

from locales.cleaning import cleaned_line

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
)
# What stands within a word: soft hyphens, joiners, apostrophes, the marks of inclusive German.
_WITHIN_WORDS = re.compile("[\u00ad\u200c\u200d'’ʼ`´]|(?<=[^\\W\\d_])[*:_·](?=[^\\W\\d_])")
_APOSTROPHES = re.compile("['`]")  # how ʿayn and soft signs are written in Latin letters
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")


def address_of(words: str, *, longest: int = 80, otherwise: str = "seite") -> str:
    """Small Latin letters, digits and single hyphens, never cut within a word that fits.

    German letters are written out, those of other languages and scripts transliterated.
    ``otherwise`` where nothing is left of the words.
    """
    text = _WITHIN_WORDS.sub("", cleaned_line(words)).translate(_GERMAN)
    address = _APOSTROPHES.sub("", anyascii(text)).lower()
    address = _BETWEEN_WORDS.sub("-", address).strip("-")
    if len(address) > longest:
        whole_words = address[: longest + 1].rpartition("-")[0]
        address = whole_words or address[:longest]
    return address or otherwise
