"""Pages for what cannot be shown, in the reader's language, with a way to go on.

The 404 is the same, byte for byte, for a draft, an embargoed or restricted page and for what never
existed: nothing of the address asked for stands in it.
"""

import sys
from datetime import datetime
from typing import Any

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from cms.editions.reading import Row
from cms.reader import embeds
from cms.reader.answering import finish, negotiated, page_html
from cms.reader.frame import Frame, choices_of, frame_of
from cms.reader.withdrawals import what_became_of
from locales.languages import LANGUAGES, Language


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Django's ``handler404``."""
    if embeds.is_frame(request):
        return embeds.not_found(request)
    language, is_negotiated = _language_of(request)
    with translation.override(language.tag):
        try:
            frame = frame_of(language, timezone.now())
        except DatabaseError:
            frame = Frame(language)
        response = _page(
            frame,
            404,
            title=_("We cannot find this page"),
            text=_("Perhaps there is a typing error in the address, or the page no longer exists."),
            offers_search=True,
        )
    if is_negotiated:
        patch_vary_headers(response, ["Accept-Language"])
    return finish(request, response)


def gone(language: Language, row: Row, now: datetime) -> HttpResponse:
    """410 for what was withdrawn: the reason, and what took its place. Two queries."""
    return _page(frame_of(language, now), 410, **what_became_of(row, language, now))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's ``handler400``: another host's name, a form too large."""
    title = _("We cannot answer this request")
    return _refused(request, 400, title, _("Please check the address, or begin on the front page."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's ``handler403``: for people who are logged in and may not."""
    title = _("You are not allowed to open this page")
    return _refused(request, 403, title, _("Your account does not allow this."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: a form that stood open longer than its log-in."""
    title = _("This form has expired")
    text = _("Please go back, load the page again and send the form once more.")
    return _refused(request, 403, title, text)


def _refused(request: HttpRequest, status: int, title: Any, text: Any) -> HttpResponse:
    language, _is_negotiated = _language_of(request)
    with translation.override(language.tag):
        return _page(Frame(language), status, title=title, text=text, cache="no-store")


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django's ``handler500``: without the database, which may be what failed; then it is a 503."""
    if embeds.is_frame(request):
        return embeds.server_error(request)
    language, _is_negotiated = _language_of(request)
    with translation.override(language.tag):
        if isinstance(sys.exception(), OperationalError):
            return unavailable(language)
        return _page(
            Frame(language),
            500,
            title=_("Something went wrong here"),
            text=_("The fault is ours. Please try again in a few minutes."),
            cache="no-store",
        )


def unavailable(language: Language) -> HttpResponse:
    """503 while the database does not answer."""
    response = _page(
        Frame(language),
        503,
        title=_("This page is temporarily unavailable"),
        text=_("Please try again in a few seconds."),
        cache="no-store",
    )
    response.headers["Retry-After"] = "5"
    return response


def _language_of(request: HttpRequest) -> tuple[Language, bool]:
    """The language of the path, else the negotiated one; and whether it was negotiated."""
    first = request.path_info.lstrip("/").partition("/")[0]
    if first in LANGUAGES and LANGUAGES[first].is_public:
        return LANGUAGES[first], False
    return LANGUAGES[negotiated(request)], True


def _page(frame: Frame, status: int, cache: str = "", **context: Any) -> HttpResponse:
    html = page_html(
        "error.html",
        {"frame": frame, "choices": choices_of(frame.language, "/"), "is_noindex": True, **context},
    )
    response = HttpResponse(html, status=status, headers={"Content-Language": frame.language.bcp47})
    if cache:
        response.headers["Cache-Control"] = cache
    return response
