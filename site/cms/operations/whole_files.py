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
            super()._save(part, content)
            return self._give_name(part, name)
        finally:
            Path(self.path(part)).unlink(missing_ok=True)

    def _give_name(self, part: str, name: str) -> str:
        os.replace(self.path(part), self.path(name))
        return name

    def remove_parts(self, older_than: timedelta) -> int:
        """Number of files removed that a process left half written when it was killed."""
        before = time.time() - older_than.total_seconds()
        old = [part for part in Path(self.location).rglob(f"*{PART}") if _written(part) < before]
        for part in old:
            part.unlink(missing_ok=True)
        return len(old)


@deconstructible(path="cms.operations.whole_files.PrivateFileStorage")
class PrivateFileStorage(WholeFileStorage):
    """Originals: two of the same name are both kept, also when they arrive at once."""

    get_available_name = FileSystemStorage.get_available_name

    def _give_name(self, part: str, name: str) -> str:
        while True:
            try:
                os.link(self.path(part), self.path(name))  # fails where the name is taken
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # finished, or removed by another
        return float("inf")


def remove_half_files(store: str = "public") -> None:
    """A step of the tick; a bucket has no half files."""
    storage = storages[store]
    if isinstance(storage, WholeFileStorage):
        storage.remove_parts(HALF_FILES_STAY)
