"""How far each object is in each language. Computed, never typed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    IntegerField,
    Model,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, get_translatable_models
from wagtail_localize.models import Translation

from locales.languages import LANGUAGES, SOURCE
from locales.models import PublishedTranslation

MAX_KEYS_IN_SQL = 500  # SQLite takes a limited number of parameters; beyond, rows are chosen here

NAMES = {
    "withdrawn": _("withdrawn"),
    "missing": _("not translated"),
    "in_progress": _("being translated"),
    "outdated": _("original has changed"),
    "needs_review": _("to be checked"),
    "machine": _("translated by machine"),
    "current": _("up to date"),
}


@dataclass(frozen=True, slots=True)
class State:
    """One object in one language; ``since`` and ``changed`` only where it is outdated."""

    name: str
    since: datetime | None = None
    changed: int = 0

    @property
    def label(self):
        return NAMES[self.name]

    @property
    def is_wanted(self) -> bool:
        """Whether somebody should translate: nothing there, or not what the original says."""
        return self.name in ("missing", "outdated")


MISSING = State("missing")


def translation_states(keys: Iterable[UUID]) -> dict[tuple[UUID, str], State]:
    """State of every (key, tag) for all languages but German; one query for any number of keys.

    Precedence: withdrawn, missing, in_progress, outdated, needs_review, machine, current. Withdrawn
    is what was published once and is not live any more, or whose original is not.
    """
    wanted = set(keys)
    parts = [_objects(model, wanted) for model in _models()]
    parts += [_begun(wanted), _published(wanted)]
    rows: dict[tuple[UUID, str], dict] = {}
    for key, tag, kind, live, since, changed, unsure, machine in parts[0].union(
        *parts[1:], all=True
    ):
        if key in wanted:
            rows.setdefault((key, tag), {})[kind] = (live, since, changed, unsure, machine)
    return {
        (key, tag): _state(rows.get((key, tag), {}), rows.get((key, SOURCE), {}))
        for key in wanted
        for tag in LANGUAGES
        if tag != SOURCE
    }


def _state(found: dict, source: dict) -> State:
    is_live = found.get("object", (False,))[0]
    source_is_live = source.get("object", (False,))[0]
    record = found.get("published")
    if record is None:
        return State("in_progress") if "begun" in found else MISSING
    if not (is_live and source_is_live):
        return State("withdrawn")
    _live, since, changed, unsure, machine = record
    if changed:
        return State("outdated", since, changed)
    return State("needs_review" if unsure else "machine" if machine else "current")


def _models() -> list[type[Model]]:
    """Page, and every snippet that is drafted and translated."""
    return [Page] + [
        model
        for model in get_translatable_models(include_subclasses=True)
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]


def _rows(query: QuerySet, key: str, tag: str, wanted: set[UUID], kind: str, **values) -> QuerySet:
    """One shape for every part of the union: key, tag, kind, live, since, three counts."""
    if len(wanted) <= MAX_KEYS_IN_SQL:
        query = query.filter(**{f"{key}__in": list(wanted)})
    empty = {
        "row_live": Value(False, output_field=BooleanField()),
        # PostgreSQL takes a bare NULL of a union for text.
        "row_since": Cast(Value(None), output_field=DateTimeField()),
        **{name: Value(0, output_field=IntegerField()) for name in ("row_a", "row_b", "row_c")},
    }
    columns = [values.get(name, name) for name in empty]
    annotated = {name: value for name, value in empty.items() if name not in values}
    return (
        query.order_by()
        .annotate(row_kind=Value(kind, output_field=CharField()), **annotated)
        .values_list(key, tag, "row_kind", *columns)
    )


def _objects(model: type[Model], wanted: set[UUID]) -> QuerySet:
    real = (
        model._default_manager.filter(alias_of__isnull=True)
        if model is Page
        else model._default_manager.all()
    )
    return _rows(
        real, "translation_key", "locale__language_code", wanted, "object", row_live="live"
    )


def _begun(wanted: set[UUID]) -> QuerySet:
    query = Translation.objects.filter(enabled=True)
    return _rows(query, "source__object_id", "target_locale__language_code", wanted, "begun")


def _published(wanted: set[UUID]) -> QuerySet:
    return _rows(
        PublishedTranslation.objects.all(), "key", "locale", wanted, "published",
        row_since="outdated_since", row_a="segments_outdated", row_b="segments_unsure",
        row_c="segments_machine",
    )  # fmt: skip
