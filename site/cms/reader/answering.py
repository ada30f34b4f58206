"""How every public page answers: GET and HEAD, no cookie, one constant max-age, ETag and 304.

RFC 9110; the headers are never a function of what is hidden.
"""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from locales.languages import LANGUAGES
from locales.negotiation import negotiate

# Behind it: how long a cache may go on showing it while the site does not answer (RFC 5861).
MAX_AGE = "public, max-age=15, stale-if-error=30"
_INDENTATION = re.compile(r"\s*\n\s*")


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view ``(request, language, …)`` of the reader; the language is active while it runs.

    It comes from the path (``tag``), or is negotiated; then the answer varies by it.
    """

    # No form of ours is sent by POST: without this, Django would answer 403 instead of 405.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, tag: str | None = None, **arguments: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        language = LANGUAGES[tag or negotiated(request)]
        with translation.override(language.tag):
            try:
                response = view(request, language, **arguments)
            except DatabaseError:
                from cms.reader.errors import unavailable

                response = unavailable(language)
        if tag is None:
            patch_vary_headers(response, ["Accept-Language"])
        return finish(request, response)

    return answer


def preflight() -> HttpResponse:
    """What a browser is told that asks for leave before it reads from another site."""
    methods = "GET, HEAD, OPTIONS"
    return HttpResponse(
        status=204,
        headers={
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
        },
    )


def negotiated(request: HttpRequest) -> str:
    return negotiate(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


def page_html(template: str, context: dict[str, Any]) -> str:
    """A rendered page without its indentation: a fifth of the bytes of a page are spaces."""
    # No request: its context processors would look at cookies.
    return _INDENTATION.sub("\n", render_to_string(f"reader/{template}", context))


def finish(request: HttpRequest, response: Any) -> Any:
    """The answer with its constant headers; 304 if the reader has the same, no body for HEAD."""
    response.headers.setdefault("Cache-Control", MAX_AGE)
    if response.status_code == 200 and not response.streaming:
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        response.headers.setdefault("ETag", f'"{digest}"')
    if "ETag" in response.headers:
        response = get_conditional_response(request, response.headers["ETag"], response=response)
    return _without_body(response) if request.method == "HEAD" else response


def _without_body(response: Any) -> Any:
    """Emptied, not replaced: closing it here would tell Django that the request is over."""
    if response.streaming:
        response.streaming_content = ()
    else:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
