"""What leaves the house of a press release: the contract with the press and its partners."""

from typing import Any

from django.utils import timezone

from home.bodies import body, html_of, searchable
from home.contract import Card, Contact, Dateline, Detail, Document, Download, QuoteBlock, Reference
from home.documents import card, contacts, first_reference
from home.rendering import Rendering


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
    links: list[Reference]
    issuing_unit: Reference | None
    related: list[Reference]
    supersedes: Reference | None


def press_release(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    base = card(source, text, rendering, license=source.license)
    related = rendering.references([entry.other.translation_key for entry in source.related.all()])
    unit = source.issuing_unit
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
            contacts=contacts([entry.contact_point for entry in source.contacts.all()], rendering),
            boilerplate=text.boilerplate,
            attachments=[block.download for block in blocks if block.type == "download"],
            links=[],
            issuing_unit=first_reference(unit, rendering),
            related=related,
            supersedes=None,
        ),
        facets={
            "topic": [topic.slug for topic in base.topics],
            "unit": [str(unit.translation_key)] if unit else [],
        },
        search=[text.kicker, text.subtitle, text.lead, source.number, *searchable(blocks)],
    )


def _lead_picture(source: Any, text: Any, rendering: Rendering):
    if source.image is None:
        return None
    alt = "" if source.image_decorative else text.image_alt
    return rendering.picture(source.image, alt=alt, caption=text.image_caption)
