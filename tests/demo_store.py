"""The whole demo city as it stands in the public tables: loaded once in a run of the tests.

Loading takes a minute or two, since every text goes through the doors of editors and translators.
The first worker that needs the city loads it, the others wait for its rows.
"""

import fcntl
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

from cms.editions.models import Edition, FormerPath, MediaUse, Placement

TABLES = (Edition, Placement, FormerPath, MediaUse)


class DemoStore:
    """The rows of the public tables."""

    def __init__(self, rows: list[list[Any]]) -> None:
        self.rows = rows
        self.editions: list[Edition] = rows[0]
        self.placements: list[Placement] = rows[1]

    @contextmanager
    def set_out(self) -> Iterator[None]:
        """The rows in an empty database, for as long as the block lasts; no page of Wagtail."""
        with transaction.atomic():
            for table, rows in zip(TABLES, self.rows, strict=True):
                table.objects.bulk_create(rows)
            yield
            transaction.set_rollback(True)


def demo_store(folder: Path) -> DemoStore:
    """The city, from ``folder`` if another worker of this run has put it there."""
    rows = folder / "demo-city.pickle"
    with (folder / "demo-city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not rows.exists():
            rows.write_bytes(pickle.dumps(_load()))
    return DemoStore(pickle.loads(rows.read_bytes()))


def _load() -> list[list[Any]]:
    with transaction.atomic():
        call_command("demo", "load", stdout=StringIO())
        rows = [list(table.objects.all()) for table in TABLES]
        transaction.set_rollback(True)
    return rows
