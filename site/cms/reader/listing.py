"""Lists of objects that are visible to the reader: news, units, pages below a page."""

import re
from datetime import datetime
from typing import Any

from django.http import QueryDict

from cms.api.cursors import cursor_of, decode_position
from cms.api.problems import ApiError
from cms.editions import reading
from cms.reader.documents import document_of
from locales.languages import Language

PAGE_SIZE = 10
MOST = 200  # units of an office, pages below a page
_SLUG = re.compile(r"[a-z0-9_-]{1,60}")


def latest(type_name: str, language: Language, now: datetime, limit: int) -> list[dict[str, Any]]:
    """The newest objects of a type. One query."""
    conditions = reading.of_locale(language.tag, [type_name], now)
    _count, rows = reading.read_list(
        conditions, limit=limit, after=None, descending=True, detail=False
    )
    return [document_of(row, language.tag) for row in rows[:limit]]


def slug_in(query: QueryDict, name: str) -> str:
    """The value of a filter, or nothing: a page for people does not scold."""
    value = query.get(name, "")
    return value if _SLUG.fullmatch(value) else ""


def add_facet(conditions: reading.Conditions, name: str, value: str) -> None:
    token = f"{name}={value}".replace("_", "\\_")
    conditions.add("p.facets LIKE %s ESCAPE '\\'", f"% {token} %")


_NEWS = "news"  # the list a cursor is good for


def press_releases(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """One screen of news, newest first, of one topic if asked for. One query."""
    conditions = reading.of_locale(language.tag, ["press_release"], now)
    topic = slug_in(query, "topic")
    if topic:
        add_facet(conditions, "topic", topic)
    count, rows = reading.read_list(
        conditions, limit=PAGE_SIZE, after=position_in(query), descending=True, detail=False
    )
    items = [document_of(row, language.tag) for row in rows[:PAGE_SIZE]]
    older = ""
    if len(rows) > PAGE_SIZE:
        last = rows[PAGE_SIZE - 1]
        older = address(
            topic=topic, after=cursor_of(_NEWS, last.published_at.isoformat(), str(last.key))
        )
    labels = [label for item in items for label in item["topics"] if label["slug"] == topic]
    return {
        "items": items,
        "count": count,
        "older": older,
        "is_further": "after" in query,
        "topic": labels[0] if labels else None,
        "is_filtered": bool(topic),
        "newest": address(topic=topic) or "?",
    }


def position_in(query: QueryDict) -> tuple[datetime, Any] | None:
    """Where the list goes on; a broken address starts it anew."""
    try:
        return decode_position(str(query["after"]), _NEWS) if query.get("after") else None
    except (ApiError, ValueError):
        return None


def address(**values: str) -> str:
    """A query string of what is given."""
    found = QueryDict(mutable=True)
    found.update({name: value for name, value in values.items() if value})
    return f"?{found.urlencode()}" if found else ""


def units(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """The units directly below the overview, each with those below it. One query."""
    found = _below(["unit"], document["path"], language, now)
    return {
        "units": [
            unit | {"units": _children(found, unit["path"])}
            for unit in _children(found, document["path"])
        ]
    }


def units_below(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """The units directly below a unit. One query."""
    return {"units": _children(_below(["unit"], document["path"], language, now), document["path"])}


def pages_below(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """The pages directly below a page. One query."""
    found = _below(["page"], document["path"], language, now)
    return {"pages": _children(found, document["path"])}


def _below(types: list[str], path: str, language: Language, now: datetime) -> list[dict[str, Any]]:
    conditions = reading.of_locale(language.tag, types, now)
    conditions.add(
        "p.path LIKE %s ESCAPE '\\' AND p.path <> %s", path.replace("_", "\\_") + "%", path
    )
    _count, rows = reading.read_list(
        conditions, limit=MOST, after=None, descending=False, detail=False
    )
    return [document_of(row, language.tag) for row in rows[:MOST]]


def _children(found: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    depth = path.count("/") + 1
    return [
        one for one in found if one["path"].startswith(path) and one["path"].count("/") == depth
    ]
