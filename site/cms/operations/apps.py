import logging

from django.apps import AppConfig
from django.conf import settings

from cms.operations.watching import sentry
from cms.settings import requirements

logger = logging.getLogger(__name__)

_TOLD = (
    "MEDIA_NAME_SECRET is not set: SECRET_KEY names the public copies. Once it is replaced and gone"
    " from SECRET_KEY_FALLBACKS, they all get new names. Set MEDIA_NAME_SECRET to the SECRET_KEY of"
    " today, and they keep them."
)


class OperationsConfig(AppConfig):
    """Running the site: serve, the scheduler's tick, probes."""

    name = "cms.operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.operations.watching import publications  # noqa: F401 - connects its receivers

        sentry.start(settings.SENTRY_DSN)
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        if requirements.PRODUCTION and settings.MEDIA_NAME_SECRET in keys:
            logger.warning(_TOLD)
