"""The originals of pictures and documents: out of the private store, and into one again."""

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection

from cms.operations.keeping import manifest
from cms.operations.keeping.manifest import Stored
from cms.operations.progress import Progress
from cms.operations.whole_files import PART
from home.media import OfficeDocument, OfficeImage

FOLDER = "files"


def stored_names(storage: Storage, below: str = "") -> Iterator[str]:
    """Every name in a store but of files that are being written, folder by folder."""
    try:
        folders, names = storage.listdir(below)
    except FileNotFoundError:
        return
    prefix = f"{below}/" if below else ""
    yield from (f"{prefix}{name}" for name in sorted(names) if name and not name.endswith(PART))
    for folder in sorted(folders):
        yield from stored_names(storage, f"{prefix}{folder}")


def names_query() -> str:
    """SQL for the name of every original that the database names; also for a copy of it."""
    quote = connection.ops.quote_name
    tables = (quote(model._meta.db_table) for model in (OfficeImage, OfficeDocument))
    return " UNION ".join(f"SELECT file FROM {table}" for table in tables)


def named_now() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(names_query())
        return {name for (name,) in cursor.fetchall()}


def copy_out(folder: Path, done: dict[str, Stored], progress: Progress) -> None:
    """Put what is not in ``done`` yet below ``folder``, and note it there."""
    for name in stored_names(default_storage):
        path = f"{FOLDER}/{name}"
        if path in done:
            continue
        try:
            _copy(name, folder / path)
        except FileNotFoundError:  # removed meanwhile
            continue
        done[path] = manifest.measured(folder / path)
        progress.tell(f"{len(done)} files")
    progress.end()


def _copy(name: str, to: Path) -> None:
    with default_storage.open(name) as original:
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("xb") as copy:
            for chunk in original.chunks(manifest.CHUNK):
                copy.write(chunk)


def copy_in(folder: Path, files: dict[str, Stored], progress: Progress) -> int:
    """Number of originals put into the store. What lies there already is left as it is."""
    put = 0
    for number, path in enumerate(_originals(files), start=1):
        name = path.removeprefix(f"{FOLDER}/")
        progress.tell(f"{number} files")
        if default_storage.exists(name):
            continue
        with (folder / path).open("rb") as file:
            if default_storage.save(name, File(file, name)) != name:
                raise FileExistsError(errno.EEXIST, "Somebody else writes into the store", name)
        put += 1
    progress.end()
    return put


def in_the_way(folder: Path, files: dict[str, Stored]) -> list[str]:
    """Names that the store has with other bytes than the backup."""
    paths = {path.removeprefix(f"{FOLDER}/"): path for path in _originals(files)}
    there = [name for name in paths if default_storage.exists(name)]
    return [name for name in there if not _is_same(name, folder / paths[name])]


def _is_same(name: str, copy: Path) -> bool:
    if default_storage.size(name) != copy.stat().st_size:
        return False
    with default_storage.open(name) as stored:
        return stored.read() == copy.read_bytes()


def _originals(files: Iterable[str]) -> Iterator[str]:
    return (path for path in files if path.startswith(f"{FOLDER}/"))
