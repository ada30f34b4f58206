"""Public copies on this machine: there whole or not at all, as those in a bucket are."""

import os
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage, storages
from django.utils.deconstruct import deconstructible

PART = ".part"
HALF_FILES_STAY = timedelta(hours=1)


@deconstructible(path="cms.operations.whole_files.WholeFileStorage")
class WholeFileStorage(FileSystemStorage):
    """A process killed while it writes leaves no half file under the name.

    The name is made from the bytes: who comes second writes the same.
    """

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        part = f"{name}.{uuid4().hex}{PART}"
        try:
            os.replace(self.path(super()._save(part, content)), self.path(name))
        finally:
            Path(self.path(part)).unlink(missing_ok=True)
        return name

    def remove_parts(self, older_than: timedelta) -> int:
        """Number of files removed that a process left half written when it was killed."""
        before = time.time() - older_than.total_seconds()
        old = [part for part in Path(self.location).glob(f"*{PART}") if _written(part) < before]
        for part in old:
            part.unlink(missing_ok=True)
        return len(old)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # finished, or removed by another
        return float("inf")


def remove_half_files() -> None:
    """A step of the tick; a bucket has no half files."""
    storage = storages["public"]
    if isinstance(storage, WholeFileStorage):
        storage.remove_parts(HALF_FILES_STAY)
