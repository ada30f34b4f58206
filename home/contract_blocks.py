"""The typed blocks of a text as they leave the house: plain data beside allow-listed HTML."""

from typing import Annotated, Literal

from pydantic import Field

from home.contract_parts import Download, Part, Picture, WebAddress

BlockHtml = Annotated[
    str, Field(description="The block as HTML, of the elements that `body_html` may hold.")
]


class ParagraphBlock(Part):
    """Running text with links."""

    type: Literal["paragraph"] = "paragraph"
    """Kind of block."""
    text: str
    """Plain text."""
    html: BlockHtml


class HeadingBlock(Part):
    """A heading within the text."""

    type: Literal["heading"] = "heading"
    """Kind of block."""
    text: str
    """Plain text."""
    html: BlockHtml


class QuoteBlock(Part):
    """What somebody said, with the function held on that day."""

    type: Literal["quote"] = "quote"
    """Kind of block."""
    text: str
    """The words, plain text; lines are kept."""
    name: str
    """Who said it."""
    function: str
    """The function of that person on that day; may be empty."""
    html: BlockHtml


class ListBlock(Part):
    """An unordered list."""

    type: Literal["list"] = "list"
    """Kind of block."""
    items: list[str]
    """Its entries, plain text."""
    html: BlockHtml


class ImageBlock(Part):
    """A picture within the text."""

    type: Literal["image"] = "image"
    """Kind of block."""
    image: Picture
    """The picture with its words."""
    html: BlockHtml


class VideoBlock(Part):
    """A video elsewhere; nothing of it is loaded from here."""

    type: Literal["video"] = "video"
    """Kind of block."""
    title: str
    """What the video is called."""
    url: WebAddress
    """Where to see it."""
    sign_language: bool
    """Whether it is in German Sign Language."""
    html: BlockHtml


class LinkBlock(Part):
    """A link that stands for itself."""

    type: Literal["link"] = "link"
    """Kind of block."""
    text: str
    """What to write on the link."""
    url: str | None
    """Where it leads: an address of the web, of mail (`mailto:`) or of a phone (`tel:`); null where
    the page it leads to is not visible."""
    html: BlockHtml


class DownloadBlock(Part):
    """A file to take away."""

    type: Literal["download"] = "download"
    """Kind of block."""
    download: Download
    """The file."""
    html: BlockHtml


class Fact(Part):
    """One fact at a glance."""

    label: str
    """What it is about."""
    value: str
    """The fact, plain text."""


class FactsBlock(Part):
    """Facts at a glance."""

    type: Literal["facts"] = "facts"
    """Kind of block."""
    items: list[Fact]
    """The facts in their order."""
    html: BlockHtml


class NoticeBlock(Part):
    """Something readers must not miss."""

    type: Literal["notice"] = "notice"
    """Kind of block."""
    text: str
    """Plain text; lines are kept."""
    html: BlockHtml


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
