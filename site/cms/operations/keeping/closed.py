"""A restored copy is closed to readers until it is confirmed; the admin is open.

What was taken back after the backup stands in it as if it were public. A city becomes a restored
one only while nothing runs: the question is asked when a web server starts, and again until the
answer is no; after that it costs nothing.
"""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cms.api.problems import ApiError
from cms.api.views import PREFIX
from cms.operations.headers import ADMIN
from cms.operations.keeping.installation import is_restored
from cms.reader.errors import unavailable
from locales.languages import LANGUAGES, SOURCE

logger = logging.getLogger(__name__)

ASKED_AGAIN_AFTER_S = 2
HEADERS = {"Retry-After": "60", "Cache-Control": "no-store"}


class Door:
    """Whether readers are served by this process."""

    def __init__(self) -> None:
        self.may_be_closed = False
        self.is_closed = False
        self.asked_at = 0.0

    def look_again(self) -> None:
        """Called where a web server starts: ask before the first answer."""
        self.may_be_closed = True
        self.asked_at = float("-inf")

    def keeps_out(self) -> bool:
        if time.monotonic() - self.asked_at >= ASKED_AGAIN_AFTER_S:
            self.asked_at = time.monotonic()
            self._ask()
        return self.is_closed

    def _ask(self) -> None:
        try:
            self.is_closed = self.may_be_closed = is_restored()
        except (OperationalError, InterfaceError):  # then nobody is served anyway
            self.look_again()
        except DatabaseError:
            # Of a reader's role that was given too little: that closes no site.
            self.is_closed = self.may_be_closed = False
            logger.exception("Whether this is a restored copy cannot be read; readers are served.")


door = Door()


class ClosedUntilConfirmed:
    """503 to readers and partners as long as a restored copy waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if door.may_be_closed and _is_public(request.path_info) and door.keeps_out():
            return _told(request)
        return self.get_response(request)


def _is_public(path: str) -> bool:
    return not path.startswith((ADMIN, "/static/"))


def _told(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(PREFIX):
        problem = ApiError(503, "This service was restored and is being checked.")
        kind = "application/problem+json"
        return HttpResponse(problem.body(), status=503, content_type=kind, headers=HEADERS)
    response = unavailable(LANGUAGES[SOURCE])
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
