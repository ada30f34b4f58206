from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """What is public: editions, placements, the journal."""

    name = "cms.editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.editions import receivers  # noqa: F401 - connects them
