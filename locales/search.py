"""One folding for documents and queries, so that a word is found however it is typed.

Case, accents, German umlauts and ß, letters that keyboards lack (ł, đ, ø, ı), digits of any script;
the forms of Arabic letters that Persian, Kurdish, Pashto and Urdu keyboards give, and those that
come out of a PDF; Ethiopic homophones. Invisible characters go. Marks that join the parts of one
word join them (Daten-Schutz, Bürger:innen). Cyrillic й and ї stay letters of their own.
"""

import re
import unicodedata

from anyascii import anyascii

_VARIANTS = {
    "اٲٳٵٱ": "ا", "هةەہۂۃھۀ": "ه", "كکڪ": "ك", "گګ": "گ", "يىیېێۍےۓ": "ي", "وۆۇۈۉۋۊۏ": "و",
    "رڕړ": "ر", "لڵ": "ل", "نںڼ": "ن", "ـ": "", "гґ": "г",
}  # fmt: skip
_APOSTROPHES = "’‘ʼʻ`´′＇"
_PRESENTATION_FORMS = (*range(0xFB00, 0xFB07), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF))
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_TAGS = range(0xE0000, 0xE0080)  # invisible
# Letters that Tigrinya writers use for one sound: rows of seven vowels onto their common form.
_ETHIOPIC_ROWS = (
    (0x1210, 0x1200),
    (0x1280, 0x1200),
    (0x1220, 0x1230),
    (0x12D0, 0x12A0),
    (0x1340, 0x1338),
)
# ሃ and ሀ, ኃ, ሓ sound alike, as do አ and ኣ, ዓ.
_ETHIOPIC = {0x1203: "ሀ", 0x1213: "ሀ", 0x1283: "ሀ", 0x12A3: "አ", 0x12D3: "አ"}

_OWN_LETTERS = (("и\u0306", "й"), ("і\u0308", "ї"))  # their marks belong to the letter
_CODES = (*range(0x80, 0x20000), *_TAGS)


def _letters() -> dict[int, str]:
    """What stands for each letter, sign and digit that is not compared as it is; marks vanish."""
    table = {ord(letter): kept for forms, kept in _VARIANTS.items() for letter in forms}
    table |= dict.fromkeys(map(ord, _APOSTROPHES), "'")
    for start, common in _ETHIOPIC_ROWS:
        table |= {start + vowel: chr(common + vowel) for vowel in range(7)}
    table |= _ETHIOPIC
    for code in _CODES:
        letter = chr(code)
        if (
            unicodedata.category(letter) == "Cf"
            or unicodedata.combining(letter)
            or code in _VARIATION_SELECTORS
        ):
            table[code] = ""
        elif (digit := unicodedata.digit(letter, None)) is not None:
            table[code] = str(digit)
        elif unicodedata.name(letter, "").startswith("LATIN SMALL"):
            latin = anyascii(unicodedata.normalize("NFD", letter)[0])
            if latin.isalpha():
                table[code] = latin.casefold()
    for code in _PRESENTATION_FORMS:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        table[code] = plain.translate(table).strip()
    return table


_TABLE = _letters()

# "ae" for "ä" and plain "a" are typed alike: all three become the bare vowel. Not where another
# vowel begins the next part of a word (Neu|einstellung), nor where no umlaut can stand (Frauen).
_UMLAUT = re.compile(
    r"[aou](?=e)(?:(?<=a)e+(?:(?![ei])|(?=is))|(?<=o)e+(?![eiu])"
    r"|(?<=u)(?<![aeq]u)e(?![aeiou])|(?<=eu)e(?=b))"
)
_GENDER_MARK = re.compile(
    r"[:*_•/(](?:(?<=[a-z][:*_•])(?=[a-z])|(?<=[a-z]/)-?(?=in(?:nen)?\b)"
    r"|(?<=[a-z]\()(?=in(?:nen)?\)))"
)
_JOINING_MARK = re.compile(r"[-‐‑·‧•־﹣－](?<=\w.)(?=\w)")
_APOSTROPHE_OUTSIDE = re.compile(r"'(?:(?<!\w')|(?!\w))")
_BETWEEN_WORDS = re.compile(r"[^\w'+]+")
_SEAM = 12  # letters on either side that tell whether a seam looks like an umlaut


def fold(text: str) -> str:
    """``text`` for comparing: letters, digits, ' and +, single spaces. Idempotent."""
    folded = unicodedata.normalize("NFC", text).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFD", folded)
        for spelled, letter in _OWN_LETTERS:
            folded = folded.replace(spelled, letter)
        folded = unicodedata.normalize("NFC", folded.translate(_TABLE))
    folded = _GENDER_MARK.sub("", folded).replace("_", " ")
    folded = _UMLAUT.sub(lambda found: found[0][0], folded)
    folded = _JOINING_MARK.sub(_joined, folded)
    if "'" in folded:
        folded = _APOSTROPHE_OUTSIDE.sub(" ", folded)
    return _BETWEEN_WORDS.sub(" ", folded).strip()


def _joined(mark: re.Match[str]) -> str:
    """Nothing between the parts of a compound; a space where the seam would look like an umlaut
    (Kita-Eltern).
    """
    start, end = mark.span()
    around = mark.string[max(0, start - _SEAM) : start] + mark.string[end : end + _SEAM]
    return " " if _UMLAUT.search(_JOINING_MARK.sub("", around)) else ""
