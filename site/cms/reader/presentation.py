"""Names, days, hours and numbers as a reader of the active language expects them."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import django.conf.locale
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext, to_locale
from django.utils.translation import gettext_lazy as _

from directory.models import District, Kind, TargetGroup
from home.base import WithdrawalReason
from home.office import EmergencyNumber, UnitKind
from home.opening_hours import hours_from
from home.phones import e164
from home.snippets import Appointment
from locales.direction import isolate_html, isolate_text
from locales.languages import SOURCE
from locales.punctuation import full_stop
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
    "emergency_number": EmergencyNumber,
}
# Django's English is American; its Turkish and Ukrainian days begin with a zero.
_DAY_FORMATS = {"en": "j F Y", "tr": "j F Y", "uk": "j E Y р."}
# Both names stand in the texts: the one is said in the east, the other in the west.
_ARABIC_MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو",
    "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)  # fmt: skip
# As in the texts; numbers to dial have the digits of the keys.
_PERSIAN = ("fa", "prs")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def choice_name(kind: str, value: str) -> str:
    """The label of a stored value in the active language; empty for one that is no longer known."""
    choices = CHOICES[kind]
    return str(choices(value).label) if value in choices.values else ""


def isolated(value: Any) -> SafeString:
    """Text as HTML, its lines kept; in right-to-left pages numbers and addresses keep their
    order.
    """
    html = str(escape(value)).replace("\n", "<br>")
    return mark_safe(isolate_html(html) if get_language_bidi() else html)  # escaped above


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
    words, direction = _day_in_words(day), "auto"
    if not words:
        words, direction = f"{day.day}.{day.month}.{day.year}", "ltr"
    if get_language() in _PERSIAN:
        words = words.translate(_PERSIAN_DIGITS)
    return format_html(
        '<time datetime="{}"><bdi dir="{}">{}</bdi></time>', day.isoformat(), direction, words
    )


def day_at_end(value: str | date | datetime) -> SafeString:
    """A day that ends a sentence: one full stop, also where the day has one itself."""
    stop = full_stop(get_language() or SOURCE)
    return format_html(
        "{}{}", day_html(value), "" if _day_in_words(day_of(value)).endswith(".") else stop
    )


def _day_in_words(day: date) -> str:
    """The day in the active language; empty where Django has no names of months."""
    tag = get_language() or ""
    if tag == "ar":
        return f"{day.day} {_ARABIC_MONTHS[day.month - 1]} {day.year}"
    if not has_django_formats(tag):
        return ""
    words = date_format(day, _DAY_FORMATS.get(tag, "DATE_FORMAT"))
    return f"1er{words[1:]}" if tag == "fr" and day.day == 1 else words


def week_of(hours: str) -> list[tuple[str, list[str]]]:
    """Open days of the usual week, each with its spans, then the days soon that are otherwise: no
    spans where it is closed. Hours that cannot be read stand as they are.
    """
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    try:
        found = hours_from(hours, today)
    except ValueError:
        return [("", [hours])]
    rows = [(str(WEEKDAYS[day]), spans) for day, spans in found.week.items()]
    rows += [
        (format_html("{} {}", WEEKDAYS[day.weekday()], day_html(day)), spans)
        for day, spans in found.otherwise.items()
    ]
    return [
        (label, [f"{opens}–{closes}" for opens, closes in spans])
        for label, spans in rows or [("", [])]
    ]


def span_html(span: str) -> SafeString:
    """A span of a day as HTML. From right to left with words, or it could be read backwards."""
    opens, dash, closes = span.partition("–")
    if not (dash and get_language_bidi()):
        return format_html('<bdi dir="ltr">{}</bdi>', span)
    times = {"opens": opens, "closes": closes}
    return mark_safe(isolate_html(escape(gettext("from %(opens)s to %(closes)s") % times)))


def phone_address(number: str) -> str:
    """``tel:`` address of a number as the office writes it; its digits where it has no area code,
    as numbers from before may.
    """
    return f"tel:{e164(number) or ''.join(filter(str.isdecimal, number))}"
