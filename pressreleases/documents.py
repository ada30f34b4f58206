"""What leaves the house of a press release: the contract with the press and its partners."""

from typing import Any

from django.utils import timezone

from home.bodies import body, html_of, searchable
from home.contract import Card, Detail, Document
from home.contract_blocks import LinkBlock, QuoteBlock
from home.contract_parts import Contact, Correction, Dateline, Download, Reference
from home.documents import card, contacts, first_reference, topics_of
from home.rendering import Rendering
from home.search_words import phone_words


class PressReleaseCard(Card):
    """A press release in a list: enough to show a headline with its lead."""

    number: str
    """Number of the release within its year, such as `2026-017`; empty if it has none."""
    kicker: str
    """A word or two above the headline; may be empty."""
    subtitle: str
    """A line below the headline; may be empty."""
    lead: str
    """First paragraph: who, what, when, where, why. Plain text."""
    dateline: Dateline
    """Place and day with which the text begins in print."""


class PressReleaseDetail(Detail):
    """The whole press release."""

    quotes: list[QuoteBlock]
    """The quotations of `body`, in their order."""
    contacts: list[Contact]
    """Whom journalists ask."""
    boilerplate: str
    """About the office, for the end of the text; may be empty."""
    attachments: list[Download]
    """The files of `body`, in their order."""
    links: list[LinkBlock]
    """The links of `body` that lead somewhere, in their order."""
    issuing_unit: Reference | None
    """The unit that issued it; null if none is named or visible."""
    related: list[Reference]
    """Other releases on the same matter that are visible."""
    supersedes: Reference | None
    """The release this one replaces; null if none."""


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
