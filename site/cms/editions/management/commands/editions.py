"""``manage.py editions verify | rebuild | drain``: is what is public what should be?"""

import sys
import time
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from cms.editions.draining import drain
from cms.editions.journal import write_journal
from cms.editions.models import Edition
from cms.editions.publisher import refresh
from cms.editions.verifying import all_keys, differences
from home.publishing import PublishRefused


class Command(BaseCommand):
    help = (
        "verify: compare all editions with a rendering made anew. "
        "rebuild: write them anew. drain: render what is dirty."
    )

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["verify", "rebuild", "drain"])
        parser.add_argument("--if-empty", action="store_true", help="rebuild only an empty store")
        parser.add_argument("--after", type=UUID, help="rebuild: go on after this key")

    def handle(self, *args, action: str, **options):
        getattr(self, f"_{action}")(options)

    def _verify(self, options) -> None:
        drain()
        found = 0
        for key, changed in differences():
            found += 1
            self.stderr.write(f"{key}: {', '.join(changed)} differ")
        if found:
            raise CommandError(
                f"{found} objects differ. `manage.py editions rebuild` puts them right."
            )
        self.stdout.write(f"{Edition.objects.count()} editions: no differences.")

    def _rebuild(self, options) -> None:
        if options["if_empty"] and Edition.objects.exists():
            return
        keys = all_keys()
        if options["after"]:
            keys = keys[keys.index(options["after"]) + 1 :]
        started = time.monotonic()
        # Twice: in the first round a text may refer to one that is not there yet.
        for done, key in enumerate(keys, start=1):
            try:
                refresh(key)
            except PublishRefused as refused:
                self.stderr.write(f"{key}: {'; '.join(refused.messages)}")
            self._progress(done, len(keys), key)
        for key, _changed in differences():
            refresh(key)
        drain()
        write_journal()
        count, elapsed = Edition.objects.count(), time.monotonic() - started
        self.stdout.write(f"{count} editions in {elapsed:.1f} s.")

    def _drain(self, options) -> None:
        self.stdout.write(f"{drain()} objects rendered.")
        write_journal()

    def _progress(self, done: int, total: int, key: UUID) -> None:
        if sys.stdout.isatty():
            self.stdout.write(
                f"\r\033[K  {done}/{total} {key}", ending="\n" if done == total else ""
            )
        elif done % 500 == 0:
            self.stdout.write(f"  {done}/{total}, go on with --after {key}")
