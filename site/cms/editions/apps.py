from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditionsConfig(AppConfig):
    """What is public: editions, placements, the journal."""

    name = "cms.editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.editions import receivers  # noqa: F401 - connects them
        from cms.editions.rebuilding import after_migrate

        post_migrate.connect(after_migrate, sender=self)
