"""Common fixtures. What needs more than Python is skipped with a reason; in CI it is required."""

import json
import os
from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from cms.api.read import read
from tests.browser import chromium, in_browser, server, site
from tests.demo_store import DemoStore, demo_store
from tests.required import require

__all__ = ["chromium", "in_browser", "require", "server", "site"]

_migrated: dict[str, tuple[list[str], list[tuple]]] = {}  # rows that migrations wrote, by table


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            _migrated[table] = (columns, cursor.fetchall())


def _give_back_what_migrations_wrote() -> None:
    """Row by row in SQL: loading model instances would run the signals of a running site."""
    connection.disable_constraint_checking()
    with transaction.atomic(), connection.cursor() as cursor:
        connection.disable_constraint_checking()
        for table in _migrated:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, (columns, rows) in _migrated.items():
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({marks})"
            cursor.executemany(sql, [[_adapted(value) for value in row] for row in rows])
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    connection.enable_constraint_checking()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _adapted(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict | list) else value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with real transactions empties all tables: give back what migrations had written.

    After the last test the test database is gone, and the name leads to the real one: hands off.
    """
    try:
        return (yield)
    finally:
        if nextitem is not None and _has_real_transactions(item):
            with item.config.stash[blocking_manager_key].unblock():
                _give_back_what_migrations_wrote()


def _has_real_transactions(item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def pytest_report_header(config):
    """What CI does not run here it runs in its second half (.ci/run)."""
    return None if on_postgresql() else "left out: tests marked postgresql, this is SQLite"


def pytest_collection_modifyitems(config, items):
    """Deselected, not skipped: nothing is missing on this machine, it is the other database's."""
    if on_postgresql():
        return
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter):
    """How often each rule of the sequences was walked, over all workers."""
    steps: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", []):
        steps.update(dict(report.user_properties).get("steps", {}))
    if steps:
        told = ", ".join(f"{name} {count}" for name, count in steps.most_common())
        terminalreporter.write_line(f"tests/test_any_sequence.py walked: {told}")


def pytest_sessionfinish(session, exitstatus):
    """Where CI promises that everything is installed, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1


@pytest.fixture(scope="session")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> DemoStore:
    """The whole demo city, loaded once for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        return demo_store(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


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
