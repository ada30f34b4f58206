"""A small city for readers: one page of every kind, made through the doors editors use."""

from typing import Any

from directory.models import DirectoryIndex, Organization, Place
from home.models import HomePage, Unit, UnitIndex
from tests.office import (
    add_contact_point,
    add_page,
    open_office,
    publish,
    published_release,
    translated,
)


def _add(parent: Any, page: Any) -> Any:
    page.live = False
    parent.add_child(instance=page)
    return publish(page)


def found_city() -> dict[str, Any]:
    """Pages of every type by a short name; one release and the front page are also in Arabic."""
    press = open_office()
    advice = add_contact_point(
        "Beratung", phone="06132 000-130", email="rat@stadt.example.org", hours="Mo-Fr 09:00-12:00"
    )
    page = add_page("Beratung finden", contact_point=advice, navigation="menu")
    home = HomePage.objects.get(locale__language_code="de")
    home.advice_page = home.report_page = page
    home = publish(home)
    release = published_release(
        "Neue Stabsstelle eröffnet",
        body=[("paragraph", "<p>Rufen Sie an: 06132 000-12 oder rat@stadt.example.org.</p>")],
    )
    office = _add(home, UnitIndex(title="Die Stabsstelle"))
    unit = _add(
        office, Unit(title="Fachstelle Integration", kind="specialist_unit", contact_point=advice)
    )
    below = _add(unit, Unit(title="Team Ankommen", kind="team"))
    directory = _add(home, DirectoryIndex(title="Wir in Musterstadt"))
    for name, language, district in (("Kalyna", "uk", "nordstadt"), ("Nour", "ar", "altstadt")):
        _add(
            directory,
            Organization(
                title=name,
                kind="association",
                summary=f"Das ist {name} in Musterstadt.",
                languages=[language, "de"],
                phone="06132 000-204",
                consent_web=True,
                consent_api=True,
                places=[
                    Place(
                        street="Rheinstraße 1",
                        city="Musterstadt",
                        district=district,
                        hours="Sa 10:00-12:00",
                    )
                ],
            ),
        )
    translated(home, "ar")
    translated(release, "ar")
    return {
        "home": home, "press": press, "release": release, "page": page, "office": office,
        "unit": unit, "below": below, "directory": directory,
    }  # fmt: skip
