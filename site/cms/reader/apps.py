from django.apps import AppConfig


class ReaderConfig(AppConfig):
    """The readers' pages."""

    name = "cms.reader"
    default_auto_field = "django.db.models.BigAutoField"
