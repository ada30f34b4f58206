"""What an operation is asked and what it gives back, before headers are made."""

import json
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from cms.api.documents import field_names
from cms.api.parameters import Parameters
from cms.api.problems import ApiError
from cms.api.schemas import ALWAYS
from cms.editions.reading import Row
from cms.editions.rendering import digest
from home.web_addresses import public_address

JSON = "application/json"
SELECTION = "application/vnd.teilhabe.selection+json"  # what ``fields`` left of objects


class Asked(Protocol):
    """The part of a request that operations look at."""

    query: str
    accept: str
    now: Any

    @property
    def negotiated(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Result:
    """A body before the headers are made; ``languages`` are the tags of the texts in it."""

    body: bytes
    etag: str
    languages: tuple[str, ...] = ()
    next_url: str = ""
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


def whole(row: Row, *, detail: bool) -> bytes:
    """The JSON of one object: head, card and, if asked for, detail, joined as they are stored."""
    return joined(row.head, row.card, row.detail) if detail else joined(row.head, row.card)


def joined(*objects: bytes) -> bytes:
    """One JSON object with the members of all, which are compact and have no name in common."""
    return b"{%b}" % b",".join(members for text in objects if (members := text[1:-1]))


def chosen_fields(names: str | None, collection: str) -> tuple[str, ...]:
    """What is always there and what ``fields`` names; empty if it is absent.

    ApiError 422 for unknown and repeated names.
    """
    if names is None:
        return ()
    chosen = tuple(names.split(","))
    known = field_names(collection)
    if unknown := sorted(set(chosen) - known):
        said = f"Unknown: {', '.join(unknown)[:300]}. Known: {', '.join(sorted(known))}."
        raise ApiError(422, "Some fields do not exist.", [("fields", said)])
    if len(set(chosen)) < len(chosen):
        raise ApiError(422, "A field may be named once.", [("fields", "Send each name once.")])
    return tuple(dict.fromkeys((*ALWAYS, *chosen)))


def selected(text: bytes, chosen: tuple[str, ...]) -> bytes:
    if not chosen:
        return text
    document = json.loads(text)
    return compact({name: document[name] for name in chosen if name in document})


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def listed(
    page: list[Row],
    count: int,
    next_url: str,
    locale: str,
    chosen: tuple[str, ...] = (),
    *,
    detail=False,
) -> Result:
    items = b",".join([selected(whole(row, detail=detail), chosen) for row in page])
    body = b'{"items":[%b],"count":%d,"next":%b}' % (items, count, compact(next_url or None))
    etag = digest(
        locale, ",".join(chosen), str(detail), str(count), next_url, *(row.etag for row in page)
    )
    languages = tuple(dict.fromkeys(row.served for row in page)) or (locale,)
    return Result(body, etag, languages, next_url, SELECTION if chosen else JSON)


def next_url_of(path: str, wanted: Parameters, locale: str, cursor: str) -> str:
    values = wanted.model_dump(exclude_defaults=True, exclude={"cursor"}, mode="json")
    values = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in values.items()
    }
    return public_address(f"{path}?{urlencode({**values, 'locale': locale, 'cursor': cursor})}")


def asked_for(path: str, wanted: Parameters, locale: str) -> str:
    """Which list, in which order, with which filters: what a cursor of it is good for."""
    shape = {"cursor", "limit", "locale", "fields", "expand"}
    values = wanted.model_dump(exclude_none=True, exclude=shape, mode="json")
    return f"{path} {locale} {json.dumps(values, sort_keys=True)}"


def not_found() -> ApiError:
    return ApiError(404, "There is nothing here that is public.")


def gone(row: Row) -> ApiError:
    said = json.loads(row.head)
    return ApiError(
        410,
        "This was public and has been withdrawn.",
        extra={
            "reason": said["gone"],
            "at": said["at"],
            "successor": str(row.successor) if row.successor else None,
        },
    )
