"""Lists and choosers of snippets: the German ones, once, with what tells them apart."""

import re
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views import chooser, snippets

from home.admin.editing import OfficeSnippetViewSet
from locales.desk.rights import is_only_translator
from locales.languages import SOURCE

FOUND_BY = {
    "topic": ("label", "slug"),
    "person": ("given_name", "family_name", "phone", "email"),
    "contactpoint": ("label", "phone", "email", "street", "postal_code", "city", "room"),
}
BETWEEN_DIGITS = " -/()"


def german(rows: QuerySet) -> QuerySet:
    return rows.filter(locale__language_code=SOURCE)


def found(rows: QuerySet, query: str) -> QuerySet:
    """Rows with every word in one of their fields, or with this phone number, however spaced."""
    fields = FOUND_BY[rows.model._meta.model_name or ""]
    every_word = Q()
    for word in query.split():
        every_word &= reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
    if "phone" in fields and re.fullmatch(r"\+?[\d ()/-]{3,}", query.strip()):
        number: Any = F("phone")
        for sign in BETWEEN_DIGITS:
            number = Replace(number, Value(sign), Value(""))
        digits = re.sub(r"[^\d+]", "", query)
        return rows.alias(digits=number).filter(every_word | Q(digits__contains=digits))
    return rows.filter(every_word)


def left_to_right(name: str):
    return lambda row: format_html('<bdi dir="ltr">{}</bdi>', getattr(row, name))


def address_of(point) -> str:
    town = " ".join(part for part in (point.postal_code, point.city) if part)
    return ", ".join(part for part in (point.street, town, point.room) if part)


def telling_apart(model) -> list[Column]:
    """The columns besides the name that tell two rows of a kind apart."""
    phone = Column("phone", label=_("Phone"), accessor=left_to_right("phone"))
    return {
        "topic": [],
        "person": [phone, Column("email", label=_("E-mail"), accessor=left_to_right("email"))],
        "contactpoint": [phone, Column("address", label=_("Address"), accessor=address_of)],
    }[model._meta.model_name]


class FindForm(SearchFilterMixin, BaseFilterForm):
    """The search of a chooser."""

    def filter(self, objects):
        query = self.cleaned_data.get("q")
        if query:
            self.is_searching, self.search_query = True, query
            return found(objects, query)
        return objects


class ChoosesGerman:
    """What a German text refers to; its other languages follow by themselves."""

    filter_form_class = FindForm
    page_title = _("Please choose:")
    i18n_enabled = False  # no language to choose, none to show

    def get_object_list(self):
        return german(super().get_object_list())

    @property
    def columns(self):
        title, *rest = super().columns
        return [title, *telling_apart(self.model_class), *rest]


class ChooseView(ChoosesGerman, chooser.ChooseView):
    pass


class ChooseResultsView(ChoosesGerman, chooser.ChooseResultsView):
    pass


class OfficeChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


class SnippetList(snippets.IndexView):
    def search_queryset(self, queryset):
        return found(queryset, self.search_query) if self.is_searching else queryset


class ListedSnippetViewSet(OfficeSnippetViewSet):
    """The list of a kind: German rows, unless a language is asked for in the filter."""

    index_view_class = SnippetList
    chooser_viewset_class = OfficeChooserViewSet

    @property
    def list_display(self):
        # Asked for once, at the start: Wagtail's own heads would keep the language of that moment.
        state = LiveStatusTagColumn(label=_("Status"))
        saved = UpdatedAtColumn(label=_("Updated"))
        return ["__str__", *telling_apart(self.model), state, saved]

    @property
    def search_fields(self):
        return list(FOUND_BY[self.model._meta.model_name])

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return listed(self.model, request)


def listed(model, request: HttpRequest) -> QuerySet:
    """The rows of a list before its search: of the language asked for, else the German ones."""
    rows = model.objects.all()
    if tag := request.GET.get("locale"):
        return rows.filter(locale__language_code=tag)
    return rows if is_only_translator(request.user) else german(rows)


class DeleteListed(DeleteBulkAction):
    """ "All of the list" is what the list shows; Wagtail takes every row there is."""

    models = [apps.get_model("home", name) for name in FOUND_BY]

    def get_all_objects_in_listing_query(self, parent_id):
        rows = listed(self.model, self.request)
        query = self.request.GET.get("q", "").strip()
        return (found(rows, query) if query else rows).values_list("pk", flat=True)
