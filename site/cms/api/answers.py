"""The shapes of answers that are no objects of a collection.

The sentence below a field is its description in the contract.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from home.base import WithdrawalReason
from home.contract_parts import Direction, LanguageTag, Part, WebAddress

ObjectType = Annotated[str, Field(json_schema_extra={"x-enum": "types"})]


class Links(Part):
    """Addresses of this API."""

    locales: WebAddress
    """Public languages and their coverage."""
    topics: WebAddress
    """What texts are about: codes and names."""
    codes: WebAddress
    """What the codes in answers are called."""
    press_releases: WebAddress
    """List of press releases."""
    organizations: WebAddress
    """List of organizations."""
    units: WebAddress
    """List of the office's units."""
    pages: WebAddress
    """List of ordinary pages."""
    search: WebAddress
    """Search across all types."""
    resolve: WebAddress
    """What stands at a public path."""
    changes: WebAddress
    """What changed since."""
    openapi: WebAddress
    """This contract for programs."""
    docs: WebAddress
    """This contract for people."""


class Service(Part):
    """What there is."""

    name: str
    """What this software is called."""
    version: str
    """Version of this contract: it only grows within a whole number."""
    release: str
    """Version of the software."""
    source_locale: LanguageTag
    """Language in which the office writes."""
    locales: list[str]
    """Tags of the public languages."""
    links: Links
    """Where to go on."""


class PublicLanguage(Part):
    """A language readers are offered."""

    tag: LanguageTag
    """Our tag, as `locale` gives and takes it."""
    bcp47: str
    """BCP 47 tag, as the header `Content-Language` and the attribute `lang` want it."""
    autonym: str
    """Name of the language in itself."""
    name: str
    """Name of the language in English."""
    direction: Direction
    script: str
    """Script (ISO 15924)."""
    fallback: list[str]
    """Tags of the languages to try, best first, where there is no text in this one."""
    coverage: dict[str, int]
    """Percent of what there is in German that is there in this language, by type."""


class PublicLanguageList(Part):
    """All public languages."""

    items: list[PublicLanguage]
    """The languages in the order in which readers are offered them."""
    count: int
    """How many there are."""
    next: None
    """Always null: there is one page."""


class Topic(Part):
    """What texts can be about."""

    slug: str
    """Code of the topic, the same in every language, as the parameter `topic` takes it."""
    label: str
    """Its name in `locale`."""
    requested_locale: LanguageTag
    """Language that was asked for."""
    locale: LanguageTag
    """Language of `label`: the one asked for if there is a translation, else one of its chain."""
    direction: Direction


class TopicList(Part):
    """All public topics."""

    items: list[Topic]
    """The topics in the order of their codes."""
    count: int
    """How many there are."""
    next: None
    """Always null: there is one page."""


class Code(Part):
    """A code and what to write for it."""

    code: str
    """As it stands in answers and, where there is a filter, in parameters."""
    label: str
    """What it is called in `locale`."""
    locale: LanguageTag
    """Language of `label`."""
    direction: Direction


class CodeList(Part):
    """The codes of one list."""

    name: str
    """Name of the list."""
    fields: list[str]
    """Fields of answers in which its codes stand, as `type.field`."""
    codes: list[Code]
    """The codes in the order in which people are shown them."""


class CodeLists(Part):
    """All lists of codes in one language."""

    items: list[CodeList]
    """The lists."""
    count: int
    """How many lists there are."""
    next: None
    """Always null: there is one page."""


class Resolved(Part):
    """What stands at a public path."""

    id: UUID
    """Key of the object."""
    type: ObjectType
    """What it is."""
    requested_locale: LanguageTag
    """Language of the path, or the one that was asked for."""
    locale: LanguageTag
    """Language of the text that a reader is served there."""
    url: WebAddress
    """The page for readers where it is now."""
    api_url: WebAddress
    """The object in this API."""
    moved: bool
    """Whether the path is a former one."""


class Change(Part):
    """One line of the journal."""

    seq: int
    """Number of the line; no number is left out."""
    op: Literal["upsert", "withdraw", "embargo_lifted", "state", "moved"]
    """`withdraw`: the text is no longer public, forget it. All others: fetch the text anew."""
    id: UUID
    """Key of the object."""
    type: ObjectType
    """What it is."""
    locale: LanguageTag
    """Language whose text changed."""
    at: datetime
    """When it changed (RFC 3339, UTC)."""
    etag: str
    """`etag` of the text after the change; empty where there is none."""
    url: WebAddress | None
    """Where the text is for readers now; null where it is hidden now."""
    reason: Literal[("", *WithdrawalReason.values)]  # type: ignore[valid-type]  # closed, and made elsewhere
    """Why it was withdrawn; empty for every other line and where nothing was said."""
    successor: UUID | None
    """Key of what took its place; null if nothing did."""


class ChangeList(Part):
    """Changes in order."""

    items: list[Change]
    """The changes, the oldest first."""
    count: int
    """How many this answer holds."""
    next: WebAddress | None
    """Where more changes are now; null if this is the last page."""
    cursor: str
    """Where to go on, now or later: the value of `since`."""
