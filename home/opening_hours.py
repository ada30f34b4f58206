"""Opening hours in the syntax of OpenStreetMap; what they mean says one library alone.

``Mo-Fr 09:00-12:00, Th 14:00-18:00``: with ``;`` a later rule takes the place of an earlier one on
its days, with ``,`` it adds to it.
https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from opening_hours import OpeningHours, State, validate

from locales.cleaning import cleaned_line

COUNTRY = "DE"  # whose public holidays PH means
WEEKS = 5  # so that every first, second, last Monday of a month is among them
FAR = timedelta(days=400)
SHOWN = 6  # days that differ from the week, or opening days where no week is like another

Span = tuple[str, str]  # "09:00", "12:00"

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH")
_GERMAN_DAYS = {
    **{"di": "Tu", "mi": "We", "do": "Th", "so": "Su"},
    **{
        german + ending: english
        for german, english in {
            "montag": "Mo",
            "dienstag": "Tu",
            "mittwoch": "We",
            "donnerstag": "Th",
            "freitag": "Fr",
            "samstag": "Sa",
            "sonnabend": "Sa",
            "sonntag": "Su",
            "feiertag": "PH",
        }.items()
        for ending in ("", "s", "e", "en")
    },
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = {
    **{name.lower(): name for name in (*_DAYS, *_MONTHS, "off", "closed", "week", "easter")},
    **_GERMAN_DAYS,
    "geschlossen": "off",
}
_WORDS = re.compile(r"[^\W\d_]+")
_A_DAY = rf"\b(?:{'|'.join(_DAYS)})\b"
_DASHES = re.compile("\\s*(?:[-\u2010-\u2015\u2212]|\\bbis\\b)\\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\bund\b|\bu\.|\bu\b|\+(?=\s*[^\W\d]))\s*", re.IGNORECASE)
_TIME = r"(?<![\d:.])(\d{1,2})(?:[:.](\d\d))?(?:\s?(?:Uhr|h)\b)?"
_SPAN = re.compile(rf"{_TIME}-{_TIME}(?![\d:.])", re.IGNORECASE)
_DATES = re.compile(rf"(?:{'|'.join(_MONTHS)}|week)(?:\s[\d\s,/-]*)?$")
_NEXT_RULE = re.compile(r"(?:(?<=:\d\d)|(?<=\boff)|(?<=\bclosed)|(?<=24/7)),(?=[^\W\d]|\d{4}\b)")
_HAS_HOURS = re.compile(r"\d:\d\d-|24/7|\b(?:off|closed)\b")


def tidy_opening_hours(text: str) -> str:
    """The hours as every reader of the syntax takes them: "Di und Do 9–12 Uhr" is
    "Tu,Th 09:00-12:00". What cannot be understood stays as it was typed.
    """
    line = re.sub(r"\s+", " ", cleaned_line(text)).strip(" ;,")
    written = _written(line)
    return written if _is_readable(written) and not _without_hours(written) else line


def _written(line: str) -> str:
    parts = re.split(r'("[^"]*")', line)
    parts[::2] = [_in_the_syntax(part) for part in parts[::2]]
    return "".join(parts).strip(" ;,")


def _in_the_syntax(text: str) -> str:
    """Names, hours and joints in English, each in one spelling."""
    text = _WORDS.sub(lambda word: _NAMES.get(word[0].lower(), word[0]), text)
    text = re.sub(rf"({_A_DAY})\.", r"\1", text)
    text = _AND.sub(",", _DASHES.sub("-", text))
    text = re.sub(rf"({_A_DAY})\s?:\s?|\b({'|'.join(_DAYS)})(?=\d)", r"\1\2 ", text)
    parts = re.split(r"(\[[^\]]*\])", text)
    parts[::2] = [_SPAN.sub(_in_four_digits, part) for part in parts[::2]]
    # After days a comma lists more of them; after hours another rule begins, with a space.
    return _NEXT_RULE.sub(", ", "".join(parts))


def _is_readable(written: str) -> bool:
    return not written or validate(written)


def _without_hours(written: str) -> bool:
    """Whether a rule has days and no hours: in the syntax that is the whole day, day and night."""
    rules = re.split(r";|,\s|(?<=:\d\d),(?=\D)", written)
    return any(rule.strip() and not _HAS_HOURS.search(rule) for rule in rules)


def _in_four_digits(match: re.Match[str]) -> str:
    """ "9-12.30" as "09:00-12:30"; days of a month ("Dec 24-26") stay."""
    before = match.string[: match.start()].rstrip()
    is_date = _DATES.search(before)
    hours, minutes, to_hours, to_minutes = match.groups()
    if is_date and minutes is None and to_minutes is None:
        return match[0]
    return f"{int(hours):02}:{minutes or '00'}-{int(to_hours):02}:{to_minutes or '00'}"


def read_opening_hours(text: str) -> OpeningHours:
    """What the library makes of the text. ValueError if it cannot read it."""
    if not validate(text):
        raise ValueError(text)
    return OpeningHours(text, country=COUNTRY, max_interval_days=FAR.days)


_EXAMPLES = _(
    "Write, for example: Mo-Fr 09:00-12:00, Th 14:00-18:00 (both on Thursday), or "
    "Mo[1] 17:00-19:00 (first Monday of the month)."
)


def validate_opening_hours(text: str) -> None:
    if not text:
        return
    if '"' in text or re.search(r"\bunknown\b|\|\|", text):
        raise ValidationError(
            _("Remarks do not belong into the hours; there are fields for notes and appointments.")
        )
    if re.search(r"sun(?:rise|set)|dawn|dusk|\d\+", text):
        raise ValidationError(
            _("Give both ends of the hours as a time, for example: Mo 18:00-21:00")
        )
    params = {"rule": text, "examples": _EXAMPLES}
    written = _written(text)
    if _is_readable(written) and _without_hours(written):
        raise ValidationError(
            _(
                "“%(rule)s” has days without hours. Give the hours with the days; "
                "the whole day is 00:00-24:00. %(examples)s"
            ),
            params=params,
        )
    if not _is_readable(text) or _without_hours(text):
        raise ValidationError(_("“%(rule)s” cannot be read. %(examples)s"), params=params)


@dataclass(frozen=True)
class Hours:
    """What readers are told: the usual week, and the days that are otherwise."""

    week: dict[int, list[Span]]  # by weekday, 0 is Monday; closed days are not there
    otherwise: dict[date, list[Span]]  # soon; no spans where it is closed


def hours_from(text: str, day: date) -> Hours:
    """The hours of the weeks that begin on ``day``. ValueError if the text cannot be read."""
    hours = read_opening_hours(text)
    days = _by_day(hours, day, day + timedelta(weeks=WEEKS))
    week = {weekday: _usual(days, weekday) for weekday in range(7)}
    differing = {day: list(spans) for day, spans in days.items() if spans != week[day.weekday()]}
    if not any(week.values()) and not differing:
        differing = _next_days(hours, day)
    return Hours(
        {weekday: list(spans) for weekday, spans in week.items() if spans},
        dict(list(differing.items())[:SHOWN]),
    )


def _usual(days: dict[date, tuple[Span, ...]], weekday: int) -> tuple[Span, ...]:
    """What a weekday has on most of the days; of two that are equally frequent the next one."""
    found = Counter(spans for day, spans in days.items() if day.weekday() == weekday)
    return found.most_common(1)[0][0]


def _next_days(hours: OpeningHours, day: date) -> dict[date, list[Span]]:
    start = hours.next_change(datetime.combine(day, time()))
    if start is None or start.date() > day + FAR:
        return {}
    first = start.date()
    days = _by_day(hours, first, first + timedelta(weeks=WEEKS))
    return {day: list(spans) for day, spans in days.items() if spans}


def _by_day(hours: OpeningHours, first: date, end: date) -> dict[date, tuple[Span, ...]]:
    """Spans of each day; one past midnight belongs to the day on which it begins."""
    spans: dict[date, list[Span]] = {
        first + timedelta(days=number): [] for number in range((end - first).days)
    }
    before = datetime.combine(first - timedelta(days=1), time())
    after = datetime.combine(end + timedelta(days=1), time())
    for opens, closes, state, _comment in hours.intervals(before, after):
        if state != State.OPEN:
            continue
        while opens < closes:
            midnight = datetime.combine(opens.date() + timedelta(days=1), time())
            is_one_night = closes - opens < timedelta(days=1)
            until = closes if is_one_night else min(closes, midnight)
            if opens.date() in spans:
                spans[opens.date()].append((f"{opens:%H:%M}", _until(until, midnight)))
            opens = until
    return {day: tuple(found) for day, found in spans.items()}


def _until(moment: datetime, midnight: datetime) -> str:
    return "24:00" if moment == midnight else f"{moment:%H:%M}"
