"""Failures are counted where they are logged, by the neighbour whose door they came through."""

import logging
from types import TracebackType

from botocore.exceptions import BotoCoreError, ClientError
from django.db import DatabaseError, InterfaceError

from cms.operations.watching import counting

_DOORS = (("/django/core/mail/", "mail"), ("/django/core/files/storage/", "storage"))


class CountFailures(logging.Handler):
    """Counts a record that says ``extra={"neighbour": "storage"}`` or brings a traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        neighbour = getattr(record, "neighbour", "")
        if not neighbour and record.exc_info and record.exc_info[1]:
            neighbour = neighbour_of(record.exc_info[1])
        if neighbour:
            counting.error(neighbour)


def neighbour_of(error: BaseException) -> str:
    """What failed: ``database``, ``storage``, ``mail``; else it is the program."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DatabaseError | InterfaceError):
            return "database"
        if isinstance(cause, BotoCoreError | ClientError):
            return "storage"
        if door := _door(cause.__traceback__):
            return door
        cause = cause.__cause__ or cause.__context__
    return "program"


def _door(traceback: TracebackType | None) -> str:
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if found := next((name for part, name in _DOORS if part in file), ""):
            return found
        traceback = traceback.tb_next
    return ""
