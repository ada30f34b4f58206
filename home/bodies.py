"""The blocks of a text as they leave the house: typed data and allow-listed HTML."""

import re
from html import escape, unescape
from typing import Any

import nh3
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from home import contract_blocks as contract
from home.blocks import DESCRIBE
from home.contract_blocks import Block
from home.contract_parts import Picture
from home.rendering import Rendering
from home.web_addresses import href_of, web_href_of
from locales.direction import isolate_html
from locales.languages import SOURCE
from locales.punctuation import comma
from locales.sentences import EASY, one_a_line

ALLOWED_TAGS = {
    "a", "b", "bdi", "blockquote", "br", "cite", "dd", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h2", "i", "img", "li", "p", "span", "strong", "ul",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "data-key", "hreflang", "lang"},
    "bdi": {"dir"},
    "div": {"class"},
    "figure": {"class"},
    "span": {"lang"},
    "img": {"src", "srcset", "alt", "width", "height", "loading", "sizes"},
}
_ALLOWED = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes=ALLOWED_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_NO_TAGS = nh3.Cleaner(tags=set())
_ENDS_OF_BLOCKS = re.compile(r"<br ?/?>|</(?:p|li|h\d|dt|dd|div|blockquote|footer|figcaption)>")
# What ends up on a page of a paste from a word processor: elements around nothing, or blanks.
_NOTHING = r"(?:\s|&nbsp;|<br ?/?>)*"
_EMPTY_BLOCK = re.compile(
    rf"<(p|li|ul|dl|h2|div|blockquote|footer|figure|figcaption)\b[^>]*>{_NOTHING}</\1>"
)
_EMPTY_INLINE = re.compile(rf"<(a|b|bdi|cite|em|i|span|strong)\b[^>]*>({_NOTHING})</\1>")
_LINK_TO_NOTHING = re.compile(r'<a(?![^>]* href="[^"])[^>]*>(.*?)</a>', re.DOTALL)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class UnrenderableBlock(ValueError):
    """A block whose value cannot leave the house; the message is a sentence for editors."""

    def __init__(self, position: int, label: str) -> None:
        super().__init__(
            _("%(place)s cannot be shown to readers. Delete it or enter it anew.")
            % {"place": place_of(position, label)}
        )


def body(stream: Any, rendering: Rendering) -> list[Block]:
    """The blocks of a text, typed. UnrenderableBlock names the one that cannot be shown.

    Only a value that no contract holds is the editor's; what else a renderer raises is our fault.
    """
    blocks: list[Block] = []
    for position, child in enumerate(stream, start=1):
        try:
            block = _RENDERERS[child.block_type](child.value, rendering)
        except ValueError as error:
            raise UnrenderableBlock(position, str(child.block.label)) from error
        if block is not None:
            blocks.append(block)
    return blocks


def unapproved_quotes(stream: Any) -> list[str]:
    """A sentence for each quotation that the person quoted has not approved, naming the block."""
    return [
        _(
            "%(place)s: “%(name)s” has not approved the quotation yet. "
            "Ask, then tick “%(approved)s”."
        )
        % {
            "place": place_of(position, str(child.block.label)),
            "name": child.value.get("name") or "–",
            "approved": capfirst(str(child.block.child_blocks["approved"].label)),
        }
        for position, child in enumerate(stream, start=1)
        if child.block_type == "quote" and not child.value.get("approved")
    ]


def undescribed_pictures(stream: Any) -> list[str]:
    """A sentence for each picture that is neither described nor decorative, naming the block."""
    return [
        f"{place_of(position, str(child.block.label))}: {DESCRIBE}"
        for position, child in enumerate(stream, start=1)
        if child.block_type == "image"
        and not child.value.get("decorative")
        and not (child.value.get("alt") or "").strip()
    ]


def place_of(position: int, label: str) -> str:
    """A block of a text as editors find it: "Block 2 (Quotation)"."""
    return _("Block %(number)s (%(label)s)") % {"number": position, "label": capfirst(label)}


def html_of(blocks: list[Block]) -> str:
    return "\n".join(block.html for block in blocks)


def searchable(blocks: list[Block]) -> list[str]:
    """Plain text of each block; a picture is also found by what it shows."""
    return [
        f"{block.image.alt} {plain_text(block.html)}"
        if isinstance(block, contract.ImageBlock)
        else plain_text(block.html)
        for block in blocks
    ]


def plain_text(html: str) -> str:
    """The words of HTML on one line: blocks are parted by a space, a link or emphasis is not."""
    spaced = _ENDS_OF_BLOCKS.sub(" ", html)
    return " ".join(unescape(_NO_TAGS.clean(spaced)).split())


def clean(html: str, rendering: Rendering) -> str:
    """Allow-listed HTML; in right-to-left text numbers and addresses are isolated, in Leichte
    Sprache every sentence begins a line.
    """
    safe = without_empty(_ALLOWED.clean(html))
    if rendering.language.direction == "rtl":
        return isolate_html(safe)
    return one_a_line(safe) if rendering.language.tag == EASY else safe


def without_empty(html: str) -> str:
    """HTML without elements in which nothing stands, and without links that lead nowhere."""
    before = ""
    while before != html:
        before = html
        html = _LINK_TO_NOTHING.sub(r"\1", _EMPTY_INLINE.sub(r"\2", _EMPTY_BLOCK.sub("", html)))
    return html


