"""``manage.py backup DIR``: database and originals, consistent, into an empty folder."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.operations.keeping import backing_up, databases, manifest
from cms.operations.progress import Progress


class Command(BaseCommand):
    help = "Back up the database and the originals of pictures and documents into a new folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options):
        try:
            made, lost = backing_up.back_up(folder, Progress(self.stdout))
        except FileExistsError as error:
            raise CommandError(f"{folder} is not empty; a backup overwrites nothing.") from error
        except databases.Impossible as error:
            raise CommandError(str(error)) from error
        except backing_up.Restless as error:
            raise CommandError("Files were removed all the while. Please try again.") from error
        for name in lost:
            self.stderr.write(f"The original of {name} is lost: it is in no backup from now on.")
        size = sum(file.bytes for file in made.files.values()) / 1_000_000
        self.stdout.write(
            f"{len(made.files)} files, {size:.1f} MB. Not in it, and needed to bring it back: "
            f"{', '.join(manifest.SECRETS)} and the rest of the environment."
        )
