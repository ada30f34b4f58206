"""What an object is found by beyond its own text: ways to reach it, and names that its readers use.

Made of what the public document shows, never of the rows behind it: what is not shown is not found.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from locales.names import language_name

COUNTRY = "49"


def phone_words(number: str) -> list[str]:
    """A number as it is written, and without a gap in every way to begin it."""
    digits = "".join(letter for letter in number if letter.isdigit())
    if number.strip().startswith("+"):
        digits = f"00{digits}"
    national = f"0{digits[4:]}" if digits.startswith(f"00{COUNTRY}") else digits
    if not national.startswith("0") or national.startswith("00"):
        return [number, digits]
    abroad = f"{COUNTRY}{national[1:]}"
    return [number, national, f"+{abroad}", f"00{abroad}"]


def names_for_readers(
    readers: Iterable[str],
    languages: Sequence[str] = (),
    *,
    has_hours: bool = False,
    labels: Sequence[Any] = (),
) -> list[str]:
    """Languages spoken, ``labels`` and the word for opening hours, in the languages of readers."""
    words = []
    for tag in readers:
        with override(tag):
            words += [*map(language_name, languages), *map(str, labels)]
            if has_hours:
                words.append(_("opening hours, office hours, consultation hours"))
    return words
