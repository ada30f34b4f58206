"""The door through which text comes in: whatever was typed is made clean before it is checked.

Forms clean before they count letters; a page or snippet cleans itself before it is checked, saved
or kept as a draft, so that imports and code pass here too. A new field or block needs nothing.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_save
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField, StreamField

from locales.cleaning import cleaned, cleaned_html, cleaned_line

APPS = ("home", "directory", "pressreleases")

Tidy = Callable[[str], str]  # ValidationError says what is wrong with the text


class Typed(forms.CharField):
    """A field of a form; what is counted and checked is the clean text."""

    def __init__(self, *args: Any, tidy: Tidy = cleaned_line, **kwargs: Any) -> None:
        self.tidy = tidy
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.tidy(text) if text else text


def install() -> None:
    """Called once at start-up."""
    register_form_field_override(models.CharField, override={"form_class": Typed})
    register_form_field_override(
        models.TextField,
        override={
            "form_class": partial(Typed, tidy=cleaned),
            "widget": AdminAutoHeightTextInput,
        },
        exact_class=True,
    )
    pre_save.connect(_before_saving, dispatch_uid="home.typed")


def _before_saving(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    if sender._meta.app_label in APPS:
        clean_texts(instance)


def clean_texts(instance: models.Model) -> None:
    """Clean what an object holds, and its rows that are not saved yet; nothing is read for it."""
    loaded = instance.__dict__
    for field in instance._meta.concrete_fields:
        value = loaded.get(field.attname)
        if isinstance(field, StreamField) and isinstance(value, StreamValue):
            setattr(instance, field.attname, cleaned_stream(value))
        elif tidy := tidy_of(field):
            loaded[field.attname] = _tidied(tidy, value)
    children = loaded.get("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(instance)):
        for child in children.get(relation.get_accessor_name(), ()):
            clean_texts(child)


def tidy_of(field: models.Field) -> Tidy | None:
    """How the text of a model's field is cleaned; None where it holds none."""
    if hasattr(field, "tidy"):
        return field.tidy
    if isinstance(field, RichTextField):
        return cleaned_html
    if isinstance(field, models.TextField):
        return cleaned
    return cleaned_line if isinstance(field, models.CharField) else None


def _tidied(tidy: Tidy, value: Any) -> Any:
    if isinstance(value, list):
        return [line for entry in value if (line := _tidied(tidy, entry))]
    if not isinstance(value, str):
        return value
    try:
        return tidy(value)
    except ValidationError:
        return cleaned_line(value)  # the field's own check tells what is wrong


def cleaned_stream(value: StreamValue) -> StreamValue:
    """The blocks of a text; the same object where there is nothing to clean."""
    raw = value.get_prep_value()
    clean = clean_block(value.stream_block, raw)
    return value if clean == raw else StreamValue(value.stream_block, clean, is_lazy=True)


def clean_block(block: blocks.Block, raw: Any) -> Any:
    """The stored form of a block's value, with every text in it clean."""
    if isinstance(block, blocks.StreamBlock):
        return [_clean_item(block.child_blocks.get(item["type"]), item) for item in raw or ()]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        parts: Iterable[tuple[str, Any]] = raw.items()
        return {name: _clean_part(block.child_blocks.get(name), part) for name, part in parts}
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        is_wrapped = block._item_is_in_block_format
        return [
            (_clean_item if is_wrapped(item) else _clean_part)(block.child_block, item)
            for item in raw
        ]
    tidy = tidy_of_block(block)
    return _tidied(tidy, raw) if tidy else raw


def _clean_item(block: blocks.Block | None, item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "value": _clean_part(block, item["value"])}


def _clean_part(block: blocks.Block | None, raw: Any) -> Any:
    return clean_block(block, raw) if block is not None else raw


def tidy_of_block(block: blocks.Block) -> Tidy | None:
    """How the text of a single block is cleaned; None where it holds none."""
    if hasattr(block, "tidy"):
        return block.tidy
    if isinstance(block, blocks.RichTextBlock):
        return cleaned_html
    if isinstance(block, blocks.TextBlock):
        return cleaned
    is_line = isinstance(block, blocks.CharBlock | blocks.URLBlock | blocks.EmailBlock)
    return cleaned_line if is_line else None
