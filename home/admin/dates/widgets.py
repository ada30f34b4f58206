"""Plain text inputs for days, times and moments: nothing in the browser changes what is typed.

Not made from Wagtail's pickers: a subclass of theirs would get their script in blocks and new rows.
The script beside them (``dates.js``) only asks the server what it understands.
"""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_filters.widgets import SuffixedMultiWidget
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from home.admin.dates.reading import read_day, read_moment, read_time
from home.moments import day_in_words, is_shown_twice, moment_in_words, on_the_office_clock


def as_typed(value: date | time) -> str:
    """As editors type it: "01.12.2026 10:00". Read again, it gives the same value."""
    if isinstance(value, time):
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    if not isinstance(value, datetime):
        return f"{value:%d.%m.%Y}"
    if timezone.is_naive(value):
        value = timezone.make_aware(value, timezone.get_default_timezone())
    local = on_the_office_clock(value)
    zone = f" {'MEZ' if local.fold else 'MESZ'}" if is_shown_twice(local) else ""
    return f"{local:%d.%m.%Y} {as_typed(local.time())}{zone}"


class TypedInput(forms.TextInput):
    """What was typed, and under it what it was understood as.

    ``question`` is set by the field that wants a tick, ``answer`` what the tick then sends.
    """

    template_name = "home/admin/dates/typed_input.html"
    supports_microseconds = False
    kind = ""
    question = ""
    answer = ""
    is_answered = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"autocomplete": "off", "dir": "ltr", "data-typed-date": self.kind, **(attrs or {})}
        )

    def format_value(self, value):
        return as_typed(value) if isinstance(value, date | time) else value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["words"] = understood(self.kind, widget["value"] or "")
        widget["question"], widget["answer"] = self.question, self.answer
        widget["is_answered"] = self.is_answered
        return context


class DayInput(TypedInput):
    kind = "day"


class TimeInput(TypedInput):
    kind = "time"


class MomentInput(TypedInput):
    kind = "moment"


class ScheduledInput(TypedInput):
    """A moment at which something becomes visible or ends: never without its hour."""

    kind = "scheduled"


class DayRangeInput(SuffixedMultiWidget):
    """The two days of a filter."""

    template_name = "wagtailadmin/widgets/range_input.html"
    suffixes = ["from", "to"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__((DayInput(), DayInput()), attrs)

    def decompress(self, value):
        return [value.start, value.stop] if value else [None, None]


def in_words(kind: str, text: str) -> str:
    """What a field of this kind understands. ValidationError says why it does not."""
    if kind == "day":
        return day_in_words(read_day(text))
    if kind == "time":
        return as_typed(read_time(text))
    return moment_in_words(read_moment(text, needs_hour=kind == "scheduled").at)


def understood(kind: str, text: str) -> str:
    """The same, empty where nothing is understood: the error stands beside it already."""
    try:
        return in_words(kind, text)
    except ValidationError:
        return ""


class TypedInputAdapter(WidgetAdapter):
    """In blocks: the same plain input, with Wagtail's handling of any input."""

    js_constructor = "wagtail.widgets.Widget"


register(TypedInputAdapter(), TypedInput)
