"""Stored documents as templates use them: those the API serves, links in the reader's language."""

import json
import re
from typing import Any

from django.conf import settings
from django.utils.safestring import mark_safe

from cms.api.results import whole
from cms.editions.reading import Row
from locales.languages import LANGUAGES

_ADDRESSES = ("url", "api_url", "src")
_ATTRIBUTE = re.compile(r'\b(?:href|src|srcset)="[^"]*"')
_OWN_LINK = re.compile(r'<a href="/[a-z-]+(/[^"]*)" data-key="[0-9a-f-]+"')


def document_of(row: Row, tag: str) -> dict[str, Any]:
    """One object for a reader of ``tag``. Its HTML was allow-listed when it was rendered."""
    document = json.loads(whole(row, detail=bool(row.detail)))
    return with_links_in(document, tag)


def with_links_in(document: dict[str, Any], tag: str) -> dict[str, Any]:
    """``document`` for a page of ours: addresses from the root, internal links of its text leading
    to the pages of a reader of ``tag``.
    """
    document = _from_the_root(document)
    if html := document.get("body_html"):
        html = _OWN_LINK.sub(rf'<a href="/{tag}\1"', html)
        document["body_html"] = mark_safe(html)  # allow-listed by home.bodies.clean
    return document


def _from_the_root(part: Any, name: str = "") -> Any:
    """A document without the host in the addresses of this site: whoever reads it is here."""
    if isinstance(part, dict):
        return {key: _from_the_root(value, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_from_the_root(entry, name) for entry in part]
    if not isinstance(part, str) or settings.PUBLIC_BASE_URL not in part:
        return part
    if name in _ADDRESSES and part.startswith(f"{settings.PUBLIC_BASE_URL}/"):
        return part.removeprefix(settings.PUBLIC_BASE_URL)
    if name in ("html", "body_html"):
        return _ATTRIBUTE.sub(
            lambda match: match[0].replace(f"{settings.PUBLIC_BASE_URL}/", "/"), part
        )
    return part


def address_here(url: str, tag: str) -> str:
    """The reader's address of a reference: the stored one is in the language of the text."""
    first, _, rest = url.lstrip("/").partition("/")
    return f"/{tag}/{rest}" if first in LANGUAGES else url
