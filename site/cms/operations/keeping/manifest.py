"""What a backup consists of: written last, so that a folder without it is a backup that broke off.

``manifest.json`` is what is written here, ``database.*`` what ``pg_dump`` or SQLite's backup
interface wrote; ``files/`` holds the originals under their names in the private store.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1024 * 1024
SECRETS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "MEDIA_NAME_SECRET")
# They are needed to bring the city back, and must not lie beside the data.
NOT_IN_IT = [
    *SECRETS,
    "everything else in the environment file (/etc/teilhabe.env): keep a copy of it elsewhere",
    "the public copies of pictures and files: they are made again",
]


class BrokenBackup(Exception):
    """The folder holds no whole backup; the text says why."""


@dataclass(frozen=True)
class Stored:
    """A file of the backup."""

    sha256: str
    bytes: int


@dataclass
class Manifest:
    """The document; ``files`` by their path below the folder."""

    made_at: str
    vendor: str
    public_base_url: str
    installation: dict[str, str]
    version: str = ""
    migrations: list[str] = field(default_factory=list)
    media_names: str = ""  # tells whether MEDIA_NAME_SECRET is the same, and not what it is
    not_in_this_backup: list[str] = field(default_factory=lambda: list(NOT_IN_IT))
    files: dict[str, Stored] = field(default_factory=dict)
    format: int = FORMAT


def media_names() -> str:
    secret = settings.MEDIA_NAME_SECRET.encode()
    return hmac.new(secret, b"backup", hashlib.sha256).hexdigest()[:16]


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def measured(path: Path) -> Stored:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Stored(digest.hexdigest(), size)


def write(manifest: Manifest, folder: Path) -> None:
    part = folder / f"{NAME}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """BrokenBackup if there is none, or one of a later version."""
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))
    except FileNotFoundError as error:
        raise BrokenBackup(f"{folder} has no {NAME}: the backup broke off, or is none.") from error
    except ValueError as error:
        raise BrokenBackup(f"{folder / NAME} cannot be read.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BrokenBackup(f"{folder / NAME} is none that this version can read.")
    files = {path: Stored(**stored) for path, stored in found.pop("files").items()}
    return Manifest(**found, files=files)


def differences(manifest: Manifest, folder: Path) -> Iterator[tuple[str, str]]:
    """Each file with what is wrong with it, or ""."""
    for path, expected in manifest.files.items():
        file = folder / path
        if not file.resolve().is_relative_to(folder.resolve()):
            yield path, "lies outside the backup"
        elif not file.is_file():
            yield path, "is missing"
        else:
            yield path, "" if measured(file) == expected else "is not what was backed up"
