"""Holding back: the embargo is the one way for what was never public, and is refused afterwards."""

from datetime import datetime, timedelta
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Revision

from cms.operations.ticking import publish_due
from home.publishing import PublishRefused
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url, messages_in, press
from tests.admin.test_dates_in_forms import autosave, draft_of, field, save

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=BERLIN)
TENTH_HOUR = datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)
migration = import_module("pressreleases.migrations.0006_schedules_become_embargoes")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def row(page) -> PressRelease:
    return PressRelease.objects.get(pk=page.pk)


def answer(api, release) -> int:
    return api(f"/press-releases/{release.translation_key}?locale=de", at=timezone.now()).status


def dialogue(response) -> BeautifulSoup:
    html = response.content.decode().replace("<template", "<div").replace("</template", "</div")
    return BeautifulSoup(html, "html.parser").select_one("#schedule-publishing-dialog")


def test_an_embargo_on_a_public_text_is_refused_in_the_editor_and_nothing_disappears(
    chiefs_admin, press_office, api, clock
):
    release = office.published_release()
    clock.shift(60)
    for button in ("", "action-publish", "action-submit"):
        response = press(chiefs_admin, edit_url(release), button, embargo_until="1.12.2026 10:00")
        assert response.status_code == 200
        assert "schon öffentlich" in field(response, "embargo_until").get_text()
        assert "zurückziehen" in field(response, "embargo_until").get_text()
    assert answer(api, release) == 200
    assert autosave(chiefs_admin, release, embargo_until="1.12.2026 10:00").json()["success"]
    assert draft_of(release).embargo_until is None


def test_an_older_draft_with_an_embargo_is_refused_when_it_is_approved(
    chiefs_admin, press_office, api, clock, editor
):
    release = office.draft_release()
    release.embargo_until = TENTH_HOUR
    embargoed = release.save_revision(user=editor)
    release.embargo_until = None
    release.save_revision().publish()
    clock.shift(60)
    with pytest.raises(PublishRefused):
        embargoed.publish()
    assert row(release).embargo_until is None
    assert answer(api, release) == 200


def test_an_embargo_that_is_not_over_is_moved_and_lifted(chiefs_admin, press_office, api, clock):
    release = office.published_release(embargo_until=TENTH_HOUR)
    for typed, until in (("2.12.2026 10:00", TENTH_HOUR + timedelta(days=1)), ("", None)):
        response = press(chiefs_admin, edit_url(release), "action-publish", embargo_until=typed)
        assert response.status_code == 302
        assert row(release).embargo_until == until
    assert answer(api, release) == 200


def test_an_embargo_that_is_over_does_not_hinder_later_corrections(
    chiefs_admin, press_office, api, clock
):
    release = office.published_release(embargo_until=NOW + timedelta(hours=1))
    clock.shift(timedelta(minutes=61))
    response = press(chiefs_admin, edit_url(release), "action-publish", subtitle="Neu")
    assert response.status_code == 302
    assert row(release).subtitle == "Neu"


def test_what_was_withdrawn_may_come_back_under_an_embargo(press_office, clock):
    release = office.published_release()
    release.withdraw("erroneous")
    release.embargo_until = TENTH_HOUR
    assert office.publish(release).held_back_until == TENTH_HOUR


def test_the_schedule_of_what_was_never_public_points_to_the_embargo(editors_admin, press_office):
    release = office.draft_release()
    release.save_revision()
    shown = dialogue(editors_admin.get(edit_url(release)))
    assert "Sperrfrist" in shown.get_text()
    assert shown.select_one("[name=go_live_at]") is None
    assert "Veröffentlicht ab" not in shown.get_text()
    assert shown.select_one("[name=expire_at]") is not None
    response = save(editors_admin, release, go_live_at="1.12.2026 10:00")
    assert response.status_code == 200
    assert draft_of(release).go_live_at is None


def test_a_public_text_is_scheduled_for_a_planned_change(editors_admin, press_office):
    release = office.published_release()
    shown = dialogue(editors_admin.get(edit_url(release)))
    assert "Geplante Änderung: öffentlich ab" in shown.get_text()
    assert save(editors_admin, release, go_live_at="1.12.2026, 10 Uhr").status_code == 302
    assert draft_of(release).go_live_at == TENTH_HOUR


