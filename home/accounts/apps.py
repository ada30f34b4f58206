from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The people who work on the site; alone in their app: the user must exist before Wagtail."""

    name = "home.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
