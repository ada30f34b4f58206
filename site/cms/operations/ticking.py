"""The scheduler's tick: idempotent, catches up after an outage, any number may run."""

from django.core.management import call_command
from django.utils import timezone

from cms.editions.draining import drain, requeue_waiting
from cms.editions.journal import write_journal
from cms.editions.public_media import sweep
from cms.operations.models import Heartbeat

TICK_S = 10
DRAINED_PER_TICK = 200  # so that a dead worker delays what is shown, and never stops it


def tick() -> None:
    """Publish and expire what is due, journal what crossed a moment, drain, sweep public files."""
    call_command("publish_scheduled", verbosity=0)
    write_journal()
    drain(DRAINED_PER_TICK)
    write_journal()
    requeue_waiting()
    sweep()
    Heartbeat.objects.update_or_create(name="scheduler", defaults={"at": timezone.now()})
