"""The city as readers find it: built once, then only rows of editions are set out for a test.

The reader reads nothing else (DESIGN 1); a test that changes a page asks for ``built_city``.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

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
