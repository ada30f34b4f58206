"""Opening hours in the syntax of OpenStreetMap, the part the office uses.

``Mo-Fr 09:00-12:00; Th 14:00-18:00`` - days or ranges of days, one or more spans a rule.
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "|".join(DAYS)
_RULE = re.compile(
    rf"^(?P<days>(?:{_DAY})(?:-(?:{_DAY}))?(?:,(?:{_DAY})(?:-(?:{_DAY}))?)*)\s+"
    r"(?P<spans>\d\d:\d\d-\d\d:\d\d(?:,\s?\d\d:\d\d-\d\d:\d\d)*)$"
)


@dataclass(frozen=True)
class Opening:
    """One span on one weekday (0 is Monday), "09:00" to "12:00"."""

    day: int
    opens: str
    closes: str


def parse_opening_hours(text: str) -> list[Opening]:
    """Spans in the order of the week. ValueError names the rule that cannot be read."""
    openings: list[Opening] = []
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        match = _RULE.match(rule)
        if not match:
            raise ValueError(rule)
        for span in match["spans"].split(","):
            opens, closes = span.strip().split("-")
            if not ("00:00" <= opens < closes <= "24:00") or opens[3:] > "59" or closes[3:] > "59":
                raise ValueError(rule)
            openings += [Opening(day, opens, closes) for day in _days(match["days"])]
    return sorted(openings, key=lambda opening: (opening.day, opening.opens))


def _days(text: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            raise ValueError(text)
        days += range(start, end + 1)
    return days


def validate_opening_hours(text: str) -> None:
    try:
        parse_opening_hours(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(rule)s” cannot be read. Write, for example: Mo-Fr 09:00-12:00; Th 14:00-18:00"),
            params={"rule": str(error)},
        ) from error
