"""The same words once they are public, and where each of them must then be found."""

from fnmatch import fnmatchcase

from directory.models import DirectoryIndex, Organization, Place
from home.models import Person, Unit, UnitIndex, UnitPerson
from pressreleases.models import PressReleaseContact
from tests import office
from tests.canaries.words import Words, add, german


def publish_everything(word: Words) -> None:
    """A release (in Arabic too), a page, a unit, an organization, with all they refer to."""
    topic = office.add_topic(word("thema"), word("kurz"))
    word.asked.slugs.append(topic.slug)
    point = office.add_contact_point(word("kontakt"), notes=word("notiz"))
    person = Person(
        given_name=word("vorname"), family_name="V", publish_name=True, locale=german(), live=False
    )
    person.save()
    person.save_revision().publish()
    unit = Unit(title=word("stelle"), kind="team", contact_point=point)
    unit.people = [UnitPerson(person=person, function=word("aufgabe"), locale=german())]
    unit = add(UnitIndex.objects.get(locale__language_code="de"), unit, word.asked)
    release = word.draft(issuing_unit=unit)
    release.topics = [topic]
    release.contacts = [PressReleaseContact(contact_point=point)]
    office.translated(office.publish(release), "ar", word("arabisch"))
    organization = Organization(title=word("verein"), kind="association", languages=["de"])
    organization.places = [Place(street=word("straße"), city="Musterstadt", district="nordstadt")]
    add(DirectoryIndex.objects.get(locale__language_code="de"), organization, word.asked)
    word.asked.add(office.add_page(word("seite"), navigation="menu"))


_HEADLINE = "titel adresse arabisch"
_CARD = (
    f"{_HEADLINE} zusammenfassung leitalt leitunterschrift urheber thema kurz kicker subtitle lead "
    "dateline_place"
)
_BODY = (
    "text verweis zwischentitel zitat name amt punkt alt unterschrift urheber knopf ziel download "
    "merkmal wert hinweis"
)
_WHOLE = f"{_CARD} {_BODY} boilerplate datei kontakt notiz stelle"
_OTHERS = "seite stelle verein"
# Surface and the words that must be found there; a surface that is visited must have a row.
SHOWN = {
    "* cursor": "",  # what follows the first object, whichever that is
    "api list_press_releases": _WHOLE, "api list_press_releases expand": _WHOLE,
    "api list_press_releases fields": f"{_HEADLINE} {_BODY} thema kurz",
    "api list_press_releases limit": "",  # the newest one only, whichever that is
    "api list_press_releases *": _CARD,
    "api get_press_releases": _WHOLE, "api get_press_releases locale": "",
    "api get_press_releases fields": "",  # asked for the first key, which is the unit's
    "api list_units": "stelle vorname aufgabe kontakt notiz",
    "api list_units expand": "stelle vorname aufgabe kontakt notiz",
    "api list_units limit": "", "api list_units *": "stelle",
    "api get_units": "stelle vorname aufgabe kontakt notiz", "api get_units *": "stelle",
    "api list_organizations": "verein straße", "api list_organizations limit": "",
    "api list_organizations topic": "", "api list_organizations target_group": "",
    "api list_organizations near": "", "api list_organizations radius_km": "",
    "api list_organizations fields": "verein", "api list_organizations *": "verein straße",
    "api get_organizations": "verein straße", "api get_organizations *": "",
    "api list_pages": "seite", "api list_pages limit": "", "api list_pages *": "seite",
    "api get_pages": "seite", "api get_pages *": "",
    "api search limit": "",
    "api search": f"{_CARD} {_OTHERS}", "api search *": f"{_CARD} {_OTHERS}",
    "api resolve": f"adresse {_OTHERS}", "api resolve *": "",
    "api changes": f"adresse {_OTHERS}", "api changes limit": "",
    "api changes *": f"adresse {_OTHERS}",
    "api topics": "thema", "api topics *": "thema", "api codes": "", "api codes *": "",
    "api locales": "", "api service": "", "api openapi": "", "api docs": "",
    "reader": f"{_WHOLE} {_OTHERS} vorname aufgabe straße",
    "reader home": "titel adresse arabisch lead kicker seite",
    "reader search": f"titel adresse arabisch zusammenfassung {_OTHERS}",
    "embed list": f"{_HEADLINE} lead",
    "embed single": f"{_HEADLINE} zusammenfassung leitalt {_OTHERS}",
    "sitemap": f"adresse {_OTHERS}", "robots": "", "security.txt": "",
    "entrance": "", "probe": "", "static": "",
    "media": "pdf", "public store": "pdf", "private file": "", "admin": "",
    "link": "titel",
}  # fmt: skip


def shown_on(surface: str) -> set[str]:
    """Words that must be found on a surface. LookupError if nobody declared it."""
    if surface in SHOWN:
        return set(SHOWN[surface].split())
    rows = [row for row in SHOWN if fnmatchcase(surface, row)]
    if not rows:
        raise LookupError(f"{surface}: say in SHOWN what it shows.")
    return set(SHOWN[rows[0]].split())
