"""The editors' start page: what to begin, what is unfinished, what waits, what is held back.

Other apps add to it through two hooks, so that nothing here knows press releases:
``start_page_buttons(user)`` yields ``StartButton``, ``start_page_held_back(user)`` ``HeldBack``.
Translators without rights on German pages see none of these panels; their desk adds its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState

from locales.languages import SOURCE

SHOWN = 10


@dataclass(frozen=True)
class StartButton:
    """Something people come here to begin."""

    label: str
    url: str
    icon: str = "plus"


@dataclass(frozen=True)
class HeldBack:
    """A page that readers do not see yet, and the moment from which they will."""

    page: Page
    until: datetime


def writes_german(user) -> bool:
    """Whether the user works on the German originals, and not on translations only."""
    home = Page.objects.filter(depth=2, locale__language_code=SOURCE).first()
    return home is not None and home.permissions_for_user(user).can_edit()


class StartPanel(Component):
    """One list on the start page, or a sentence that helps where there is nothing to list."""

    template_name = "home/admin/start_panel.html"
    heading: str | Promise = ""
    nothing: str | Promise = ""
    name = ""

    def __init__(self, user) -> None:
        self.user = user

    def entries(self) -> list:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        return {
            "name": self.name,
            "heading": self.heading,
            "nothing": self.nothing,
            "entries": self.entries(),
            "request": parent_context["request"],
        }


class BeginPanel(StartPanel):
    """The buttons with which work begins."""

    name = "begin"
    order = 10
    template_name = "home/admin/start_begin.html"

    def entries(self) -> list[StartButton]:
        found = hooks.get_hooks("start_page_buttons")
        return [button for buttons in found for button in buttons(self.user)]


class WaitingPanel(StartPanel):
    """Texts that the user may approve."""

    name = "waiting"
    order = 20
    heading = gettext_lazy("Waiting for me")
    nothing = gettext_lazy("Nothing waits for your approval.")

    def entries(self) -> list[dict]:
        tasks = (
            TaskState.objects.reviewable_by(self.user)
            .select_related("revision__user", "task")
            .order_by("started_at")
        )
        return [
            {
                "page": page,
                "at": task.started_at,
                "who": task.revision.user,
                "state": _("to be approved"),
            }
            for task in tasks[:SHOWN]
            if isinstance(page := task.revision.content_object, Page)
        ]


class DraftsPanel(StartPanel):
    """What the user has begun and readers do not see yet, newest first."""

    name = "drafts"
    order = 30
    heading = gettext_lazy("My drafts")
    nothing = gettext_lazy(
        "You have no unfinished texts. What you save without publishing stands here."
    )

    def entries(self) -> list[dict]:
        pages = (
            Page.objects.filter(Q(owner=self.user) | Q(latest_revision__user=self.user))
            .filter(has_unpublished_changes=True, locale__language_code=SOURCE)
            .order_by("-latest_revision_created_at")
            .annotate_approved_schedule()
            .specific()
        )
        return [
            {"page": page, "at": page.latest_revision_created_at, "state": page.status_string}
            for page in pages[:SHOWN]
        ]


class HeldBackPanel(StartPanel):
    """Embargoed and scheduled texts, the next one first."""

    name = "held-back"
    order = 40
    heading = gettext_lazy("Under embargo or scheduled")
    nothing = gettext_lazy(
        "Nothing is held back. You find the embargo of a press release under “Settings”."
    )

    def entries(self) -> list[dict]:
        found = [*scheduled(), *embargoed(self.user)]
        found.sort(key=lambda held: held.until)
        return [
            {"page": held.page, "at": held.until, "state": held.page.status_string}
            for held in found[:SHOWN]
        ]


def scheduled() -> Iterable[HeldBack]:
    """German pages that the scheduler will publish."""
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    for revision in revisions.order_by("approved_go_live_at")[:SHOWN]:
        page = revision.content_object
        if page is not None and page.locale.language_code == SOURCE:
            yield HeldBack(page, revision.approved_go_live_at)


def embargoed(user) -> Iterable[HeldBack]:
    for found in hooks.get_hooks("start_page_held_back"):
        yield from found(user)


def panels_for(user) -> list[StartPanel]:
    if not writes_german(user):
        return []
    return [BeginPanel(user), WaitingPanel(user), DraftsPanel(user), HeldBackPanel(user)]


def new_page_url(parent: Page, app_label: str, model_name: str) -> str:
    return reverse("wagtailadmin_pages:add", args=[app_label, model_name, parent.pk])
