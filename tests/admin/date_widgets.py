"""Every form of the admin, found by walking what builds them: panels, blocks, rows, filters."""

from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.test import RequestFactory
from wagtail import blocks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, PageLogEntry
from wagtail.snippets.models import get_snippet_models

from home.accounts.models import User


def model_forms() -> Iterator[tuple[str, type[forms.Form]]]:
    """The form of every page type and snippet, and those of their inline rows, to the bottom."""
    pages = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    for model in [*pages, *get_snippet_models()]:
        handler = (
            model.get_edit_handler()
            if hasattr(model, "get_edit_handler")
            else get_edit_handler(model)
        )
        yield from _with_rows(model.__name__, handler.get_form_class())


def _with_rows(name: str, form_class: type[forms.Form]) -> Iterator[tuple[str, type[forms.Form]]]:
    yield name, form_class
    for row, formset in getattr(form_class, "formsets", {}).items():
        yield from _with_rows(f"{name}.{row}", formset.form)


def filter_forms(user: User) -> Iterator[tuple[str, type[forms.Form]]]:
    """The form of every list and report that can be filtered."""
    request = RequestFactory().get("/")
    request.user = user
    for filters in all_below(WagtailFilterSet):
        if getattr(filters, "permission_policy", True) is None:
            continue  # what the filters of pictures and documents have in common
        model = filters._meta.model or PageLogEntry
        found = filters({}, queryset=model._default_manager.all(), request=request)
        yield filters.__qualname__, found.get_form_class()


def other_forms() -> Iterator[tuple[str, type[forms.Form]]]:
    """Dialogues, bulk actions, accounts: every form that some module of the admin defines."""
    for form_class in all_below(forms.BaseForm):
        if issubclass(form_class, WagtailAdminModelForm) or not hasattr(form_class, "base_fields"):
            continue
        if not form_class.__module__.startswith("django.contrib."):  # of an admin not in use here
            yield f"{form_class.__module__}.{form_class.__qualname__}", form_class


def all_below(parent: type) -> list[type]:
    found: dict[type, None] = {}
    for child in parent.__subclasses__():
        found |= {child: None, **dict.fromkeys(all_below(child))}
    return list(found)


def fields_in(form_class: type[forms.Form]) -> Iterator[tuple[str, forms.Field]]:
    """The fields of a form with those inside ranges and blocks."""
    for name, field in form_class.base_fields.items():
        yield name, field
        for number, part in enumerate(getattr(field, "fields", ())):
            yield f"{name}.{number}", part
        if (block := getattr(field, "block", None)) is not None:
            yield from _in_block(name, block)


def _in_block(name: str, block: blocks.Block) -> Iterator[tuple[str, forms.Field]]:
    if isinstance(block, blocks.FieldBlock):
        yield name, block.field
    children = dict(getattr(block, "child_blocks", {}))
    if (child := getattr(block, "child_block", None)) is not None:
        children["item"] = child
    for key, child in children.items():
        yield from _in_block(f"{name}.{key}", child)


def widgets_of(field: forms.Field) -> Iterator[forms.Widget]:
    yield field.widget
    yield from getattr(field.widget, "widgets", ())
