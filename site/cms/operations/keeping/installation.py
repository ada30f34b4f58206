"""Whether this is the city that was, or a copy of it that somebody has to confirm first.

A copy has the tasks, schedules and public names of its original: without a pause it would remove
the original's public files, send its mails again and publish what has been taken back since.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection

from cms.operations.models import Installation

SHOW = "See `manage.py restored`, then `manage.py restored confirm`."


@dataclass(frozen=True)
class Place:
    """Database server and buckets, empty where all is on one machine: that cannot be shared."""

    database: str
    buckets: str


def here() -> Place:
    database = connection.settings_dict
    is_server = connection.vendor == "postgresql"
    options = settings.STORAGES["default"].get("OPTIONS", {})
    public = settings.STORAGES["public"].get("OPTIONS", {})
    buckets = (options.get("endpoint_url"), options.get("bucket_name"), public.get("bucket_name"))
    return Place(
        database="{HOST}:{PORT}/{NAME}".format(**database) if is_server else "",
        buckets=" ".join(str(part) for part in buckets) if options.get("bucket_name") else "",
    )


def noted() -> Installation:
    """The row; made of what is here where there is none yet. One query."""
    return Installation.objects.get_or_create(pk=1, defaults=asdict(here()))[0]


def why_it_waits() -> str:
    """What scheduler and worker wait for, as a sentence for operators; empty if for nothing."""
    row, now = noted(), here()
    if row.restored_at:
        return f"This city was restored at {row.restored_at:%Y-%m-%d %H:%M} UTC. {SHOW}"
    if row.database != now.database:
        return f"This database was at {row.database!r} and is now at {now.database!r}. {SHOW}"
    if row.buckets != now.buckets:
        return f"The buckets were {row.buckets!r} and are now {now.buckets!r}. {SHOW}"
    return ""


def is_restored() -> bool:
    """Whether a restored copy has not been confirmed yet. One query."""
    return Installation.objects.filter(restored_at__isnull=False).exists()


def would_share_buckets(original: Place) -> bool:
    """Whether this place would write into, and sweep, the buckets of another one."""
    now = here()
    return bool(now.buckets) and now.buckets == original.buckets and now != original


def confirm() -> None:
    """From now on this is the city."""
    place = {**asdict(here()), "restored_at": None}
    Installation.objects.update_or_create(pk=1, defaults=place)
