"""What every public document holds: the contract with readers and partners (DESIGN 5).

The sentence below a field is its description in the OpenAPI document.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from home.contract_blocks import Block
from home.contract_parts import (
    Breadcrumb,
    Correction,
    Direction,
    LanguageTag,
    Part,
    Picture,
    WebAddress,
)
from home.media import License


class Card(Part):
    """What a list shows of any object."""

    id: UUID
    """Key of the object, the same in every language and for ever."""
    type: str
    """What it is."""
    locale: LanguageTag
    """Language of the text served; a tag of `GET /api/v1/locales`."""
    direction: Direction
    url: WebAddress
    """The page for readers, in the language of the text."""
    api_url: WebAddress
    """This object in this API, in the language of the text."""
    path: str
    """Path of the page below the language, such as `/presse/`; the same in every language."""
    title: str
    """Headline or name, plain text."""
    summary: str
    """One or two sentences for lists and previews, plain text; for a press release without one of
    its own it is the lead. May be empty."""
    published_at: datetime
    """When the object became public (RFC 3339, UTC), the same in every language; an embargo's end
    where there was one. Lists are sorted by it."""
    first_published_at: datetime
    """First value of `published_at`: differs where the object was taken back and published anew."""
    publisher: str
    """Who is responsible for the text."""
    license: License
    """Terms under which the text may be passed on."""
    usage_terms: str
    """Address of the terms; empty where no published text grants anything."""
    attribution: str
    """Whom to name as the source."""
    breadcrumbs: list[Breadcrumb]
    """The visible pages above, from the top."""
    corrections: list[Correction]
    """What was put right after publication, the newest first."""
    image: Picture | None
    """The leading picture; null if there is none."""


class Detail(Part):
    """What only the single object shows."""

    body: list[Block]
    """The text in typed blocks."""
    body_html: str
    """The same text as HTML: only the elements p, h2, ul, li, dl, dt, dd, a, b, strong, i, em, br,
    bdi, blockquote, cite, footer, div, span, figure, figcaption and img, no scripts, no styles, no
    event handlers; links and pictures are absolute addresses."""


class Document(Part):
    """A rendered object: what leaves the house, and what it can be found by."""

    card: Card
    detail: Detail
    facets: dict[str, list[str]] = {}
    topics: list[Any] = []  # snippets; each reader sees their labels in her own language
    search: list[str] = []  # texts beyond title and summary that a search should find
