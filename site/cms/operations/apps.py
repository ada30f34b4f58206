from django.apps import AppConfig
from django.conf import settings

from cms.operations.watching import sentry


class OperationsConfig(AppConfig):
    """Running the site: serve, the scheduler's tick, probes."""

    name = "cms.operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.operations import checks  # noqa: F401 - registers them
        from cms.operations.watching import publications  # noqa: F401 - connects its receivers

        sentry.start(settings.SENTRY_DSN)
