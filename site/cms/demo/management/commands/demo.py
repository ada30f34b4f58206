"""``manage.py demo load``: the demo city, as often as you like."""

import sys
import time

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from cms.demo.content import key_of
from cms.demo.loading import steps
from cms.demo.people import LOG_INS, create_users
from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.models import Edition
from cms.settings import requirements
from home.accounts.models import User


class Command(BaseCommand):
    help = "Load the demo city Musterstadt am Rhein, with its translations and log-ins."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["load"])
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if something is public"
        )

    def handle(self, *args, action: str, if_empty: bool, **options):
        if requirements.PRODUCTION:
            raise CommandError(
                "The demo city has log-ins with a published password: it is not loaded with"
                " production's settings. Use cms.settings.dev on a machine of your own."
            )
        if if_empty and not _is_wanted():
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


def _is_wanted() -> bool:
    """Whether nothing is public yet, or an earlier loading was interrupted: log-ins come last."""
    begun = Page.objects.filter(translation_key=key_of("pages", "home")).exists()
    finished = User.objects.filter(username=LOG_INS[0][0]).exists()
    return (begun and not finished) or not Edition.objects.exists()
