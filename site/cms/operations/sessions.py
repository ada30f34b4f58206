"""Sessions end twelve hours after the log-in, and two hours after the last request.

An editor that stands open asks every few seconds who else is there: that counts as a request, so
that nobody is sent away from a text while the page is open and the computer awake.
"""

import time
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseNotAllowed

from cms.operations import kept
from cms.operations.headers import ADMIN

LONGEST_S = 12 * 3600
IDLE_S = 2 * 3600
NOTED_EVERY_S = 60
BEGAN, SEEN = "session_began", "session_seen"


@receiver(user_logged_in)
def begin(sender, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


class SessionsEnd:
    """Ends what is over before anything asks who is logged in; what was posted is kept."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: kept.AdminRequest):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        if request.user.is_authenticated:
            _end_or_note(request)
        kept.take_along(request)
        return kept.instead_of_a_redirect(request, self.get_response(request))

    def process_view(self, request: kept.AdminRequest, view, args, kwargs):
        is_log_out = request.resolver_match.view_name == "wagtailadmin_logout"
        if is_log_out and request.method != "POST" and request.user.is_authenticated:
            # Wagtail's view would refuse, too, and take the cookie away all the same.
            return HttpResponseNotAllowed(["POST"])
        return None


def _end_or_note(request: HttpRequest) -> None:
    now = int(time.time())
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:  # logged in before sessions ended
        request.session[BEGAN] = request.session[SEEN] = now
    elif now - began >= LONGEST_S or now - seen >= IDLE_S:
        logout(request)
    elif now - seen >= NOTED_EVERY_S:
        request.session[SEEN] = now
