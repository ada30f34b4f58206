"""The one place where Wagtail's date pickers are replaced: forms, blocks, filters.

Wagtail 8.0 has a registry for model forms; for blocks and filters there is none.
"""

from functools import wraps
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminDraftStateFormMixin, register_form_field_override

from home.admin.dates.fields import (
    DayField,
    MomentField,
    ScheduledField,
    TimeField,
    without_pickers,
)

SCHEDULED = {"embargo_until", "go_live_at", "expire_at"}


def install() -> None:
    """Called once at start-up, before any form is made."""
    register_form_field_override(models.DateField, override={"form_class": DayField})
    register_form_field_override(models.TimeField, override={"form_class": TimeField})
    register_form_field_override(models.DateTimeField, override=_moment)
    for block, field in (
        (blocks.DateBlock, DayField),
        (blocks.TimeBlock, TimeField),
        (blocks.DateTimeBlock, MomentField),
    ):
        block.field = _field_of_block(field)
    if not hasattr(WagtailFilterSet.get_form_class, "__wrapped__"):
        WagtailFilterSet.get_form_class = _typed_filters(WagtailFilterSet.get_form_class)
        WagtailAdminDraftStateFormMixin.clean = _end_may_be_past(
            WagtailAdminDraftStateFormMixin.clean
        )


def _moment(db_field: models.Field) -> dict[str, Any]:
    return {"form_class": ScheduledField if db_field.name in SCHEDULED else MomentField}


def _field_of_block(field_class: type) -> Any:
    made = cached_property(lambda block: field_class(**block.field_options))
    made.__set_name__(blocks.FieldBlock, "field")
    return made


def _typed_filters(get_form_class):
    @wraps(get_form_class)
    def without(filters):
        form_class = get_form_class(filters)
        fields = form_class.base_fields
        fields |= {name: without_pickers(field) for name, field in fields.items()}
        return form_class

    return without


def _end_may_be_past(clean):
    """Wagtail refuses every end in the past, also one that was ticked, or set long ago."""

    @wraps(clean)
    def kept(form):
        starts, ends = form.cleaned_data.get("go_live_at"), form.cleaned_data.get("expire_at")
        is_over = ends is not None and ends <= timezone.now() and not (starts and starts > ends)
        if is_over:
            del form.cleaned_data["expire_at"]
        cleaned = clean(form)
        if is_over:
            form.cleaned_data["expire_at"] = ends
        return cleaned

    return kept
