"""``manage.py demo load``: the demo city, as often as you like."""

import sys
import time

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.demo.loading import steps
from cms.demo.people import create_users
from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.models import Edition


class Command(BaseCommand):
    help = "Load the demo city Musterstadt am Rhein, with its translations and log-ins."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["load"])
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if something is public"
        )

    def handle(self, *args, action: str, if_empty: bool, **options):
        if if_empty and Edition.objects.exists():
            return
        started = time.monotonic()
        todo = list(steps())
        for done, (name, run) in enumerate(todo, start=1):
            try:
                run()
            except (ValueError, KeyError, ValidationError) as error:
                raise CommandError(f"{name}: {error!r}") from error
            self._progress(done, len(todo), name)
        # After the home page has its key: the translators' rights hang on its translation.
        create_users()
        while drain():
            pass
        write_journal()
        self.stdout.write(f"Demo city loaded in {time.monotonic() - started:.0f} s.")

    def _progress(self, done: int, total: int, name: str) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r\033[K  {done}/{total} {name}", ending="")
            if done == total:
                self.stdout.write("")
        elif done % 50 == 0 or done == total:
            self.stdout.write(f"  {done}/{total}")
