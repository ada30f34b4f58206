"""``manage.py schedule``: the scheduler. Ticks every 10 seconds, publishes what is due every 30."""

import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from cms.editions.rebuilding import why_rebuild
from cms.operations.ticking import TICK_S, tick
from cms.operations.whole_files import remove_half_files

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run the scheduler until it is told to stop; --once ticks a single time."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true")

    def handle(self, *args, once: bool, **options):
        self.running = True
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        _tell_if_a_rebuild_is_needed()
        remove_half_files("default")  # once: the store of the originals is deep
        while self.running:
            started = time.monotonic()
            close_old_connections()
            try:
                tick()
            except OperationalError:
                logger.exception("The database does not answer; the next tick catches up.")
            if once:
                return
            self._sleep_until(started + TICK_S)

    def _stop(self, *args) -> None:
        self.running = False

    def _sleep_until(self, moment: float) -> None:
        while self.running and time.monotonic() < moment:
            time.sleep(0.2)


def _tell_if_a_rebuild_is_needed() -> None:
    try:
        reason = why_rebuild()
    except OperationalError:
        return  # the first tick tells that the database does not answer
    if reason:
        logger.warning("Run `manage.py editions rebuild`. %s", reason)
