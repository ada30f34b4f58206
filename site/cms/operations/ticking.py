"""The scheduler's tick: idempotent, catches up after an outage, any number may run."""

import logging

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from cms.editions.draining import drain, requeue_waiting
from cms.editions.journal import write_journal
from cms.editions.models import Dirty, Placement
from cms.editions.public_media import sweep
from cms.editions.publisher import mark_dirty, wake_worker
from cms.operations.models import Heartbeat
from cms.operations.queue import put_back_lost_tasks
from directory.documents import today
from directory.models import Organization
from home.publishing import PublishRefused
from locales.desk.requests import ask_again
from locales.languages import SOURCE

logger = logging.getLogger(__name__)

TICK_S = 10
DRAINED_PER_TICK = 200  # so that a dead worker delays what is shown, and never stops it


def tick() -> None:
    """Publish and expire what is due, journal what crossed a moment, drain, sweep public files.

    One step that fails does not stop the others, nor the next tick: it is logged.
    """
    for step in (
        mark_profiles_to_check,
        publish_due,
        lambda: call_command("publish_scheduled", verbosity=0),
        write_journal,
        lambda: drain(DRAINED_PER_TICK),
        write_journal,
        requeue_waiting,
        put_back_lost_tasks,
        ask_again,
        sweep,
    ):
        try:
            step()
        except Exception:
            logger.exception("A step of the tick failed; the next tick tries again.")
    Heartbeat.objects.update_or_create(name="scheduler", defaults={"at": timezone.now()})


def publish_due() -> None:
    """Publish the revisions that are due, each by itself.

    What is refused by now, such as a translation whose original has changed since, stays a draft
    and leaves the schedule: Wagtail's own command would stop at it for ever.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at"):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except PublishRefused as refused:
            logger.error("Not published: %s: %s", revision.object_str, "; ".join(refused.messages))
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)


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
