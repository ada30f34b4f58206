"""Names, days, hours and numbers as a reader of the active language expects them."""

from datetime import date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import django.conf.locale
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, to_locale
from django.utils.translation import gettext_lazy as _

from directory.models import District, Kind, TargetGroup
from home.base import WithdrawalReason
from home.office import UnitKind
from home.opening_hours import parse_opening_hours
from home.snippets import Appointment
from locales.direction import isolate_html, isolate_text
from pressreleases.models import CorrectionKind

WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
TYPE_NAMES = {
    "press_release": _("News"),
    "organization": _("Association or initiative"),
    "unit": _("The office"),
    "page": _("Information"),
}
CHOICES = {
    "unit_kind": UnitKind,
    "organization_kind": Kind,
    "target_group": TargetGroup,
    "appointment": Appointment,
    "withdrawal_reason": WithdrawalReason,
    "district": District,
    "correction_kind": CorrectionKind,
}
_DAY_FORMATS = {"en": "j F Y"}  # Django's English is American


def choice_name(kind: str, value: str) -> str:
    """The label of a stored value in the active language; empty for one that is no longer known."""
    choices = CHOICES[kind]
    return str(choices(value).label) if value in choices.values else ""


def isolated(value: Any) -> SafeString:
    """Text as HTML; in right-to-left pages numbers and addresses keep their order."""
    html = escape(value)
    return mark_safe(isolate_html(html)) if get_language_bidi() else html  # escaped above


def isolated_plain(value: Any) -> str:
    """The same where no element can stand: titles, options, attributes."""
    return isolate_text(str(value)) if get_language_bidi() else str(value)


@cache
def has_django_formats(tag: str) -> bool:
    """Whether Django brings names of months for the language."""
    folder = Path(django.conf.locale.__file__).parent / to_locale(tag).partition("_")[0]
    return folder.is_dir()


def day_of(value: str | date | datetime) -> date:
    """The day in the office's time zone."""
    moment = value
    if isinstance(moment, str):
        if len(moment) == len("2020-09-01"):
            return date.fromisoformat(moment)
        moment = datetime.fromisoformat(moment)
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def day_html(value: str | date | datetime) -> SafeString:
    """A day as HTML ``time``: in words, or in digits where Django has no names of months."""
    day = day_of(value)
    tag = get_language() or ""
    if has_django_formats(tag):
        words, direction = date_format(day, _DAY_FORMATS.get(tag, "DATE_FORMAT")), "auto"
    else:
        words, direction = f"{day.day}.{day.month}.{day.year}", "ltr"
    return format_html(
        '<time datetime="{}"><bdi dir="{}">{}</bdi></time>', day.isoformat(), direction, words
    )


def week_of(hours: str) -> list[tuple[str, list[str]]]:
    """Open days of the week, each with its spans; hours that cannot be read stand as they are."""
    try:
        openings = parse_opening_hours(hours)
    except ValueError:
        return [("", [hours])]
    spans = {
        day: [f"{opening.opens}–{opening.closes}" for opening in group]
        for day, group in groupby(openings, key=lambda opening: opening.day)
    }
    return [(str(WEEKDAYS[day]), spans[day]) for day in sorted(spans)]


def phone_address(number: str) -> str:
    """``tel:`` address of a number as the office writes it; local numbers become German ones."""
    digits = "".join(letter for letter in number if letter.isdigit())
    if number.strip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+49{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"
