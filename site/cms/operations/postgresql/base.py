"""Django's PostgreSQL, with an end to waiting for a server that has stopped answering.

``statement_timeout`` is the server's own: one that is stalled, or behind a network that is gone,
does not keep it. https://www.psycopg.org/psycopg3/docs/api/connections.html
"""

import threading
import time
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from cms.operations.time_limits import DATABASE, is_limited, seconds_left

CONNECT_S = 2
TRIED_AGAIN_EVERY_S = 0.5
NOT_ANSWERED = "The database server does not answer."


class _NotAnswered(Exception):
    pass


class Connection(psycopg.Connection):
    """Gives up when the thread's time is over, and does not use the connection again."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is not None or not is_limited():
            return super().wait(gen, interval, timeout)
        try:
            answer = super().wait(_until_given_up(gen), interval)
        except _NotAnswered:
            # The server ends the statement when it sees that nobody listens (see the settings).
            self.pgconn.finish()
            raise psycopg.OperationalError(NOT_ANSWERED) from None
        DATABASE.succeeded()
        return answer

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> Any:
        # psycopg 3.3 waits for a new connection at least 2 seconds, whatever happens meanwhile.
        steps = super()._connect_gen(conninfo)
        return (yield from _until_given_up(steps) if is_limited() else steps)


def _until_given_up(gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """The same waiting, looked at whenever nothing has come for a moment."""
    if DATABASE.is_open:
        raise _NotAnswered
    until = time.monotonic() + (seconds_left() or 0)
    try:
        state = next(gen)
        while True:
            ready = yield state
            if not ready and DATABASE.is_open:
                raise _NotAnswered
            if not ready and time.monotonic() >= until:
                _not_answered()
                raise _NotAnswered
            state = gen.send(ready)
    except StopIteration as ended:
        return ended.value


def _connect(**parameters: Any) -> psycopg.Connection:
    if not is_limited():
        return Connection.connect(**parameters)
    _connection.update(parameters)
    try:
        return Connection.connect(**_also_at_the_server(parameters))
    except psycopg.errors.ConnectionTimeout:
        _not_answered()
        raise
    except _NotAnswered as error:
        raise psycopg.OperationalError(NOT_ANSWERED) from error


def _also_at_the_server(parameters: dict[str, Any]) -> dict[str, Any]:
    """A request's statement ends there too, and no lock outlives a web process that stopped."""
    limit_ms = int(settings.DATABASE_STATEMENT_LIMIT_S * 1000)
    limits = (
        f"-c statement_timeout={limit_ms} -c idle_in_transaction_session_timeout={2 * limit_ms}"
    )
    # What the operator wrote into DATABASE_URL comes last and counts.
    return {**parameters, "options": f"{limits} {parameters.get('options', '')}".strip()}


_connection: dict[str, Any] = {}  # how to reach the server


def _not_answered() -> None:
    if DATABASE.failed():
        threading.Thread(target=_try_again, name="database", daemon=True).start()


def _try_again() -> None:
    """Until the server answers, if only with a refusal: no request has to try it out."""
    parameters = _connection | {"connect_timeout": CONNECT_S}
    while DATABASE.is_open:
        try:
            psycopg.Connection.connect(**parameters).close()
        except psycopg.errors.ConnectionTimeout:
            time.sleep(TRIED_AGAIN_EVERY_S)
            continue
        except psycopg.Error:
            pass
        DATABASE.succeeded()


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(  # type: ignore[assignment]  # all of the module but this
        **{**vars(psycopg), "connect": _connect}
    )
