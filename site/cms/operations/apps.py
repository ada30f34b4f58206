from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running the site: serve, the scheduler's tick, probes."""

    name = "cms.operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.operations import checks  # noqa: F401 - registers them
