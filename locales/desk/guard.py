"""Asks the table of rules before any view of the admin runs."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseForbidden
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import reject_request
from wagtail.admin.localization import get_localized_response
from wagtail.models import LockableMixin

from locales.desk.rights import is_chief, is_editor, language_of, languages_of
from locales.desk.rules import Rule, Who, rule_for


class AdminGuard:
    """Middleware: 403 for what the table does not allow, in every method, before the view."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        rule = rule_for(request.resolver_match.view_name)
        if rule.who is Who.ANYBODY:
            return None
        user = request.user
        if not user.is_authenticated:
            # Wagtail asks for a log-in on its own pages, and not where documents are served.
            return reject_request(request) if not _is_xhr(request) else HttpResponseForbidden()
        if not user.has_perm("wagtailadmin.access_admin"):
            return None  # Wagtail sends away who has no business in the admin
        reason = why_refused(request, rule, kwargs)
        return _refusal(request, reason) if reason else None


def why_refused(request, rule: Rule, kwargs: dict) -> Promise | None:
    """A sentence for the person who asks, or None if the rule lets them pass."""
    user = request.user
    if rule.who is Who.NOBODY:
        return _("This address is not used here.")
    if is_chief(user):
        return None
    if rule.who is Who.CHIEFS:
        return _("Only the chief editors may do this.")
    if rule.who is Who.EDITORS and not is_editor(user):
        return _("This part of the admin is for those who write the German originals.")
    for instance in rule.objects(request, kwargs) if rule.objects else ():
        tag = language_of(instance)
        if tag is not None and tag not in languages_of(user):
            return _("You work in other languages than this text is written in.")
        if not rule.while_locked and _is_locked(instance, user):
            return _("This translation is being reviewed or locked and cannot be changed now.")
    return None


def _is_locked(instance, user) -> bool:
    if hasattr(instance, "specific"):
        instance = instance.specific
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    return lock is not None and lock.for_user(user)


def _refusal(request, reason: str):
    if _is_xhr(request):
        raise PermissionDenied(reason)

    def page(request):
        context = {"reason": reason}
        return TemplateResponse(request, "desk/refused.html", context, status=403)

    return get_localized_response(page, request)


def _is_xhr(request) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
