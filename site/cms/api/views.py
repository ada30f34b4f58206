"""Django's door to the read function. Cookies and log-ins are not looked at."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms.api.read import read


@csrf_exempt
def api(request: HttpRequest, path: str) -> HttpResponse:
    answer = read(
        request.method,
        f"/{path}",
        request.META.get("QUERY_STRING", ""),
        {
            "accept-language": request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
            "if-none-match": request.META.get("HTTP_IF_NONE_MATCH", ""),
        },
        timezone.now(),
    )
    return HttpResponse(answer.body, status=answer.status, headers=answer.headers)
