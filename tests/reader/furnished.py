"""A city with everything a page can show, in German, Arabic and Leichte Sprache.

Long words and addresses stand in it on purpose: they are what breaks a small screen.
"""

from typing import Any

from django.core.files.base import ContentFile
from django.test import RequestFactory
from wagtail.models import Locale

from cms.reader.preview import preview
from directory.models import DirectoryIndex, Organization, Place
from home.media import OfficeDocument, OfficeImage
from home.models import ContactPoint, ContentPage, Person, Unit
from home.office import UnitPerson, UnitTask
from pressreleases.models import Correction, PressReleaseContact, RelatedRelease
from tests import office
from tests.admin.pictures import jpeg, pdf
from tests.reader.building import found_city

TAGS = ("de", "ar", "de-simple")
LONG = "Antidiskriminierungsberatungsstellenverzeichnis"
ADDRESS = "https://www.antidiskriminierungsberatung.example.org/formulare/2026/"


def furnished_city() -> tuple[dict[str, Any], dict[str, str]]:
    """Pages by a short name, and the preview of the full release in each language."""
    pages = found_city()
    topic = office.add_topic("Antidiskriminierung und Teilhabe", "teilhabe")
    point = ContactPoint.objects.get(locale__language_code="de")
    _fill_contact(point)
    pages["full"] = _full_release(topic, point, pages)
    pages["unit"] = _full_unit(pages["unit"], topic)
    pages["full organization"] = _full_organization(topic)
    pages["page"].emergency_numbers = True
    pages["page"] = office.publish(pages["page"])
    pages["child"] = ContentPage(title="Was Sie mitbringen", summary="Ausweis genügt.", live=False)
    pages["page"].add_child(instance=pages["child"])
    pages["child"] = office.publish(pages["child"])
    withdrawn = office.published_release("Mit einem Fehler")
    for number in range(11):  # more than one screen of news
        office.published_release(f"Frühere Meldung {number}")
    translations = [topic, point, *(pages[name] for name in pages if name != "page")]
    for tag in TAGS[1:]:
        for thing in translations:
            office.translated(thing, tag)
        office.translated(withdrawn, tag)
    withdrawn.withdraw("erroneous", successor_key=pages["full"].translation_key)
    pages["withdrawn"] = withdrawn
    office.catch_up()
    return pages, {tag: _preview_of(pages["full"], tag) for tag in TAGS}


def _preview_of(page: Any, tag: str) -> str:
    shown = type(page).objects.get(translation_key=page.translation_key, locale__language_code=tag)
    return preview(shown, RequestFactory().get("/")).content.decode()


def _fill_contact(point: ContactPoint) -> None:
    point.notes = "Kommen Sie, wenn Sie ungerecht behandelt wurden."
    point.street, point.room = "Am Markt 1", "12"
    point.postal_code, point.city = "55218", "Musterstadt"
    point.languages, point.interpreter = ["ar", "de", "uk", "dgs"], True
    point.step_free = point.hearing_loop = True
    point.save_revision().publish()


