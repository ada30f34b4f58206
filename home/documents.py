"""What leaves the house of the pages in this app, and the parts all pages share.

A document is made from a pair: the live German source, whose language-neutral fields count, and the
live text in the language of the edition (the source itself for German).
"""

import re
from html import escape
from typing import Any

import nh3
from bs4 import BeautifulSoup
from django.utils.html import strip_tags

from home import contract
from home.contract import (
    Block,
    Card,
    Contact,
    Detail,
    Document,
    PersonInUnit,
    Reference,
    TopicLabel,
)
from home.rendering import Rendering
from locales.direction import isolate_html

PUBLISHER = "Stabsstelle für Vielfalt und Chancengleichheit, Musterstadt am Rhein"
USAGE_TERMS = "https://creativecommons.org/licenses/by/4.0/"
ALLOWED_TAGS = {
    "a", "b", "bdi", "blockquote", "br", "cite", "dd", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h2", "i", "img", "li", "p", "span", "strong", "ul",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href", "data-key", "hreflang", "lang"},
    "bdi": {"dir"},
    "div": {"class"},
    "figure": {"class"},
    "img": {"src", "srcset", "alt", "width", "height", "loading", "sizes"},
}
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class UnrenderableBlock(ValueError):
    """A block that cannot leave the house; the message names the block and the reason."""


class HomeDetail(Detail):
    """The home page's own text, and where its two first doors lead."""

    advice: Reference | None
    report: Reference | None


class PageDetail(Detail):
    """An ordinary page."""

    contacts: list[Contact]


class UnitDetail(Detail):
    """A part of the office."""

    short_name: str
    kind: str
    tasks: list[str]
    people: list[PersonInUnit]
    contacts: list[Contact]
    parent: Reference | None


def card(source: Any, text: Any, rendering: Rendering, **changes: Any) -> Card:
    """The card of any page; ``changes`` replaces fields."""
    fields = {
        **rendering.identity(),
        "title": text.title,
        "summary": text.summary,
        "publisher": PUBLISHER,
        "license": "CC-BY-4.0",
        "usage_terms": USAGE_TERMS,
        "attribution": PUBLISHER,
        "breadcrumbs": rendering.breadcrumbs(),
        "topics": topic_labels(getattr(source, "topics", None), rendering),
        "corrections": [],
        "image": None,
        **changes,
    }
    return Card(**fields)


