"""Logging in: five failures of one name from one network, then ten minutes' pause for both.

django-axes counts in the database. A name that does not exist is counted like one that does.
"""

import math
from datetime import datetime

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from cms.demo.people import PASSWORD
from cms.settings import requirements


class LogInLimits(AxesDatabaseHandler):
    """Counts a name's failures from one network over all browsers."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            # One row per name and network: with several, a pause would end with the oldest.
            request.axes_user_agent = ""
        super().user_login_failed(sender, credentials, request, **kwargs)

    def locked_until(self, request: HttpRequest, credentials: dict) -> datetime:
        (attempts,) = self.filter_user_attempts(request, credentials)
        began = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
        return (began or timezone.now()) + get_cool_off(request)


class LimitedLoginForm(LoginForm):
    """Says when to try again, instead of that the password was wrong.

    In production the demo's password, which everybody can read in the source, opens nothing.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail's has none to translate

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if requirements.PRODUCTION and self.cleaned_data["password"] == PASSWORD:
            raise ValidationError(
                _(
                    "This password is published with the demo city. Please have your"
                    " administrators give you one of your own."
                ),
                code="published",
            )

    def get_invalid_login_error(self):
        if not getattr(self.request, "axes_locked_out", False):
            return super().get_invalid_login_error()
        until = _locked_until(self.request, {"username": self.cleaned_data.get("username")})
        # Rounded up: at the minute named the pause is over.
        minute = datetime.fromtimestamp(math.ceil(until.timestamp() / 60) * 60, until.tzinfo)
        return ValidationError(
            _(
                "Too many attempts with this username. Please try again at %(time)s;"
                " until then the right password does not help either."
            ),
            code="locked_out",
            params={"time": time_format(timezone.localtime(minute), "H:i")},
        )


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict | None
) -> HttpResponse:
    """The log-in page with the sentence above, as 429 (RFC 6585)."""
    until = _locked_until(request, credentials or {})
    response.status_code = 429
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    response.headers["Retry-After"] = str(seconds)
    return response


def _locked_until(request: HttpRequest, credentials: dict) -> datetime:
    return AxesProxyHandler.get_implementation().locked_until(request, credentials)


def nobody(*_arguments: object) -> str:
    """Who tried to log in, for the log: no name (some type their password there), no address."""
    return "somebody"
