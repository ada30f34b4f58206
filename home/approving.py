"""Approving publishes what was approved, in one go.

What reviewers change while a text waits for them belongs to what they approve: the running step is
moved to their newest revision, and what earlier steps approved stays approved. A change by anybody
else after the text was handed in is not approved with it: Wagtail then begins the step anew
(``WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT``). Every door ends in ``TaskState.approve``;
``install`` wraps it (its signature is tested).
"""

import inspect
from functools import wraps

from wagtail.models import TaskState

from home.publishing import before_publication, failing_in_words
from locales.turns import one_transaction

SIGNATURE = "(self, user=None, update=True, comment='')"


def install() -> None:
    """Wrap the method; called once at start-up. RuntimeError if Wagtail changed it."""
    found = str(inspect.signature(inspect.unwrap(TaskState.approve)))
    if found != SIGNATURE:
        raise RuntimeError(f"TaskState.approve is now {found}: read home/approving.py.")
    if getattr(TaskState.approve, "takes_in_changes", False):
        return
    TaskState.approve = _with_own_changes(TaskState.approve)


def _with_own_changes(approve):
    @wraps(approve)
    def approve_with_own_changes(state, user=None, update=True, comment=""):
        draft = state.workflow_state.content_object.get_latest_revision_as_object()
        with failing_in_words(draft):
            if state.workflow_state.is_at_final_task:
                # Pictures are made before anybody has to wait for this transaction.
                before_publication.send(sender=type(draft), instance=draft)
            with one_transaction():
                # Whoever waited for their turn finds what the one before has done.
                state.refresh_from_db()
                _take_in_changes(state)
                return approve(state, user=user, update=update, comment=comment)

    approve_with_own_changes.takes_in_changes = True
    return approve_with_own_changes


def _take_in_changes(state: TaskState) -> None:
    """Move the step to the newest revision if only its reviewers have written since."""
    instance = state.workflow_state.content_object
    latest = instance.get_latest_revision()
    if latest is None or latest.pk == state.revision_id:
        return
    later = instance.revisions.filter(created_at__gt=state.revision.created_at)
    authors = {revision.user for revision in later.select_related("user").defer("content")}
    if not all(author and may_approve(state, instance, author) for author in authors):
        return
    done = state.workflow_state.task_states.filter(
        revision_id=state.revision_id,
        status__in=(TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED),
    )
    for earlier_step in done:
        earlier_step.copy(update_attrs={"revision": latest})
    state.revision = latest
    state.save(update_fields=["revision"])


def may_approve(state: TaskState, instance, user) -> bool:
    """Whether the user is one of those for whom the text waits at this step."""
    actions = state.task.specific.get_actions(instance, user)
    return any(name == "approve" for name, *_rest in actions)
