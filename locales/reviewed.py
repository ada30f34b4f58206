"""Who checked a translation: the one rule, read from Wagtail's log, where every approval stands.

Publishing alone is no check: whoever changed the text last cannot check it.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import F
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation

APPROVALS = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.workflow.approve")


def check_of(key: UUID, locale: Locale) -> tuple[int, datetime] | None:
    """Id of the person who checked the live text of a page, and when; None if nobody did.

    That is who last approved or published exactly this revision and is not its last translator:
    the scheduler keeps a check, another text has none. Topics and contact points tell of no check.
    Two queries.
    """
    approvals = PageLogEntry.objects.filter(
        page__translation_key=key,
        page__locale=locale,
        revision=F("page__live_revision"),
        action__in=APPROVALS,
        user__in=get_user_model().objects.all(),  # the log keeps the ids of those who left
    )
    if (translator := _last_translator(key, locale)) is not None:
        approvals = approvals.exclude(user=translator)
    return approvals.order_by("-timestamp").values_list("user", "timestamp").first()


def _last_translator(key: UUID, locale: Locale) -> int | None:
    """Who last changed a sentence; None if that is not known, or nobody did."""
    strings = StringSegment.objects.filter(source__object_id=key).values("string")
    translations = StringTranslation.objects.filter(
        context__object_id=key, locale=locale, translation_of__in=strings
    )
    return (
        translations.order_by("-updated_at", "-pk")
        .values_list("last_translated_by", flat=True)
        .first()
    )
