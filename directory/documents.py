"""What leaves the house of an organization's profile. Names and numbers are not translated."""

from datetime import date
from typing import Any

from django.utils import timezone
from pydantic import Field

from directory.choices import AddressVisibility, District, VerificationState
from directory.models import Organization, Place
from home.bodies import body, html_of, plain_text, searchable
from home.contract import Card, Detail, Document, Part, Picture
from home.documents import card, topics_of
from home.rendering import Rendering
from home.search_words import names_for_readers, phone_words


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
    """What helps people get in and take part; null where nobody has told us."""

    step_free: bool | None
    hearing_loop: bool | None


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
    """How to reach an organization; there only if it agrees to website and API."""

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
    active_since: int | None
    memberships: list[str]
    offers: list[Offer]
    website: str
    social: list[str]
    register_entry: str = Field(serialization_alias="register")
    verified_at: str | None
    verification_state: (
        VerificationState  # as of the day of Berlin; the scheduler renders anew when it changes
    )
    logo: Picture | None


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
            kind=source.kind,
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
            verified_at=source.verified_at.isoformat() if source.verified_at else None,
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
    return [OrganizationContact(phone=source.phone, email=source.email)]


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
