"""``manage.py editions verify | rebuild | drain``: is what is public what should be?"""

import time
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from cms.editions.draining import drain_each
from cms.editions.journal import write_journal
from cms.editions.models import Dirty, Edition
from cms.editions.public_media import without_copies
from cms.editions.rebuilding import (
    BATCH,
    rebuild,
    record_rebuild,
    seconds_to_rebuild,
    why_rebuild,
)
from cms.editions.verifying import all_keys, differences, title_of
from cms.editions.waiting import still_waiting
from cms.operations.progress import Progress


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
        progress = Progress(self.stdout)
        self._render_what_waits(progress)
        with progress.during("Comparing"):
            differing = list(differences())
        with progress.during("Looking for public copies"):
            incomplete = list(without_copies(all_keys()))
        problems: dict[UUID, list[str]] = {}
        for key, said in differing:
            problems.setdefault(key, []).extend(said)
        for key in incomplete:
            missing = "public copies of pictures or files are missing"
            problems.setdefault(key, []).append(missing)
        for key, problem in still_waiting():
            problems.setdefault(key, []).append(f"waits: {problem}")
        for key, said in problems.items():
            self.stderr.write(f"{key} {title_of(key)}: {'; '.join(said)}")
        if problems:
            raise CommandError(
                f"Not as they should be: {len(problems)} objects. "
                "`manage.py editions rebuild` mends what differs; what cannot be rendered is "
                "mended in the text, or in the program, that is named."
            )
        self.stdout.write(f"{Edition.objects.count()} editions: no differences.")

    def _rebuild(self, options) -> None:
        if options["if_empty"] and Edition.objects.exists():
            return
        keys = all_keys()
        if options["after"]:
            if options["after"] not in keys:
                raise CommandError(f"No object has the key {options['after']}.")
            keys = keys[keys.index(options["after"]) + 1 :]
        reason = why_rebuild() or "Not needed: what is public is up to date. Done all the same."
        self.stdout.write(
            f"{reason} {len(keys)} objects, about {seconds_to_rebuild(len(keys)):.0f} s."
        )
        started = time.monotonic()
        progress = Progress(self.stdout)
        problems: dict[UUID, str] = {}
        for done, (key, problem) in enumerate(rebuild(keys), start=1):
            problems[key] = problem
            progress.tell(f"{done}/{max(done, len(keys))}, go on with --after {key}")
        progress.end()
        self._render_what_waits(progress)
        write_journal()
        count, elapsed = Edition.objects.count(), time.monotonic() - started
        record_rebuild(len(problems) / elapsed)
        self.stdout.write(f"{count} editions in {elapsed:.1f} s.")
        if left := {key: problem for key, problem in problems.items() if problem}:
            for key, problem in left.items():
                self.stderr.write(f"{key}: {problem}")
            raise CommandError(f"Not rendered: {len(left)} objects. Mend them and rebuild again.")

    def _drain(self, options) -> None:
        done = self._render_what_waits(Progress(self.stdout))
        self.stdout.write(f"{done} objects rendered.")
        write_journal()

    def _render_what_waits(self, progress: Progress) -> int:
        """Number of objects rendered. A few at a time: rendering may make others wait."""
        done = 0
        for tried, rendered in enumerate(drain_each(patient=False), start=1):
            done += rendered
            if tried % BATCH == 0:
                progress.tell(f"{done} rendered, {Dirty.objects.count()} wait")
        progress.end()
        return done
