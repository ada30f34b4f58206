"""What somebody typed, as a day, a time or a moment on the office's clock.

German spellings in every language of the admin, and ISO 8601: "1.12.2026", "1. Dezember 2026,
10 Uhr", "Di, 1.12.2026 10:00", "2026-12-01T10:00". What is not understood, or does not exist, is a
ValidationError that says how to write it; nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from home.admin.dates.words import any_of, months, plain, weekdays
from home.moments import day_in_words

LONGEST = 80  # longer than any date: not even tried
YEARS = range(1900, 3000)


class Moment(NamedTuple):
    """A moment in UTC; ``is_doubtful`` if the clocks show its hour twice that night."""

    at: datetime
    is_doubtful: bool


def read_day(text: str) -> date:
    found = _match(text, _patterns().day)
    if found is None:
        raise _not_understood(text, _day_example())
    return _day(found, _day_example())


def read_time(text: str) -> time:
    found = _match(text, _patterns().time)
    if found is None:
        raise _not_understood(text, "10:00")
    return _time(found, "10:00")


def read_moment(text: str, *, needs_hour: bool = False) -> Moment:
    """A day alone is its first minute, unless it ``needs_hour``. Of an hour that the clocks show
    twice it is the second one, or the one that "MESZ" or "MEZ" says.
    """
    example = f"{_day_example()}, 10:00"
    for pattern in _patterns().moment:
        if found := _match(text, pattern):
            day = _day(found, example)
            clock = _time(found, f"{day.day}.{day.month}.{day.year}, 10:00")
            return _on_the_clock(datetime.combine(day, clock), found["zone"] or "")
    only_day = _match(text, _patterns().day)
    if only_day is None:
        raise _not_understood(text, example)
    day = _day(only_day, example)
    if needs_hour:
        raise ValidationError(
            _("An hour is missing. Write it like this: %(example)s")
            % {"example": _in_line(f"{day.day}.{day.month}.{day.year}, 10:00")}
        )
    return _on_the_clock(datetime.combine(day, time()), "")


class _Patterns(NamedTuple):
    day: re.Pattern[str]
    time: re.Pattern[str]
    moment: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    month = any_of(months())
    weekday = rf"(?:(?P<weekday>{any_of(weekdays())})\.?,? )?(?:(?:am|den|der|on|le) )?"
    day = (
        r"(?:(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4}|\d\d)"
        rf"|(?P<d2>\d{{1,2}})(?:\.|er)? ?(?P<m2>{month})\.?,? ?(?P<y2>\d{{4}})"
        rf"|(?P<m3>{month})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
        r"|(?P<y4>\d{4})-(?P<m4>\d{1,2})-(?P<d4>\d{1,2}))"
    )
    clock = (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)? ?(?:uhr|h)?"
        r"| ?(?:uhr|h)(?: ?(?P<minute2>\d\d))?)"
    )
    names = "mesz|mez|cest|cet|sommerzeit|winterzeit"
    zone = rf"(?: ?\(?(?P<zone>z|[+-](?:0\d|1[0-4]):?[0-5]\d|{names})\)?)?"
    at = r"(?:t| ?, ?| )(?:(?:um|at|a|o|в|о|الساعة) )?"
    return _Patterns(
        day=re.compile(weekday + day),
        time=re.compile(r"(?:um )?" + clock),
        moment=(
            re.compile(weekday + day + at + clock + zone),
            re.compile(clock + zone + r",? " + weekday + day),
        ),
    )


def _match(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.fullmatch(plain(text)) if len(text) <= LONGEST else None


def _day(found: re.Match[str], example: str) -> date:
    """The day that was matched. ValidationError if no calendar has it, or on another weekday."""
    values = next(_written(found))
    year, month, day = (
        int(value) if value.isdigit() else months()[value.rstrip(".")] for value in values
    )
    year += 2000 if len(values[0]) == 2 else 0
    try:
        read = date(year, month, day)
        if year not in YEARS:
            raise ValueError(year)
    except ValueError as error:
        raise ValidationError(
            _("There is no %(day)s. Write it like this: %(example)s")
            % {"day": f"{day}.{month}.{year}", "example": _in_line(example)}
        ) from error
    if (weekday := found["weekday"]) and weekdays()[weekday] != read.weekday():
        raise ValidationError(
            _("Weekday and date do not fit: it is %(day)s.") % {"day": day_in_words(read)}
        )
    return read


def _written(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """Year, month and day as they stand in the spelling that matched."""
    for number in ("", "2", "3", "4"):
        if year := found[f"y{number}"]:
            yield year, found[f"m{number}"], found[f"d{number}"]


def _time(found: re.Match[str], example: str) -> time:
    hour, minute = int(found["hour"]), int(found["minute"] or found["minute2"] or 0)
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError as error:
        raise ValidationError(
            _("There is no %(time)s on any clock. Write it like this: %(example)s")
            % {"time": f"{hour}:{minute:02}", "example": _in_line(example)}
        ) from error


def _on_the_clock(local: datetime, zone: str) -> Moment:
    """The moment at which the office's clock shows ``local``. ValidationError if it never does."""
    office = timezone.get_default_timezone()
    if zone[:1] in ("z", "+", "-") and zone:
        written = datetime.fromisoformat(f"{local.isoformat()}{zone.upper()}")
        return Moment(written.astimezone(UTC), False)
    first, second = local.replace(tzinfo=office, fold=0), local.replace(tzinfo=office, fold=1)
    if first.astimezone(UTC).astimezone(office).replace(tzinfo=None) != local:
        raise ValidationError(
            _(
                "The clocks go forward that night: there is no %(time)s. "
                "Write it like this: %(example)s"
            )
            % {
                "time": f"{local:%H:%M}",
                "example": _in_line(f"{local:%d.%m.%Y} {local + timedelta(hours=1):%H:%M}"),
            }
        )
    is_twice = first.utcoffset() != second.utcoffset()
    if zone in ("mesz", "cest", "sommerzeit"):
        return Moment(first.astimezone(UTC), False)
    return Moment(second.astimezone(UTC), is_twice and not zone)


def _day_example() -> str:
    """A day of next week, as it is best written."""
    day = timezone.localdate(timezone=timezone.get_default_timezone()) + timedelta(days=7)
    return f"{day.day}.{day.month}.{day.year}"


def _in_line(example: str) -> str:
    """An example that keeps its order within a sentence from right to left."""
    return f"\u2066{example}\u2069" if get_language_bidi() else example


def _not_understood(text: str, example: str) -> ValidationError:
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return ValidationError(
        _("“%(typed)s” was not understood. Write it like this: %(example)s")
        % {"typed": _in_line(shown), "example": _in_line(example)}
    )
