"""Stored documents as templates use them: those the API serves, links in the reader's language."""

import json
import re
from typing import Any

from django.utils.safestring import mark_safe

from cms.api.results import whole
from cms.editions.reading import Row
from locales.languages import LANGUAGES

_OWN_LINK = re.compile(r'<a href="/[a-z-]+(/[^"]*)" data-key="[0-9a-f-]+"')


def document_of(row: Row, tag: str) -> dict[str, Any]:
    """One object for a reader of ``tag``. Its HTML was allow-listed when it was rendered."""
    document = json.loads(whole(row, detail=bool(row.detail)))
    return with_links_in(document, tag)


def with_links_in(document: dict[str, Any], tag: str) -> dict[str, Any]:
    """``document`` with internal links of its text leading to the pages of a reader of ``tag``."""
    if html := document.get("body_html"):
        html = _OWN_LINK.sub(rf'<a href="/{tag}\1"', html)
        document["body_html"] = mark_safe(html)  # allow-listed by home.bodies.clean
    return document


def address_here(url: str, tag: str) -> str:
    """The reader's address of a reference: the stored one is in the language of the text."""
    first, _, rest = url.lstrip("/").partition("/")
    return f"/{tag}/{rest}" if first in LANGUAGES else url
