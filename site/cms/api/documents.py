"""The shapes of objects: what goes out is one of these; the OpenAPI document is made of them.

An object's answer is its ``Head``, which depends on who asked, joined with the card and the detail
of its type. The sentence below a field is its description in the contract.
"""

from datetime import datetime
from functools import cache
from typing import Any, Literal

from pydantic import Field, create_model

from cms.editions.types import TYPES, PublishedType
from home.contract_parts import Direction, LanguageTag, Part, TopicLabel, WebAddress

State = Literal["current", "outdated", "needs_review", "machine"]


class Translation(Part):
    """How the text stands to its German source."""

    state: State
    """`current`: it says what the German text says. `outdated`: the German text has changed since.
    `needs_review`: nobody has read it over yet. `machine`: a machine translated it. A German text
    is always `current`."""
    source_locale: LanguageTag
    """Language it was translated from."""
    translated_at: datetime | None
    """When it was last translated (RFC 3339, UTC); null for the source itself."""
    reviewed_at: datetime | None
    """When a second person approved exactly this text; null: nobody has."""
    outdated_since: datetime | None
    """Since when the source says something else; null if it does not."""
    segments_total: int
    """Sentences and paragraphs of the source; 0 for the source itself."""
    segments_outdated: int
    """How many of them have changed since they were translated."""
    machine: bool
    """Whether any of it is a machine's."""


class TranslationLink(Part):
    """A real translation that is visible now."""

    locale: LanguageTag
    """Its language; a tag of `GET /api/v1/locales`."""
    direction: Direction
    url: WebAddress
    """Its page for readers."""
    api_url: WebAddress
    """The object in this API in that language."""
    state: State
    """How it stands to its source, as in `translation`."""


class Head(Part):
    """What depends on who asked; `locale` beside it is the language of the text served."""

    requested_locale: LanguageTag
    """Language that was asked for; a tag of `GET /api/v1/locales`."""
    is_fallback: bool
    """Whether the text is in another language than the one asked for."""
    modified_at: datetime
    """When an editor or translator last published a text with other words (RFC 3339, UTC). It does
    not move when only something shown beside it changed, such as the name of a topic."""
    etag: str
    """Changes with the text and what stands in it. The header `ETag` is another: it changes with
    anything in the answer, `translations` included."""
    translation: Translation
    """How the text served stands to its German source."""
    translations: list[TranslationLink]
    """Every language in which there really is a text now, the source included; nothing else."""
    topics: list[TopicLabel]
    """What it is about, in the language asked for."""


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


def types_of(collection: str) -> list[PublishedType]:
    return [entry for entry in TYPES if entry.collection == collection]


def _one_of(entries: list[PublishedType]) -> Any:
    return Literal[tuple(entry.name for entry in entries)]


@cache
def whole_objects(collection: str) -> tuple[type[Part], ...]:
    """The shapes of single objects in a collection: one for each detail its types have."""
    by_detail: dict[type, list[PublishedType]] = {}
    for entry in types_of(collection):
        by_detail.setdefault(entry.detail, []).append(entry)
    return tuple(
        create_model(
            detail.__name__.removesuffix("Detail") or "Index",
            __base__=(detail, entries[0].card, Head),
            __doc__=detail.__doc__,
            type=(_one_of(entries), Field(description="What it is.")),
        )
        for detail, entries in by_detail.items()
    )


def _public_names(model: type[Part]) -> set[str]:
    return {item.serialization_alias or name for name, item in model.model_fields.items()}


@cache
def field_names(collection: str) -> frozenset[str]:
    """Every field an object of this collection may have, by its public name."""
    return frozenset().union(*(_public_names(model) for model in whole_objects(collection)))


@cache
def list_field_names(collection: str) -> frozenset[str]:
    """Those of the fields that lists show without being asked."""
    return frozenset(_public_names(Head) | _public_names(types_of(collection)[0].card))
