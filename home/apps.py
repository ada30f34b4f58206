from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Base page, home page, office, shared blocks and snippets, images and documents."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home import publishing

        publishing.install()
