from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    """Base page, home page, office, shared blocks and snippets, images and documents."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home import publishing
        from home.roles import ensure_roles, open_language
        from locales.desk.requests import language_needed

        publishing.install()
        language_needed.connect(open_language)
        # After the permissions of all apps were made.
        post_migrate.connect(ensure_roles, sender=self)
