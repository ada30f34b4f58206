"""A backup becomes a city again: in an empty database, and closed until somebody confirms it."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from cms.operations.keeping import databases, installation, manifest, originals
from cms.operations.keeping.manifest import Manifest
from cms.operations.progress import Progress


def whole_backup(folder: Path, progress: Progress) -> Manifest:
    """The manifest of a backup of which every file is as it was; BrokenBackup otherwise."""
    found = manifest.read(folder)
    wrong = []
    for number, (path, problem) in enumerate(manifest.differences(found, folder), start=1):
        progress.tell(f"{number}/{len(found.files)} files checked")
        if problem:
            wrong.append(f"{path} {problem}")
    progress.end()
    if wrong:
        raise manifest.BrokenBackup("; ".join(wrong))
    return found


def what_forbids(
    found: Manifest, folder: Path, *, in_place: bool, other_names: bool
) -> Iterator[str]:
    """Why this backup cannot be restored here, one sentence each. Nothing has been written yet."""
    if found.vendor != connection.vendor:
        yield f"The backup is of {found.vendor}, and DATABASE_URL names {connection.vendor}."
    if later := _unknown_migrations(found):
        yield f"The backup was made by a later version ({', '.join(later)}): install that one."
    if not databases.is_empty():
        yield "The database is not empty. Make a new one for this, or drop it yourself."
    if not other_names and found.media_names != manifest.media_names():
        yield (
            "MEDIA_NAME_SECRET is not the one of the backup, by which public copies are named: set"
            " it as it was. If it is lost, restore with --other-names and run"
            " `manage.py editions rebuild` before you confirm."
        )
    if in_place:
        for name in originals.in_the_way(folder, found.files):
            yield f"{name} is in the store with other bytes than in the backup."
    else:
        yield from _what_is_somebody_elses(found)


def _what_is_somebody_elses(found: Manifest) -> Iterator[str]:
    original = found.installation
    if original["buckets"] and installation.here().buckets == original["buckets"]:
        yield (
            f"These are the buckets of the installation that was backed up ({original['buckets']})."
            " A copy beside it needs its own. If this one takes its place: --in-place."
        )
    elif any(originals.stored_names(default_storage)):
        yield "The private store holds files already. If they are this city's own: --in-place."


def _unknown_migrations(found: Manifest) -> list[str]:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    # Of packages, earlier ones may have been squashed since.
    ours = ("accounts.", "directory.", "editions.", "home.", "locales.", "operations.", "press")
    return [name for name in found.migrations if name.startswith(ours) and name not in known]


def restore(found: Manifest, folder: Path, progress: Progress) -> int:
    """Number of originals put back. The database comes last: before, there is no city here."""
    put = originals.copy_in(folder, found.files, progress)
    with progress.during("Database"):
        databases.load(folder, found.made_at, timezone.now())
    return put
