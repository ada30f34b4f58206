"""Common fixtures. What needs more than Python is skipped with a reason; in CI it is required."""

import os
import shutil
from datetime import UTC, datetime

import pytest
import time_machine

from cms.api.read import read


@pytest.fixture
def api():
    """Ask the public read function: ``api("/press-releases?locale=ar")`` gives an Answer."""

    def ask(target: str, *, method: str = "GET", at: datetime | None = None, **headers: str):
        path, _, query = target.partition("?")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return read(method, path, query, named, at or datetime.now(UTC))

    return ask


@pytest.fixture
def clock():
    """A clock that stands still and is moved by hand: ``clock.shift(60)``, ``clock.move_to(…)``."""
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def require(condition: object, what: str) -> None:
    """Skip with a reason on a developer's machine; fail where CI promises that it is there."""
    if not condition:
        if os.environ.get("CI"):
            pytest.fail(f"{what} is missing, and CI requires it.")
        pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def chromium_path():
    path = shutil.which("chromium")
    require(path, "Chromium")
    return path
