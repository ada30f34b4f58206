"""Common fixtures. What needs more than Python is skipped with a reason; in CI it is required."""

import os
import shutil
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from cms.api.read import read

_migrated: dict[str, str] = {}  # what migrations wrote, per process


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        _migrated["data"] = connection.creation.serialize_db_to_string()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test with real transactions empties all tables: give back what migrations had written."""
    result = yield
    marker = item.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction")
    if transactional or {"transactional_db", "live_server"} & set(
        getattr(item, "fixturenames", ())
    ):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(_migrated["data"])
    return result


def pytest_sessionfinish(session, exitstatus):
    """Where CI promises that everything is installed, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1


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
