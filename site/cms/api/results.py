"""What an operation is asked and what it gives back, before headers are made."""

import json
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from cms.api.parameters import Parameters
from cms.api.problems import ApiError
from cms.editions.reading import Row
from cms.editions.rendering import digest
from cms.editions.types import TYPES

HEAD_FIELDS = {"requested_locale", "is_fallback", "modified_at", "etag", "translation", "translations"}


class Asked(Protocol):
    """The part of a request that operations look at."""

    query: str
    now: Any

    @property
    def negotiated(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Result:
    """A body before the headers are made."""

    body: bytes
    etag: str
    locale: str = ""
    next_url: str = ""


def whole(row: Row, *, detail: bool) -> str:
    """The JSON of one object: head, card and, if asked for, detail, joined as texts."""
    text = f"{row.head[:-1]},{row.card[1:]}"
    return f"{text[:-1]},{row.detail[1:]}" if detail else text


def selected(text: str, names: str | None, known: set[str]) -> str:
    if names is None:
        return text
    wanted = names.split(",")
    if unknown := sorted(set(wanted) - known):
        raise ApiError(422, "Some fields do not exist.", [("fields", f"Unknown: {', '.join(unknown)[:300]}.")])
    document = json.loads(text)
    return compact({name: document[name] for name in wanted if name in document})


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fields_of(collection: str, *, detail: bool) -> set[str]:
    """Names of the fields an object of this collection may have."""
    names = set(HEAD_FIELDS)
    for entry in TYPES:
        if entry.collection == collection:
            for model in (entry.card, entry.detail) if detail else (entry.card,):
                names |= {item.serialization_alias or name for name, item in model.model_fields.items()}
    return names


def listed(page, count: int, next_url: str, locale: str, fields, known: set[str], detail: bool) -> Result:
    items = ",".join(selected(whole(row, detail=detail), fields, known) for row in page)
    following = compact(next_url) if next_url else "null"
    body = f'{{"items":[{items}],"count":{count},"next":{following}}}'
    etag = digest(locale, str(fields), str(detail), str(count), next_url, *(row.etag for row in page))
    return Result(body.encode(), etag, locale, next_url)


def next_url_of(path: str, wanted: Parameters, locale: str, cursor: str) -> str:
    values = wanted.model_dump(exclude_defaults=True, exclude={"cursor"}, mode="json")
    values = {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}
    return f"{path}?{urlencode({**values, 'locale': locale, 'cursor': cursor})}"


def not_found() -> ApiError:
    return ApiError(404, "There is nothing here that is public.")


def gone(row: Row) -> ApiError:
    said = json.loads(row.head)
    return ApiError(
        410,
        "This was public and has been withdrawn.",
        extra={"reason": said["gone"], "at": said["at"], "successor": said["successor"]},
    )
