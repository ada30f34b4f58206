"""What editors are told of texts that could not be rendered, copied or published by themselves."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.editions.models import Dirty, Placement, Postponed
from cms.editions.waiting import how_much_waits, publication_name
from locales.languages import SOURCE

SHOWN = 10
IN_GERMAN = '{} <bdi lang="de" dir="ltr">{}</bdi>'  # the problem is stored in German


@dataclass(frozen=True)
class Failing:
    """A text with what is wrong, and what that means for its readers."""

    page: Page
    problem: str
    effect: str


def tell_problems(request, instance: Any) -> None:
    """A message above the editor for everything that failed with this text."""
    key = instance.translation_key
    name = publication_name(instance.get_base_content_type().pk, instance.pk)
    rows: list[Dirty | Postponed] = [
        *Dirty.objects.filter(key=key),
        *Postponed.objects.filter(name__in=[name, f"copies:{key}"]),
    ]
    for row in rows:
        if row.problem:
            said = format_html(IN_GERMAN, _effect(row), row.problem)
            messages.error(request, said)


def _effect(row: Dirty | Postponed) -> str:
    if isinstance(row, Postponed):
        if row.name.startswith("copies:"):
            return _("Readers miss a picture or a file of this text; it is tried again by itself.")
        if row.is_refused:
            return _("This text was not published at its hour; it is a draft again.")
        return _("This text could not be published at its hour; it is tried again by itself.")
    shown = Placement.objects.visible(timezone.now()).filter(key=row.key).exists()
    if row.is_refused:
        if shown:
            return _("Readers see an older version of this text, until you correct it:")
        return _("This text is not public, until you correct it:")
    if shown:
        return _("Readers see an older version of this text; it is tried again by itself.")
    return _("This text is not public at present; it is tried again by itself.")


class ProblemsPanel(Component):
    """How much waits to be rendered, and each text that failed. Absent where all is well."""

    name = "problems"
    order = 5
    template_name = "editions/problems_panel.html"

    def get_context_data(self, parent_context):
        late = list(Postponed.objects.exclude(problem="").order_by("since")[:SHOWN])
        dirty = list(Dirty.objects.exclude(problem="").order_by("since")[:SHOWN])
        pages = Page.objects.filter(locale__language_code=SOURCE)
        by_key = {
            page.translation_key: page
            for page in pages.filter(translation_key__in={row.key for row in (*dirty, *late)})
        }
        return {
            "counts": how_much_waits(),
            "entries": [
                Failing(by_key[row.key], row.problem, _effect(row))
                for row in (*dirty, *late)
                if row.key in by_key
            ],
        }
