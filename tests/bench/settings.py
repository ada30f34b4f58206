"""As in production, with the APIs of Wagtail beside ours. Only for measuring."""

from cms.settings.dev import *  # noqa: F403 - all of it, and what follows

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "rest_framework", "wagtail.api.v2", "wagtail.api.v3"]  # noqa: F405
ROOT_URLCONF = "tests.bench.urls"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
WAGTAILAPI_LIMIT_MAX = 50
MIDDLEWARE = [
    "tests.bench.urls.SameDoor" if name == "cms.api.views.PublicApiFirst" else name
    for name in MIDDLEWARE  # noqa: F405
]
