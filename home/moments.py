"""Days and moments in words, in the language of whoever reads them and on the office's clock."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext


def moment_in_words(moment: datetime) -> str:
    """ "Dienstag, 1. Dezember 2026, 10:00 Uhr"."""
    # Translators: a pattern of Django's date filter, for "Tuesday, 1 December 2026, 10:00"
    return _formatted(moment, pgettext("date pattern", "l, j F Y, H:i"))


def moment_in_brief(moment: datetime) -> str:
    """ "Di, 1. Dezember 2026, 10:00 Uhr"."""
    # Translators: a pattern of Django's date filter, for "Tue, 1 December 2026, 10:00"
    return _formatted(moment, pgettext("date pattern", "D, j F Y, H:i"))


def moment_soon(moment: datetime) -> str:
    """As brief as today allows: "09:01", "Di, 1. Dezember, 10:00 Uhr", or with another year."""
    local, now = on_the_office_clock(moment), on_the_office_clock(timezone.now())
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if local.year == now.year:
        # Translators: a pattern of Django's date filter, for "Tue, 1 December, 10:00"
        return _formatted(moment, pgettext("date pattern", "D, j F, H:i"))
    return moment_in_brief(moment)


def day_in_words(day: date) -> str:
    """ "Dienstag, 1. Dezember 2026"."""
    # Translators: a pattern of Django's date filter, for "Tuesday, 1 December 2026"
    return date_format(day, pgettext("date pattern", "l, j F Y"))


def day_in_brief(moment: datetime) -> str:
    """ "1. Dezember 2026", the day of a moment."""
    # Translators: a pattern of Django's date filter, for "1 December 2026"
    return date_format(on_the_office_clock(moment), pgettext("date pattern", "j F Y"))


def on_the_office_clock(moment: datetime) -> datetime:
    """The moment as the clocks of the office show it, wherever its reader lives."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def is_shown_twice(moment: datetime) -> bool:
    """Whether the clocks show this hour a second time, in the night they go back."""
    local = on_the_office_clock(moment)
    # In the hour that spring leaves out the two differ as well, but no clock ever shows it.
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _formatted(moment: datetime, pattern: str) -> str:
    local = on_the_office_clock(moment)
    words = date_format(local, pattern)
    if not is_shown_twice(moment):
        return words
    which = gettext("winter time") if local.fold else gettext("summer time")
    return f"{words} ({which})"
