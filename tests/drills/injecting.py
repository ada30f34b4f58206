"""Making the k-th call fail: statements, commits, storage, queue, rendering, encoding.

And a state of the database and of the files to which one returns before each try.
"""

import copy
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from unittest import mock

from botocore.exceptions import ClientError
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import Error, OperationalError, connection
from django_tasks_db.backend import DatabaseBackend
from wagtail.models import Site

from cms.editions import media_names, publisher

FILES = ("exists", "open", "save", "delete")
_numbers = count()


@dataclass
class Calls:
    """The calls of one act in their order; the one with number ``fails_at`` fails.

    ``for_good``: and all after it, as while a server is away.
    """

    fails_at: int | None = None
    for_good: bool = False
    made: list[str] = field(default_factory=list)

    def next(self, what: str, error: Callable[[], Exception]) -> None:
        self.made.append(what)
        number = len(self.made) - 1
        if self.fails_at is not None and (
            number == self.fails_at or (self.for_good and number > self.fails_at)
        ):
            raise error()

    @property
    def failed(self) -> str:
        """What the first call that failed was; "" if there were fewer calls."""
        return self.made[self.fails_at] if len(self.made) > (self.fails_at or 0) else ""


@contextmanager
def injected(calls: Calls) -> Iterator[None]:
    """Every call that the program makes within passes ``calls`` first."""
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(_statements(calls)))
        for owner, name, wrap in _places(calls):
            stack.enter_context(mock.patch.object(owner, name, wrap(getattr(owner, name))))
        yield


def _statements(calls: Calls) -> Callable[..., Any]:
    def run(execute, sql, params, many, context):
        try:
            calls.next(f"SQL {sql[:90]}", lambda: OperationalError("the server closed it"))
        except OperationalError:
            _break_the_transaction(execute, context)
            raise
        return execute(sql, params, many, context)

    return run


def _break_the_transaction(execute, context) -> None:
    """PostgreSQL answers nothing more in a transaction in which a statement failed."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        try:
            execute("SELECT 1/0", None, False, context)
        except Error:
            return


def _places(calls: Calls) -> Iterator[tuple[Any, str, Callable]]:
    def guarded(what: str, error: Callable[[], Exception]) -> Callable:
        def wrap(function):
            def call(*args, **kwargs):
                calls.next(what, error)
                return function(*args, **kwargs)

            return call

        return wrap

    yield connection, "_commit", guarded("commit", lambda: OperationalError("disk I/O error"))
    for alias in ("default", "public"):
        for name in FILES:
            yield storages[alias], name, guarded(f"{alias} {name}", _file_error)
    yield DatabaseBackend, "enqueue", guarded("enqueue", lambda: OperationalError("queue"))
    yield publisher, "render", guarded("render", lambda: KeyError("a fault of ours"))
    yield media_names, "encoded", guarded("encode", lambda: MemoryError("no memory"))


def _file_error() -> Exception:
    if next(_numbers) % 2:
        return ClientError({"Error": {"Code": "SlowDown"}}, "PutObject")
    return OSError(28, "No space left on device")


class Snapshot:
    """The database and the files as they are now."""

    def __init__(self) -> None:
        self.files = {
            alias: copy.deepcopy(storages[alias]._root) for alias in ("default", "public")
        }
        if connection.vendor == "sqlite":
            self.database: Any = sqlite3.connect(":memory:")
            connection.connection.backup(self.database)
        else:
            self.database = f"drill_{os.getpid()}"
            self._copy(connection.settings_dict["NAME"], self.database)

    def restore(self) -> None:
        for alias, root in self.files.items():
            storages[alias]._root = copy.deepcopy(root)
        if connection.vendor == "sqlite":
            self.database.backup(connection.connection)
        else:
            self._copy(self.database, connection.settings_dict["NAME"])
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()

    def _copy(self, source: str, target: str) -> None:
        """A database of PostgreSQL under another name; nobody may be connected meanwhile."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def drop(self) -> None:
        if connection.vendor == "sqlite":
            self.database.close()
        else:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{self.database}"')
