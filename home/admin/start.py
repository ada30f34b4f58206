"""The editors' start page: what to begin, what is unfinished, what waits, what is held back.

Other apps add to it through two hooks, so that nothing here knows press releases:
``start_page_buttons(user)`` yields ``StartButton``, ``start_page_held_back(user)`` ``HeldBack``.
Translators without rights on German pages see none of these panels; their desk adds its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page, Revision

from home.admin.contact_changes import ContactChangesPanel
from home.admin.panels import SHOWN, Entry, StartPanel, entry_of
from home.admin.queues import DraftsPanel, WaitingPanel
from locales.languages import SOURCE


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


class BeginPanel(StartPanel):
    """The buttons with which work begins."""

    name = "begin"
    order = 10
    template_name = "home/admin/start_begin.html"

    def entries(self) -> list[StartButton]:
        found = hooks.get_hooks("start_page_buttons")
        return [button for buttons in found for button in buttons(self.user)]


class HeldBackPanel(StartPanel):
    """Embargoed and scheduled texts, the next one first."""

    name = "held-back"
    order = 40
    heading = gettext_lazy("Under embargo or scheduled")
    nothing = gettext_lazy(
        "Nothing is held back. You find the embargo of a press release under “Settings”."
    )

    def entries(self) -> list[Entry]:
        found = [*scheduled(), *embargoed(self.user)]
        found.sort(key=lambda held: held.until)
        return [
            entry_of(held.page, at=held.until, state=held.page.status_string)
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
    panels = (BeginPanel, WaitingPanel, ContactChangesPanel, DraftsPanel, HeldBackPanel)
    return [panel(user) for panel in panels]


def new_page_url(parent: Page, app_label: str, model_name: str) -> str:
    return reverse("wagtailadmin_pages:add", args=[app_label, model_name, parent.pk])
