"""A backup: the database first, then the files.

In this order each file that the database names is older than the files' copy: none is missed that
came afterwards, and one too many does no harm. Only a file removed in between would be missing
(its row stands in the dump): then the database is dumped once more.
"""

from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cms import __version__
from cms.operations.keeping import databases, installation, manifest, originals
from cms.operations.keeping.manifest import Manifest, Stored
from cms.operations.progress import Progress

TRIES = 5


class Restless(Exception):
    """Files were removed during every try."""


def back_up(folder: Path, progress: Progress) -> tuple[Manifest, list[str]]:
    """The manifest, written last, and the names of originals that were lost before.

    FileExistsError unless the folder is new or empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.chmod(0o700)
    installation.noted()
    made_at = timezone.now()
    files: dict[str, Stored] = {}
    lost = _copied(folder, files, progress)
    database = databases.FILES[connection.vendor]
    whole = Manifest(
        made_at=made_at.isoformat(),
        vendor=connection.vendor,
        public_base_url=settings.PUBLIC_BASE_URL,
        installation=asdict(installation.here()),
        version=__version__,
        migrations=manifest.applied_migrations(),
        media_names=manifest.media_names(),
        files={database: manifest.measured(folder / database), **files},
    )
    manifest.write(whole, folder)
    return whole, lost


def _copied(folder: Path, files: dict[str, Stored], progress: Progress) -> list[str]:
    for _ in range(TRIES):
        with progress.during("Database"):
            named = databases.dump(folder)
        originals.copy_out(folder, files, progress)
        missing = {name for name in named if f"{originals.FOLDER}/{name}" not in files}
        lost = missing & originals.named_now() if missing else set()
        if missing == lost:
            return sorted(lost)
    raise Restless
