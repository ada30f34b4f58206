"""The readers' pages: the object at an address in the reader's language, and the search."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.http.response import HttpResponsePermanentRedirect as MovedPermanently
from django.utils import timezone

from cms.editions import reading
from cms.editions.types import BY_NAME
from cms.reader import errors, finding, front_page, listing
from cms.reader.answering import page_html, public_page
from cms.reader.documents import document_of
from cms.reader.frame import alternates_of, choices_of, frame_of
from locales.languages import LANGUAGES, Language
from locales.negotiation import tag_of

_PATH = re.compile(r"(?:[A-Za-z0-9_-]+/)*")  # slugs are made by us, of these letters alone
MAX_PATH_CHARS = 2_000
FIXED = ("suche/",)  # what stands at an address without being an object

# What a page shows beyond its own document, by type: one further query each at most.
LISTS = {
    "home": front_page.front_page,
    "press_release_index": listing.press_releases,
    "directory": finding.organizations,
    "unit_index": listing.units,
    "unit": listing.units_below,
    "page": listing.pages_below,
}


@public_page
def entrance(request: HttpRequest, language: Language) -> HttpResponse:
    """``/`` leads to the front page in the reader's language."""
    return HttpResponseRedirect(f"/{language.tag}/")


@public_page
def with_slash(request: HttpRequest, language: Language) -> HttpResponse:
    return MovedPermanently(request.get_full_path(force_append_slash=True))


@public_page
def page(request: HttpRequest, language: Language, path: str) -> HttpResponseBase:
    """The object at a path: its page, 301 to where it moved, 410 if it was withdrawn, or 404."""
    if path and not path.endswith("/"):
        return MovedPermanently(request.get_full_path(force_append_slash=True))
    now = timezone.now()
    if len(path) > MAX_PATH_CHARS or not _PATH.fullmatch(path):
        return _as_we_write_it(request, language, path, now)
    row = reading.read_path(f"/{path}", language.tag, now)
    if row is None:
        return _moved(language, f"/{path}", now) or _as_we_write_it(request, language, path, now)
    if not row.card:
        return errors.gone(language, row, now)
    document = document_of(row, language.tag)
    context = object_context(document, language, row.path, now)
    context["choices"] = choices_of(
        language,
        row.path,
        {entry["locale"] for entry in document["translations"]},
        _filters(request),
    )
    if row.type in LISTS:
        context |= LISTS[row.type](document, request.GET, language, now)
    return rendered(f"{row.type}.html", context)


def _moved(language: Language, path: str, now: datetime) -> HttpResponse | None:
    """To where the object of a former path is now; None if nothing that readers see was there."""
    key = reading.former_path(path)
    row = reading.read_one(sorted(BY_NAME), key, language.tag, now) if key else None
    if row is None:
        return None
    if not row.card:
        return errors.gone(language, row, now)
    return MovedPermanently(f"/{language.tag}{row.path}")


def _as_we_write_it(
    request: HttpRequest, language: Language, path: str, now: datetime
) -> HttpResponse:
    """301 to the address that was meant, if readers see something there; else the usual 404.

    Keyboards of phones begin with a capital, printed addresses are typed with one, slashes twice.
    """
    meant = _meant(path)
    target = f"/{language.tag}/{meant}"
    if target == request.path_info or len(meant) > MAX_PATH_CHARS or not _PATH.fullmatch(meant):
        raise Http404
    if meant not in FIXED and not (
        reading.read_path(f"/{meant}", language.tag, now) or _moved(language, f"/{meant}", now)
    ):
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return MovedPermanently(f"{target}{f'?{query}' if query else ''}")


def _meant(path: str) -> str:
    """A path in our spelling: small letters, single slashes, one at the end."""
    parts = [part for part in path.casefold().split("/") if part]
    return "".join(f"{part}/" for part in parts)


def other_spelling(request: HttpRequest, name: str, path: str = "") -> HttpResponseBase:
    """An address that begins with another name of a language: ``/AR/``, ``/de-DE/presse/``."""
    tag = tag_of(name)
    if tag is None:
        raise Http404
    return _other_spelling(request, tag=tag, path=path)


@public_page
def _other_spelling(request: HttpRequest, language: Language, path: str) -> HttpResponse:
    return _as_we_write_it(request, language, path, timezone.now())


def _filters(request: HttpRequest) -> str:
    """The query string to keep when the language is changed, without the position in a list."""
    query = request.GET.copy()
    for name in ("after", "page"):
        query.pop(name, None)
    return query.urlencode() if len(query.urlencode()) <= 400 else ""


def object_context(
    document: dict[str, Any], language: Language, path: str, now: datetime
) -> dict[str, Any]:
    """What every object's template needs. One query."""
    base = settings.PUBLIC_BASE_URL
    return {
        "frame": frame_of(language, now),
        "document": document,
        "is_noindex": document["is_fallback"],
        "canonical": f"{base}/{document['locale']}{path}",
        "alternates": alternates_of(document),
        "base_url": base,
        "served": LANGUAGES[document["locale"]],
    }


def rendered(template: str, context: dict[str, Any]) -> HttpResponse:
    language = context["frame"].language
    return HttpResponse(page_html(template, context), headers={"Content-Language": language.bcp47})


@public_page
def search(request: HttpRequest, language: Language) -> HttpResponse:
    """Everything that is public and has the words, in the text the reader would be shown."""
    now = timezone.now()
    found = finding.search(request.GET, language, now)
    context = {
        "frame": frame_of(language, now),
        "choices": choices_of(language, "/suche/", None, _filters(request)),
        "is_noindex": True,
        **found,
    }
    return rendered("search.html", context)
