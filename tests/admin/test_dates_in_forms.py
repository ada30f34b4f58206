"""Dates in the forms of the admin: saved as typed, refused at the field, kept by the autosave."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import Person
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url, fields_on, press

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
TENTH_HOUR = datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def release(press_office):
    release = office.draft_release("Zum Fest")
    release.save_revision()
    return release


def draft_of(release) -> PressRelease:
    return PressRelease.objects.get(pk=release.pk).get_latest_revision_as_object()


def save(client, release, **changes):
    return press(client, edit_url(release), "", **changes)


def field(response, name: str) -> BeautifulSoup:
    """The part of the page that holds one field with what is said about it."""
    # A dialogue waits in a template until it is opened.
    html = response.content.decode().replace("<template", "<div").replace("</template", "</div")
    page = BeautifulSoup(html, "html.parser")
    return page.select_one(f"[name='{name}']").find_parent(class_="w-field")


def autosave(client, release, **changes):
    data = fields_on(client.get(edit_url(release)).content.decode()) | {"body-count": "0"}
    return client.post(edit_url(release), data | changes, headers={"accept": "application/json"})


@pytest.mark.parametrize(
    "typed", ["1. Dezember 2026, 10 Uhr", "1.12.2026 10 Uhr", "2026-12-01 10:00"]
)
def test_an_embargo_typed_the_german_way_is_the_embargo(editors_admin, release, typed):
    assert save(editors_admin, release, embargo_until=typed).status_code == 302
    assert draft_of(release).embargo_until == TENTH_HOUR
    again = editors_admin.get(edit_url(release))
    assert "Dienstag, 1. Dezember 2026, 10:00 Uhr" in field(again, "embargo_until").get_text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("31.11.2026 10:00", "gibt es nicht"), ("1.12.2026", "Uhrzeit fehlt"), ("bald", "verstanden")],
)
def test_an_unreadable_embargo_is_refused_at_the_field_and_stays_as_typed(
    editors_admin, release, typed, said
):
    response = save(editors_admin, release, embargo_until=typed)
    assert response.status_code == 200
    told = field(response, "embargo_until")
    assert said in told.get_text()
    assert "zum Beispiel" in told.get_text()
    assert told.select_one("input")["value"] == typed
    assert draft_of(release).embargo_until is None


@pytest.mark.parametrize("name", ["embargo_until", "expire_at"])
@pytest.mark.parametrize("typed", ["24.11.2026 10:00", "25.11.2026 09:10", "31.10.2027 02:30"])
def test_a_strange_moment_is_saved_once_it_is_ticked(editors_admin, release, name, typed):
    response = save(editors_admin, release, **{name: typed})
    assert response.status_code == 200
    tick = field(response, name).select_one("input[type=checkbox]")
    assert "Ja, " in tick.parent.get_text()
    assert field(response, name).select_one("input")["value"] == typed
    confirmed = {name: typed, tick["name"]: tick["value"]}
    assert save(editors_admin, release, **confirmed).status_code == 302
    assert getattr(draft_of(release), name) is not None
    # What has not been changed is not asked about again.
    assert save(editors_admin, release, title="Zum neuen Fest").status_code == 302


def test_the_tick_is_for_the_moment_it_was_asked_about(editors_admin, release):
    response = save(editors_admin, release, embargo_until="24.11.2026 10:00")
    tick = field(response, "embargo_until").select_one("input[type=checkbox]")
    other = {"embargo_until": "23.11.2026 10:00", tick["name"]: tick["value"]}
    assert save(editors_admin, release, **other).status_code == 200


def test_other_dates_are_never_asked_about(editors_admin, press_office):
    person = Person(given_name="A", family_name="B", locale=press_office.locale, live=False)
    person.save()
    person.save_revision()
    address = reverse("wagtailsnippets_home_person:edit", args=[person.pk])
    assert press(editors_admin, address, "", given_on="24. November 2020").status_code == 302
    row = Person.objects.get(pk=person.pk).get_latest_revision_as_object()
    assert str(row.given_on) == "2020-11-24"


def test_the_autosave_keeps_the_last_date_it_understood_and_saves_the_rest(editors_admin, release):
    save(editors_admin, release, embargo_until="1.12.2026 10:00")
    for typed in ("31.11.2026 10:00", "1.12.2026", "24.11.2026 10:00"):
        response = autosave(editors_admin, release, embargo_until=typed, subtitle=f"Bis {typed}")
        assert response.json()["success"], typed
        assert draft_of(release).embargo_until == TENTH_HOUR
        assert draft_of(release).subtitle == f"Bis {typed}"
        assert "embargo_until" not in response.json()["field_updates"]
    assert save(editors_admin, release, embargo_until="31.11.2026 10:00").status_code == 200


def test_the_autosave_takes_a_date_away_that_was_taken_away(editors_admin, release):
    save(editors_admin, release, embargo_until="1.12.2026 10:00")
    assert autosave(editors_admin, release, embargo_until="").json()["success"]
    assert draft_of(release).embargo_until is None


def test_a_new_correction_takes_its_day_as_typed(chiefs_admin, press_office):
    release = office.published_release()
    row = {
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-id": "",
        "corrections-0-ORDER": "1",
        "corrections-0-kind": "correction",
        "corrections-0-note": "Die Zahl war falsch.",
    }
    refused = save(chiefs_admin, release, **row, **{"corrections-0-at": "31.11.2026"})
    assert "gibt es nicht" in field(refused, "corrections-0-at").get_text()
    saved = save(chiefs_admin, release, **row, **{"corrections-0-at": "24. November 2026, 8 Uhr"})
    assert saved.status_code == 302
    at = draft_of(release).corrections.get().at
    assert at == datetime(2026, 11, 24, 8, 0, tzinfo=BERLIN)


def test_saving_again_shifts_no_moment_not_even_the_hour_that_comes_twice(editors_admin, release):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=ZoneInfo("UTC"))
    for moment in (first, first + timedelta(hours=1), TENTH_HOUR + timedelta(seconds=7)):
        release.embargo_until = moment
        release.save_revision()
        assert save(editors_admin, release, subtitle=str(moment)).status_code == 302
        assert draft_of(release).embargo_until.timestamp() == moment.timestamp()


@pytest.mark.parametrize("day", ["24. November 2026", "24.11.26", "2026-11-24"])
def test_filters_read_the_same_days(chiefs_admin, press_office, day):
    office.draft_release("Von heute").save_revision()
    explorer = reverse("wagtailadmin_explore", args=[press_office.pk])
    for name, shown in (("from", True), ("to", False)):
        html = chiefs_admin.get(
            explorer, {f"latest_revision_created_at_{name}": day}
        ).content.decode()
        assert ("Von heute" in html) is shown


def test_a_filter_refuses_at_the_field_what_it_cannot_read(chiefs_admin, press_office):
    explorer = reverse("wagtailadmin_explore", args=[press_office.pk])
    response = chiefs_admin.get(explorer, {"latest_revision_created_at_from": "31.11.2026"})
    assert "31.11.2026 gibt es nicht" in response.content.decode()
    assert 'value="31.11.2026"' in response.content.decode()


def test_a_report_reads_them_too(chiefs_admin, press_office):
    office.published_release("Schon alt")
    report = reverse("wagtailadmin_reports:aging_pages")
    for day, shown in (("26. November 2026", True), ("24. November 2026", False)):
        html = chiefs_admin.get(report, {"last_published_at": day}).content.decode()
        assert ("Schon alt" in html) is shown
