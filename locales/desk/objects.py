"""Which objects an address of the admin is about, so that their languages can be asked for."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource


def _first(model: type[Model], pk) -> Model | None:
    try:
        return model._default_manager.filter(pk=pk).first()
    except (ValueError, ValidationError, OverflowError):
        return None  # the view answers 404


def page(request, kwargs) -> Iterator[Model | None]:
    names = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")
    for name in names:
        if name in kwargs:
            yield _first(Page, kwargs[name])


def target(request, kwargs) -> Iterator[Model | None]:
    translation = (
        Translation.objects.filter(pk=kwargs["translation_id"]).select_related("source").first()
    )
    yield translation and translation.source.object.get_instance_or_none(translation.target_locale)


def source(request, kwargs) -> Iterator[Model | None]:
    source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
    yield source and source.object.get_instance_or_none(source.locale)


def named(request, kwargs) -> Iterator[Model | None]:
    """The object named by app, model and key in the address, pages included."""
    model = _model(kwargs["app_label"], kwargs["model_name"])
    pk = unquote(str(kwargs.get("pk") or kwargs.get("object_id")))
    yield None if model is None else _first(model, pk)


def snippet(request, kwargs) -> Iterator[Model | None]:
    _prefix, app_label, model_name = request.resolver_match.namespace.split("_", 2)
    model = _model(app_label, model_name)
    yield None if model is None else _first(model, unquote(str(kwargs["pk"])))


def new_snippet(request, kwargs) -> Iterator[Model | None]:
    """The language that a new snippet is asked for in; German where none is named."""
    for values in (request.GET, request.POST):
        for tag in values.getlist("locale"):
            yield Locale.objects.filter(language_code=tag).first()


def ticked(request, kwargs) -> Iterator[Model | None]:
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
