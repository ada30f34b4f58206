"""From a text of the demo city to field values.

The same function builds the German object and, from a translation file, its counterpart with the
same block ids: so the strings of both can be laid side by side, path by path.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.html import escape

from cms.demo.content import Entry

BERLIN = ZoneInfo("Europe/Berlin")
_LINK = re.compile(r"\[([^\]]+)\]\((page|organization|release|unit):([a-z0-9-]+)\)")
LinkTarget = Callable[[str, str], int | None]  # kind and slug to the id of the page


def blocks(entry: Entry, items: list[dict[str, Any]], target: LinkTarget) -> list[dict[str, Any]]:
    """Raw stream data for a body; ids depend on the object and the position only."""
    names = iter(entry.meta.get("quote_names", []))
    return [
        {
            "type": item["type"],
            "value": _value(entry, index, item, names, target),
            "id": _id(entry, "body", index),
        }
        for index, item in enumerate(items)
    ]


def _value(entry: Entry, index: int, item: dict[str, Any], names: Any, target: LinkTarget) -> Any:
    match item["type"]:
        case "paragraph":
            return paragraph(item["text"], target)
        case "quote":
            return {
                "text": item["text"],
                "name": next(names),
                "function": item["function"],
                "approved": True,
            }
        case "list":
            return _items(entry, index, item["items"])
        case "facts":
            return _items(
                entry, index, [{"label": i["label"], "value": i["value"]} for i in item["items"]]
            )
        case _:
            return item["text"]


def _items(entry: Entry, index: int, values: list[Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": _id(entry, f"body-{index}", n)}
        for n, value in enumerate(values)
    ]


def paragraphs(entry: Entry, texts: list[str], target: LinkTarget) -> list[dict[str, Any]]:
    """Raw stream data for plain paragraphs."""
    return blocks(entry, [{"type": "paragraph", "text": text} for text in texts], target)


def offers(entry: Entry, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "type": "offer",
            "value": {**item, "anonymous": False, "confidential": False},
            "id": _id(entry, "offer", index),
        }
        for index, item in enumerate(items)
    ]


def paragraph(text: str, target: LinkTarget) -> str:
    """A paragraph as Wagtail stores it: internal links by page id, plain if there is none yet."""

    def link(match: re.Match[str]) -> str:
        page_id = target(match[2], match[3])
        return f'<a linktype="page" id="{page_id}">{match[1]}</a>' if page_id else match[1]

    return f"<p>{_LINK.sub(link, escape(text))}</p>"


def child_key(entry: Entry, name: str, index: int) -> UUID:
    """The translation key of a child row, such as a unit's task."""
    return uuid5(entry.key, f"{name}/{index}")


def _id(entry: Entry, name: str, index: int) -> str:
    return str(uuid5(entry.key, f"{name}/{index}"))


def local_time(moment: datetime) -> datetime:
    """A moment of a meta file: local time in Berlin."""
    return moment.replace(tzinfo=BERLIN)
