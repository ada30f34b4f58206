"""The shapes of all answers: what goes out is one of these; the OpenAPI document is made of them.

An object's answer is its ``Head``, which depends on who asked, joined with the card and the detail
of its type. ``Selection`` is what ``fields`` leaves of it.
"""

from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, Union
from uuid import UUID

from pydantic import Field, create_model
from typing_extensions import TypedDict  # pydantic demands it before Python 3.12

from cms.editions.types import TYPES, PublishedType
from home.contract import Card, Direction, Part, TopicLabel

State = Literal["current", "outdated", "needs_review", "machine"]


class Translation(Part):
    """How the text stands to its German source."""

    state: State
    source_locale: str
    translated_at: datetime | None
    reviewed_at: datetime | None
    outdated_since: datetime | None
    segments_total: int
    segments_outdated: int
    machine: bool


class TranslationLink(Part):
    """A real translation that is visible now."""

    locale: str
    direction: Direction
    url: str
    api_url: str
    state: State


class Head(Part):
    """What depends on who asked; `locale` beside it is the language of the text served."""

    requested_locale: str
    is_fallback: bool
    modified_at: datetime
    etag: str
    translation: Translation
    translations: list[TranslationLink]
    topics: list[TopicLabel]


class Links(Part):
    """Addresses of this API."""

    locales: str
    press_releases: str
    organizations: str
    units: str
    pages: str
    search: str
    resolve: str
    changes: str
    openapi: str
    docs: str


class Service(Part):
    """What there is."""

    name: str
    version: str
    source_locale: str
    locales: list[str]
    links: Links


class PublicLanguage(Part):
    """A language readers are offered; coverage is percent of what there is in German."""

    tag: str
    bcp47: str
    autonym: str
    name: str
    direction: Direction
    script: str
    fallback: list[str]
    coverage: dict[str, int]


class PublicLanguageList(Part):
    """All public languages; `next` is always null."""

    items: list[PublicLanguage]
    count: int
    next: str | None


class Resolved(Part):
    """What stands at a public path."""

    id: UUID
    type: str
    requested_locale: str
    locale: str
    url: str
    api_url: str
    moved: bool


class Change(Part):
    """One line of the journal; `url` is where the text is now, null where it is hidden now."""

    seq: int
    op: Literal["upsert", "withdraw", "embargo_lifted", "state", "moved"]
    id: UUID
    type: str
    locale: str
    at: datetime
    etag: str
    url: str | None
    reason: str
    successor: UUID | None


class ChangeList(Part):
    """Changes in order; `count` is how many this answer holds, `cursor` where to go on later."""

    items: list[Change]
    count: int
    next: str | None
    cursor: str


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


def _types(collection: str) -> list[PublishedType]:
    return [entry for entry in TYPES if entry.collection == collection]


def _kind(entries: list[PublishedType]) -> Any:
    """The field `type`, with the values it can have here."""
    return (Literal[tuple(entry.name for entry in entries)], ...)


@cache
def whole_objects(collection: str) -> tuple[type[Part], ...]:
    """The shapes of single objects in a collection: one for each detail its types have."""
    by_detail: dict[type, list[PublishedType]] = {}
    for entry in _types(collection):
        by_detail.setdefault(entry.detail, []).append(entry)
    return tuple(
        create_model(
            detail.__name__.removesuffix("Detail") or "Index",
            __base__=(detail, entries[0].card, Head),
            __doc__=detail.__doc__,
            type=_kind(entries),
        )
        for detail, entries in by_detail.items()
    )


@cache
def list_item(collection: str) -> type[Part]:
    """The shape of an object in a list."""
    entries = _types(collection)
    card = entries[0].card
    return create_model(
        f"{_camel(collection)}Item",
        __base__=(card, Head),
        __doc__=card.__doc__ if card is not Card else "What a list shows of an object.",
        type=_kind(entries),
    )


@cache
def field_types(collection: str) -> dict[str, Any]:
    """Every field an object of this collection may have, by its public name."""
    found: dict[str, Any] = {}
    for model in whole_objects(collection):
        for name, item in model.model_fields.items():
            public = item.serialization_alias or name
            found[public] = Union[found.get(public, item.annotation), item.annotation]  # noqa: UP007 - made at run time
    return found


@cache
def list_field_names(collection: str) -> frozenset[str]:
    """Those of the fields that lists show without being asked."""
    return frozenset(list_item(collection).model_fields)


@cache
def selection(collection: str) -> Any:
    """What ``fields`` leaves of an object."""
    shape = TypedDict(f"{_camel(collection)}Selection", field_types(collection), total=False)  # type: ignore[misc]  # its names are data
    shape.__doc__ = "The fields that `fields` named."
    return shape


def any_whole_object(collection: str) -> Any:
    shapes = whole_objects(collection)
    if len(shapes) == 1:
        return shapes[0]
    return Annotated[Union[shapes], Field(discriminator="type")]  # noqa: UP007 - made at run time


@cache
def detail_answer(collection: str) -> Any:
    return any_whole_object(collection) | selection(collection)


@cache
def list_answer(collection: str) -> type[Part]:
    """The envelope of a list."""
    item = any_whole_object(collection) | list_item(collection) | selection(collection)
    return _envelope(
        f"{_camel(collection)}List", item, "How many there are in all, whatever `limit`."
    )


@cache
def search_answer() -> type[Part]:
    collections = list(dict.fromkeys(entry.collection for entry in TYPES))
    items: Any = tuple(list_item(collection) for collection in collections)
    hit = Annotated[Union[items], Field(discriminator="type")]  # noqa: UP007 - made at run time
    return _envelope("SearchHits", hit, "How many there are in all, at most 1,000.")


def _envelope(name: str, item: Any, what_is_counted: str) -> type[Part]:
    return create_model(
        name,
        __base__=Part,
        __doc__="A page of a list; `next` is the address of the following one, null on the last.",
        items=(list[item], ...),
        count=(Annotated[int, Field(description=what_is_counted)], ...),
        next=(str | None, ...),
    )
