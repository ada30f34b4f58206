"""What was scheduled: publications and expiries that are due, each by itself.

Wagtail's own command ends at the first that fails, and would begin with the same one next time.
"""

import logging

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.editions.models import Postponed
from cms.editions.waiting import due, postpone, publication_name
from home.failures import PublishRefused

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish the revisions that are due.

    What is refused by now, such as a translation whose original has changed since, stays a draft
    and leaves the schedule. What fails otherwise stays on it and is tried again after a pause. Both
    are told to the editors.
    """
    now = timezone.now()
    waiting = Postponed.objects.filter(name__startswith="publication:", is_refused=False)
    paused = set(waiting.exclude(pk__in=due(waiting, now)).values_list("name", flat=True))
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by(
        "approved_go_live_at"
    ):
        name = publication_name(revision.base_content_type_id, revision.object_id)
        if name not in paused:
            _publish(revision, name)


def _publish(revision: Revision, name: str) -> None:
    try:
        revision.publish(log_action="wagtail.publish.scheduled")
    except Exception as error:  # noqa: BLE001 - the outermost loop of this work; it is written down
        if isinstance(error, PublishRefused) or revision.content_object is None:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        if found := revision.content_object:
            postpone(name, found.translation_key, error)


def expire_due() -> None:
    """Unpublish what has expired. Readers do not see it any more, whether or not this works."""
    models = [Page, *(model for model in apps.get_models() if _is_snippet(model))]
    for model in models:
        expired = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        for found in list(expired.order_by("expire_at")):
            try:
                found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            except Exception:
                logger.exception("Cannot unpublish %s %s: expired", found._meta.label, found.pk)


def _is_snippet(model: type) -> bool:
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)
