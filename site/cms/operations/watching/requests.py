"""An id for each request, in every line logged on its way.

The proxy's ``X-Request-ID`` is taken if it looks like one, else one is made. It goes back in the
answer only where no cache may keep it: what readers and partners get is the same bytes and headers
for everybody, and a stored id would be that of somebody else's request.
"""

import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.operations.headers import ADMIN
from cms.operations.watching import counting

_WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestId:
    """Made when it is first asked for: most requests log nothing."""

    def __init__(self, given: str) -> None:
        self._text = given if _WELL_FORMED.fullmatch(given) else ""

    def __str__(self) -> str:
        self._text = self._text or token_hex(16)
        return self._text


_current: ContextVar[RequestId | None] = ContextVar("request_id", default=None)


def current_id() -> str:
    """Of the request this thread answers; empty outside of one."""
    return str(_current.get() or "")


class Watched:
    """Stands before everything else: gives the id, and counts the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        request_id = RequestId(request.META.get("HTTP_X_REQUEST_ID", ""))
        token = _current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        if not _may_be_kept(request, response):
            response.headers["X-Request-ID"] = str(request_id)
        counting.request(request.path_info, response.status_code, time.perf_counter() - began)
        return response


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    if response.status_code >= 500 or request.path_info.startswith(ADMIN):
        return False
    cache = response.headers.get("Cache-Control", "")
    return "no-store" not in cache and "private" not in cache
