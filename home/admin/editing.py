"""The editors of pages and snippets: Wagtail's, with our answers to what is saved.

Nobody saves over a newer version unasked, who is locked out keeps what she wrote, and after each
button stands what readers see now.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.pages.create import CreateView as PageCreateView
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.unpublish import UnpublishView as PageUnpublishView
from wagtail.admin.views.pages.workflow import WorkflowActionView as PageWorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import TaskState
from wagtail.snippets.views import snippets

from home.admin import telling
from home.admin.locked import TellsOfALock
from home.admin.newer import AsksBeforeOverwriting
from home.visibility import is_public, readable_below
from locales.translation import is_translation

TOLD = {
    "save": telling.saved,
    "publish": telling.published,
    "submit": telling.submitted,
    "restart-workflow": telling.submitted,
    "cancel-workflow": telling.cancelled,
}
SAVES = ("create", "edit")  # what generic views call "save"


def _tell(request: HttpRequest, response: HttpResponse, instance, action: str) -> HttpResponse:
    """Say what became of it, if anything did; the answer is given back as it is."""
    if isinstance(response, HttpResponseRedirect) and action in TOLD:
        TOLD[action](request, instance)
    return response


def _decides(request: HttpRequest) -> bool:
    """Whether somebody approves or gives back, perhaps on a screen from before the decision."""
    return "action-workflow-action" in request.POST


class WithoutChecks:
    """Without Wagtail's panel "Checks": it looks at its own preview, finds nothing in ours, and
    says "0 problems" whatever there is.
    """

    def get_side_panels(self):
        found = super().get_side_panels()  # type: ignore[misc]  # of Wagtail's view
        return MediaContainer([panel for panel in found if not isinstance(panel, ChecksSidePanel)])


class EditPage(WithoutChecks, TellsOfALock, AsksBeforeOverwriting, PageEditView):
    form_id = "page-edit-form"

    @property
    def edited(self):
        return self.page

    def sent_form(self):
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def post(self, request, *args, **kwargs):
        state = self.page.current_workflow_task_state
        if state is None and _decides(request) and not self.sent_form().has_changed():
            telling.decided_before(request, self.page)
            return redirect(self.get_edit_url())
        response = super().post(request, *args, **kwargs)
        if self.expects_json_response or self._opened_with is not None:
            return response
        if self.action_name == "perform_workflow_action" and state is not None:
            if isinstance(response, HttpResponseRedirect):
                changed = self.has_content_changes
                telling.decided(request, self.page, state, changed=changed)
            return response
        return _tell(request, response, self.page, self.action_name.replace("_", "-"))


class RevertPage(WithoutChecks, TellsOfALock, AsksBeforeOverwriting, RevisionsRevertView):
    form_id = "page-edit-form"
    edited = EditPage.edited
    sent_form = EditPage.sent_form


class CreatePage(WithoutChecks, PageCreateView):
    def post(self, request):
        response = super().post(request)
        if self.expects_json_response:
            return response
        return _tell(request, response, self.page, self.action_name)


class UnpublishPage(PageUnpublishView):
    def post(self, request, *args, **kwargs):
        # What stands below another language's page is read as long as the German pages are.
        hides = is_public(self.object) and not is_translation(self.object)
        below = readable_below(self.object) if hides else 0
        response = super().post(request, *args, **kwargs)
        telling.unpublished(request, self.object, below)
        return response


class DecidesAndTells:
    """The dialogue in which a text is approved or given back, from lists and reports."""

    def post(self, request, *args, **kwargs):
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            telling.decided_before(request, self.object)
            return redirect(self.redirect_url)
        response = super().post(request, *args, **kwargs)
        if response.status_code == 302 or b'"success"' in response.content:
            telling.decided(request, self.object, self.task_state)
        return response


class DecideOnPage(DecidesAndTells, PageWorkflowActionView):
    pass


class OfficePageViewSet(PageViewSet):
    """Wagtail's views of pages, with these in their places."""

    add_view_class = CreatePage
    edit_view_class = EditPage
    revisions_revert_view_class = RevertPage
    unpublish_view_class = UnpublishPage
    workflow_action_view_class = DecideOnPage


class EditSnippet(WithoutChecks, TellsOfALock, AsksBeforeOverwriting, snippets.EditView):
    @property
    def edited(self):
        return self.object

    def sent_form(self):
        return self.get_form()

    def post(self, request, *args, **kwargs):
        state = getattr(self.object, "current_workflow_task_state", None)
        if state is None and _decides(request) and not self.sent_form().has_changed():
            telling.decided_before(request, self.object)
            return redirect(self.get_edit_url())
        response = super().post(request, *args, **kwargs)
        if self.expects_json_response or self._opened_with is not None:
            return response
        if self.action == "workflow-action" and state is not None:
            if isinstance(response, HttpResponseRedirect):
                telling.decided(request, self.object, state, changed=self.form.has_changed())
            return response
        action = "save" if self.action in SAVES else self.action
        return _tell(request, response, self.object, action)


class CreateSnippet(WithoutChecks, snippets.CreateView):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if self.expects_json_response:
            return response
        action = "save" if self.action in SAVES else self.action
        return _tell(request, response, self.object, action)


class UnpublishSnippet(snippets.UnpublishView):
    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        telling.unpublished(request, self.object)
        return response


class DecideOnSnippet(DecidesAndTells, snippets.WorkflowActionView):
    pass


class OfficeSnippetViewSet(snippets.SnippetViewSet):
    """Wagtail's views of snippets, with these in their places."""

    add_view_class = CreateSnippet
    edit_view_class = EditSnippet
    unpublish_view_class = UnpublishSnippet
    workflow_action_view_class = DecideOnSnippet
