"""The city as readers find it: built once, then only rows of editions are set out for a test.

The reader reads nothing else (DESIGN 1); a test that changes a page asks for ``built_city``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from cms.editions import reading
from cms.editions.models import Edition, FormerPath, Placement
from locales.languages import LANGUAGES
from tests.reader.building import found_city
from tests.reader.furnished import furnished_city
from tests.reader.gallery import Shown

TABLES = (Edition, Placement, FormerPath)


@dataclass
class Printed:
    """The rows of the public tables, and the keys of what stands there."""

    keys: dict[str, UUID]
    rows: list[list[Any]]
    previews: dict[str, str] = field(default_factory=dict)

    def set_out(self) -> None:
        for table, rows in zip(TABLES, self.rows, strict=True):
            table.objects.bulk_create(rows)


def _printed(pages: dict[str, Any]) -> Printed:
    return Printed(
        {name: page.translation_key for name, page in pages.items()},
        [list(table.objects.all()) for table in TABLES],
    )


@pytest.fixture(scope="session")
def printed(django_db_setup, django_db_blocker) -> Printed:
    with django_db_blocker.unblock(), transaction.atomic():
        printed = _printed(found_city())
        transaction.set_rollback(True)
    return printed


@pytest.fixture
def city(db, printed) -> dict[str, UUID]:
    """Keys of the city's objects by a short name; no page of Wagtail exists."""
    printed.set_out()
    return printed.keys


@pytest.fixture
def built_city(db) -> dict[str, Any]:
    """The same with its pages, for tests that change one."""
    return found_city()


@pytest.fixture(scope="session")
def furnished(django_db_setup, django_db_blocker) -> Printed:
    """The city of ``furnished.py``, for the rows of ``gallery.py``."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages, previews = furnished_city()
        printed = _printed(pages)
        printed.previews = previews
        transaction.set_rollback(True)
    return printed


@pytest.fixture
def gallery(db, furnished) -> Printed:
    furnished.set_out()
    return furnished


@pytest.fixture
def shown(gallery, monkeypatch) -> Iterator[Any]:
    """Address of a row of the gallery in a language: ``shown(row, "ar")``; what fails, fails."""

    def address(row: Shown, tag: str) -> str:
        def fail(*arguments: Any, **named: Any) -> None:
            raise row.failure

        monkeypatch.undo()
        if row.failure:
            monkeypatch.setattr(reading, "read_path", fail)
        return row.address(tag, gallery.keys)

    return address


@pytest.fixture
def html_of(client, gallery, shown) -> Any:
    """The HTML of a row of the gallery in a language, as the server sends it."""
    client.raise_request_exception = False

    def html(row: Shown, tag: str) -> str:
        if row.is_preview:
            return gallery.previews[tag]
        answer = client.get(shown(row, tag), headers={"accept-language": LANGUAGES[tag].bcp47})
        assert answer.status_code == row.status, row.name
        return answer.content.decode()

    return html
