"""What leaves the house of an organization's profile. Names and numbers are not translated."""

from datetime import date
from typing import Any

from django.utils import timezone
from pydantic import Field

from directory.choices import AddressVisibility, District, Kind, TargetGroup, VerificationState
from directory.models import Organization, Place
from home.bodies import body, html_of, plain_text, searchable
from home.contract import Card, Detail, Document
from home.contract_parts import Part, Picture, WebAddress
from home.documents import card, dialled, topics_of
from home.rendering import Rendering
from home.search_words import names_for_readers, phone_words
from home.snippets import Appointment


class Geo(Part):
    """A point on the map (WGS 84)."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""


class Address(Part):
    """Where letters go."""

    street: str
    """Street and number; may be empty."""
    postal_code: str
    """Postal code; may be empty."""
    city: str
    """Name of the city; may be empty."""


class Accessibility(Part):
    """What helps people get in and take part; null where nobody has told us."""

    step_free: bool | None
    """Whether there are no steps on the way in."""
    hearing_loop: bool | None
    """Whether there is an induction loop."""


class PlaceDocument(Part):
    """Where an organization can be found; the address only as far as it may be shown."""

    address: Address | None
    """Null where the organization does not want it shown (a women's refuge, for example)."""
    district: str
    """Code of the part of the city: the list `districts` of `GET /api/v1/codes`; empty if it is not
    shown or outside the city."""
    geo: Geo | None
    """Where it is; null if unknown or not shown."""
    hours: str
    """Opening hours as OpenStreetMap writes them (`opening_hours`), in the city's time zone
    Europe/Berlin, such as `Mo-Th 09:00-12:00`; empty if unknown or not shown."""
    appointment: Appointment
    """Whether to make an appointment first."""
    temporarily_closed: bool
    """Whether it is closed at present in spite of `hours`."""
    accessibility: Accessibility
    """How to get in and take part."""


class Offer(Part):
    """Something an organization does for people."""

    title: str
    """Name of the offer, in the language of the text."""
    what: str
    """What it is about; may be empty."""
    when: str
    """When it takes place, in words; may be empty."""
    cost: str
    """What it costs, in words; may be empty."""
    anonymous: bool
    """Whether people need not give their name."""
    confidential: bool
    """Whether what is said stays there."""


class OrganizationContact(Part):
    """How to reach an organization; there only if it agrees to website and API."""

    phone: str
    """Phone number as it is written in Germany; may be empty."""
    phone_e164: str
    """The same number to dial: E.164, such as `+496132223`; may be empty."""
    email: str
    """E-mail address; may be empty."""


class OrganizationCard(Card):
    """An organization in the directory's list: enough to call it."""

    alternate_names: list[str]
    """Other names and abbreviations it is known by."""
    kind: Kind
    """What sort of organization this is."""
    self_organization: bool
    """Whether it was founded and is led by migrants."""
    languages: list[str]
    """Codes of the languages spoken there: the list `languages` of `GET /api/v1/codes`."""
    target_groups: list[TargetGroup]
    """For whom it is there."""
    contacts: list[OrganizationContact]
    """How to reach it; empty where it has not agreed."""
    places: list[PlaceDocument]
    """Where to find it."""


class OrganizationDetail(Detail):
    """The whole profile."""

    legal_form: str
    """Legal form, such as `e. V.`; may be empty."""
    description: str
    """The text of the profile without its HTML; paragraphs are parted by an empty line."""
    founded: int | None
    """Year in which it was founded as it is now; null if unknown."""
    active_since: int | None
    """Year since which the same people have been active, also before it was founded; null if
    unknown."""
    memberships: list[str]
    """Federations it belongs to."""
    offers: list[Offer]
    """What it does for people."""
    website: str
    """Address of its website; empty if it has none."""
    social: list[WebAddress]
    """Addresses of its profiles on social media."""
    register_entry: str = Field(serialization_alias="register")
    """Court and number of its entry in the public register; empty if it has none."""
    verified_at: date | None
    """Day on which somebody of the office last asked whether the profile still holds; null: never.
    """
    verification_state: VerificationState
    """How that stands today: asked within the year (`verified`), to be asked again (`due`) or not
    asked for too long (`lapsed`)."""
    logo: Picture | None
    """Its logo; null if there is none."""


def organization(source: Organization, text: Organization, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    offers = [_offer(child.value) for child in text.offers]
    places = [_place(place) for place in source.places.all()]
    topics = topics_of(source, rendering)
    reach = _contacts(source)
    base = card(source, text, rendering, title=source.title)
    state = source.verification_state(today())
    return Document(
        card=OrganizationCard(
            **dict(base),
            alternate_names=source.alternate_names,
            kind=Kind(source.kind),
            self_organization=source.self_organization,
            languages=source.languages,
            target_groups=source.target_groups,
            contacts=reach,
            places=places,
        ),
        detail=OrganizationDetail(
            body=blocks,
            body_html=html_of(blocks),
            legal_form=source.legal_form,
            description="\n\n".join(plain_text(block.html) for block in blocks),
            founded=source.founded,
            active_since=source.active_since,
            memberships=source.memberships,
            offers=offers,
            website=source.website,
            social=source.social,
            register_entry=", ".join(filter(None, (source.register_court, source.register_number))),
            verified_at=source.verified_at,
            verification_state=state,
            logo=rendering.picture(source.logo, alt="", caption="") if source.logo else None,
        ),
        facets={
            "topic": [topic.slug for topic in topics],
            "language": source.languages,
            "target_group": source.target_groups,
            "district": sorted({place.district for place in places if place.district}),
            "self_organization": [str(source.self_organization).lower()],
            "verification_state": [state],
        },
        topics=topics,
        search=[
            *source.alternate_names,
            *source.memberships,
            *searchable(blocks),
            *(part for offer in offers for part in (offer.title, offer.what, offer.when)),
            *(word for contact in reach for word in (*phone_words(contact.phone), contact.email)),
            source.website,
            *source.social,
            *(
                part
                for place in places
                if place.address
                for part in (place.address.street, place.address.postal_code, place.address.city)
            ),
            *names_for_readers(
                rendering.readers,
                source.languages,
                has_hours=any(place.hours for place in places),
                labels=[District(place.district).label for place in places if place.district],
            ),
        ],
    )


def today() -> date:
    """The day on the office's clock, whatever the time zone of the editor who publishes."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _contacts(source: Organization) -> list[OrganizationContact]:
    if not source.has_public_contact or not (source.phone or source.email):
        return []
    return [
        OrganizationContact(
            phone=source.phone, phone_e164=dialled(source.phone), email=source.email
        )
    ]


def _offer(value: Any) -> Offer:
    return Offer(
        title=value["title"],
        what=value["what"] or "",
        when=value["when"] or "",
        cost=value["cost"] or "",
        anonymous=bool(value["anonymous"]),
        confidential=bool(value["confidential"]),
    )


def _geo(place: Place) -> Geo | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Geo(latitude=float(place.latitude), longitude=float(place.longitude))


def _place(place: Place) -> PlaceDocument:
    shown = place.visibility == AddressVisibility.PUBLIC
    return PlaceDocument(
        address=Address(street=place.street, postal_code=place.postal_code, city=place.city)
        if shown
        else None,
        district="" if place.visibility == AddressVisibility.HIDDEN else place.district,
        geo=_geo(place) if shown else None,
        hours=place.hours if shown else "",
        appointment=Appointment(place.appointment),
        temporarily_closed=place.temporarily_closed,
        accessibility=Accessibility(step_free=place.step_free, hearing_loop=place.hearing_loop),
    )
