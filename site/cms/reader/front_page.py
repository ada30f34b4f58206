"""The front page: what people come for first, then whom to call, then the news."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from cms.editions import reading
from cms.reader.documents import document_of
from cms.reader.listing import latest
from locales.languages import Language

NEWS = 3


def front_page(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """Contact points worth calling right away, and the latest news. Two queries."""
    return {
        "contacts": _contacts(document, language, now),
        "news": latest("press_release", language, now, NEWS),
    }


def _contacts(document: dict[str, Any], language: Language, now: datetime) -> list[dict[str, Any]]:
    """The contact points of the pages behind the first two doors, each once. One query."""
    keys = [document[name]["id"] for name in ("advice", "report") if document.get(name)]
    if not keys:
        return []
    conditions = reading.of_locale(language.tag, ["page"], now)
    marks = ", ".join(["%s"] * len(keys))
    conditions.add(f"p.key IN ({marks})", *(reading.adapt_key(UUID(key)) for key in keys))
    _count, rows = reading.read_list(
        conditions, limit=len(keys), after=None, descending=True, detail=True
    )
    pages = {str(row.key): document_of(row, language.tag) for row in rows}
    points = [point for key in keys if key in pages for point in pages[key]["contacts"]]
    return list({point["id"]: point for point in points}.values())
