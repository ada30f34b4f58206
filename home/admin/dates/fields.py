"""Form fields that read what people type; they stand wherever Wagtail would put its pickers.

What cannot be read is refused at the field. The autosave alone does not refuse: it keeps the last
date that was read, and what was typed stays on the screen.
"""

from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters.fields import DateRangeField, RangeField
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from home.admin.dates.reading import read_day, read_moment, read_time
from home.admin.dates.widgets import (
    DayInput,
    DayRangeInput,
    MomentInput,
    ScheduledInput,
    TimeInput,
    TypedInput,
)
from home.moments import moment_in_words, on_the_office_clock

PICKERS = (AdminDateInput, AdminTimeInput, AdminDateTimeInput)
SOON = timedelta(minutes=15)
# Whether the request at hand is the editor's autosave.
is_autosave: ContextVar[bool] = ContextVar("is_autosave", default=False)


def _ours(picker: Any, ours: type[TypedInput]) -> TypedInput:
    """The widget for a field, whatever picker a panel, block or filter asked for."""
    if isinstance(picker, TypedInput):
        return picker
    return ours(getattr(picker, "attrs", None))


class _KeepsTheLast:
    """While autosaving, what cannot be read leaves the value as it was."""

    def _clean_bound_field(self, bound):
        try:
            value = super()._clean_bound_field(bound)  # type: ignore[misc]  # of forms.Field
            self.check(value, bound)
        except ValidationError:
            if is_autosave.get():
                return bound.initial
            raise
        return value

    def check(self, value: Any, bound: forms.BoundField) -> None:
        """ValidationError if the value may not stand in this form."""


class DayField(_KeepsTheLast, forms.DateField):
    """A day."""

    def __init__(self, *, widget=None, input_formats=None, **options) -> None:
        super().__init__(widget=_ours(widget, DayInput), **options)

    def to_python(self, value):
        if isinstance(value, datetime):
            return on_the_office_clock(value).date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        return read_day(str(value)) if str(value).strip() else None


class TimeField(_KeepsTheLast, forms.TimeField):
    """A time of day."""

    def __init__(self, *, widget=None, input_formats=None, **options) -> None:
        super().__init__(widget=_ours(widget, TimeInput), **options)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        return read_time(str(value)) if str(value).strip() else None


class MomentField(_KeepsTheLast, forms.DateTimeField):
    """A moment on the office's clock, whatever time zone the user works in."""

    needs_hour = False
    input_class: type[TypedInput] = MomentInput

    def __init__(self, *, widget=None, input_formats=None, **options) -> None:
        super().__init__(widget=_ours(widget, self.input_class), **options)

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            office = timezone.get_default_timezone()
            return value if timezone.is_aware(value) else timezone.make_aware(value, office)
        if not str(value).strip():
            return None
        return read_moment(str(value), needs_hour=self.needs_hour).at

    def has_changed(self, initial, data):
        try:
            return not _is_same(initial, self.to_python(data))
        except ValidationError:
            return True


class ScheduledField(MomentField):
    """The moment of an embargo, a planned change or an end.

    What has just been changed to the past, to the next minutes or to an hour that comes twice needs
    a tick; the tick is for that moment alone. The object may object: ``schedule_problem``.
    """

    needs_hour = True
    input_class = ScheduledInput

    def check(self, value, bound) -> None:
        if value is None or _is_same(bound.initial, value):
            return
        objection = getattr(bound.form.instance, "schedule_problem", None)
        if objection and (problem := objection(bound.name, value)):
            raise ValidationError(problem)
        reason, question = _doubt(value, read_moment(bound.data).is_doubtful)
        if not reason:
            return
        widget = self.widget
        widget.question, widget.answer = question, value.isoformat()
        ticked = bound.form.data.get(f"{bound.html_name}-confirmed")
        widget.is_answered = ticked == widget.answer
        if not widget.is_answered:
            raise ValidationError(
                _("%(reason)s Correct it, or tick “%(question)s” and save again.")
                % {"reason": reason, "question": question}
            )


def _is_same(one: datetime | None, other: datetime | None) -> bool:
    """Python calls moments of two zones different in the hour that comes twice."""
    if not one or not other:
        return not one and not other
    return int(one.timestamp()) == int(other.timestamp())


def _doubt(value: datetime, comes_twice: bool) -> tuple[str, str]:
    """Why a moment is asked about, and the question; empty if nothing is strange about it."""
    words = moment_in_words(value)
    if comes_twice:
        return (
            _("The clocks go back that night: this hour comes twice."),
            _("Yes, %(moment)s, after the change") % {"moment": words},
        )
    if value <= timezone.now():
        return _("This moment is in the past."), _("Yes, %(moment)s is right") % {"moment": words}
    if value <= timezone.now() + SOON:
        return (
            _("This moment is only minutes away."),
            _("Yes, %(moment)s is right") % {"moment": words},
        )
    return "", ""


class DayRangeField(DateRangeField):
    """The two days of a filter; either may be left open."""

    widget = DayRangeInput

    def __init__(self, **options) -> None:
        # Past DateRangeField's own constructor, which sets Django's fields.
        RangeField.__init__(self, fields=(DayField(), DayField()), **options)


def without_pickers(field: forms.Field) -> forms.Field:
    """The field of a filter, or the one that takes its place because it had a picker."""
    options: dict[str, Any] = {
        "label": field.label,
        "required": field.required,
        "help_text": field.help_text,
        "initial": field.initial,
    }
    if isinstance(field, DateRangeField):
        return field if isinstance(field, DayRangeField) else DayRangeField(**options)
    for stock, ours in (
        (forms.DateTimeField, MomentField),
        (forms.DateField, DayField),
        (forms.TimeField, TimeField),
    ):
        if isinstance(field, stock):
            return field if isinstance(field, ours) else ours(widget=field.widget, **options)
    return field
