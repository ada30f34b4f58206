"""A text that was locked while somebody wrote: what she wrote stands, and why it is not saved.

Wagtail says only that the text is locked. Here the form comes back as it was sent, with who locked
the text and what can be done with what was written.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import BasicLock, WorkflowLock


class TellsOfALock:
    """For the editor of a page or snippet, above those that save."""

    request: HttpRequest
    lock: Any  # of Wagtail's view
    _is_refused = False

    @property
    def edited(self) -> Any:
        """The page or snippet of the view."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if (
            not self.locked_for_user
            or self.expects_json_response
            or getattr(self.edited, "alias_of_id", None)
            or self._cancels_approval()
        ):
            return super().post(request, *args, **kwargs)
        self._is_refused = True
        self.form = self.sent_form()
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        messages.error(request, f"{self._why()} {_what_to_do()}")
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self._is_refused:
            context["autosave_enabled"] = False
            context["has_unsaved_changes"] = True
        return context

    def _cancels_approval(self) -> bool:
        state = getattr(self.edited, "current_workflow_state", None)
        asked = bool(self.request.POST.get("action-cancel-workflow"))
        return asked and state is not None and state.user_can_cancel(self.request.user)

    def _why(self) -> str:
        if isinstance(self.lock, WorkflowLock):
            state = self.edited.current_workflow_state
            return _("%(who)s handed in this text for approval at %(time)s.") % {
                "who": _name(state.requested_by),
                "time": f"{timezone.localtime(state.created_at):%d.%m.%Y %H:%M}",
            }
        if isinstance(self.lock, BasicLock):
            return _("%(who)s locked this text.") % {"who": _name(self.edited.locked_by)}
        return _("This text is locked: the time when it goes public is set.")


def _what_to_do() -> str:
    return _(
        "Nothing of what you wrote since is saved; it still stands in the form below. Copy from "
        "there what you want to keep. It can be added when the approval is decided or cancelled, "
        "or the text is unlocked."
    )


def _name(user) -> str:
    return get_user_display_name(user) if user else _("Somebody")
