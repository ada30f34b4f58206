"""What leaves the house of an organization's profile. Names and numbers are not translated."""

from typing import Any

from pydantic import Field

from directory.models import AddressVisibility, Organization, Place
from home.bodies import body, html_of, searchable
from home.contract import Card, Detail, Document, Part, Picture
from home.documents import card
from home.rendering import Rendering


class Geo(Part):
    """A point on the map (WGS 84)."""

    latitude: float
    longitude: float


class Address(Part):
    """Where letters go."""

    street: str
    postal_code: str
    city: str


class Accessibility(Part):
    """What helps people get in and take part."""

    step_free: bool
    hearing_loop: bool


class PlaceDocument(Part):
    """Where an organization can be found; the address only as far as it may be shown."""

    address: Address | None
    district: str
    geo: Geo | None
    hours: str
    appointment: str
    temporarily_closed: bool
    accessibility: Accessibility


class Offer(Part):
    """Something an organization does for people."""

    title: str
    what: str
    when: str
    cost: str
    anonymous: bool
    confidential: bool


class OrganizationContact(Part):
    """How to reach an organization."""

    phone: str
    email: str


class OrganizationCard(Card):
    """An organization in the directory's list: enough to call it."""

    alternate_names: list[str]
    kind: str
    self_organization: bool
    languages: list[str]
    target_groups: list[str]
    contacts: list[OrganizationContact]
    places: list[PlaceDocument]


class OrganizationDetail(Detail):
    """The whole profile."""

    legal_form: str
    description: str
    founded: int | None
    offers: list[Offer]
    website: str
    social: list[str]
    register_entry: str = Field(serialization_alias="register")
    verified_at: str | None
    verification_state: str
    logo: Picture | None


def organization(source: Organization, text: Organization, rendering: Rendering) -> Document:
    blocks = body(text.body, rendering)
    offers = [_offer(child.value) for child in text.offers]
    places = [_place(place) for place in source.places.all()]
    base = card(source, text, rendering, title=source.title)
    return Document(
        card=OrganizationCard(
            **dict(base),
            alternate_names=source.alternate_names,
            kind=source.kind,
            self_organization=source.self_organization,
            languages=source.languages,
            target_groups=source.target_groups,
            contacts=[OrganizationContact(phone=source.phone, email=source.email)],
            places=places,
        ),
        detail=OrganizationDetail(
            body=blocks,
            body_html=html_of(blocks),
            legal_form=source.legal_form,
            description="\n\n".join(searchable(blocks)),
            founded=source.founded,
            offers=offers,
            website=source.website,
            social=[],
            register_entry="",
            verified_at=source.verified_at.isoformat() if source.verified_at else None,
            verification_state="verified" if source.verified_at else "due",
            logo=rendering.picture(source.logo, alt="", caption="") if source.logo else None,
        ),
        facets={
            "topic": [topic.slug for topic in base.topics],
            "language": source.languages,
            "target_group": source.target_groups,
            "district": sorted({place.district for place in places if place.district}),
            "self_organization": [str(source.self_organization).lower()],
        },
        search=[
            *source.alternate_names,
            *searchable(blocks),
            *(part for offer in offers for part in (offer.title, offer.what)),
        ],
    )


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
        appointment=place.appointment,
        temporarily_closed=place.temporarily_closed,
        accessibility=Accessibility(step_free=place.step_free, hearing_loop=place.hearing_loop),
    )