def _lines(text: str) -> str:
    """Plain text as HTML, its lines kept."""
    return escape(text).replace("\n", "<br>")


def _paragraph(value: Any, rendering: Rendering) -> Block | None:
    html = clean(_LINK.sub(lambda match: _link_html(match, rendering), value.source), rendering)
    if not plain_text(html):
        return None
    return contract.ParagraphBlock(text=plain_text(html), html=html)


def _link_html(match: re.Match[str], rendering: Rendering) -> str:
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    if attributes.get("linktype") == "page":
        found = rendering.page_reference(int(attributes.get("id", 0)))
        return (
            f'<a href="{escape(found.url)}" data-key="{found.id}">{match[2]}</a>'
            if found
            else match[2]
        )
    if "linktype" in attributes or "href" not in attributes:
        return match[2]
    href = href_of(unescape(attributes["href"]))
    return f'<a href="{escape(href)}">{match[2]}</a>' if href else match[2]


def _heading(value: str, rendering: Rendering) -> Block:
    return contract.HeadingBlock(text=value, html=clean(f"<h2>{escape(value)}</h2>", rendering))


def _quote(value: Any, rendering: Rendering) -> Block:
    by = comma(rendering.language.tag).join(
        filter(None, (f"<bdi>{escape(value['name'])}</bdi>", escape(value["function"] or "")))
    )
    html = (
        f"<blockquote><p>{_lines(value['text'])}</p><footer><cite>{by}</cite></footer></blockquote>"
    )
    return contract.QuoteBlock(
        text=value["text"],
        name=value["name"],
        function=value["function"] or "",
        html=clean(html, rendering),
    )


def _list(value: Any, rendering: Rendering) -> Block:
    items = [str(item) for item in value if str(item).strip()]
    html = "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
    return contract.ListBlock(items=items, html=clean(html, rendering))


def _image(value: Any, rendering: Rendering) -> Block | None:
    alt = "" if value["decorative"] else value["alt"]
    picture = rendering.picture(value["image"], alt=alt, caption=value["caption"] or "")
    if picture is None:
        return None
    return contract.ImageBlock(image=picture, html=clean(picture_html(picture), rendering))


def picture_html(picture: Picture) -> str:
    srcset = ", ".join(f"{size.src} {size.width}w" for size in picture.srcset)
    credit = f'<span lang="{SOURCE}"><bdi>{escape(picture.credit)}</bdi></span>'
    words = " ".join(filter(None, (escape(picture.caption), credit)))
    return (
        f'<figure><img src="{escape(picture.src)}" srcset="{escape(srcset)}" '
        f'sizes="(min-width: 46em) 44em, 100vw" alt="{escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}" loading="lazy">'
        f"<figcaption>{words}</figcaption></figure>"
    )


def _video(value: Any, rendering: Rendering) -> Block | None:
    url = web_href_of(value["url"] or "")
    if url is None:
        return None
    words = value["title"]
    if value["sign_language"]:
        words = f"{words} ({_sign_language(rendering)})"
    html = f'<p><a href="{escape(url)}">{escape(words)}</a></p>'
    return contract.VideoBlock(
        title=value["title"],
        url=url,
        sign_language=value["sign_language"],
        html=clean(html, rendering),
    )


def _sign_language(rendering: Rendering) -> str:
    """What German Sign Language is called in the language of the text."""
    if not rendering.language.is_public:
        return "DGS"  # the catalogue of a language that is not offered may lack the name
    with override(rendering.language.tag):
        return _("German Sign Language")


def _link(value: Any, rendering: Rendering) -> Block:
    url = href_of(value.get("url") or "")
    key = ""
    if page := value.get("page"):
        found = rendering.page_reference(page.pk)
        url, key = (found.url, f' data-key="{found.id}"') if found else (None, "")
    text = escape(value["text"])
    html = f'<p><a href="{escape(url)}"{key}>{text}</a></p>' if url else f"<p>{text}</p>"
    return contract.LinkBlock(text=value["text"], url=url, html=clean(html, rendering))


def _download(value: Any, rendering: Rendering) -> Block | None:
    found = rendering.download(value["document"], title=value["title"])
    if found is None:
        return None
    html = f'<p><a href="{escape(found.url)}">{escape(found.title)}</a></p>'
    return contract.DownloadBlock(download=found, html=clean(html, rendering))


def _facts(value: Any, rendering: Rendering) -> Block:
    items = [contract.Fact(label=item["label"], value=item["value"]) for item in value]
    rows = "".join(f"<dt>{escape(item.label)}</dt><dd>{escape(item.value)}</dd>" for item in items)
    return contract.FactsBlock(items=items, html=clean(f"<dl>{rows}</dl>", rendering))


def _notice(value: str, rendering: Rendering) -> Block:
    html = f'<div class="notice"><p>{_lines(value)}</p></div>'
    return contract.NoticeBlock(text=value, html=clean(html, rendering))


_RENDERERS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "image": _image,
    "video": _video,
    "link": _link,
    "download": _download,
    "facts": _facts,
    "notice": _notice,
}
