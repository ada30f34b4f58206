"""What the server tells the editor about dates: in words while typing; and when it autosaves."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from home.admin.dates.fields import is_autosave
from home.admin.dates.widgets import in_words

URL_NAME = "home_date_in_words"


@require_GET
def date_in_words(request: HttpRequest) -> JsonResponse:
    """``words`` for what is understood, ``problem`` for what is not, neither for nothing typed.

    ``saves`` is sent for fields of an editor, which saves by itself.
    """
    text = request.GET.get("text", "").strip()
    if not text:
        return JsonResponse({})
    try:
        return JsonResponse({"words": in_words(request.GET.get("kind", "moment"), text)})
    except ValidationError as error:
        problems = list(error.messages)
        if "saves" in request.GET:
            problems.append(_("Until then the last date that was understood stays saved."))
        return JsonResponse({"problem": "\n".join(problems)})


class AutosaveMiddleware:
    """Lets date fields know that a form comes from the autosave, which Wagtail tells the view alone
    (a POST that takes no HTML for an answer).
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        token = is_autosave.set(request.method == "POST" and not request.accepts("text/html"))
        try:
            return self.get_response(request)
        finally:
            is_autosave.reset(token)
