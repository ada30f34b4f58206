"""The public read function: ``(method, path, query, headers, now)`` to status, headers, body.

It knows neither Django's request nor its response; a view calls it today, a plain WSGI callable may
tomorrow. Every answer for objects is one statement and copies stored bytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError

from cms.api.problems import ApiError
from cms.api.routes import match
from locales.languages import LANGUAGES
from locales.negotiation import negotiate

METHODS = "GET, HEAD, OPTIONS"
COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Language, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
ALLOWED_HEADERS = ("Accept-Language", "If-None-Match")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # a header's name, RFC 9110 5.6.2
# Behind it: how long a cache may go on showing it while the site does not answer (RFC 5861).
MAX_AGE = "public, max-age=15, stale-if-error=30"


@dataclass
class Request:
    """What an operation may look at."""

    query: str
    accept_language: str
    accept: str
    now: datetime
    depends_on_language_header: bool = False

    @property
    def negotiated(self) -> str:
        """Our tag for the Accept-Language header; the answer then varies by it."""
        self.depends_on_language_header = True
        return negotiate(self.accept_language)


@dataclass
class Answer:
    """Status, headers and body as they go out."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def read(method: str, path: str, query: str, headers: Mapping[str, str], now: datetime) -> Answer:
    """The answer for a path below ``/api/v1``. Never raises for what a client sends."""
    try:
        answer = _answer(method, path, query, headers, now)
    except ApiError as error:
        answer = Answer(
            error.status,
            {"Content-Type": "application/problem+json", "Cache-Control": MAX_AGE, **error.headers},
            error.body(),
        )
    except DatabaseError:
        unavailable = ApiError(503, "The database does not answer. Try again in a few seconds.")
        answer = Answer(
            503,
            {
                "Content-Type": "application/problem+json",
                "Cache-Control": "no-store",
                "Retry-After": "5",
            },
            unavailable.body(),
        )
    answer.headers = {**COMMON, **answer.headers}
    if answer.status != 204:  # RFC 9110 8.6: never there; on 304 and HEAD, the length GET has
        answer.headers["Content-Length"] = str(len(answer.body))
    if method == "HEAD" or answer.status == 304:
        answer.body = b""
    return answer


def _answer(
    method: str, path: str, query: str, headers: Mapping[str, str], now: datetime
) -> Answer:
    operation, arguments = match(path)
    if method == "OPTIONS":
        return Answer(
            204,
            {
                "Allow": METHODS,
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": _allowed(
                    headers.get("access-control-request-headers", "")
                ),
                "Vary": "Access-Control-Request-Headers",
                "Access-Control-Max-Age": "86400",
            },
        )
    if method not in ("GET", "HEAD"):
        raise ApiError(405, f"Only {METHODS} are possible here.", headers={"Allow": METHODS})
    request = Request(query, headers.get("accept-language", ""), headers.get("accept", ""), now)
    result = operation.handler(request, *arguments)
    answer = Answer(
        200,
        {
            "Content-Type": result.media_type,
            "Cache-Control": MAX_AGE,
            "ETag": f'"{result.etag}"',
            **result.headers,
        },
        result.body,
    )
    if result.languages:
        tags = [LANGUAGES[tag].bcp47 for tag in result.languages]
        answer.headers["Content-Language"] = ", ".join(tags)
    if request.depends_on_language_header:
        answer.headers["Vary"] = "Accept-Language"
    if result.next_url:
        answer.headers["Link"] = f'<{result.next_url}>; rel="next"'
    if _matches(headers.get("if-none-match", ""), result.etag):
        answer.status = 304
    return answer


def _allowed(asked: str) -> str:
    """Whatever headers a browser asks leave for: none of them changes what is read here."""
    names = [name.strip() for name in asked.split(",")]
    return ", ".join(
        dict.fromkeys([*ALLOWED_HEADERS, *(name for name in names if _TOKEN.fullmatch(name))])
    )


def _matches(if_none_match: str, etag: str) -> bool:
    """Weak comparison, as RFC 9110 asks for If-None-Match."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or f'"{etag}"' in tags
