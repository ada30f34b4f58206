from django.apps import AppConfig


class PressReleasesConfig(AppConfig):
    """What the office tells the public and the press."""

    name = "pressreleases"
    default_auto_field = "django.db.models.BigAutoField"
