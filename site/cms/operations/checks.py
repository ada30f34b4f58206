"""System checks of an installation that look beyond its settings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register


@register("buckets", deploy=True)
def check_buckets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``check --deploy --tag buckets``; nothing to say where files lie on the machine."""
    if "bucket_name" not in settings.STORAGES["default"].get("OPTIONS", {}):
        return []
    # Imported here: a quarter of a second that a site without buckets is spared.
    from cms.operations.bucket_check import tried

    return tried()
