"""The scheduler's tick: idempotent, catches up after an outage, any number may run."""

import logging

from django.utils import timezone

from cms.editions.copying import make_late_copies
from cms.editions.draining import drain, requeue_waiting
from cms.editions.journal import write_journal
from cms.editions.models import Dirty, Placement
from cms.editions.public_media import sweep
from cms.editions.publisher import mark_dirty, wake_worker
from cms.operations.keeping.installation import why_it_waits
from cms.operations.keeping.retention import remove_what_is_over
from cms.operations.mail import send_what_is_due
from cms.operations.models import Heartbeat
from cms.operations.queue import put_back_failed_tasks, put_back_lost_tasks
from cms.operations.renovation import why_nobody_writes
from cms.operations.scheduling import expire_due, publish_due
from cms.operations.whole_files import remove_half_files
from directory.documents import today
from directory.models import Organization
from locales.desk.requests import ask_again
from locales.languages import SOURCE

logger = logging.getLogger(__name__)

TICK_S = 10
DRAINED_PER_TICK = 200  # so that a dead worker delays what is shown, and never stops it


def tick() -> None:
    """Publish and expire what is due, journal what crossed a moment, drain, sweep public files.

    One step that fails does not stop the others, nor the next tick: it is logged. In a copy that
    nobody has confirmed nothing of it is done, nor while that cannot be told.
    """
    if not _may_act():
        return
    for step in (
        mark_profiles_to_check,
        publish_due,
        expire_due,
        write_journal,
        lambda: drain(DRAINED_PER_TICK),
        write_journal,
        requeue_waiting,
        put_back_lost_tasks,
        put_back_failed_tasks,
        send_what_is_due,
        ask_again,
        make_late_copies,
        sweep,
        remove_half_files,
        remove_what_is_over,
        beat,
    ):
        try:
            step()
        except Exception:
            logger.exception("A step of the tick failed; the next tick tries again.")


def _may_act() -> bool:
    try:
        reason = why_it_waits() or why_nobody_writes()
    except Exception:
        logger.exception("Whether this city may act cannot be read; the next tick tries again.")
        return False
    if reason:
        logger.warning("The scheduler waits. %s", reason)
        beat()
    return not reason


def beat() -> None:
    Heartbeat.objects.update_or_create(name="scheduler", defaults={"at": timezone.now()})


def mark_profiles_to_check() -> None:
    """Have profiles rendered anew whose check fell due, or lapsed, on the way. Three queries."""
    shown = dict(
        Placement.objects.visible(timezone.now())
        .filter(type="organization", locale=SOURCE)
        .exclude(key__in=Dirty.objects.values("key"))
        .values_list("key", "facets")
    )
    profiles = Organization.objects.filter(locale__language_code=SOURCE, live=True)
    day = today()
    crossed = [
        profile.translation_key
        for profile in profiles.only("translation_key", "verified_at", "next_check_due")
        if profile.translation_key in shown
        and f" verification_state={profile.verification_state(day)} "
        not in shown[profile.translation_key]
    ]
    if crossed:
        mark_dirty(crossed, "check due")
        wake_worker()