def _full_release(topic: Any, point: ContactPoint, pages: dict[str, Any]) -> Any:
    image = OfficeImage.objects.create(
        title="Fest", file=jpeg(), credit="Stadt Musterstadt", license="CC-BY-4.0"
    )
    document = OfficeDocument.objects.create(
        title="Merkblatt", file=ContentFile(pdf(), name="merkblatt.pdf")
    )
    release = office.draft_release(
        f"Das {LONG} ist da",
        kicker="Beratung",
        subtitle="Alles auf einen Blick",
        lead="Die Stabsstelle legt ein Verzeichnis vor. Anruf genügt: 06132 000-12.",
        dateline_place="Musterstadt am Rhein",
        boilerplate="Die Stabsstelle ist für alle da.",
        image=image,
        image_alt="Menschen vor dem Rathaus",
        image_caption="Vor dem Rathaus",
        issuing_unit=pages["unit"],
        body=[
            ("paragraph", f'<p>Am 3. Mai. Mehr: <a href="{ADDRESS}">{ADDRESS}</a></p>'),
            ("heading", f"Was im {LONG} steht"),
            (
                "quote",
                {
                    "text": "Das hilft.",
                    "name": "Rana Beispiel",
                    "function": "Leiterin",
                    "approved": True,
                },
            ),
            ("list", ["Adressen", "Sprachen", "Zeiten"]),
            (
                "image",
                {"image": image, "decorative": False, "alt": "Ein Fest", "caption": "Das Fest"},
            ),
            ("video", {"url": ADDRESS, "title": "In Gebärdensprache", "sign_language": True}),
            ("link", {"text": "Beratung finden", "page": pages["page"]}),
            ("download", {"document": document, "title": "Merkblatt"}),
            (
                "facts",
                [
                    {"label": "Kosten", "value": "keine"},
                    {"label": LONG, "value": f"Siehe {ADDRESS}"},
                ],
            ),
            ("notice", "Am Feiertag ist geschlossen."),
        ],
    )
    release.topics = [topic]
    release.contacts = [PressReleaseContact(contact_point=point)]
    release.related = [RelatedRelease(other=pages["release"])]
    release.supersedes = pages["release"]
    release.corrections = [
        Correction(kind="addendum", note=f"Am 3. Mai kam dazu: {LONG}."),
        Correction(kind="recall", note="Der Termin fällt aus."),
    ]
    return office.publish(release)


def _full_unit(unit: Unit, topic: Any) -> Unit:
    person = Person(
        given_name="Rana", family_name="Beispiel", publish_name=True, live=False,
        locale=Locale.objects.get(language_code="de"),
    )  # fmt: skip
    person.save()
    person.save_revision().publish()
    unit.short_name, unit.summary = "Integration", "Wir begleiten beim Ankommen."
    unit.body = [("paragraph", "<p>Beratung und Netzwerke.</p>")]
    unit.topics = [topic]
    unit.tasks = [UnitTask(text="Beratung", locale=unit.locale)]
    unit.people = [UnitPerson(person=person, function="Leiterin", locale=unit.locale)]
    return office.publish(unit)


def _full_organization(topic: Any) -> Organization:
    organization = Organization(
        title="Verein für Familien",
        alternate_names=["جمعية الأسرة", "VfF"],
        kind="association",
        summary="Wir begleiten Familien.",
        languages=["ar", "de", "fr", "uk"],
        target_groups=["refugees", "women"],
        phone="06132 000-204",
        email="antidiskriminierungsberatung@verein-fuer-familien.example.org",
        website=ADDRESS,
        founded=1998,
        verified_at="2025-01-05",
        active_since=1997,
        register_court="Amtsgericht Mainz",
        register_number="VR 12345",
        memberships=["Netzwerk der Migrant:innenorganisationen", LONG],
        social=["https://social.example.org/@verein-fuer-familien"],
        consent_web=True,
        consent_api=True,
        body=[("paragraph", "<p>Seit 1998 für Familien da.</p>"), ("heading", "Wer wir sind")],
        offers=[
            (
                "offer",
                {
                    "title": "Sprachcafé", "what": "Deutsch üben", "when": "mittwochs um 17 Uhr",
                    "cost": "kostenlos", "anonymous": True, "confidential": True,
                },
            )
        ],
        places=[
            Place(
                street="Rheinstraße 1", postal_code="55218", city="Musterstadt",
                district="nordstadt", hours="Mo-Fr 09:00-12:00; Th 14:00-18:00", step_free=True,
                hearing_loop=True, temporarily_closed=True,
            )
        ],
        live=False,
    )  # fmt: skip
    organization.topics = [topic]
    DirectoryIndex.objects.get(locale__language_code="de").add_child(instance=organization)
    return office.publish(organization)
