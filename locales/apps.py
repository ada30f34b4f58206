from django.apps import AppConfig


class LocalesConfig(AppConfig):
    """Languages, negotiation, fallback, translation state."""

    name = "locales"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locales import checks, translation, writing  # noqa: F401 - registers the checks

        translation.install()
        writing.watch()
