"""The parts every public document is made of: the contract with readers and partners (DESIGN 5).

Text that comes from another object carries its own ``locale`` and ``direction``.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["ltr", "rtl"]


class Part(BaseModel):
    """A piece of a document; unknown fields are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Reference(Part):
    """Another object of ours that is visible now."""

    id: UUID
    type: str
    title: str
    url: str
    api_url: str
    locale: str
    direction: Direction


class Breadcrumb(Part):
    """A page above, from the top."""

    title: str
    url: str
    locale: str
    direction: Direction


class TopicLabel(Part):
    """A topic as the reader calls it."""

    slug: str
    label: str
    locale: str
    direction: Direction


class PictureSize(Part):
    """One public copy of a picture."""

    src: str
    width: int
    height: int


class Picture(Part):
    """A picture; ``alt`` is empty when it is only decorative."""

    src: str
    srcset: list[PictureSize]
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    license: str


class Download(Part):
    """A file to take away."""

    title: str
    url: str
    filename: str
    media_type: str
    size_bytes: int


class Contact(Part):
    """Where people turn to. Numbers and addresses are the same in every language."""

    id: UUID
    label: str
    notes: str
    locale: str
    direction: Direction
    phone: str
    email: str
    street: str
    postal_code: str
    city: str
    room: str
    latitude: float | None
    longitude: float | None
    hours: str
    appointment: str
    languages: list[str]
    interpreter: bool
    step_free: bool | None  # null: nobody has told us
    hearing_loop: bool | None


class Correction(Part):
    """What was put right after publication."""

    kind: Literal["correction", "addendum", "recall"]
    note: str
    at: datetime


class ParagraphBlock(Part):
    """Running text with links."""

    type: Literal["paragraph"] = "paragraph"
    text: str
    html: str


class HeadingBlock(Part):
    """A heading within the text."""

    type: Literal["heading"] = "heading"
    text: str
    html: str


class QuoteBlock(Part):
    """What somebody said, with the function held on that day."""

    type: Literal["quote"] = "quote"
    text: str
    name: str
    function: str
    html: str


class ListBlock(Part):
    """An unordered list."""

    type: Literal["list"] = "list"
    items: list[str]
    html: str


class ImageBlock(Part):
    """A picture within the text."""

    type: Literal["image"] = "image"
    image: Picture
    html: str


class VideoBlock(Part):
    """A video elsewhere."""

    type: Literal["video"] = "video"
    title: str
    url: str
    sign_language: bool
    html: str


class LinkBlock(Part):
    """A link that stands for itself; ``url`` is null when the page is not visible."""

    type: Literal["link"] = "link"
    text: str
    url: str | None
    html: str


class DownloadBlock(Part):
    """A file to take away."""

    type: Literal["download"] = "download"
    download: Download
    html: str


class Fact(Part):
    """One fact at a glance."""

    label: str
    value: str


class FactsBlock(Part):
    """Facts at a glance."""

    type: Literal["facts"] = "facts"
    items: list[Fact]
    html: str


class NoticeBlock(Part):
    """Something readers must not miss."""

    type: Literal["notice"] = "notice"
    text: str
    html: str


Block = Annotated[
    ParagraphBlock
    | HeadingBlock
    | QuoteBlock
    | ListBlock
    | ImageBlock
    | VideoBlock
    | LinkBlock
    | DownloadBlock
    | FactsBlock
    | NoticeBlock,
    Field(discriminator="type"),
]


class Card(Part):
    """What a list shows of any object."""

    id: UUID
    type: str
    locale: str
    direction: Direction
    url: str
    api_url: str
    path: str
    title: str
    summary: str
    published_at: datetime
    first_published_at: datetime
    publisher: str
    license: str
    usage_terms: str
    attribution: str
    breadcrumbs: list[Breadcrumb]
    corrections: list[Correction]
    image: Picture | None


class Detail(Part):
    """What only the single object shows."""

    body: list[Block]
    body_html: str


class PersonInUnit(Part):
    """Somebody of a unit who agreed to be named; phone and e-mail only if that was agreed too."""

    name: str
    function: str
    phone: str
    email: str


class ExternalIds(Part):
    """What others call the same unit; empty where it is not there."""

    xzufi: str
    oparl: str
    wikidata: str


class Document(Part):
    """A rendered object: what leaves the house, and what it can be found by."""

    card: Card
    detail: Detail
    facets: dict[str, list[str]] = {}
    topics: list[Any] = []  # snippets; each reader sees their labels in her own language
    search: list[str] = []  # texts beyond title and summary that a search should find


class Dateline(Part):
    """Place and day of a press release."""

    place: str
    date: date
