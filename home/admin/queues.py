"""What waits for whom: texts to be approved, the own unfinished ones. Pages and snippets alike."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState

from home.admin.panels import SHOWN, Entry, StartPanel, entry_of, german_titles
from home.snippets import ContactPoint, Person, Topic
from home.visibility import state_words
from locales.languages import SOURCE
from locales.names import language_name

SNIPPETS = (ContactPoint, Person, Topic)


class WaitingPanel(StartPanel):
    """Texts that the user may approve; of a translation, its language and its original."""

    name = "waiting"
    order = 20
    heading = gettext_lazy("Waiting for me")
    nothing = gettext_lazy("Nothing waits for your approval.")

    def entries(self) -> list[Entry]:
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
    """What the user has begun and readers do not see yet, newest first."""

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
                details=_remark(handed_in.get(_key(instance))),
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
        type_id = ContentType.objects.get_for_model(model).pk
        numbers = [int(pk) for content_type, pk in handed_in if content_type == type_id]
        return Q(latest_revision__user=self.user) | Q(pk__in=numbers)

    def _pages(self, handed_in):
        return (
            Page.objects.filter(Q(owner=self.user) | self._own(Page, handed_in))
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


def _key(instance) -> tuple[int, str]:
    model = Page if isinstance(instance, Page) else type(instance)
    return ContentType.objects.get_for_model(model).pk, str(instance.pk)


def _remark(state: WorkflowState | None) -> tuple[str, ...]:
    """What the chief editors wrote when they gave the text back."""
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ()
    comment = state.current_task_state and state.current_task_state.comment
    return (comment,) if comment else ()
