"""``manage.py restored [confirm]``: what a copy waits for, and that it is the city from now on."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

from cms.editions.models import Placement
from cms.editions.public_media import prepare_again, without_copies
from cms.editions.verifying import all_keys
from cms.operations.keeping import installation
from cms.operations.keeping.installation import Place
from cms.operations.progress import Progress


class Command(BaseCommand):
    help = "Show what a restored copy waits for; confirm: it is the city from now on."

    def add_arguments(self, parser):
        parser.add_argument("action", nargs="?", choices=["show", "confirm"], default="show")
        parser.add_argument(
            "--in-place",
            action="store_true",
            help="the installation that was backed up is gone; its buckets are this one's",
        )

    def handle(self, *args, action: str, in_place: bool, **options):
        reason = installation.why_it_waits()
        if not reason:
            self.stdout.write("Nothing waits: this city was not restored, or is confirmed.")
            return
        self.stdout.write(reason)
        self._show()
        if action == "confirm":
            self._confirm(in_place)

    def _show(self) -> None:
        """What will happen at once when it is confirmed."""
        now = timezone.now()
        since = installation.noted().backed_up_at or now
        due = Revision.objects.filter(approved_go_live_at__lt=now).count()
        moments = Q(visible_from__range=(since, now)) | Q(visible_until__range=(since, now))
        crossed = Placement.objects.filter(moments).values("key").distinct().count()
        tasks = DBTaskResult.objects.ready().count()
        self.stdout.write(
            f"Since the backup: {due} scheduled publications fell due; an embargo or the time of "
            f"{crossed} texts ended; {tasks} tasks wait (some may send a mail)."
        )

    def _confirm(self, in_place: bool) -> None:
        row = installation.noted()
        if not in_place and installation.would_share_buckets(Place(row.database, row.buckets)):
            raise CommandError(
                f"These buckets ({row.buckets}) are the ones of the installation that was backed "
                "up: its public copies would be swept from here. Name others in the environment, "
                "or, if that installation is gone for good: --in-place."
            )
        self._put_public_copies()
        installation.confirm()
        self.stdout.write("Confirmed: readers are served, scheduler and worker go on.")

    def _put_public_copies(self) -> None:
        progress = Progress(self.stdout)
        with progress.during("Looking for public copies"):
            missing = sorted(without_copies(all_keys()))
        for number, key in enumerate(missing, start=1):
            self._put(key)
            progress.tell(f"{number}/{len(missing)} texts get their public copies")
        progress.end()

    def _put(self, key: UUID) -> None:
        try:
            prepare_again(key)
        except Exception as error:  # noqa: BLE001 - told; it stops no other
            self.stderr.write(f"{key} has no public copies: {type(error).__name__}")
