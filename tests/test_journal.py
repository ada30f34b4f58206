"""The journal is gap-free, in order, and says nothing of what is hidden."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.editions.journal import write_journal
from cms.editions.models import Change
from tests import office
from tests.surfaces import dump, replay

pytestmark = pytest.mark.django_db
LOCALES = ["de", "ar", "en", "uk"]


def ops(key):
    return list(Change.objects.filter(key=key).order_by("seq").values_list("op", "locale"))


def test_replaying_the_journal_gives_what_the_lists_hold():
    first, second = office.published_release(), office.published_release()
    office.translated(first, "ar")
    office.catch_up()
    second.withdraw("outdated")
    first.title = "Anders"
    office.publish(first)
    office.catch_up()
    assert replay() == dump(LOCALES)


def test_a_follower_in_the_middle_ends_where_everybody_ends():
    office.published_release()
    office.catch_up()
    held, cursor = replay(), _cursor()
    release = office.published_release()
    office.translated(release, "uk")
    office.catch_up()
    assert replay(cursor, held) == replay() == dump(LOCALES)


def _cursor():
    from cms.api.read import read

    return json.loads(read("GET", "/changes", "limit=500", {}, timezone.now()).body)["cursor"]


def test_each_kind_of_change_is_told_once():
    release = office.published_release()
    office.catch_up()
    office.translated(release, "ar")
    office.catch_up()
    release.lead = "Ein ganz neuer Vorspann steht hier."
    office.publish(release)
    office.catch_up()
    release.withdraw("erroneous")
    office.catch_up()
    assert ops(release.translation_key) == [
        ("upsert", "de"),
        ("upsert", "ar"),
        ("state", "ar"),
        ("upsert", "de"),
        ("withdraw", "ar"),
        ("withdraw", "de"),
    ]
    assert {change.reason for change in Change.objects.filter(op="withdraw")} == {"erroneous"}


def test_writing_the_journal_twice_writes_nothing_twice():
    office.published_release()
    office.catch_up()
    told = Change.objects.count()
    assert write_journal() == 0
    assert Change.objects.count() == told


def test_numbers_have_no_gaps():
    for _ in range(3):
        release = office.published_release()
        office.catch_up()
        release.unpublish()
        office.catch_up()
    assert Change.objects.count() >= 6
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, Change.objects.count() + 1)
    )


def test_publishing_again_without_a_change_is_no_change():
    release = office.published_release()
    office.catch_up()
    told = Change.objects.count()
    office.publish(release)
    office.catch_up()
    assert Change.objects.count() == told


def test_a_new_address_is_told_as_a_move():
    page = office.add_page("Alt")
    office.catch_up()
    page.slug = "neu"
    office.publish(page)
    office.catch_up()
    assert ops(page.translation_key)[-1] == ("moved", "de")


def test_the_journal_asks_no_question_per_withdrawal():
    asked = {}
    for number in (3, 12):
        releases = [office.published_release() for _ in range(number)]
        for release in releases:
            office.translated(release, "ar")
        office.catch_up()
        for release in releases:
            release.withdraw("erroneous")
        with CaptureQueriesContext(connection) as captured:
            write_journal()
        asked[number] = len(captured)
        told = Change.objects.filter(key=releases[0].translation_key, op="withdraw")
        assert list(told.values_list("reason", flat=True)) == ["erroneous"] * 2
    assert asked[12] - asked[3] <= 2, asked
