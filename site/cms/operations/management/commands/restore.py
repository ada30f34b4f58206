"""``manage.py restore DIR``: a backup into an empty database; then ``manage.py restored``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.operations.keeping import databases, restoring
from cms.operations.keeping.manifest import BrokenBackup
from cms.operations.progress import Progress

_THEN = (
    "{put} originals put back. Now: `manage.py migrate`, start the web server, look at it in the"
    " admin, take back what was taken back after {made_at}; then `manage.py restored confirm`."
    " Until then readers get 503, and neither scheduler nor worker do anything."
)


class Command(BaseCommand):
    help = "Restore a backup into an empty database. Overwrites nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--in-place",
            action="store_true",
            help="this takes the place of the installation that was backed up, with its files",
        )
        parser.add_argument(
            "--other-names", action="store_true", help="MEDIA_NAME_SECRET is lost: rename copies"
        )

    def handle(self, *args, folder: Path, in_place: bool, other_names: bool, **options):
        progress = Progress(self.stdout)
        try:
            found = restoring.whole_backup(folder, progress)
            if problems := list(
                restoring.what_forbids(found, folder, in_place=in_place, other_names=other_names)
            ):
                raise CommandError(" ".join(problems))
            put = restoring.restore(found, folder, progress)
        except (BrokenBackup, databases.Impossible) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_THEN.format(put=put, made_at=found.made_at))
