"""What waits for whom: texts to be approved, the own unfinished ones. Pages and snippets alike."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, TaskState, WorkflowState

from home.admin.panels import SHOWN, Entry, StartPanel, entry_of, german_titles
from home.snippets import ContactPoint, Person, Topic
from home.visibility import state_words
from locales.languages import SOURCE
from locales.names import language_name

SNIPPETS = (ContactPoint, Person, Topic)


class WaitingPanel(StartPanel):
    """What was sent back to the user, then texts that the user may approve; of a translation, its
    language and its original.
    """

    name = "waiting"
    order = 20
    heading = gettext_lazy("Waiting for me")
    nothing = gettext_lazy("Nothing waits for you.")

    def entries(self) -> list[Entry]:
        return [*self._sent_back(), *self._to_approve()][:SHOWN]

    def _sent_back(self) -> list[Entry]:
        states = (
            WorkflowState.objects.filter(
                requested_by=self.user, status=WorkflowState.STATUS_NEEDS_CHANGES
            )
            .select_related("current_task_state__finished_by")
            .prefetch_related("content_object__locale")
            .order_by("-current_task_state__finished_at")[:SHOWN]
        )
        return [
            entry_of(
                state.content_object,
                state.content_object.locale.language_code,
                state=_("changes requested"),
                who=state.current_task_state.finished_by,
                at=state.current_task_state.finished_at,
                details=_remark(state),
            )
            for state in states
            if state.content_object and state.current_task_state
        ]

    def _to_approve(self) -> list[Entry]:
        tasks = list(
            TaskState.objects.reviewable_by(self.user)
            .select_related("workflow_state__requested_by")
            .prefetch_related("revision__content_object__locale")
            .order_by("started_at")[:SHOWN]
        )
        waiting = [
            (task, task.revision.content_object) for task in tasks if task.revision.content_object
        ]
        originals = german_titles([instance for _task, instance in waiting])
        return [
            entry_of(
                instance,
                instance.locale.language_code,
                state=_("to be approved"),
                who=task.workflow_state.requested_by,
                at=task.started_at,
                about=_what_it_translates(instance, originals),
            )
            for task, instance in waiting
        ]


def _what_it_translates(instance, originals: dict) -> str:
    tag = instance.locale.language_code
    if tag == SOURCE:
        return ""
    return _("%(language)s: “%(title)s”") % {
        "language": language_name(tag),
        "title": originals.get(instance.translation_key, "–"),
    }


class DraftsPanel(StartPanel):
    """What the user wrote or handed in and readers do not see yet, newest first; what was sent back
    waits above.
    """

    name = "drafts"
    order = 30
    heading = gettext_lazy("My drafts")
    nothing = gettext_lazy(
        "You have no unfinished texts. What you save without publishing stands here."
    )

    def entries(self) -> list[Entry]:
        handed_in = self._handed_in()
        found = [*self._pages(handed_in), *self._snippets(handed_in)]
        found.sort(key=lambda instance: _saved_at(instance).timestamp(), reverse=True)
        return [
            entry_of(
                instance,
                state=state_words(instance),
                at=_saved_at(instance),
            )
            for instance in found[:SHOWN]
        ]

    def _handed_in(self) -> dict[tuple[int, str], WorkflowState]:
        """What the user handed in and nobody has finished, also if others saved it since."""
        states = WorkflowState.objects.active().filter(requested_by=self.user)
        return {
            (state.base_content_type_id, state.object_id): state
            for state in states.select_related("current_task_state")
        }

    def _own(self, model, handed_in) -> Q:
        """Texts with a word of the user's that is not public, and what waits for approval."""
        type_id = ContentType.objects.get_for_model(model).pk
        numbers: dict[bool, list[int]] = {True: [], False: []}
        for (content_type, pk), state in handed_in.items():
            if content_type == type_id:
                is_back = state.status == WorkflowState.STATUS_NEEDS_CHANGES
                numbers[is_back].append(int(pk))
        saved = Revision.objects.filter(
            base_content_type=type_id,
            object_id=Cast(OuterRef("pk"), CharField()),
            user=self.user,
        )
        since = saved.filter(created_at__gt=OuterRef("live_revision__created_at"))
        wrote = Q(Exists(since)) | Q(Exists(saved), live_revision=None)
        return (wrote | Q(pk__in=numbers[False])) & ~Q(pk__in=numbers[True])

    def _pages(self, handed_in):
        return (
            Page.objects.filter(self._own(Page, handed_in))
            .filter(has_unpublished_changes=True, locale__language_code=SOURCE)
            .order_by("-latest_revision_created_at")
            .annotate_approved_schedule()
            .specific()[:SHOWN]
        )

    def _snippets(self, handed_in):
        for model in SNIPPETS:
            yield from (
                model.objects.filter(self._own(model, handed_in))
                .filter(has_unpublished_changes=True, locale__language_code=SOURCE)
                .select_related("latest_revision")
                .order_by("-latest_revision__created_at")[:SHOWN]
            )


def _saved_at(instance):
    if isinstance(instance, Page):
        return instance.latest_revision_created_at
    return instance.latest_revision.created_at


def _remark(state: WorkflowState) -> tuple[str, ...]:
    """What the chief editors wrote when they gave the text back."""
    comment = state.current_task_state and state.current_task_state.comment
    return (comment,) if comment else ()
