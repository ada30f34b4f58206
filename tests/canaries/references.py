"""How what pages refer to is hidden: a generator each, public things before its ``yield``.

``NEVER_SEEN`` leaves no trace at all; of what ``ONCE_SEEN`` was public the journal may tell that it
went, and readers of a withdrawn or deleted text that it is gone.
"""

from collections.abc import Iterator

from directory.models import AddressVisibility, DirectoryIndex, Organization, Place
from home.models import ContactPoint, Person, Topic, Unit, UnitIndex, UnitPerson
from pressreleases.models import PressReleaseContact, RelatedRelease
from tests import office
from tests.canaries.words import Way, Words, add, carrier, german

# --- What pages refer to ----------------------------------------------------------------------


def topic_never_published(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    topic = Topic(label=word("thema"), slug=word("kurz"), live=False, locale=german())
    topic.save()
    topic.save_revision()
    word.asked.slugs.append(topic.slug)
    page.topics = [topic]
    office.publish(page)


def topic_unpublished(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    topic = office.add_topic(word("thema"), word("kurz"))
    word.asked.slugs.append(topic.slug)
    page.topics = [topic]
    office.publish(page)
    Topic.objects.get(pk=topic.pk).unpublish()


def draft_of_a_live_topic(word: Words) -> Iterator[None]:
    topic = office.add_topic(f"Thema {word.number}", f"thema-{word.number}")
    page = office.draft_release(f"Mit Thema {word.number}")
    page.topics = [topic]
    office.publish(page)
    yield
    topic.label = word("thema")
    topic.save_revision()


def person_without_consent(word: Words) -> Iterator[None]:
    index = UnitIndex.objects.get(locale__language_code="de")
    unit = add(index, Unit(title=f"Team {word.number}", kind="team"))
    yield
    for name, consents in (("ohne", False), ("zurück", True), ("widerruf", True)):
        person = Person(
            given_name=word(name),
            family_name=word(name),
            publish_name=consents,
            publish_contact=True,
            email=f"{word('post')}@stadt.example.org",
            withdrawn_on="2026-01-01" if name == "widerruf" else None,
            locale=german(),
        )
        person.live = False
        person.save()
        person.save_revision().publish()
        unit.people.add(UnitPerson(person=person, function="Leitung", locale=german()))
    office.publish(unit)
    Person.objects.get(given_name=word("zurück")).unpublish()


def contact_point_unpublished(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    point = office.add_contact_point(
        word("kontakt"), notes=word("notiz"), email=f"{word('post')}@stadt.example.org"
    )
    page.contacts.add(PressReleaseContact(contact_point=point))
    office.publish(page)
    ContactPoint.objects.get(pk=point.pk).unpublish()


def linked_page_hidden(word: Words) -> Iterator[None]:
    said = "<p>Siehe dort.</p>"
    page = carrier(word.number, body=[("paragraph", said)])
    yield
    target = word.draft()
    linked = said.replace("dort", f'<a linktype="page" id="{target.pk}">dort</a>')
    page.body = [("paragraph", linked)]
    page.related.add(RelatedRelease(other=target))
    page.supersedes = target
    office.publish(page)


def issuing_unit_unpublished(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    index = UnitIndex.objects.get(locale__language_code="de")
    above = add(index, Unit(kind="team", short_name=word("kürzel"), **word.page()), word.asked)
    below = add(above, Unit(title=word("darunter"), kind="team"), word.asked)
    page.issuing_unit = below
    office.publish(page)
    Unit.objects.get(pk=above.pk).unpublish()


def organization_unpublished(word: Words) -> Iterator[None]:
    yield
    index = DirectoryIndex.objects.get(locale__language_code="de")
    organization = Organization(
        kind="association",
        alternate_names=[word("anders")],
        website=f"https://{word('netz')}.example.org/",
        email=f"{word('post')}@verein.example.org",
        consent_web=True,
        consent_api=True,
        social=[f"https://{word('treff')}.example.org/"],
        memberships=[word("verband")],
        register_number=word("register"),
        offers=[("offer", {"title": word("angebot"), "what": word("was"), "when": word("wann")})],
        **word.page(),
    )
    organization.places = [Place(street=word("straße"), city=word("ort"))]
    add(index, organization, word.asked).unpublish()


def address_of_a_refuge(word: Words) -> Iterator[None]:
    index = DirectoryIndex.objects.get(locale__language_code="de")
    refuge = Organization(title=f"Zuflucht {word.number}", kind="counselling")
    refuge.places = [Place(visibility=AddressVisibility.HIDDEN)]
    refuge = add(index, refuge)
    yield
    refuge.places = [
        Place(
            street=word("straße"),
            city=word("ort"),
            district="nordstadt",
            latitude="49.97",
            longitude="8.06",
            hours="Mo 09:00-10:00",
            visibility=AddressVisibility.HIDDEN,
        )
    ]
    office.publish(refuge)


def organization_that_does_not_agree(word: Words) -> Iterator[None]:
    index = DirectoryIndex.objects.get(locale__language_code="de")
    silent = add(index, Organization(title=f"Verein {word.number}", kind="association"))
    yield
    silent.email, silent.phone = f"{word('post')}@verein.example.org", f"0{word.number:02} 777 888"
    silent.verified_by = word("prüferin")
    silent.consent_web = True
    office.publish(silent)


# --- Files ------------------------------------------------------------------------------------


def files_nobody_shows(word: Words) -> Iterator[None]:
    yield
    word.image(), word.document()


def files_deleted(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    page.image, page.image_alt, document = word.image(), word("alt"), word.document()
    page.body.append(("download", {"document": document, "title": "Blatt"}))
    page = office.publish(page)
    page.image.delete()
    document.delete()
    page = type(page).objects.get(pk=page.pk)
    page.image_alt = ""
    del page.body[-1]
    page.image_alt = ""
    office.publish(page)


def files_taken_out(word: Words) -> Iterator[None]:
    page = carrier(word.number)
    yield
    page.image, page.image_alt = word.image(), word("alt")
    page = office.publish(page)
    page.image, page.image_alt = None, ""
    office.publish(page)


NEVER_SEEN: tuple[Way, ...] = (
    topic_never_published, draft_of_a_live_topic, person_without_consent, linked_page_hidden,
    address_of_a_refuge, organization_that_does_not_agree, files_nobody_shows,
)  # fmt: skip
ONCE_SEEN: tuple[Way, ...] = (
    topic_unpublished, contact_point_unpublished, issuing_unit_unpublished,
    organization_unpublished, files_deleted, files_taken_out,
)  # fmt: skip
