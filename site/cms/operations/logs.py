"""Lines of the log. What people write stands in no log: refusals quote the text they refuse.

Neither do addresses of clients, what they search for (the query of an address is never logged), or
titles. One line is one event, in UTC (RFC 3339), with the id of its request.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

import psycopg
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError

from cms.operations.watching.requests import current_id
from home.failures import Unavailable

_ABOUT_TEXTS = (ValidationError, Unavailable)
_ABOUT_ROWS = (DatabaseError, psycopg.Error)
_ABOUT_THE_SERVER = (
    OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError,
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STRANGERS = {404, 405, 406, 410, 412, 416, 422}


class WithoutTexts(logging.Formatter):
    """Tracebacks as ever, but of a refusal only its name: not the sentences it is made of."""

    def formatException(self, ei):
        parts = []
        error = ei[1]
        while error is not None:
            parts.append(_lines(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nThat led to:\n".join(reversed(parts))


def _lines(error: BaseException) -> str:
    if isinstance(error, _ABOUT_TEXTS) or _quotes_a_row(error):
        told = f"{type(error).__qualname__}: (what it says is not logged)"
        if code := getattr(error, "sqlstate", ""):
            told += f" SQLSTATE {code}"
    else:
        told = "".join(traceback.format_exception_only(error)).rstrip()
    return "".join(traceback.format_tb(error.__traceback__)) + told


def _quotes_a_row(error: BaseException) -> bool:
    """PostgreSQL's errors about data say the data."""
    return isinstance(error, _ABOUT_ROWS) and not isinstance(error, _ABOUT_THE_SERVER)


class Lines(WithoutTexts):
    """``2026-03-02T09:00:00.123Z ERROR logger [request] message | traceback``."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [_utc(record), record.levelname, record.name]
        if request := current_id():
            parts.append(f"[{request}]")
        message = record.getMessage()
        if record.exc_info:
            message += f" | {self.formatException(record.exc_info)}"
        return " ".join([*parts, _CONTROL.sub(_escaped, message)])


class JsonLines(WithoutTexts):
    """One JSON object: ``at``, ``level``, ``logger``, ``request``, ``message``, ``error``."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": _utc(record),
            "level": record.levelname,
            "logger": record.name,
            "request": current_id(),
            "message": record.getMessage(),
            "error": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({name: value for name, value in event.items() if value})


class StrangersErrors(logging.Filter):
    """What is not there, or cannot be asked for, is no event: anybody can. Shown with DEBUG."""

    def __init__(self, is_wanted: bool = False) -> None:
        super().__init__()
        self.is_wanted = is_wanted

    def filter(self, record: logging.LogRecord) -> bool:
        return self.is_wanted or getattr(record, "status_code", None) not in _STRANGERS


def _utc(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _escaped(found: re.Match) -> str:
    return found.group().encode("unicode_escape").decode()
