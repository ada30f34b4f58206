from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Associations, initiatives and counselling in the city."""

    name = "directory"
    default_auto_field = "django.db.models.BigAutoField"
