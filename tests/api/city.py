"""A small city for the tests of the API: published through Wagtail once, then set out as rows.

The API reads nothing but the tables of editions (DESIGN 1): so each test gets copies of their rows,
in milliseconds, and cannot see a Wagtail page by mistake.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import time_machine
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.editions.journal import write_journal
from cms.editions.models import Change, Edition, FormerPath, JournalCounter, Placement
from directory.models import AddressVisibility, DirectoryIndex, Organization, Place
from home.models import ContactPoint, ContentPage, HomePage, Topic, Unit, UnitIndex
from pressreleases.models import PressRelease, PressReleaseIndex
from tests.office import words

FIRST_DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TABLES = (Edition, Placement, Change, JournalCounter, FormerPath, Topic)
ARABIC_HEADLINE = "وحدة التنوع تبدأ عملها"
_ARABIC = {
    "Stabsstelle für Vielfalt nimmt die Arbeit auf": ARABIC_HEADLINE,
    "Ab heute gibt es eine Anlaufstelle für alle Fragen der Teilhabe.": (
        "ابتداءً من اليوم توجد جهة واحدة لجميع أسئلة المشاركة."
    ),
    "Die Beratung ist kostenlos und vertraulich.": "المشورة مجانية وسرية.",
    "Wir sind ab Montag erreichbar": "يمكنكم الوصول إلينا اعتبارًا من يوم الاثنين",
}
_OFFER = {
    "title": "Sprachcafé",
    "what": "Deutsch üben, auch ohne Anmeldung",
    "when": "mittwochs um 17 Uhr",
    "cost": "kostenlos",
    "anonymous": True,
    "confidential": False,
}


@dataclass
class City:
    """The rows of the public tables, and the keys of what stands, stood or will stand there."""

    keys: dict[str, UUID] = field(default_factory=dict)
    rows: list[list[Any]] = field(default_factory=list)

    def __getitem__(self, name: str) -> UUID:
        return self.keys[name]

    def set_out(self) -> None:
        for table, rows in zip(TABLES, self.rows, strict=True):
            table.objects.bulk_create(rows)


def found_city() -> City:
    """Build everything through the doors editors use. Leaves pages behind: roll back."""
    city = City()
    with time_machine.travel(FIRST_DAY, tick=False) as clock:
        home = HomePage.objects.get(locale__language_code="de")
        home.title, home.summary = "Willkommen", "Die Stabsstelle stellt sich vor."
        publish(home)
        city.keys["home"] = home.translation_key
        _add_office(city, home)
        _add_directory(city, home)
        press = add(home, PressReleaseIndex(title="Presse"))
        city.keys["press"] = press.translation_key
        _add_releases(city, press, clock)
        clock.shift(timedelta(days=30))
        write_journal()
    Topic.objects.update(live_revision=None, latest_revision=None)  # these go with the pages
    city.rows = [list(table.objects.all()) for table in TABLES]
    return city


def add(parent: Any, page: Any, *, live: bool = True) -> Any:
    page.live = False
    parent.add_child(instance=page)
    return publish(page) if live else page


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def translate(page: Any, tag: str, texts: dict[str, str] | None = None) -> None:
    """A complete, published translation; what ``texts`` lacks is made up."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=tag)
    translation = Translation.objects.get_or_create(source=source, target_locale=locale)[0]
    for number, segment in enumerate(source.stringsegment_set.order_by("order"), start=1):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            data=(texts or {}).get(segment.string.data, words(tag, number)),
            translation_type="manual",
        )
    translation.save_target(publish=True)


def _add_office(city: City, home: HomePage) -> None:
    about = add(
        home,
        ContentPage(title="Über uns", body=[("paragraph", "<p>Wir sind für alle da.</p>")]),
    )
    index = add(home, UnitIndex(title="Die Stabsstelle"))
    point = ContactPoint(
        label="Büro der Stabsstelle",
        phone="06132 000-120",
        email="vielfalt@stadt.example.org",
        live=False,
        locale=Locale.objects.get(language_code="de"),
    )
    point.save()
    point.save_revision().publish()
    unit = add(
        index,
        Unit(
            title="Fachstelle Integration",
            kind="specialist_unit",
            contact_point=point,
            body=[("paragraph", "<p>Beratung und Netzwerke.</p>")],
        ),
    )
    translate(unit, "uk")
    city.keys |= {"about": about.translation_key, "unit": unit.translation_key}
    city.keys["units"] = index.translation_key


