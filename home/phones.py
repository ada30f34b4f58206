"""Phone numbers as people write them, and as telephones dial them (E.164).

https://github.com/daviddrysdale/python-phonenumbers https://www.rfc-editor.org/rfc/rfc3966
"""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import shortnumberinfo

from locales.cleaning import cleaned_line

REGION = "DE"

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACES = re.compile(r"[\s\u00ad\u200c-\u200f]+")
_LABEL = re.compile(r"^(?:tel:|(?:telefon|phone|tel|fon)(?:\.\s?:?|:))\s*", re.IGNORECASE)
_WRITTEN = re.compile(r"[0-9 ()\[\]/.+-]+")
# "06132 782-0 -12", "06132 782-11/-12": who else can be dialled at the same exchange.
_OTHER_EXTENSION = re.compile(r"(-0{1,3})\s+-\d{1,5}$|(-\d{1,5})\s*/\s*-\d{1,5}$")
_SHORTEST = 5  # digits after the zero: "06132" alone is an area code


def tidy_phone(text: str) -> str:
    """The number as it was typed, in one line with ordinary spaces and hyphens."""
    line = _DASHES.sub("-", cleaned_line(text))
    return _SPACES.sub(" ", _LABEL.sub("", line)).strip()


def e164(text: str) -> str | None:
    """ "+496132120", a short number as it is dialled ("112"); None if it is no number."""
    written = _OTHER_EXTENSION.sub(r"\1\2", tidy_phone(text))
    if not _WRITTEN.fullmatch(written):
        return None
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    digits = "".join(filter(str.isdecimal, written))
    if digits[0] != "0" and "+" not in written:
        return digits if _is_short(number, digits) else None
    is_whole = len(phonenumbers.national_significant_number(number)) >= _SHORTEST
    if not (is_whole and phonenumbers.is_possible_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_short(number: phonenumbers.PhoneNumber, digits: str) -> bool:
    # 116xxx are the harmonised European numbers of social value; the library lists but a few.
    return shortnumberinfo.is_valid_short_number_for_region(number, REGION) or bool(
        re.fullmatch(r"116\d{3}", digits)
    )


def validate_phone(text: str) -> None:
    if text and e164(text) is None:
        raise ValidationError(
            _(
                "This is no phone number that can be dialled. Write it with its area code, for "
                "example 06132 000-120, (06132) 000-120 or +49 6132 000-120; short numbers such as "
                "112 or 115 stand alone."
            )
        )
