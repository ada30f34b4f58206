"""Counters of all processes of this machine, each in a small file of its own that it adds to.

A request costs two additions in memory that is shared with the file (about a microsecond), no
query and no lock between processes; who reads adds the files up. What ended processes counted is
kept in one file. The client library of Prometheus does the same with files for every label set,
which have to be emptied by hand; here all that can be counted is known (``slots``).
"""

import fcntl
import logging
import mmap
import os
import threading
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.operations.watching.slots import (
    KINDS,
    LAYOUT,
    NUMBER,
    PUBLICATION,
    PUBLISHED_WITHIN_S,
    SLOTS,
    STATUSES,
    bucket_slot,
    error_slot,
    request_slot,
    seconds_slot,
)

logger = logging.getLogger(__name__)

SIZE = 8 * len(SLOTS)
ENDED = f"ended.{LAYOUT}"
Numbers = Any  # memoryview of "d"; typeshed knows only the one of bytes when it is written to
_PREFIXES = (
    ("/api/v1/", "api"), ("/admin/", "admin"), ("/static/", "static"), ("/media/", "media"),
    ("/embed/", "embed"), ("/livez", "probe"), ("/readyz", "probe"), ("/metrics", "probe"),
)  # fmt: skip
_REQUEST = {
    (kind, status): NUMBER[request_slot(kind, status)] for kind in KINDS for status in STATUSES
}
_SECONDS = {kind: NUMBER[seconds_slot(kind)] for kind in KINDS}


class Counters:
    """The numbers of one process; in memory alone where the folder cannot be written."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pid = 0
        self.numbers = _nowhere()

    def add(self, *pairs: tuple[int, float]) -> None:
        with self.lock:
            if self.pid != os.getpid():  # begun, or forked
                self._open()
            for number, value in pairs:
                self.numbers[number] += value

    def _open(self) -> None:
        self.pid = os.getpid()
        try:
            with folder_locked() as folder:
                _put_together(folder)
                self.numbers = _mapped(folder / f"{self.pid}.{LAYOUT}")
        except OSError as error:
            logger.warning("Nothing is counted for /metrics: %s", error)
            self.numbers = _nowhere()


def request(path: str, status: int, seconds: float) -> None:
    kind = next((kind for prefix, kind in _PREFIXES if path.startswith(prefix)), "reader")
    slot = _REQUEST.get((kind, status), _REQUEST[kind, 0])
    counters.add((slot, 1), (_SECONDS[kind], seconds))


def error(neighbour: str) -> None:
    counters.add((NUMBER[error_slot(neighbour)], 1))


def publication(seconds: float) -> None:
    buckets = [limit for limit in PUBLISHED_WITHIN_S if seconds <= limit]
    counters.add(
        (NUMBER[f"{PUBLICATION}_sum"], seconds),
        (NUMBER[f"{PUBLICATION}_count"], 1),
        *((NUMBER[bucket_slot(limit)], 1) for limit in buckets),
    )


def totals() -> dict[str, float]:
    """All processes of this machine together, by slot."""
    with folder_locked() as folder:
        files = [_nowhere(), *map(_read, folder.glob(f"*.{LAYOUT}"))]
    return dict(zip(SLOTS, map(sum, zip(*files, strict=True)), strict=True))


@contextmanager
def folder_locked() -> Iterator[Path]:
    folder = settings.STATE_DIR / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _put_together(folder: Path) -> None:
    """What processes counted that are no more goes into one file; of other versions, away."""
    for file in folder.glob("*.*"):
        name, _, layout = file.name.partition(".")
        if name == "ended" or (name.isdigit() and _lives(int(name))):
            continue
        if layout == LAYOUT:
            ended = _mapped(folder / ENDED)
            for number, value in enumerate(_read(file)):
                ended[number] += value
        file.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # of somebody else's
        return True
    return True


def _nowhere() -> Numbers:
    return memoryview(array("d", bytes(SIZE)))


def _mapped(path: Path) -> Numbers:
    with path.open("a+b") as file:
        file.truncate(SIZE)
        return memoryview(mmap.mmap(file.fileno(), SIZE)).cast("d")


def _read(path: Path) -> array:
    return array("d", path.read_bytes().ljust(SIZE, b"\0")[:SIZE])


counters = Counters()