def test_a_text_in_another_language_is_scheduled_as_a_later_language(rf, admin_user, press_office):
    arabic = office.translated(office.published_release(), "ar")
    request = rf.get("/")
    request.user = admin_user
    handler = type(arabic).get_edit_handler()
    form = handler.get_form_class()(instance=arabic, for_user=admin_user)
    panel = handler.get_bound_panel(instance=arabic, form=form, request=request)
    with override("de"):
        html = panel.render_html({"request": request})
    assert "Spätere Sprache: dieser Text ist öffentlich ab" in html


def test_a_page_without_an_embargo_keeps_its_schedule(chiefs_admin, press_office):
    page = office.add_page("Eine Seite")
    page.unpublish()
    shown = dialogue(chiefs_admin.get(edit_url(page)))
    assert "Öffentlich ab" in shown.get_text()
    assert shown.select_one("[name=go_live_at]") is not None


def test_schedules_of_what_was_never_public_become_embargoes(press_office, chief, api, clock):
    waiting = office.draft_release("Kommt bald", go_live_at=TENTH_HOUR)
    waiting.save_revision(user=chief).publish(user=chief)
    draft = office.draft_release("Entwurf", go_live_at=TENTH_HOUR)
    draft.embargo_until = TENTH_HOUR + timedelta(days=1)
    draft.save_revision()
    public = office.published_release("Schon da")
    public.go_live_at = TENTH_HOUR
    public.save_revision().publish()

    migration.embargo_instead(apps, None)
    clock.shift(1)
    publish_due()

    assert row(waiting).live
    assert row(waiting).held_back_until == TENTH_HOUR
    assert answer(api, waiting) == 404
    assert (draft_of(draft).go_live_at, draft_of(draft).embargo_until) == (
        None,
        TENTH_HOUR + timedelta(days=1),
    )
    assert [revision.object_id for revision in Revision.objects.filter(
        approved_go_live_at__isnull=False
    )] == [str(public.pk)]  # fmt: skip
    clock.move_to(TENTH_HOUR)
    assert answer(api, waiting) == 200


# --- The lead picture ---------------------------------------------------------------------------


def test_a_lead_picture_is_described_or_decorative_before_it_goes_out(
    chiefs_admin, editors_admin, press_office
):
    release = office.draft_release(image=office.add_picture(), image_alt="Bild")
    release.save_revision()
    for button in ("action-publish", "action-submit"):
        response = press(chiefs_admin, edit_url(release), button, image_alt=" ")
        assert response.status_code == 200
        assert "Beschreiben Sie das Bild" in field(response, "image_alt").get_text()
    assert save(editors_admin, release, image_alt="").status_code == 302
    assert draft_of(release).image_alt == ""
    decorative = press(chiefs_admin, edit_url(release), "action-publish", image_decorative="on")
    assert decorative.status_code == 302
    assert row(release).live


def test_no_other_door_lets_an_undescribed_picture_out(chiefs_admin, press_office):
    lead = office.draft_release(image=office.add_picture())
    block = {"image": office.add_picture(), "decorative": False, "alt": " ", "caption": ""}
    inside = office.draft_release(body=[("image", block)])
    for release in (lead, inside):
        with pytest.raises(PublishRefused, match="Beschreiben Sie das Bild"):
            release.save_revision(clean=False).publish()
        assert not row(release).live
    approve = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = chiefs_admin.post(f"{approve}?id={lead.pk}", follow=False)
    assert not row(lead).live
    assert "Beschreiben Sie das Bild" in messages_in(chiefs_admin, response)


# --- The state panel ----------------------------------------------------------------------------


def test_the_editor_says_the_same_state_everywhere(editors_admin, press_office):
    release = office.published_release(embargo_until=TENTH_HOUR)
    html = editors_admin.get(edit_url(release)).content.decode()
    text = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    assert text.count("gesperrt bis Di, 1. Dezember 2026, 10:00 Uhr") >= 2
    assert "Kein Zeitplan festgelegt" not in text
    assert "Für alle sichtbar" not in text
    assert "Öffentlich von" not in text


def test_there_is_no_panel_of_checks_that_checks_nothing(editors_admin, press_office):
    release = office.published_release()
    add = reverse("wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk])
    for address in (edit_url(release), add):
        html = editors_admin.get(address).content.decode()
        assert 'data-side-panel="status"' in html
        assert 'data-side-panel="checks"' not in html
