"""Which way the text in a form's fields runs: its own, whatever the language of the screens.

A German sentence in the Arabic admin ends with its full stop, a phone number stays in order.
https://www.w3.org/International/questions/qa-html-dir
"""

from typing import Any

from django.forms.renderers import DjangoTemplates

LEFT_TO_RIGHT = {"date", "datetime-local", "email", "number", "tel", "time", "url"}
AS_TYPED = {"password", "search", "text"}


class FormRenderer(DjangoTemplates):
    """Django's, with ``dir`` on all in which text is typed: in forms, rows, blocks and filters."""

    def render(self, template_name, context, request=None):
        if "widget" in context:
            give_direction(context["widget"])
        return super().render(template_name, context, request)


def give_direction(widget: dict[str, Any]) -> None:
    """``dir`` for a widget as it is rendered, and for those it is made of, unless one is given."""
    for part in widget.get("subwidgets", ()):
        give_direction(part)
    kind, attrs = widget.get("type"), widget["attrs"]
    if kind in LEFT_TO_RIGHT or "w-slug" in str(attrs.get("data-controller", "")).split():
        attrs.setdefault("dir", "ltr")
    elif kind in AS_TYPED or str(widget.get("template_name")).endswith("/textarea.html"):
        attrs.setdefault("dir", "auto")
