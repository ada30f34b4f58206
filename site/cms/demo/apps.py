from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo city."""

    name = "cms.demo"
    default_auto_field = "django.db.models.BigAutoField"
