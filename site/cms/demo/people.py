"""The demo's log-ins, one per role. Only ever loaded with the demo city."""

from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from wagtail.users.models import UserProfile

from cms.settings import requirements
from home.accounts.models import User
from home.roles import CHIEF_EDITORS, EDITORS, ensure_language_home, translators_of

PASSWORD = "teilhabe-demo"  # noqa: S105 - printed by `make run`; the demo city holds nothing secret

LOG_INS = (
    ("redaktion", "Rana", "Redaktion", EDITORS, "de"),
    ("chefredaktion", "Clara", "Chefredaktion", CHIEF_EDITORS, "de"),
    ("uebersetzung-ar", "Amal", "Übersetzung", translators_of("ar"), "ar"),
    ("admin", "Ada", "Administration", None, "de"),
)


def create_users() -> None:
    """Users for editor, chief editor, translator of Arabic and administrator. Idempotent.

    ImproperlyConfigured in production: their password is published.
    """
    if requirements.PRODUCTION:
        raise ImproperlyConfigured("The demo's log-ins are not for production.")
    ensure_language_home("ar")
    for username, given, family, group, language in LOG_INS:
        user, created = User.objects.get_or_create(
            username=username,
            defaults={
                "first_name": given,
                "last_name": family,
                "email": f"{username}@stadt.example.org",
                "is_superuser": group is None,
                "is_staff": group is None,
            },
        )
        if not created:
            continue
        user.set_password(PASSWORD)
        user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
