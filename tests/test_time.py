"""Embargo and expiry are exact to the second, with no job; the scheduler only catches up."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.editions.models import Change
from tests import office
from tests.surfaces import public_answers

pytestmark = pytest.mark.django_db


def count(api, at, tag="de"):
    return json.loads(api(f"/press-releases?locale={tag}", at=at).body)["count"]


@pytest.mark.parametrize(
    "until",
    [
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),  # the second before summer time begins
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # the hour that comes twice in Berlin
        datetime(2026, 6, 1, 10, 0, tzinfo=UTC),
    ],
)
def test_an_embargo_ends_on_the_second_in_every_language(until, clock, api):
    release = office.published_release("Gesperrt", embargo_until=until)
    office.translated(release, "ar")
    for tag in ("de", "ar", "fa"):
        assert count(api, until - timedelta(seconds=1), tag) == 0
        assert count(api, until - timedelta(microseconds=1), tag) == 0
        assert count(api, until, tag) == 1
        assert count(api, until + timedelta(seconds=1), tag) == 1


def test_until_the_embargo_ends_no_answer_differs_by_a_byte(clock):
    office.published_release("Sichtbar")
    office.catch_up()
    before = list(public_answers(locales=["de", "ar"], words=["Kanarie"]))
    office.published_release("Kanarie", embargo_until=timezone.now() + timedelta(days=1))
    office.catch_up()
    assert list(public_answers(locales=["de", "ar"], words=["Kanarie"])) == before


def test_postponing_an_embargo_takes_effect_at_once(clock, api):
    soon, later = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(hours=5)
    release = office.published_release(embargo_until=soon)
    release.embargo_until = later
    office.publish(release)
    assert count(api, soon) == 0
    assert count(api, later) == 1


def test_taking_an_embargo_away_shows_the_release_at_once(clock, api):
    release = office.published_release(embargo_until=timezone.now() + timedelta(days=3))
    release.embargo_until = None
    office.publish(release)
    assert count(api, timezone.now()) == 1


def test_a_release_is_dated_by_the_end_of_its_embargo(clock, api):
    until = timezone.now() + timedelta(days=1)
    release = office.published_release(embargo_until=until)
    found = json.loads(api(f"/press-releases/{release.translation_key}?locale=de", at=until).body)
    assert found["published_at"] == until.isoformat().replace("+00:00", "Z")


def test_a_translation_is_never_visible_when_its_source_is_not(clock, api):
    release = office.published_release(expire_at=timezone.now() + timedelta(hours=2))
    office.translated(release, "ar")
    at = timezone.now() + timedelta(hours=2)
    assert count(api, at - timedelta(seconds=1), "ar") == 1
    assert count(api, at, "ar") == 0


def test_the_journal_tells_of_an_embargo_only_when_it_has_ended(clock):
    office.open_office()
    office.catch_up()
    told = Change.objects.count()
    release = office.published_release(embargo_until=timezone.now() + timedelta(hours=1))
    office.catch_up()
    assert Change.objects.count() == told
    clock.shift(3601)
    office.catch_up()
    change = Change.objects.get(key=release.translation_key)
    assert (change.op, change.locale, change.seq) == ("embargo_lifted", "de", told + 1)


def test_a_scheduled_edit_shows_nothing_before_its_time(clock, api):
    release = office.published_release("Heute so")
    release.title = "Morgen so"
    release.go_live_at = timezone.now() + timedelta(hours=1)
    release.save_revision().publish()
    office.catch_up()
    assert "Morgen so" not in api("/press-releases?locale=de").body.decode()
    clock.shift(3660)
    call_command("publish_scheduled")
    assert "Morgen so" in api("/press-releases?locale=de", at=timezone.now()).body.decode()


def test_a_release_scheduled_for_later_is_not_public_before(clock, api):
    release = office.draft_release(go_live_at=timezone.now() + timedelta(hours=1))
    release.save_revision().publish()
    assert count(api, timezone.now()) == 0
    clock.shift(3660)
    call_command("publish_scheduled")
    assert count(api, timezone.now()) == 1


def test_a_link_to_an_embargoed_page_becomes_a_link_when_the_embargo_ends(clock, api):
    target = office.published_release(embargo_until=timezone.now() + timedelta(hours=1))
    text = office.published_release(
        body=[("paragraph", f'<p>Siehe <a linktype="page" id="{target.pk}">dort</a>.</p>')]
    )

    def read():
        address = f"/press-releases/{text.translation_key}?locale=de"
        return json.loads(api(address, at=timezone.now()).body)

    assert read()["body_html"] == "<p>Siehe dort.</p>"
    clock.shift(3600)
    office.catch_up()
    assert str(target.translation_key) in read()["body_html"]


def test_a_release_keeps_the_moment_it_was_first_seen(clock, api):
    release = office.published_release()
    first = one_of(api, release)["first_published_at"]
    clock.shift(60)
    release.withdraw("erroneous")
    release.embargo_until = timezone.now() + timedelta(hours=1)
    office.publish(release)
    clock.shift(3600)
    shown = one_of(api, release)
    assert shown["first_published_at"] == first
    assert shown["published_at"] > first


def test_a_release_under_embargo_is_first_seen_at_its_end_however_often_that_is_moved(clock, api):
    release = office.published_release(embargo_until=timezone.now() + timedelta(hours=1))
    release.embargo_until = timezone.now() + timedelta(hours=2)
    office.publish(release)
    clock.shift(7200)
    shown = one_of(api, release)
    assert shown["first_published_at"] == shown["published_at"]


def one_of(api, release) -> dict:
    answer = api(f"/press-releases/{release.translation_key}?locale=de", at=timezone.now())
    return json.loads(answer.body)
