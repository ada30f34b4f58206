"""The site's log on standard error: one line an event, in UTC, as text or as JSON."""

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured

FORMATS = {"lines": "cms.operations.logs.Lines", "json": "cms.operations.logs.JsonLines"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def logging_of(log_format: str, level: str) -> dict[str, Any]:
    """Django's LOGGING for LOG_FORMAT and LOG_LEVEL; either may be empty, in any case."""
    log_format = log_format.strip().lower() or "lines"
    level = level.strip().upper() or "INFO"
    if log_format not in FORMATS:
        raise ImproperlyConfigured("LOG_FORMAT must be lines or json; for example LOG_FORMAT=json.")
    if level not in LEVELS:
        raise ImproperlyConfigured(
            f"LOG_LEVEL must be one of {', '.join(LEVELS)}; for example LOG_LEVEL=INFO."
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[log_format]}},
        "filters": {
            "strangers": {
                "()": "cms.operations.logs.StrangersErrors",
                "is_wanted": level == logging.getLevelName(logging.DEBUG),
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["strangers"],
            },
            "counters": {
                "class": "cms.operations.watching.failures.CountFailures",
                "level": "WARNING",
            },
        },
        "root": {"handlers": ["stderr", "counters"], "level": level},
        "loggers": {
            "axes": {"level": "WARNING"},
            # Without Django's own handlers: one mails ADMINS within the request that fails.
            "django": {"handlers": [], "level": "INFO"},
            # Its INFO names the title of each page that is saved, also of a secret one.
            "wagtail": {"level": "WARNING"},
        },
    }
