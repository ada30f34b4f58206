"""A forgotten password: the same answer in the same time, whether or not the address is known.

The mail is written by the worker. There are few per mail address and per network in an hour: the
form can neither fill a mailbox nor be used to find out who works here.
"""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.models import UserProfile

from cms.operations.client_address import prefix_of
from cms.operations.models import HourlyCount
from home.accounts.models import User

PER_ADDRESS, PER_NETWORK = 3, 20
_TEMPLATES = "wagtailadmin/account/password_reset/"


class LimitedResetForm(PasswordResetForm):
    """Wagtail's form; what it sends is sent later."""

    def save(self, *, request, **options) -> None:
        email = self.cleaned_data["email"]
        is_within_limits = _may("network", prefix_of(request), PER_NETWORK) and _may(
            "address", email.casefold(), PER_ADDRESS
        )
        users = [user.pk for user in self.get_users(email)] if is_within_limits else []
        # Also for nobody: whoever asks waits as long.
        send_reset_links.enqueue(users)


def _may(kind: str, who: str, limit: int) -> bool:
    """Whether one more is allowed in this hour; it is counted then. The name itself is not kept."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    HourlyCount.objects.filter(hour__lt=hour - timedelta(days=1)).delete()
    message = f"{kind}:{who}".encode()
    code = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
    HourlyCount.objects.get_or_create(who=code, hour=hour)
    counted = HourlyCount.objects.filter(who=code, hour=hour, count__lt=limit)
    return counted.update(count=F("count") + 1) == 1


@task()
def send_reset_links(users: list[int]) -> None:
    for user in User.objects.filter(pk__in=users, is_active=True):
        context = {
            "user": user,
            "uid": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        }
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            subject = render_to_string(f"{_TEMPLATES}email_subject.txt", context).strip()
            body = render_to_string(f"{_TEMPLATES}email.txt", context)
        send_mail(subject, body, None, [user.email])
