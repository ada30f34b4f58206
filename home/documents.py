"""What leaves the house of the pages in this app, and the parts all pages share.

A document is made from a pair: the live German source, whose language-neutral fields count, and the
live text in the language of the edition (the source itself for German).
"""

from typing import Any

from django.conf import settings

from home.bodies import body, html_of, searchable
from home.contract import Card, Detail, Document
from home.contract_parts import Contact, ExternalIds, PersonInUnit, Reference
from home.media import LICENSE_URLS, License
from home.office import EmergencyNumber, UnitKind
from home.phones import e164
from home.rendering import Rendering
from home.search_words import names_for_readers, phone_words


class HomeDetail(Detail):
    """The home page's own text, and where its two first doors lead."""

    advice: Reference | None
    """The page "Get advice"; null if it is not visible."""
    report: Reference | None
    """The page "Report discrimination"; null if it is not visible."""


class PageDetail(Detail):
    """An ordinary page; its emergency numbers are those to call in danger, if it is about that."""

    contacts: list[Contact]
    """Whom to turn to."""
    emergency_numbers: list[str]
    """Numbers to call in danger, as they are dialled; empty where the page is not about that."""


class UnitDetail(Detail):
    """A part of the office."""

    short_name: str
    """Abbreviation or short name; may be empty."""
    kind: UnitKind
    """What the unit is in the city's administration."""
    tasks: list[str]
    """What it does, one sentence or word each, in their order."""
    people: list[PersonInUnit]
    """Who works there and agreed to be named, in their order."""
    contacts: list[Contact]
    """How to reach the unit."""
    parent: Reference | None
    """The unit above; null at the top."""
    external_ids: ExternalIds
    """The same unit elsewhere."""


def card(
    source: Any, text: Any, rendering: Rendering, *, license: str = License.CC_BY, **changes: Any
) -> Card:
    """The card of any page; ``changes`` replaces fields."""
    fields = {
        **rendering.identity(),
        "title": text.title,
        "summary": text.summary,
        "publisher": settings.PUBLISHER,
        "license": license,
        "usage_terms": LICENSE_URLS.get(license, ""),
        "attribution": settings.PUBLISHER,
        "breadcrumbs": rendering.breadcrumbs(),
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
    points = contacts([source.contact_point], rendering)
    emergency = list(EmergencyNumber) if source.emergency_numbers else []
    return Document(
        card=card(source, text, rendering),
        detail=PageDetail(
            body=blocks,
            body_html=html_of(blocks),
            contacts=points,
            emergency_numbers=[number.value for number in emergency],
        ),
        facets={source.navigation: [f"{source.position:05d}"]} if source.navigation else {},
        search=[
            *searchable(blocks),
            *_words_of(points, rendering),
            *(word for number in emergency for word in phone_words(number.value)),
            *names_for_readers(rendering.readers, labels=[number.label for number in emergency]),
        ],
    )


def first_reference(page: Any, rendering: Rendering) -> Reference | None:
    return next(iter(rendering.references([page.translation_key])), None) if page else None


def index_page(source: Any, text: Any, rendering: Rendering) -> Document:
    """A page under which others stand: title and summary, the list comes from the store."""
    return Document(card=card(source, text, rendering), detail=Detail(body=[], body_html=""))


def unit(source: Any, text: Any, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    above = source.get_parent()
    people = _people(source, text, rendering)
    points = contacts([source.contact_point], rendering)
    tasks = [task.text for task in text.tasks.all()]
    return Document(
        card=card(source, text, rendering),
        detail=UnitDetail(
            body=blocks,
            body_html=html_of(blocks),
            short_name=text.short_name,
            kind=source.kind,
            tasks=tasks,
            people=people,
            contacts=points,
            parent=rendering.page_reference(above.pk) if above and above.depth > 3 else None,
            external_ids=ExternalIds(
                xzufi=source.xzufi_id, oparl=source.oparl_id, wikidata=source.wikidata_id
            ),
        ),
        facets={"kind": [source.kind]},
        topics=topics_of(source, rendering),
        search=[
            text.short_name,
            *searchable(blocks),
            *tasks,
            *(
                part
                for person in people
                for part in (person.name, person.function, person.email, *phone_words(person.phone))
            ),
            *_words_of(points, rendering),
        ],
    )


def _people(source: Any, text: Any, rendering: Rendering) -> list[PersonInUnit]:
    """Those of the unit who agreed to be named, their functions in the language of the text."""
    functions = {str(entry.translation_key): entry.function for entry in text.people.all()}
    entries = list(source.people.all())
    # Before anybody is left out: who may be named today may withdraw that tomorrow.
    rendering.depends_on([entry.person for entry in entries])
    return [
        PersonInUnit(
            name=str(entry.person),
            function=functions.get(str(entry.translation_key), ""),
            phone=entry.person.phone if entry.person.may_be_reached else "",
            phone_e164=dialled(entry.person.phone) if entry.person.may_be_reached else "",
            email=entry.person.email if entry.person.may_be_reached else "",
        )
        for entry in entries
        if entry.person.may_be_named
    ]


def topics_of(source: Any, rendering: Rendering) -> list[Any]:
    """Those topics of a page that are public, in the order of their short names."""
    rows = sorted(source.topics.all(), key=lambda topic: topic.slug)
    shown = {found.row.translation_key for found in rendering.localized(rows)}
    return [row for row in rows if row.translation_key in shown]


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
            phone_e164=dialled(point.phone),
            latitude=point.latitude,
            longitude=point.longitude,
        )
        for found in rendering.localized(list(by_key.values()))
        for point in [by_key[found.row.translation_key]]
    ]  # fmt: skip


def dialled(phone: str) -> str:
    """A number as telephones dial it (E.164); empty if there is none."""
    return e164(phone) or ""


def _words_of(points: list[Contact], rendering: Rendering) -> list[str]:
    """What contact points are found by."""
    return [
        word
        for point in points
        for word in (
            point.label, point.notes, *phone_words(point.phone), point.email,
            point.street, point.postal_code, point.city,
            *names_for_readers(rendering.readers, point.languages, has_hours=bool(point.hours)),
        )
    ]  # fmt: skip
