"""Probes on the public address: does the process answer, and can it read?

A load balancer asks by address, whatever the site is called: they are answered before host names,
log-ins and forms are thought of.
"""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from cms.editions.models import Placement

METHODS = "GET, HEAD"


class ProbesFirst:
    """Answers ``/livez`` and ``/readyz``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return PROBES.get(request.path_info, self.get_response)(request)


def livez(request: HttpRequest) -> JsonResponse:
    return _answer(request, lambda: JsonResponse({"status": "ok"}))


def readyz(request: HttpRequest) -> JsonResponse:
    """503 while the database cannot be read or has not been migrated. One query.

    Which neighbour is missing otherwise, and what waits, is told inside alone (``inside``).
    """
    return _answer(request, _can_read)


def _can_read() -> JsonResponse:
    try:
        Placement.objects.only("pk").first()
    except Error:
        return JsonResponse({"status": "unavailable", "missing": ["database"]}, status=503)
    return JsonResponse({"status": "ok"})


def _answer(request: HttpRequest, probe: Callable[[], JsonResponse]) -> JsonResponse:
    if request.method in ("GET", "HEAD"):
        response = probe()
    else:
        response = JsonResponse({"status": "not allowed"}, status=405, headers={"Allow": METHODS})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


PROBES = {"/livez": livez, "/readyz": readyz}
