"""How somebody new gets in: a link by mail that works once, with which they choose a password.

Nobody types a password for somebody else. The link is Django's for a forgotten password: it acts
when its form is sent, not when it is opened, and ends with its use or after PASSWORD_RESET_TIMEOUT.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin import messages
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from home.accounts.models import User

URL_NAME = "invite_user"
VALID = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def invite(user: User) -> None:
    """Close the account until its owner has chosen a password, and have the link sent."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    send_invitation.enqueue(user.pk)


@task()
def send_invitation(user_id: int) -> None:
    """The mail, in the language of its reader; nothing to whoever may not log in any more."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return
    context = {
        "user": user,
        "site": settings.WAGTAIL_SITE_NAME,
        "days": VALID.days,
        "base_url": settings.WAGTAILADMIN_BASE_URL,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        subject = _("Your log-in to %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
        send_mail(
            subject, render_to_string("operations/invitation.txt", context), None, [user.email]
        )


def may_invite(request_user: User | AnonymousUser, user: User) -> bool:
    """Whether one may send the other a link: who may change accounts, to an account in use."""
    policy = policy_registry.get_by_type(User)
    is_theirs = not user.is_superuser or request_user.is_superuser
    return user.is_active and is_theirs and policy.user_has_permission(request_user, "change")


def invite_user(request: HttpRequest, user_id: int):
    """The question, and the mail. PermissionDenied unless accounts are the asker's to change."""
    user = get_object_or_404(User, pk=user_id)
    if not may_invite(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        send_invitation.enqueue(user.pk)
        messages.success(request, sent_message(user))
        return redirect("wagtailusers_users:index")
    context = {
        "account": user,
        "days": VALID.days,
        "page_title": _("Send a link to log in"),
        "page_subtitle": str(user),
        "header_icon": "mail",
    }
    return TemplateResponse(request, "operations/invite.html", context)


def sent_message(user: User) -> str:
    return _(
        "%(name)s gets a mail at %(address)s with a link to choose a password. "
        "It works once and for %(days)s days."
    ) % {"name": user, "address": user.email, "days": VALID.days}


def invite_url(user: User) -> str:
    return reverse(URL_NAME, args=[user.pk])
