"""Pages for what cannot be shown, in the reader's language, with a way to go on.

The 404 is the same, byte for byte, for a draft, an embargoed or restricted page and for what never
existed: nothing of the address asked for stands in it.
"""

import json
import sys
from datetime import datetime
from typing import Any

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from cms.editions import reading
from cms.editions.reading import Row
from cms.editions.types import BY_NAME
from cms.reader.answering import finish, negotiated, page_html
from cms.reader.documents import document_of
from cms.reader.frame import Frame, choices_of, frame_of
from cms.reader.presentation import choice_name
from locales.languages import LANGUAGES, Language


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Django's ``handler404``."""
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
            text=_("Perhaps the address has a typing error, or the page is no longer offered."),
            offers_search=True,
        )
    if is_negotiated:
        patch_vary_headers(response, ["Accept-Language"])
    return finish(request, response)


def gone(language: Language, row: Row, now: datetime) -> HttpResponse:
    """410 for what was withdrawn: the reason, and what took its place. Two queries."""
    said = json.loads(row.head)
    successor = None
    if row.successor:
        found = reading.read_one(sorted(BY_NAME), row.successor, language.tag, now)
        successor = document_of(found, language.tag) if found and found.card else None
    return _page(
        frame_of(language, now),
        410,
        title=_("This page was withdrawn"),
        text=_("It was public and is no longer offered."),
        reason=choice_name("withdrawal_reason", said["gone"]),
        successor=successor,
    )


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django's ``handler500``: without the database, which may be what failed; then it is a 503."""
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
        title=_("This page is not available for a moment"),
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
