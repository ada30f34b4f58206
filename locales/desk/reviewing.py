"""From the translator's last sentence to the reader: handing over, approving, sending back.

Locks and running workflows are respected; what is incomplete is handed over by nobody. Publishing
itself refuses it once more, for every caller.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from locales.desk.rights import may_publish
from locales.segments import UNSURE
from locales.translation import problems_of, unconfirmed
from locales.turns import one_transaction


def lock_message(instance, user) -> str:
    """Why this user cannot change the object now; empty if they can."""
    lock = instance.get_lock()
    return str(lock.get_message(user)) if lock is not None and lock.for_user(user) else ""


def review_of(instance) -> TaskState | None:
    """The step of the review that is waiting for somebody; None if there is no review running."""
    state = getattr(instance, "current_workflow_task_state", None)
    return state if state is not None and state.status == TaskState.STATUS_IN_PROGRESS else None


def may_review(instance, user) -> bool:
    state = review_of(instance)
    if state is None:
        return False
    acts = {name for name, *_rest in state.task.specific.get_actions(instance, user)}
    return "approve" in acts


def missing_of(translation: Translation) -> list[str]:
    """What stands in the way of publishing this translation, one sentence each."""
    draft = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    suggestions = StringTranslation.objects.filter(
        locale=translation.target_locale,
        tool_name=UNSURE,
        has_error=False,  # the others are problems of the draft
        context__object_id=translation.source.object_id,
        translation_of__in=translation.source.stringsegment_set.values("string"),
    )
    return problems_of(draft) + [unconfirmed(row.translation_of.data) for row in suggestions]


def hand_over(request, translation: Translation, instance) -> None:
    """Save the draft and begin the review, or say what is missing."""
    if not _begin(request, translation, instance):
        return
    if review_of(instance) is not None:
        messages.info(request, _("This translation is being reviewed already."))
        return
    workflow = instance.get_workflow() if isinstance(instance, Page) else None
    with transaction.atomic():
        translation.save_target(user=request.user, publish=False)
        instance = _fresh(instance)
        if workflow is not None:
            if not instance.permissions_for_user(request.user).can_submit_for_moderation():
                raise PermissionDenied
            state = instance.current_workflow_state
            if state is not None:  # it was sent back
                state.resume(user=request.user)
            else:
                workflow.start(instance, request.user)
    messages.success(request, _("Handed over. The chief editors have been asked to approve it."))


def publish(request, translation: Translation, instance) -> None:
    """Publish what is in the strings now; approve it where a review is running."""
    if not may_publish(instance, request.user):
        raise PermissionDenied
    if not _begin(request, translation, instance):
        return
    state = review_of(instance)
    if state is not None and not may_review(instance, request.user):
        raise PermissionDenied
    try:
        with one_transaction():
            translation.save_target(user=request.user, publish=False)
            if state is not None:
                fresh = _fresh(instance)
                state.revision = fresh.latest_revision
                state.save(update_fields=["revision"])
                state.task.specific.on_action(state, request.user, "approve")
            else:
                _fresh(instance).latest_revision.publish(user=request.user)
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
        return
    done = _("Published in %(language)s.") % {"language": translation.target_locale}
    # The state says what readers see: under an embargo, or below a hidden page, nothing yet.
    messages.success(request, f"{done} {capfirst(str(_fresh(instance).status_string))}.")


def send_back(request, translation: Translation, instance) -> None:
    """Give the translation back to the translator, with a word about what to change."""
    state = review_of(instance)
    if state is None or not may_review(instance, request.user):
        raise PermissionDenied
    comment = request.POST.get("comment", "").strip()
    if not comment:
        messages.error(request, _("Say in a sentence what should be changed."))
        return
    state.task.specific.on_action(state, request.user, "reject", comment=comment)
    messages.success(request, _("Sent back to the translator."))


def _begin(request, translation: Translation, instance) -> bool:
    """Whether the object may be changed now and its translation is whole; says why not."""
    reason = lock_message(instance, request.user)
    if reason:
        messages.error(request, reason)
        return False
    missing = missing_of(translation)
    if missing:
        messages.error(request, _("Not yet complete:") + " " + " ".join(missing[:5]))
        return False
    return True


def _fresh(instance):
    return type(instance)._default_manager.get(pk=instance.pk)


ACTIONS = {"hand-over": hand_over, "publish": publish, "send-back": send_back}
