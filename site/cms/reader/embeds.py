"""Script-free pages for the frames of partners' sites (DESIGN 5), with their own frame policy."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from pydantic import BeforeValidator, Field

from cms.api.parameters import Parameters, Slug, parse, query_of
from cms.api.problems import ApiError
from cms.editions import reading
from cms.editions.types import BY_NAME
from cms.reader.answering import page_html, preflight, public_page
from cms.reader.documents import document_of
from cms.reader.frame import Frame
from cms.reader.listing import add_facet
from cms.reader.withdrawals import what_became_of
from locales.languages import Language

MOST = 10


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError("Send a whole number.")
    return value


class FrameParameters(Parameters):
    """How a frame looks; ``auto`` is what the reader's browser prefers."""

    theme: Literal["auto", "light", "dark"] = "auto"


class ListParameters(FrameParameters):
    """Which press releases a frame shows; ``compact`` gives each the same height."""

    compact: Literal["0", "1"] = "0"
    limit: Annotated[int, Field(ge=1, le=MOST), BeforeValidator(_whole_number)] = 5
    topic: Slug | None = None


def _framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view ``(request, language, …)`` that may stand in any frame, in the language asked for."""

    @public_page
    def page(request: HttpRequest, language: Language, **arguments: Any) -> HttpResponse:
        try:
            return view(request, language, **arguments)
        except DatabaseError:
            return _unavailable(language)

    @csp_replace({"frame-ancestors": ["*"]})
    @xframe_options_exempt
    @wraps(page)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return preflight()
        response = page(request, tag=_asked_for(request), **arguments)
        # Without it, no page that isolates itself could show the frame.
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        return response

    return answer


def _embed(parameters: type[Parameters]) -> Callable[..., Any]:
    """A view ``(wanted, language, …)`` for frames: 422 as a page that says what to send instead."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
        @_framed
        def answer(request: HttpRequest, language: Language, **arguments: Any) -> HttpResponse:
            try:
                return view(parse(parameters, query_of(request)), language, **arguments)
            except ApiError as error:
                return _page("embed_error.html", language, status=error.status, error=error)

        return answer

    return decorate


def _asked_for(request: HttpRequest) -> str | None:
    """The language in a frame's address, also where something else in the address is wrong."""
    try:
        return parse(Parameters, urlencode({"locale": request.GET.get("locale", "")})).locale
    except ApiError:
        return None


@_embed(ListParameters)
def press_releases(wanted: ListParameters, language: Language) -> HttpResponse:
    """The newest press releases. One query."""
    conditions = reading.of_locale(language.tag, ["press_release"], timezone.now())
    if wanted.topic:
        add_facet(conditions, "topic", wanted.topic)
    _count, rows = reading.read_list(
        conditions, limit=wanted.limit, after=None, descending=True, detail=False
    )
    items = [document_of(row, language.tag) for row in rows[: wanted.limit]]
    template = "embed_compact.html" if wanted.compact == "1" else "embed_list.html"
    return _page(template, language, items=items, theme=wanted.theme)


@_embed(FrameParameters)
def single(wanted: FrameParameters, language: Language, key: UUID) -> HttpResponse:
    """One object of any type as a card. One query; one more for what took its place."""
    now = timezone.now()
    row = reading.read_one(sorted(BY_NAME), key, language.tag, now)
    if row is None:
        return _absent(language, wanted.theme)
    look: dict[str, Any] = {"theme": wanted.theme}
    if not row.card:
        return _page(
            "embed_notice.html", language, 410, **what_became_of(row, language, now), **look
        )
    return _page("embed_single.html", language, document=document_of(row, language.tag), **look)


def is_frame(request: HttpRequest) -> bool:
    """Whether an address is one for frames, be there something or not."""
    return f"{request.path_info}/".startswith("/embed/")


@_framed
def not_found(request: HttpRequest, language: Language, rest: str = "") -> HttpResponse:
    """At every address for frames where nothing is."""
    return _absent(language)


@_framed
def server_error(request: HttpRequest, language: Language) -> HttpResponse:
    return _page(
        "embed_notice.html",
        language,
        500,
        {"Cache-Control": "no-store"},
        title=_("Something went wrong here"),
        text=_("The fault is ours. Please try again in a few minutes."),
    )


def _absent(language: Language, theme: str = "auto") -> HttpResponse:
    return _page(
        "embed_notice.html",
        language,
        404,
        theme=theme,
        title=_("We cannot find this page"),
        text=_("Perhaps there is a typing error in the address, or the page no longer exists."),
    )


def _unavailable(language: Language) -> HttpResponse:
    return _page(
        "embed_notice.html",
        language,
        503,
        {"Cache-Control": "no-store", "Retry-After": "5"},
        title=_("This page is temporarily unavailable"),
        text=_("Please try again in a few seconds."),
    )


def _page(
    template: str,
    language: Language,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    about = {"frame": Frame(language), "base_url": settings.PUBLIC_BASE_URL}
    html = page_html(template, {**about, **context})
    headers = {"Content-Language": language.bcp47, **(headers or {})}
    return HttpResponse(html, status=status, headers=headers)
