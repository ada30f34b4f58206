"""Two people on one text: who saves an older version than the newest is asked before, never after.

Wagtail knows from the form which version it was opened with, and refuses only what its editor saves
by itself; what people save, submit, approve or publish would take the place of the newer version
without a word. Here it is answered with the form as it was sent.
"""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

KNOWINGLY = "overwrite_newer"


class AsksBeforeOverwriting:
    """For the editor of a page or snippet; ``form_id`` is the form's id on the screen."""

    request: HttpRequest
    latest_revision: Any
    get_edit_url: Callable[[], str]
    form_id = "w-editor-form"
    _opened_with: Revision | None = None

    @property
    def edited(self) -> Any:
        """The page or snippet of the view."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if (
            self.expects_json_response
            or self.locked_for_user
            or not self.is_out_of_date
            or request.POST.get(KNOWINGLY) == _mark(self.latest_revision)
        ):
            return self._with_version(super().post(request, *args, **kwargs))
        self._opened_with = self._version_in_form()
        self.form = self.sent_form()
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        messages.warning(request, self._question())
        return self.render_to_response(self.get_context_data())

    def _with_version(self, response: HttpResponse) -> HttpResponse:
        """The answer to what was saved by itself; with it the form says which version it holds now.

        Wagtail tells that only to what it saves by itself next, not to the buttons.
        """
        if not isinstance(response, JsonResponse):
            return response
        answer = json.loads(response.content)
        if not answer.get("success") or "revision_id" not in answer:
            return response
        holds = {
            "loaded_revision_id": str(answer["revision_id"]),
            "loaded_revision_created_at": answer["revision_created_at"],
        }
        return JsonResponse({**answer, "field_updates": {**answer["field_updates"], **holds}})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self._opened_with is not None:
            # Saved once more without an answer, the form is refused once more.
            self.edited.latest_revision_id = self._opened_with.pk
            context["loaded_revision_created_at"] = "older"
            context["autosave_enabled"] = False
            context["has_unsaved_changes"] = True
        return context

    def _version_in_form(self) -> Revision:
        """What the text in the form was made from; the oldest version if that cannot be told."""
        posted = self.request.POST
        sent = posted.get("overwrite_revision_id") or posted.get("loaded_revision_id", "")
        versions = list(self.edited.revisions.defer("content").order_by("created_at", "pk"))
        return next((version for version in versions if str(version.pk) == sent), versions[0])

    def _question(self) -> SafeString:
        newest, opened = self.latest_revision, self._opened_with
        at = timezone.localtime(newest.created_at)
        is_own = newest.user_id == self.request.user.pk
        said = (
            _("You saved this text in another window at %(time)s, after you opened it here.")
            if is_own
            else _("%(who)s saved this text at %(time)s, after you had opened it.")
        ) % {
            "who": get_user_display_name(newest.user) if newest.user else _("Somebody"),
            "time": f"{at:%d.%m.%Y %H:%M}",
        }
        return format_html(
            '{} {} <span class="buttons">{}<a href="{}" target="_blank" rel="noopener" '
            'class="button button-small button-secondary">{}</a>'
            '<button type="submit" form="{}" name="{}" value="{}" '
            'class="button button-small button-secondary">{}</button></span>',
            said,
            _(
                "Nothing of yours is saved yet; your text stands in the form below. Compare, and "
                "take over what you need. If you save yours, the other version is kept in the "
                "history."
            ),
            self._link_to_changes(opened, newest),
            self.get_edit_url(),
            _("Open the newer version"),
            self.form_id,
            KNOWINGLY,
            _mark(newest),
            _("Save my version as a draft"),
        )

    def _link_to_changes(self, opened: Revision, newest: Revision) -> SafeString | str:
        if opened.pk == newest.pk:
            return ""  # the same version was saved over: there is nothing left to compare with
        return format_html(
            '<a href="{}" target="_blank" rel="noopener" '
            'class="button button-small button-secondary">{}</a>',
            _compare_url(self.edited, opened, newest),
            _("What has changed there"),
        )


def _mark(revision: Revision) -> str:
    """Tells one version from another, also where one was saved over."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


def _compare_url(instance, older: Revision, newer: Revision) -> str:
    if isinstance(instance, Page):
        name = "wagtailadmin_pages:revisions_compare"
    else:
        name = instance.snippet_viewset.get_url_name("revisions_compare")
    return reverse(name, args=[quote(instance.pk), older.pk, newer.pk])
