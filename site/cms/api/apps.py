from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The public API, version 1."""

    name = "cms.api"
    default_auto_field = "django.db.models.BigAutoField"
