"""What somebody sends after the end of the session: it comes along through the log-in.

It is kept in the page with the log-in form and nowhere else, without passwords and files, and is
sent again once the log-in has succeeded. Nothing is stored for somebody who is not logged in.
"""

import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response
from wagtail.admin.views.account import LoginView

from cms.operations.headers import ADMIN
from cms.reader.errors import form_expired

FIELD = "kept"  # of the log-in form
_LEFT_OUT = re.compile(r"csrfmiddlewaretoken|.*password.*", re.IGNORECASE)


@dataclass(frozen=True)
class Kept:
    """A form that was sent: where to, its fields in their order, and whether files were with it."""

    address: str
    fields: list[list[str]]
    had_files: bool

    @property
    def as_json(self) -> str:
        return json.dumps([self.address, self.fields, self.had_files], ensure_ascii=False)


class AdminRequest(HttpRequest):
    """A request below the admin's address, on its way through ``SessionsEnd``."""

    kept: Kept | None
    resolver_match: ResolverMatch


def of_form(request: HttpRequest) -> Kept:
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if not _LEFT_OUT.fullmatch(name)
        for value in values
    ]
    return Kept(request.get_full_path(), fields, bool(request.FILES))


def take_along(request: AdminRequest) -> None:
    """``request.kept``: what a log-in form brings along, for the template and for afterwards."""
    is_log_in = request.method == "POST" and request.path_info == reverse("wagtailadmin_login")
    request.kept = _parsed(request.POST.get(FIELD, "")) if is_log_in else None


def _parsed(text: str) -> Kept | None:
    try:
        address, fields, had_files = json.loads(text)
        fields = [[str(name), str(value)] for name, value in fields]
    except (ValueError, TypeError):
        return None
    # Only ever back into the admin: the address went through the browser.
    is_ours = isinstance(address, str) and address.startswith(ADMIN)
    return Kept(address, fields, bool(had_files)) if is_ours else None


def instead_of_a_redirect(request: AdminRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The log-in page with the form that was sent, or after the log-in the form itself; to the
    autosave a sentence that the editor shows.
    """
    if response.status_code != 302 or request.method != "POST":
        return response
    log_in = reverse("wagtailadmin_login")
    if request.kept:
        return _send_again(request, request.kept)
    is_sent_away = response.headers["Location"].partition("?")[0] == log_in
    if is_sent_away and not request.accepts("text/html"):
        return _session_ended()
    # Without this cookie no form of ours was ever open there.
    had_our_form = settings.CSRF_COOKIE_NAME in request.COOKIES
    is_log_in_or_out = request.path_info in (log_in, reverse("wagtailadmin_logout"))
    if is_sent_away and had_our_form and not is_log_in_or_out:
        return _log_in_first(request, of_form(request))
    return response


def _session_ended() -> JsonResponse:
    # Of the codes that the editor's script knows this one shows the words and changes nothing:
    # the next autosave tries again, and succeeds once there is a session.
    answer = {
        "success": False,
        "error_code": "locked",
        "error_message": _(
            "Your session has ended. Nothing is lost: “Save” asks you to log in and keeps "
            "your text."
        ),
    }
    return JsonResponse(answer, status=403, headers={"Cache-Control": "no-store"})


def csrf_failure(request: AdminRequest, reason: str = "") -> HttpResponseBase:
    """``CSRF_FAILURE_VIEW``: a form opened before the log-in of another tab is no forgery.

    Browsers name the page that sent a form: if it is ours, its text is worth sending again.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    is_ours = request.headers.get("origin") == origin and request.path_info.startswith(ADMIN)
    is_for_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if not is_ours or is_for_script:
        return form_expired(request, reason)
    if request.path_info == reverse("wagtailadmin_login") and not request.kept:
        return form_expired(request, reason)
    form = request.kept or of_form(request)
    if request.user.is_authenticated:
        return _send_again(request, form, by_itself=False)
    return _log_in_first(request, form)


def _log_in_first(request: AdminRequest, form: Kept) -> HttpResponseBase:
    request.kept = form
    request.method = "GET"  # the log-in form, empty
    response = LoginView.as_view()(request)
    response.status_code = 403
    return response.render()


def _send_again(request: HttpRequest, form: Kept, *, by_itself: bool = True) -> HttpResponseBase:
    # A file cannot come along, and whoever was away should look before anything is sent.
    context = {"kept": form, "by_itself": by_itself and not form.had_files}

    def page(request: HttpRequest):
        headers = {"Cache-Control": "no-store"}
        return TemplateResponse(request, "operations/send_again.html", context, headers=headers)

    return get_localized_response(page, request).render()
