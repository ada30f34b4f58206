"""A copy is a new text: nobody has approved what is quoted in it, and it is not public with it."""

import json
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page, Revision

APPROVED = "approved"


def begin_anew(page: Page) -> None:
    """Forget in a page and in all its revisions what belongs to the text it was made from.

    What its model leaves out of copies (``exclude_fields_in_copy``), and that a quotation was
    approved. Holds for copies and for what was an alias: Wagtail's copies have the first already.
    """
    specific = page.specific
    left_out = specific.exclude_fields_in_copy
    for name in left_out:
        field = specific._meta.get_field(name)
        setattr(specific, name, [] if field.one_to_many else field.get_default())
    streams = [field.name for field in specific._meta.fields if isinstance(field, StreamField)]
    for name in streams:
        setattr(specific, name, _stream(specific, name))
    specific.save(clean=False)
    forgotten = specific.serializable_data()
    forgotten = {name: forgotten.get(name) for name in left_out}
    for revision in specific.revisions.all():
        content = revision.content | forgotten
        for name in streams:
            content[name] = json.dumps(_without_approvals(json.loads(content.get(name) or "[]")))
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _without_approvals(value: Any) -> Any:
    """The stored blocks, without a single approval."""
    if isinstance(value, list):
        return [_without_approvals(part) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: False if name == APPROVED else _without_approvals(part)
        for name, part in value.items()
    }


def _stream(page: Page, name: str) -> Any:
    field = page._meta.get_field(name)
    return field.to_python(json.dumps(_without_approvals(json.loads(field.value_to_string(page)))))
