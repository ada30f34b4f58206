"""Every address of the admin and who may ask for it: one table, read from top to bottom.

Wagtail and wagtail-localize check page permissions; they know neither the language of a snippet nor
that a translator has no business in most of the admin. What is not in the table is for those who
work on the German originals. Wagtail's own checks still follow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource


class Who(Enum):
    """Who may ask for an address at all, before anything is said about the object."""

    ANYBODY = auto()  # without logging in
    STAFF = auto()  # all who may use the admin
    EDITORS = auto()  # who works on the German originals
    CHIEFS = auto()  # who publishes


Objects = Callable[[object, dict], Iterator[Model | None]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: names of addresses, who may ask, which objects must be in a language of theirs."""

    name: str  # fnmatch pattern of "namespace:name"
    who: Who
    objects: Objects | None = None
    while_locked: bool = True  # False: refused while the object is locked for this user


def _first(model: type[Model], pk) -> Model | None:
    try:
        return model._default_manager.filter(pk=pk).first()
    except (ValueError, ValidationError, OverflowError):
        return None  # the view answers 404


def _page(request, kwargs) -> Iterator[Model | None]:
    names = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
    for name in names:
        if name in kwargs:
            yield _first(Page, kwargs[name])


def _target(request, kwargs) -> Iterator[Model | None]:
    translation = (
        Translation.objects.filter(pk=kwargs["translation_id"]).select_related("source").first()
    )
    yield translation and translation.source.object.get_instance_or_none(translation.target_locale)


def _source(request, kwargs) -> Iterator[Model | None]:
    source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
    yield source and source.object.get_instance_or_none(source.locale)


def _named(request, kwargs) -> Iterator[Model | None]:
    """The object named by app, model and key in the address, pages included."""
    model = _model(kwargs["app_label"], kwargs["model_name"])
    pk = unquote(str(kwargs.get("pk") or kwargs.get("object_id")))
    yield None if model is None else _first(model, pk)


def _snippet(request, kwargs) -> Iterator[Model | None]:
    _prefix, app_label, model_name = request.resolver_match.namespace.split("_", 2)
    model = _model(app_label, model_name)
    yield None if model is None else _first(model, unquote(str(kwargs["pk"])))


def _ticked(request, kwargs) -> Iterator[Model | None]:
    """The objects ticked for a bulk action; "all" is left to Wagtail's check of each."""
    model = _model(kwargs["app_label"], kwargs["model_name"])
    for pk in request.GET.getlist("id"):
        if model is not None and pk != "all":
            yield _first(model, pk)


def _model(app_label: str, model_name: str) -> type[Model] | None:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None


S, E, C = Who.STAFF, Who.EDITORS, Who.CHIEFS
RULES = (
    # Logging in, and what every page of the admin loads.
    *(Rule(name, Who.ANYBODY) for name in (
        "wagtailadmin_login", "wagtailadmin_password_reset*", "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    )),
    *(Rule(name, S) for name in (
        "wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_logout",
        "wagtailadmin_dismissibles", "wagtailadmin_explore_root", "wagtailadmin_pages:search*",
        "wagtaildocs_serve",
        "wagtaildocs_authenticate_with_password", "wagtailadmin_editing_sessions:release",
        "wagtail_localize:javascript_catalog", "private_file",
    )),
    Rule("wagtailadmin_editing_sessions:ping", S, _named),
    # Desk and wagtail-localize.
    Rule("desk:submit_page", E, _page),
    Rule("desk:submit_snippet", E, _named),
    Rule("desk:update_translations", E, _source),
    Rule("desk:download_po", S, _target),
    Rule("desk:upload_po", S, _target, while_locked=False),
    Rule("wagtail_localize:submit_page_translation", E, _page),
    Rule("wagtail_localize:submit_snippet_translation", E, _named),
    Rule("wagtail_localize:update_translations", E, _source),
    Rule("wagtail_localize:download_pofile", S, _target),
    Rule("wagtail_localize:preview_translation", S, _target),
    *(Rule(f"wagtail_localize:{name}", S, _target, while_locked=False) for name in (
        "edit_string_translation", "edit_override", "upload_pofile", "machine_translate",
    )),
    # These two put German back in the place of a translation, or lose what was typed by hand.
    Rule("wagtail_localize:stop_translation", C),
    Rule("wagtail_localize:convert_to_alias", C),
    Rule("wagtail_localize:*", E),
    # A translator's pages: read, edit the translation, compare; never add, copy, move or take away.
    *(Rule(name, S, _page) for name in (
        "wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit", "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:usage",
        "wagtailadmin_pages:history*", "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:revisions_view", "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:workflow_history*", "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:workflow_preview",
    )),
    Rule("wagtailadmin_pages:convert_alias", C, _page),
    Rule("wagtailadmin_pages:*", E, _page),
    *(Rule(f"wagtailsnippets_*:{name}", S, _snippet) for name in (
        "edit", "history", "history_results", "usage", "revisions_compare",
    )),
    *(Rule(f"wagtailsnippets_*:{name}", E, _snippet) for name in (
        "copy", "delete", "lock", "unlock", "revisions_revert", "revisions_unschedule",
        "workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation",
        "workflow_history", "workflow_history_detail",
    )),
    # Editors publish contact points; what a text refers to is taken away by the chief editors.
    Rule("wagtailsnippets_*:unpublish", C, _snippet),
    Rule("home_withdraw", E, _page),
    Rule("wagtail_bulk_action", E, _ticked),
)  # fmt: skip
REST = Rule("*", E)


def rule_for(view_name: str) -> Rule:
    """The first row that fits; the rest is for editors."""
    return next((rule for rule in RULES if fnmatchcase(view_name, rule.name)), REST)
