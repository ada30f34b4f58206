"""Django's door to the read function. Cookies and log-ins are not looked at."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms.api.parameters import query_of
from cms.api.read import read


@csrf_exempt
def api(request: HttpRequest, path: str) -> HttpResponse:
    answer = read(
        request.method or "GET",
        f"/{path}",
        query_of(request),
        {
            "accept-language": request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
            "if-none-match": request.META.get("HTTP_IF_NONE_MATCH", ""),
        },
        timezone.now(),
    )
    response = HttpResponse(answer.body, status=answer.status, headers=answer.headers)
    if "Content-Type" not in answer.headers:
        del response.headers["Content-Type"]  # Django's default; an answer without body has none
    return response