def _add_directory(city: City, home: HomePage) -> None:
    index = add(home, DirectoryIndex(title="Wir in Musterstadt"))
    city.keys["directory"] = index.translation_key
    for number, (name, latitude) in enumerate(
        [("Kalyna", 49.970), ("Nour", 49.975), ("Lotse", 49.980), ("Frauenhaus", None)]
    ):
        place = Place(
            street=f"Rheinstraße {number + 1}",
            postal_code="55218",
            city="Musterstadt",
            district="nordstadt",
            latitude=latitude,
            longitude=8.06 if latitude else None,
            visibility=AddressVisibility.PUBLIC if latitude else AddressVisibility.HIDDEN,
        )
        organization = Organization(
            title=name,
            kind="counselling",
            self_organization=number == 0,
            languages=["uk", "de"] if number == 0 else ["ar", "de"],
            target_groups=["refugees"],
            phone="06132 000-300",
            email=f"{name.lower()}@verein.example.org",
            consent_web=True,
            consent_api=True,
            summary=f"{name} berät und begleitet.",
            body=[("paragraph", f"<p>{name} hilft bei Anträgen.</p>")],
            offers=[("offer", _OFFER)],
        )
        organization.places = [place]
        city.keys[name] = add(index, organization).translation_key


def _add_releases(city: City, press: PressReleaseIndex, clock: Any) -> None:
    topic = Topic(
        label="Teilhabe", slug="teilhabe", live=False, locale=Locale.objects.get(language_code="de")
    )
    topic.save()
    topic.save_revision().publish()
    first = _release("Stabsstelle für Vielfalt nimmt die Arbeit auf", topics=[topic])
    first.lead = "Ab heute gibt es eine Anlaufstelle für alle Fragen der Teilhabe."
    first.dateline_place = "Musterstadt am Rhein"
    first.issuing_unit = Unit.objects.get(locale__language_code="de")
    first.body = [
        ("paragraph", "<p>Die Beratung ist kostenlos und vertraulich.</p>"),
        ("heading", "Wir sind ab Montag erreichbar"),
    ]
    city.keys["first"] = _announce(press, first, "ar", texts=_ARABIC)
    city.keys["planned language"] = _announce(press, _release("Nur auf Deutsch zu sehen"), "kmr")
    clock.shift(timedelta(days=1))
    for number in range(1, 4):  # published in one moment: the order is by key
        city.keys[f"same moment {number}"] = _announce(press, _release(f"Zur selben Zeit {number}"))
    clock.shift(timedelta(days=1))
    city.keys["persian"] = _announce(press, _release("Sprechstunde auf Persisch"), "fa", "en")
    _add_what_is_not_public(city, press)


def _add_what_is_not_public(city: City, press: PressReleaseIndex) -> None:
    city.keys["draft"] = add(press, _release("Noch ein Entwurf"), live=False).translation_key
    embargoed = _release("Gesperrt", embargo_until=datetime(2999, 1, 1, tzinfo=UTC))
    city.keys["embargoed"] = add(press, embargoed).translation_key
    city.keys["withdrawn"] = _announce(press, _release("Mit einem Fehler"), "ar")
    write_journal()
    PressRelease.objects.get(
        translation_key=city["withdrawn"], locale__language_code="de"
    ).withdraw("erroneous", successor_key=city["first"])
    write_journal()


def _release(title: str, **fields: Any) -> PressRelease:
    topics = fields.pop("topics", [])
    release = PressRelease(
        title=title,
        lead=f"{title}: das Wichtigste in Kürze.",
        body=[("paragraph", f"<p>{title}: der ganze Text.</p>")],
        **fields,
    )
    release.topics = topics
    return release


def _announce(
    press: PressReleaseIndex, release: PressRelease, *tags: str, texts: dict[str, str] | None = None
) -> UUID:
    page = add(press, release)
    for tag in tags:
        translate(page, tag, texts)
    return page.translation_key


def with_query(target: str, query: str) -> str:
    return f"{target}{'&' if '?' in target else '?'}{query}"