def home_page(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    return Document(
        card=card(source, text, rendering),
        detail=HomeDetail(
            body=blocks,
            body_html=html_of(blocks),
            advice=first_reference(source.advice_page, rendering),
            report=first_reference(source.report_page, rendering),
        ),
        search=searchable(blocks),
    )


def content_page(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    return Document(
        card=card(source, text, rendering),
        detail=PageDetail(
            body=blocks,
            body_html=html_of(blocks),
            contacts=contacts([source.contact_point], rendering),
        ),
        facets={source.navigation: [f"{source.position:05d}"]} if source.navigation else {},
        search=searchable(blocks),
    )


def first_reference(page: Any, rendering: Rendering) -> Reference | None:
    return next(iter(rendering.references([page.translation_key])), None) if page else None


def index_page(source: Any, text: Any, rendering: Rendering) -> Document:
    """A page under which others stand: title and summary, the list comes from the store."""
    return Document(card=card(source, text, rendering), detail=Detail(body=[], body_html=""))


def unit(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    functions = {str(entry.translation_key): entry.function for entry in text.people.all()}
    above = source.get_parent()
    return Document(
        card=card(source, text, rendering),
        detail=UnitDetail(
            body=blocks,
            body_html=html_of(blocks),
            short_name=text.short_name,
            kind=source.kind,
            tasks=[task.text for task in text.tasks.all()],
            people=[
                PersonInUnit(
                    name=str(entry.person),
                    function=functions.get(str(entry.translation_key), ""),
                )
                for entry in source.people.all()
                if entry.person.live and entry.person.publish_name
            ],
            contacts=contacts([source.contact_point], rendering),
            parent=rendering.page_reference(above.pk) if above and above.depth > 3 else None,
        ),
        facets={"kind": [source.kind]},
        search=[*searchable(blocks), *(task.text for task in text.tasks.all())],
    )


def topic_labels(topics: Any, rendering: Rendering) -> list[TopicLabel]:
    rows = list(topics.all()) if topics is not None else []
    return [
        TopicLabel(
            slug=found.row.slug,
            label=found.row.label,
            locale=found.locale,
            direction=found.direction,
        )
        for found in rendering.localized(sorted(rows, key=lambda topic: topic.slug))
    ]


def contacts(points: list[Any], rendering: Rendering) -> list[Contact]:
    """Contact points in their order: neutral values from the source, label and notes localized."""
    by_key = {point.translation_key: point for point in points if point is not None}
    return [
        Contact(
            id=point.translation_key,
            label=found.row.label,
            notes=found.row.notes,
            locale=found.locale,
            direction=found.direction,
            **{
                name: getattr(point, name)
                for name in (
                    "phone", "email", "street", "postal_code", "city", "room", "hours",
                    "appointment", "languages", "interpreter", "step_free", "hearing_loop",
                )
            },
            latitude=point.latitude,
            longitude=point.longitude,
        )
        for found in rendering.localized(list(by_key.values()))
        for point in [by_key[found.row.translation_key]]
    ]  # fmt: skip


def body(stream: Any, rendering: Rendering) -> list[Block]:
    """The blocks of a text, typed. UnrenderableBlock names the one that cannot be shown."""
    blocks: list[Block] = []
    for position, child in enumerate(stream, start=1):
        try:
            block = _RENDERERS[child.block_type](child.value, rendering)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnrenderableBlock(f"{position}. {child.block_type}: {error}") from error
        if block is not None:
            blocks.append(block)
    return blocks


def html_of(blocks: list[Block]) -> str:
    return "\n".join(block.html for block in blocks)


def searchable(blocks: list[Block]) -> list[str]:
    return [strip_tags(block.html.replace("><", "> <")) for block in blocks]


def clean(html: str, rendering: Rendering) -> str:
    """Allow-listed HTML; in right-to-left text numbers and addresses are isolated."""
    safe = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return isolate_html(safe) if rendering.language.direction == "rtl" else safe


def _paragraph(value: Any, rendering: Rendering) -> Block:
    html = clean(_LINK.sub(lambda match: _link_html(match, rendering), value.source), rendering)
    text = BeautifulSoup(value.source, "html.parser").get_text(" ")
    return contract.ParagraphBlock(text=" ".join(text.split()), html=html)


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
    return f'<a href="{attributes["href"]}">{match[2]}</a>'


def _heading(value: str, rendering: Rendering) -> Block:
    return contract.HeadingBlock(text=value, html=clean(f"<h2>{escape(value)}</h2>", rendering))


def _quote(value: Any, rendering: Rendering) -> Block:
    by = ", ".join(
        filter(None, (f"<bdi>{escape(value['name'])}</bdi>", escape(value["function"] or "")))
    )
    html = (
        f"<blockquote><p>{escape(value['text'])}</p><footer><cite>{by}</cite></footer></blockquote>"
    )
    return contract.QuoteBlock(
        text=value["text"],
        name=value["name"],
        function=value["function"] or "",
        html=clean(html, rendering),
    )


def _list(value: Any, rendering: Rendering) -> Block:
    items = [str(item) for item in value]
    html = "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
    return contract.ListBlock(items=items, html=clean(html, rendering))


def _image(value: Any, rendering: Rendering) -> Block | None:
    alt = "" if value["decorative"] else value["alt"]
    picture = rendering.picture(value["image"], alt=alt, caption=value["caption"] or "")
    if picture is None:
        return None
    return contract.ImageBlock(image=picture, html=clean(picture_html(picture), rendering))


def picture_html(picture: contract.Picture) -> str:
    srcset = ", ".join(f"{size.src} {size.width}w" for size in picture.srcset)
    words = " ".join(
        filter(None, (escape(picture.caption), f"<span>{escape(picture.credit)}</span>"))
    )
    return (
        f'<figure><img src="{escape(picture.src)}" srcset="{escape(srcset)}" '
        f'sizes="(min-width: 46em) 44em, 100vw" alt="{escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}" loading="lazy">'
        f"<figcaption>{words}</figcaption></figure>"
    )


def _video(value: Any, rendering: Rendering) -> Block:
    html = f'<p><a href="{escape(value["url"])}">{escape(value["title"])}</a></p>'
    return contract.VideoBlock(
        title=value["title"],
        url=value["url"],
        sign_language=value["sign_language"],
        html=clean(html, rendering),
    )


def _link(value: Any, rendering: Rendering) -> Block:
    url = value.get("url") or None
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
    html = f'<div class="notice"><p>{escape(value)}</p></div>'
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
