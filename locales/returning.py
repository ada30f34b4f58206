"""A review of a translation goes back by itself when its original changes in the meantime.

Nobody could approve it: sentences are missing. Nobody but the translator could fill them in, and
during a review the text is closed to her.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, TranslationSource


def send_back(original, source: TranslationSource) -> None:
    """Give back each translation in review that lacks a sentence of ``original``. 3 queries, and
    more only for what goes back.
    """
    rows = {str(row.pk): row for row in original.get_translations().select_related("locale")}
    reviews = WorkflowState.objects.filter(
        base_content_type=original.get_base_content_type(),
        object_id__in=rows,
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
    ).select_related("current_task_state")
    for review in reviews:
        if _is_open(source, rows[review.object_id].locale):
            # Nobody sends it back: that is how it is told from what the chief editors return.
            review.current_task_state.specific.reject(user=None, comment=reason())


def reason() -> str:
    return _("The original has changed since this was handed over.")


def went_back_by_itself(review: WorkflowState | None) -> bool:
    """Whether a translation was given back because its original changed, and waits since then."""
    return (
        review is not None
        and review.status == WorkflowState.STATUS_NEEDS_CHANGES
        and review.current_task_state is not None
        and review.current_task_state.finished_by_id is None
    )


def _is_open(source: TranslationSource, locale) -> bool:
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
    )
    return source.stringsegment_set.filter(~Exists(done)).exists()
