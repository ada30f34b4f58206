"""The objects of the demo city: one function per kind builds an unsaved instance from a text."""

from datetime import date
from typing import Any

from wagtail.models import Page

from cms.demo.building import LinkTarget, blocks, child_key, local_time, offers, paragraphs
from cms.demo.content import Entry, entries, key_of
from directory.models import DirectoryIndex, Organization, Place
from home.models import (
    ContactPoint,
    ContentPage,
    HomePage,
    Person,
    Topic,
    Unit,
    UnitIndex,
    UnitPerson,
    UnitTask,
)
from home.snippets import OfficeSnippet
from pressreleases.models import (
    Correction,
    PressRelease,
    PressReleaseContact,
    PressReleaseIndex,
    RelatedRelease,
)

MENU = {"beratung-finden": 10, "diskriminierung-melden": 20, "ueber-uns": 60}
FOOTER = {"impressum": 10, "datenschutz": 20, "barrierefreiheit": 30}
CHECKED_ON = date(2026, 9, 1)


def row(model: type[Page] | type[OfficeSnippet], folder: str, slug: str | None) -> Any:
    """The German row of an object that is already there; None for no slug."""
    if not slug:
        return None
    return model.objects.get(translation_key=key_of(folder, slug), locale__language_code="de")


def topic(entry: Entry, text: dict[str, Any], target: LinkTarget) -> Topic:
    broader = entry.meta.get("broader")
    return Topic(
        slug=entry.slug,
        label=text["label"],
        broader=Topic.objects.filter(translation_key=key_of("topics", broader)).first()
        if broader
        else None,
    )


def person(entry: Entry, text: dict[str, Any], target: LinkTarget) -> Person:
    return Person(publish_name=True, **entry.meta)


def contact_point(entry: Entry, text: dict[str, Any], target: LinkTarget) -> ContactPoint:
    return ContactPoint(label=text["label"], notes=text["notes"], **entry.meta)


def home_page(entry: Entry, text: dict[str, Any], target: LinkTarget) -> HomePage:
    return HomePage(
        title=text["title"],
        summary=text["summary"],
        body=blocks(entry, text["body"], target),
        slug="start",
    )


INDEXES: dict[str, type[Page]] = {
    "stabsstelle": UnitIndex,
    "organisationen": DirectoryIndex,
    "presse": PressReleaseIndex,
}


def index_page(entry: Entry, text: dict[str, Any], target: LinkTarget) -> Page:
    return INDEXES[entry.slug](title=text["title"], summary=text["summary"], slug=entry.slug)


def content_page(entry: Entry, text: dict[str, Any], target: LinkTarget) -> ContentPage:
    in_menu, in_footer = MENU.get(entry.slug), FOOTER.get(entry.slug)
    contacts = {
        "beratung-finden": "integrationsberatung",
        "diskriminierung-melden": "antidiskriminierungsstelle",
        "ueber-uns": "buero-der-stabsstelle",
    }
    return ContentPage(
        title=text["title"],
        summary=text["summary"],
        body=blocks(entry, text["body"], target),
        slug=entry.slug,
        navigation="menu" if in_menu else "footer" if in_footer else "",
        position=in_menu or in_footer or 100,
        contact_point=row(ContactPoint, "contact-points", contacts.get(entry.slug)),
        emergency_numbers=entry.slug == "beratung-finden",
    )


def unit(entry: Entry, text: dict[str, Any], target: LinkTarget) -> Unit:
    built = Unit(
        title=text["title"],
        short_name=text["short_name"],
        summary=text["summary"],
        kind=entry.meta["kind"],
        body=paragraphs(entry, text["description"], target),
        contact_point=row(ContactPoint, "contact-points", entry.meta.get("contact_point")),
        slug=entry.slug,
    )
    built.topics = [row(Topic, "topics", slug) for slug in entry.meta["topics"]]
    built.tasks = [
        UnitTask(
            text=task,
            sort_order=index,
            translation_key=child_key(entry, "task", index),
            locale=None,
        )
        for index, task in enumerate(text["tasks"])
    ]
    built.people = [
        UnitPerson(
            person=row(Person, "people", place["person"]),
            function=words["function"],
            sort_order=index,
            translation_key=child_key(entry, "person", index),
            locale=None,
        )
        for index, (place, words) in enumerate(
            zip(entry.meta["people"], text["people"], strict=True)
        )
    ]
    return built


def press_release(entry: Entry, text: dict[str, Any], target: LinkTarget) -> PressRelease:
    built = PressRelease(
        slug=entry.slug,
        body=blocks(entry, text["body"], target),
        issuing_unit=row(Unit, "units", entry.meta["unit"]),
        **{
            name: text[name]
            for name in (
                "kicker", "title", "subtitle", "lead", "dateline_place", "image_alt",
                "image_caption",
            )
        },
    )  # fmt: skip
    built.topics = [row(Topic, "topics", slug) for slug in entry.meta["topics"]]
    built.contacts = [
        PressReleaseContact(
            contact_point=row(ContactPoint, "contact-points", slug), sort_order=index
        )
        for index, slug in enumerate(entry.meta["contacts"])
    ]
    built.corrections = [
        Correction(
            kind=meta["kind"],
            at=local_time(meta["at"]),
            note=words["note"],
            sort_order=index,
            translation_key=child_key(entry, "correction", index),
            locale=None,
        )
        for index, (meta, words) in enumerate(
            zip(entry.meta.get("corrections", []), text.get("corrections", []), strict=True)
        )
    ]
    dates = {other.slug: other.meta["date"] for other in entries("pressreleases")}
    built.related = [
        RelatedRelease(other=row(PressRelease, "pressreleases", slug), sort_order=index)
        for index, slug in enumerate(entry.meta.get("related", []))
        if dates[slug] < entry.meta["date"]
    ]
    return built


def organization(entry: Entry, text: dict[str, Any], target: LinkTarget) -> Organization:
    meta = entry.meta
    built = Organization(
        title=meta["name"],
        slug=entry.slug,
        summary=text["short"],
        body=paragraphs(entry, text["description"], target),
        offers=offers(entry, text["offers"]),
        verified_at=meta.get("checked_on", CHECKED_ON),
        consent_web=True,
        consent_api=True,
        consent_print=True,
        **{
            name: meta[name]
            for name in (
                "alternate_names", "kind", "self_organization", "legal_form", "founded",
                "target_groups", "languages", "phone", "email", "website",
            )
        },
        **{
            name: meta[name]
            for name in (
                "active_since", "register_court", "register_number", "memberships", "social",
            )
            if name in meta
        },
    )  # fmt: skip
    built.topics = [row(Topic, "topics", slug) for slug in meta["topics"]]
    built.places = [
        Place(
            **{
                name: meta[name]
                for name in (
                    "street", "postal_code", "city", "district", "latitude", "longitude", "hours",
                    "appointment",
                )
            },
            step_free=meta.get("step_free"),
            hearing_loop=meta.get("hearing_loop"),
        )
    ]  # fmt: skip
    return built
