"""One list on the start page: what all of them are made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from locales.desk.submitting import edit_url
from locales.languages import LANGUAGES, SOURCE

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a text, its state, and what else helps to know it without opening it."""

    title: str
    url: str
    language: str = ""  # BCP 47
    state: str | Promise = ""
    who: Any = None
    at: datetime | None = None
    about: str = ""
    details: tuple[str, ...] = ()


def entry_of(instance, tag: str = SOURCE, **more: Any) -> Entry:
    """The line of a page or snippet, titled as it was last saved. No query for a page."""
    is_page = isinstance(instance, Page)
    title = instance.get_admin_display_title() if is_page else title_of_snippet(instance)
    return Entry(title, edit_url(instance), LANGUAGES[tag].bcp47, **more)


def title_of_snippet(instance) -> str:
    """As it was last saved: the row of a draft still says what is public."""
    return instance.latest_revision.object_str if instance.latest_revision else str(instance)


def german_titles(instances: list) -> dict:
    """Title of the German original by key, of the translations among ``instances``.

    One query for each type.
    """
    keys: dict[Any, set] = {}
    for instance in instances:
        if instance.locale.language_code != SOURCE:
            model = Page if isinstance(instance, Page) else type(instance)
            keys.setdefault(model, set()).add(instance.translation_key)
    found = {}
    for model, wanted in keys.items():
        rows = model._default_manager.filter(translation_key__in=wanted)
        for original in rows.filter(locale__language_code=SOURCE):
            found[original.translation_key] = str(original)
    return found


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
