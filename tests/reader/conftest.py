"""The city as readers find it: built once, then only rows of editions are set out for a test.

The reader reads nothing else (DESIGN 1); a test that changes a page asks for ``built_city``.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.test.testcases import LiveServerThread

from cms.editions.models import Edition, FormerPath, Placement
from tests.reader.building import found_city

TABLES = (Edition, Placement, FormerPath)


@dataclass
class Printed:
    """The rows of the public tables, and the keys of what stands there."""

    keys: dict[str, UUID]
    rows: list[list[Any]]


@pytest.fixture(scope="session")
def printed(django_db_setup, django_db_blocker) -> Printed:
    with django_db_blocker.unblock(), transaction.atomic():
        pages = found_city()
        printed = Printed(
            {name: page.translation_key for name, page in pages.items()},
            [list(table.objects.all()) for table in TABLES],
        )
        transaction.set_rollback(True)
    return printed


@pytest.fixture
def city(db, printed) -> dict[str, UUID]:
    """Keys of the city's objects by a short name; no page of Wagtail exists."""
    for table, rows in zip(TABLES, printed.rows, strict=True):
        table.objects.bulk_create(rows)
    return printed.keys


@pytest.fixture
def built_city(db) -> dict[str, Any]:
    """The same with its pages, for tests that change one."""
    return found_city()


@pytest.fixture
def site(city) -> Any:
    """Address of a server that sees this test's transaction."""
    # Not live_server: it empties all tables afterwards, also what migrations wrote.
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    server = LiveServerThread(
        "127.0.0.1", StaticFilesHandler, connections_override={DEFAULT_DB_ALIAS: connection}
    )
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    connection.dec_thread_sharing()
