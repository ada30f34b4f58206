"""A copy is a new text: nobody has approved what is quoted in it, and it is not public with it."""

import json
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page, Revision

APPROVED = "approved"


def forget_approvals(page: Page) -> None:
    """Take the approvals out of the quotations of a copied page, whole revisions included.

    A copy that is live shows readers what nobody has approved: it becomes a draft.
    """
    specific = page.specific
    names = [field.name for field in specific._meta.fields if isinstance(field, StreamField)]
    values = {name: _without(json.loads(_text(specific, name))) for name in names}
    forgotten = {name: value for name, (value, found) in values.items() if found}
    if forgotten:
        row = type(specific).objects.filter(pk=page.pk)
        row.update(**{name: _stream(specific, name, value) for name, value in forgotten.items()})
    if forgotten and specific.live:
        row.update(
            live=False, has_unpublished_changes=True, live_revision=None,
            first_published_at=None, last_published_at=None,
        )  # fmt: skip
    for revision in specific.revisions.all():
        _forget_in_revision(revision, names)


def _forget_in_revision(revision: Revision, names: list[str]) -> None:
    content, changed = revision.content, False
    for name in names:
        value, found = _without(json.loads(content.get(name) or "[]"))
        if found:
            content[name], changed = json.dumps(value), True
    if changed:
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _without(value: Any) -> tuple[Any, bool]:
    """The stored blocks without a single approval, and whether there was one."""
    if isinstance(value, list):
        parts = [_without(part) for part in value]
        return [part for part, _found in parts], any(found for _part, found in parts)
    if not isinstance(value, dict):
        return value, False
    inner = {name: _without(part) for name, part in value.items() if name != APPROVED}
    found = any(found for _part, found in inner.values())
    rest = {name: part for name, (part, _found) in inner.items()}
    if APPROVED not in value:
        return rest, found
    return rest | {APPROVED: False}, found or bool(value[APPROVED])


def _text(page: Page, name: str) -> str:
    return page._meta.get_field(name).value_to_string(page)


def _stream(page: Page, name: str, value: list) -> Any:
    return page._meta.get_field(name).to_python(json.dumps(value))
