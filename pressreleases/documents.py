"""What leaves the house of a press release: the contract with the press and its partners."""

from typing import Any

from django.utils import timezone

from home.bodies import body, html_of, searchable
from home.contract import (
    Card,
    Contact,
    Correction,
    Dateline,
    Detail,
    Document,
    Download,
    LinkBlock,
    QuoteBlock,
    Reference,
)
from home.documents import card, contacts, first_reference, topics_of
from home.rendering import Rendering
from home.search_words import phone_words


class PressReleaseCard(Card):
    """A press release in a list: enough to show a headline with its lead."""

    number: str
    kicker: str
    subtitle: str
    lead: str
    dateline: Dateline


class PressReleaseDetail(Detail):
    """The whole press release."""

    quotes: list[QuoteBlock]
    contacts: list[Contact]
    boilerplate: str
    attachments: list[Download]
    links: list[LinkBlock]
    issuing_unit: Reference | None
    related: list[Reference]
    supersedes: Reference | None


def press_release(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    corrections = _corrections(source, text)
    base = card(source, text, rendering, license=source.license, corrections=corrections)
    related = rendering.references([entry.other.translation_key for entry in source.related.all()])
    unit = source.issuing_unit
    topics = topics_of(source, rendering)
    points = contacts([entry.contact_point for entry in source.contacts.all()], rendering)
    return Document(
        card=PressReleaseCard(
            **{
                **dict(base),
                "summary": text.summary or text.lead,
                "image": _lead_picture(source, text, rendering),
            },
            number=source.number,
            kicker=text.kicker,
            subtitle=text.subtitle,
            lead=text.lead,
            dateline=Dateline(
                place=text.dateline_place, date=timezone.localdate(base.published_at)
            ),
        ),
        detail=PressReleaseDetail(
            body=blocks,
            body_html=html_of(blocks),
            quotes=[block for block in blocks if isinstance(block, QuoteBlock)],
            contacts=points,
            boilerplate=text.boilerplate,
            attachments=[block.download for block in blocks if block.type == "download"],
            links=[block for block in blocks if isinstance(block, LinkBlock) and block.url],
            issuing_unit=first_reference(unit, rendering),
            related=related,
            supersedes=first_reference(source.supersedes, rendering),
        ),
        facets={
            "topic": [topic.slug for topic in topics],
            "unit": [str(unit.translation_key)] if unit else [],
        },
        topics=topics,
        search=[
            text.kicker,
            text.subtitle,
            text.lead,
            source.number,
            *(correction.note for correction in corrections),
            *searchable(blocks),
            *(word for point in points for word in (*phone_words(point.phone), point.email)),
        ],
    )


def _corrections(source: Any, text: Any) -> list[Correction]:
    """Newest first. A note that is not translated yet is empty: that something was corrected is
    told in every language at once. One query per translation of a release that has any.
    """
    rows = sorted(source.corrections.all(), key=lambda row: row.at, reverse=True)
    notes = {row.translation_key: row.note for row in text.corrections.all()} if rows else {}
    return [
        Correction(kind=row.kind, note=notes.get(row.translation_key, ""), at=row.at)
        for row in rows
    ]


def _lead_picture(source: Any, text: Any, rendering: Rendering):
    if source.image is None:
        return None
    alt = "" if source.image_decorative else text.image_alt
    return rendering.picture(source.image, alt=alt, caption=text.image_caption)
