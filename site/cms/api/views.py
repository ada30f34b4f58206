"""Django's door to the read function. Cookies and log-ins are not looked at."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms.api.parameters import query_of
from cms.api.read import read

PREFIX = "/api/v1/"


class PublicApiFirst:
    """Answers the public API before sessions, log-ins and messages are thought of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if f"{request.path_info}/".startswith(PREFIX):  # without the last slash it is the same
            return api(request, request.path_info[len(PREFIX) :])
        return self.get_response(request)


@csrf_exempt
def api(request: HttpRequest, path: str) -> HttpResponse:
    answer = read(
        request.method or "GET",
        f"/{path}",
        query_of(request),
        {
            "accept-language": request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
            "if-none-match": request.META.get("HTTP_IF_NONE_MATCH", ""),
            "accept": request.META.get("HTTP_ACCEPT", ""),
            "access-control-request-headers": request.META.get(
                "HTTP_ACCESS_CONTROL_REQUEST_HEADERS", ""
            ),
        },
        timezone.now(),
    )
    response = HttpResponse(answer.body, status=answer.status, headers=answer.headers)
    if "Content-Type" not in answer.headers:
        del response.headers["Content-Type"]  # Django's default; an answer without body has none
    return response
