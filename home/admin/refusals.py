"""A refused publication becomes a message where people can act on it: at the draft, in the editor.

Wagtail's edit view, bulk actions and workflow all publish in the middle of a request, and none of
them expects a refusal; the middleware stands around all of them.
"""

import re

from django.http import HttpRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from home.blocks import BodyBlock
from home.bodies import place_of
from home.publishing import PublishRefused

_BLOCK = re.compile(r"^(?P<position>\d+)\. (?P<type>\w+): (?P<reason>.*)$", re.DOTALL)


class RefusalMiddleware:
    """Answers ``PublishRefused`` under the admin's address, and nothing elsewhere."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception):
        start = reverse("wagtailadmin_home")
        if not isinstance(exception, PublishRefused) or not request.path.startswith(start):
            return None
        address = AdminURLFinder(request.user).get_edit_url(exception.instance) or start
        _message(request, exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's workflow dialogue follows this address.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def _message(request: HttpRequest, refused: PublishRefused) -> None:
    problems = [in_words(problem, refused) for problem in refused.messages]
    waits = getattr(refused.instance, "workflow_in_progress", False)
    messages.error(
        request,
        format_html(
            "{} {} {}<ul>{}</ul>",
            _("“%(title)s” was not published.") % {"title": _title(refused.instance)},
            _("It still waits for approval.") if waits else "",
            _("Your text is saved as a draft; what is public stays as it was. Please correct:"),
            format_html_join("", "<li>{}</li>", ([problem] for problem in problems)),
        ),
    )


def _title(instance) -> str:
    return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)


def in_words(problem: str, refused: PublishRefused) -> str:
    """The problem as editors say it: a block by its place and label, its fields by theirs."""
    match = _BLOCK.match(problem)
    if match is None:
        return problem
    block = BodyBlock.base_blocks.get(match["type"])
    place = place_of(int(match["position"]), str(block.label) if block else match["type"])
    missing = _empty_fields(refused.instance, int(match["position"]), match["type"])
    if missing:
        return _("%(place)s: please fill in %(fields)s.") % {
            "place": place,
            "fields": ", ".join(_("“%s”") % name for name in missing),
        }
    return _("%(place)s cannot be shown to readers. Delete it or enter it anew.") % {"place": place}


def _empty_fields(page, position: int, block_type: str) -> list[str]:
    """Labels of the required fields that a block of the page's text leaves empty."""
    blocks = list(getattr(page, "body", ()))
    if position > len(blocks) or blocks[position - 1].block_type != block_type:
        return []
    found = blocks[position - 1]
    return [
        capfirst(str(child.label or name))
        for name, child in getattr(found.block, "child_blocks", {}).items()
        if child.required and not found.value.get(name)
    ]
