"""What the tests of the API share: a city with something to read, and a way to ask."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.api.city import City, found_city


@pytest.fixture(scope="session")
def founded(django_db_setup, django_db_blocker) -> City:
    """Built once, through the real publisher, and rolled back; only the rows are kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = found_city()
        transaction.set_rollback(True)
    return city


@pytest.fixture
def city(founded: City, db) -> City:
    founded.set_out()
    return founded


@dataclass(frozen=True)
class Said:
    """An answer, as a partner sees it."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def titles(self) -> list[str]:
        return [item["title"] for item in self.json["items"]]

    @property
    def ids(self) -> list[str]:
        return [item["id"] for item in self.json["items"]]


@pytest.fixture
def ask():
    """Ask over HTTP, through Django and its middleware: ``ask("/press-releases?locale=ar")``."""
    client = Client()

    def send(target: str, method: str = "GET", **headers: str) -> Said:
        path, _, query = target.partition("?")
        response = client.generic(
            method,
            f"/api/v1{path}",
            QUERY_STRING=query.encode().decode("latin-1"),  # as a server hands it over, PEP 3333
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        return Said(response.status_code, response.headers, response.content)

    return send


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)
