"""Required values that a text leaves empty: what an editor can mend, named as she sees it."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Comment

from home.bodies import place_of


def missing_values(page: Any) -> list[str]:
    """A sentence for each place that leaves something empty, in the active language."""
    problems = _sentences("", _empty_columns(page))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for position, child in enumerate(getattr(page, field.name), start=1):
                place = place_of(position, str(child.block.label))
                problems += _sentences(place, _empty_parts(child.block, child.value))
    for relation in get_all_child_relations(type(page)):
        if relation.related_model is not Comment:
            for row in getattr(page, relation.get_accessor_name()).all():
                kind = capfirst(str(row._meta.verbose_name))
                problems += _sentences(f"{kind} {_('“%s”') % row}", _empty_columns(row))
    return problems


def _sentences(place: str, names: list[str]) -> list[str]:
    if not names:
        return []
    fields = ", ".join(_("“%s”") % name for name in names)
    if not place:
        return [_("Please fill in %(fields)s.") % {"fields": fields}]
    return [_("%(place)s: please fill in %(fields)s.") % {"place": place, "fields": fields}]


def _empty_columns(row: Any) -> list[str]:
    """Labels of the columns people fill in that must not be empty and are."""
    return [
        capfirst(str(field.verbose_name))
        for field in row._meta.concrete_fields
        if field.editable
        and not (field.blank or field.primary_key or field.has_default())
        and not isinstance(field, StreamField | models.BooleanField | models.ForeignKey)
        and field.value_from_object(row) in (None, "")
    ]


def _empty_parts(block: Any, value: Any) -> list[str]:
    """Labels of required parts of a block that are empty, in their order."""
    return list(dict.fromkeys(_walk(block, value, str(block.label))))


def _walk(block: Any, value: Any, label: str) -> Iterator[str]:
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            part = value.get(name) if value else None
            yield from _walk(child, part, capfirst(str(child.label or name)))
    elif isinstance(block, ListBlock):
        for part in value or ():
            yield from _walk(block.child_block, part, label)
    elif isinstance(block, StreamBlock):
        for part in value or ():
            yield from _walk(part.block, part.value, capfirst(str(part.block.label)))
    elif block.required and _is_empty(value):
        yield label


def _is_empty(value: Any) -> bool:
    text = getattr(value, "source", value)  # rich text
    return text is None or (isinstance(text, str) and not text.strip())
