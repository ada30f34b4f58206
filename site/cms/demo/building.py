"""From a text of the demo city to field values.

The same function builds the German object and, from a translation file, its counterpart with the
same block ids: so the strings of both can be laid side by side, path by path.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.html import escape

from cms.demo import files
from cms.demo.content import Entry

BERLIN = ZoneInfo("Europe/Berlin")
_LINK = re.compile(r"\[([^\]]+)\]\((page|organization|release|unit):([a-z0-9-]+)\)")
LinkTarget = Callable[[str, str], int | None]  # kind and slug to the id of the page
Neutral = dict[str, Iterator[Any]]  # what blocks take from the meta file, by its name there


def blocks(entry: Entry, items: list[dict[str, Any]], target: LinkTarget) -> list[dict[str, Any]]:
    """Raw stream data for a body; ids depend on the object and the position only."""
    neutral = {name: iter(entry.meta.get(name, [])) for name in NEUTRAL}
    return [
        {
            "type": item["type"],
            "value": _value(entry, index, item, neutral, target),
            "id": _id(entry, "body", index),
        }
        for index, item in enumerate(items)
    ]


def _value(
    entry: Entry, index: int, item: dict[str, Any], neutral: Neutral, target: LinkTarget
) -> Any:
    match item["type"]:
        case "paragraph":
            return paragraph(item["text"], target)
        case "list":
            return _items(entry, index, item["items"])
        case "facts":
            return _items(
                entry, index, [{"label": i["label"], "value": i["value"]} for i in item["items"]]
            )
        case kind if kind in _WITH_NEUTRAL:
            name, value = _WITH_NEUTRAL[kind]
            return value(entry, item, next(neutral[name]), target)
        case _:
            return item["text"]


def _quote(entry: Entry, item: dict[str, Any], name: str, target: LinkTarget) -> dict[str, Any]:
    return {
        "text": item["text"],
        "name": name,
        "function": item["function"],
        "approved": True,
    }


def _image(entry: Entry, item: dict[str, Any], name: str, target: LinkTarget) -> dict[str, Any]:
    return {
        "image": files.picture(name, entry.german["title"]).pk,
        "decorative": False,
        "alt": item["alt"],
        "caption": item["caption"],
    }


def _video(
    entry: Entry, item: dict[str, Any], video: dict[str, Any], target: LinkTarget
) -> dict[str, Any]:
    return {"title": item["title"], **video}


def _link(entry: Entry, item: dict[str, Any], to: str, target: LinkTarget) -> dict[str, Any]:
    kind, _, slug = to.partition(":")
    return {"text": item["text"], "page": target(kind, slug), "url": ""}


def _download(entry: Entry, item: dict[str, Any], name: str, target: LinkTarget) -> dict[str, Any]:
    document = files.document(name, entry.german["title"])
    return {"document": document.pk, "title": item["title"]}


# Blocks that hold something beside words: where it stands in the meta file, in order, and how it
# becomes a value.
_WITH_NEUTRAL: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    "quote": ("quote_names", _quote),
    "image": ("pictures", _image),
    "video": ("videos", _video),
    "link": ("links", _link),
    "download": ("downloads", _download),
}
NEUTRAL = [name for name, _value_of in _WITH_NEUTRAL.values()]


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
