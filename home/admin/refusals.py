"""A refused or failed publication becomes a message where people can act on it: at the draft.

Wagtail's edit view, bulk actions and workflow all publish in the middle of a request, and none of
them expects a refusal; the middleware stands around all of them.
"""

import logging

from django.http import HttpRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from home.failures import PublishFailed, PublishRefused, is_ours, sentences_of

logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """Answers ``PublishRefused`` and ``PublishFailed`` under the admin's address."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception):
        start = reverse("wagtailadmin_home")
        if not isinstance(exception, PublishRefused | PublishFailed):
            return None
        if not request.path.startswith(start):
            return None
        if is_ours(exception):
            logger.error("%s", exception, exc_info=exception)  # its title may be secret
        address = AdminURLFinder(request.user).get_edit_url(exception.instance) or start
        _message(request, exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's workflow dialogue follows this address.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def _message(request: HttpRequest, error: PublishRefused | PublishFailed) -> None:
    if isinstance(error, PublishRefused):
        kept = _("Your text is saved as a draft; what is public stays as it was. Please correct:")
    else:
        kept = _(
            "Your text is saved as a draft; what is public stays as it was. "
            "Please publish it again once this is put right:"
        )
    waits = getattr(error.instance, "workflow_in_progress", False)
    messages.error(
        request,
        format_html(
            "{} {} {}<ul>{}</ul>",
            _("“%(title)s” was not published.") % {"title": _title(error.instance)},
            _("It still waits for approval.") if waits else "",
            kept,
            format_html_join("", "<li>{}</li>", ([told] for told in sentences_of(error))),
        ),
    )


def _title(instance) -> str:
    return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)
