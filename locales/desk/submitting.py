"""The screen "translate into languages": how far each language is, and sending to more of them."""

from dataclasses import dataclass

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import TranslationSource

from locales.desk.requests import ask_for
from locales.desk.rights import languages_of, may_submit
from locales.desk.states import State, translation_states
from locales.languages import LANGUAGES, SOURCE, Language
from locales.models import TranslationRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One language on the screen."""

    language: Language
    state: State
    request: TranslationRequest | None
    edit_url: str | None
    is_ticked: bool


def submit_page(request, page_id: int):
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)
    return _submit(request, page)


def submit_snippet(request, app_label: str, model_name: str, pk: str):
    models = {(m._meta.app_label, m._meta.model_name): m for m in get_snippet_models()}
    model = models.get((app_label, model_name))
    if model is None or not hasattr(model, "translation_key"):
        raise Http404
    return _submit(request, get_object_or_404(model, pk=unquote(pk)))


def update_translations(request, translation_source_id: int):
    """wagtail-localize's "sync translated pages": what is published is synchronized already."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    return redirect(submit_url(source.get_source_instance()))


def submit_url(instance) -> str:
    if isinstance(instance, Page):
        return reverse("desk:submit_page", args=[instance.pk])
    meta = instance._meta
    return reverse(
        "desk:submit_snippet", args=[meta.app_label, meta.model_name, quote(instance.pk)]
    )


def edit_url(instance) -> str:
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])


def _submit(request, instance):
    if not may_submit(request.user):
        raise PermissionDenied
    original = (
        instance.get_translations(inclusive=True).filter(locale__language_code=SOURCE).first()
    )
    if original is None:
        raise Http404
    original = original.specific if isinstance(original, Page) else original
    if original.pk != instance.pk:
        return redirect(submit_url(original))
    if request.method == "POST":
        return _ask(request, original)
    return _show(request, original)


def _ask(request, original):
    offered = _offered()
    tags = [tag for tag in request.POST.getlist("languages") if tag in offered]
    if not tags:
        messages.error(request, _("Tick at least one language."))
    else:
        ask_for(original, tags, user=request.user)
    return redirect(submit_url(original))


def _offered() -> list[str]:
    """Tags that can be translated into, in the table's order: Wagtail knows the language, too."""
    known = set(Locale.objects.values_list("language_code", flat=True))
    return [tag for tag in LANGUAGES if tag in known and tag != SOURCE]


def _show(request, original):
    rows = list(_rows(original, request.user, ticked=request.GET.get("select") == "wanted"))
    asked = [row.request.status for row in rows if row.request]
    counts = {status: asked.count(status) for status in TranslationRequest.Status.values}
    return TemplateResponse(
        request,
        "desk/submit.html",
        {
            "original": original,
            "title": original.get_admin_display_title()
            if isinstance(original, Page)
            else str(original),
            "back_url": edit_url(original),
            "rows": rows,
            "counts": counts,
            "failed": [row for row in rows if row.request and row.request.status == "failed"],
        },
    )


def _rows(original, user, *, ticked: bool):
    states = translation_states([original.translation_key])
    asked = {
        row.locale: row for row in TranslationRequest.objects.filter(key=original.translation_key)
    }
    there = {
        row.locale.language_code: row
        for row in original.get_translations().select_related("locale")
    }
    allowed = languages_of(user)
    for tag in _offered():
        state = states[original.translation_key, tag]
        is_real = tag in there and not getattr(there[tag], "alias_of_id", None)
        yield Row(
            LANGUAGES[tag],
            state,
            asked.get(tag),
            edit_url(there[tag]) if is_real and tag in allowed else None,
            ticked and state.is_wanted,
        )
