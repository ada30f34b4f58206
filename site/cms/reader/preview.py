"""A draft as readers will see it: the same documents and templates, for the editor alone."""

import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from wagtail.fields import StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found

from cms.editions.lookup import Lookup, LookupRendering, api_url
from cms.editions.types import BY_MODEL
from cms.reader.answering import page_html
from cms.reader.documents import with_links_in
from cms.reader.frame import choices_of, frame_of
from cms.reader.views import LISTS
from home.bodies import UnrenderableBlock
from home.contract_parts import Download, Picture, PictureSize
from home.missing import missing_values
from locales.languages import LANGUAGES, SOURCE


@dataclass
class PreviewRendering(LookupRendering):
    """The surroundings of a draft: others as they are public now, pictures from the private store.

    Nothing is recorded; tolerates a page without key, path or row.
    """

    page: Any
    tag: str
    lookup: Lookup

    def __post_init__(self) -> None:
        self.language = LANGUAGES[self.tag]
        self.readers = [self.tag]

    def identity(self) -> dict[str, Any]:
        type_name = BY_MODEL[type(self.page)].name
        path = self.page.public_path if self.page.url_path else "/"
        first = self.page.first_published_at or self.lookup.now
        return {
            "id": self.page.translation_key,
            "type": type_name,
            "locale": self.tag,
            "direction": self.language.direction,
            "url": f"/{self.tag}{path}",
            "api_url": api_url(type_name, self.page.translation_key, self.tag),
            "path": path,
            "published_at": max(first, getattr(self.page, "embargo_until", None) or first),
            "first_published_at": first,
        }

    @property
    def shown_until(self) -> datetime:
        return self.lookup.now

    def ancestors(self) -> list[UUID]:
        if not self.page.path:
            return []
        above = self.page.get_ancestors().filter(depth__gt=1)
        return list(above.values_list("translation_key", flat=True))

    def picture(self, image: Any, *, alt: str, caption: str) -> Picture | None:
        if image is None:
            return None
        shown = get_rendition_or_not_found(image, "max-1600x1600|format-webp")
        size = PictureSize(src=shown.file.url, width=shown.width, height=shown.height)
        return Picture(
            src=size.src,
            srcset=[size],
            jpeg=size,
            focal_point=None,
            width=size.width,
            height=size.height,
            alt=alt,
            caption=caption,
            credit=image.credit,
            license=image.license,
        )

    def download(self, document: Any, *, title: str) -> Download | None:
        if document is None:
            return None
        return Download(
            title=title,
            url=document.file.url,
            filename=PurePath(document.file.name).name,
            media_type=mimetypes.guess_type(document.file.name)[0] or "application/octet-stream",
            size_bytes=document.file_size or 0,
        )


def preview(page: Any, request: HttpRequest) -> HttpResponseBase:
    """What ``settings.PAGE_PREVIEW`` names: the page of a draft, never stored, never cached."""
    tag = page.locale.language_code if page.locale_id else SOURCE
    now = timezone.now()
    with translation.override(tag):
        html = page_html(f"{BY_MODEL[type(page)].name}.html", _context(page, tag, now))
    headers = {"Cache-Control": "no-store", "Content-Language": LANGUAGES[tag].bcp47}

    # Shown within the admin, in a frame beside the editor; pictures come from the private store.
    @csp_replace(
        {"frame-ancestors": ["'self'"], "img-src": settings.ADMIN_SECURITY_POLICY["img-src"]}
    )
    def framed(request: HttpRequest) -> HttpResponse:
        return HttpResponse(html, headers=headers)

    return framed(request)


def _context(page: Any, tag: str, now: datetime) -> dict[str, Any]:
    document, problem = _document(page, tag, now)
    language = LANGUAGES[tag]
    context = {
        "frame": frame_of(language, now),
        "document": document,
        "served": language,
        "is_preview": True,
        "is_noindex": True,
        "problem": problem,
        "base_url": settings.PUBLIC_BASE_URL,
        "choices": choices_of(language, document["path"], {tag}),
    }
    if fill := LISTS.get(document["type"]):
        context |= fill(document, QueryDict(), language, now)
    return context


def _document(page: Any, tag: str, now: datetime) -> tuple[dict[str, Any], str]:
    """The document of a draft, and why its text cannot be shown if it cannot."""
    rendering = PreviewRendering(page, tag, Lookup(now))
    published_type = BY_MODEL[type(page)]
    source = _source_of(page, tag)
    problem = ""
    try:
        made = published_type.document(source, page, rendering)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        missing = missing_values(page)
        if not missing and not isinstance(error, UnrenderableBlock):
            raise
        problem = " ".join(missing or [str(error)])
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                setattr(page, field.name, [])
        made = published_type.document(source, page, rendering)
    document = {
        **made.card.model_dump(mode="json", by_alias=True),
        **made.detail.model_dump(mode="json", by_alias=True),
        "requested_locale": tag,
        "is_fallback": False,
        "translation": {
            "state": "current",
            "source_locale": SOURCE,
            "translated_at": None,
            "machine": False,
        },
        "translations": [],
        "topics": [label.model_dump() for label in rendering.lookup.labels(made.topics, tag)],
    }
    return with_links_in(document, tag), problem


def _source_of(page: Any, tag: str) -> Any:
    """The live German page, whose neutral fields count; the draft itself if there is none."""
    if tag == SOURCE:
        return page
    source = (
        type(page)
        ._default_manager.filter(
            translation_key=page.translation_key, locale__language_code=SOURCE, live=True
        )
        .first()
    )
    return source or page
