"""The journal is gap-free, in order, and says nothing of what is hidden."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.api.cursors import encode_place
from cms.editions.journal import oldest_seq, trim_journal, write_journal
from cms.editions.models import Change, JournalCounter
from tests import office
from tests.mirror import ask
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
    return json.loads(ask("/changes", "limit=500").body)["cursor"]


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
        ("state", "de"),  # it is there in Arabic now
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


def follow(cursor: str) -> tuple[list[tuple[str, str]], str]:
    """Operation and language of each line after a cursor, and the next cursor."""
    said = json.loads(ask("/changes", f"{cursor and f'since={cursor}&'}limit=500").body)
    return [(line["op"], line["locale"]) for line in said["items"]], said["cursor"]


def test_a_translation_that_comes_or_goes_is_told_of_its_siblings_too(clock):
    release = office.published_release()
    office.translated(release, "uk")
    office.catch_up()
    cursor = now()
    clock.shift(60)
    arabic = office.translated(release, "ar")
    office.catch_up()
    came, cursor = follow(cursor)
    assert came == [("upsert", "ar"), ("state", "de"), ("state", "uk")]
    clock.shift(60)
    arabic.unpublish()
    office.catch_up()
    went, cursor = follow(cursor)
    assert went == [("withdraw", "ar"), ("state", "de"), ("state", "uk")]


def test_a_text_that_only_others_are_shown_as_fallback_is_told_with_what_they_call_its_topics():
    topic = office.add_topic("Teilhabe", "teilhabe")
    release = office.draft_release()
    release.topics = [topic]
    office.publish(release)
    office.catch_up()
    cursor = now()
    office.translated(topic, "ar")
    office.catch_up()
    assert follow(cursor)[0] == [("state", "de")]


def test_an_embargo_that_ends_is_told_in_every_language(clock):
    embargo = timezone.now() + timedelta(hours=1)
    release = office.published_release(embargo_until=embargo)
    office.translated(release, "ar")
    office.catch_up()
    cursor = now()
    assert follow(cursor)[0] == []
    clock.shift(3600)
    office.catch_up()
    assert follow(cursor)[0] == [("embargo_lifted", "ar"), ("embargo_lifted", "de")]


def now() -> str:
    return json.loads(ask("/changes", "since=now").body)["cursor"]


def test_who_begins_now_gets_a_cursor_and_no_lines():
    office.published_release()
    office.catch_up()
    said = json.loads(ask("/changes", "since=now").body)
    assert (said["items"], said["count"], said["next"]) == ([], 0, None)
    assert said["cursor"] == _cursor()


def test_who_begins_before_there_is_anything_goes_on_from_the_first_line():
    cursor = now()
    office.published_release()
    office.catch_up()
    assert follow(cursor) == follow("")


def follow_refused(cursor: str) -> int:
    return ask("/changes", f"since={cursor}").status


@pytest.mark.parametrize("type_name", ["", "&type=organization"])
def test_a_follower_whose_lines_are_all_read_stays_where_the_journal_ends(type_name):
    office.published_release()
    office.catch_up()
    begun = now()
    office.published_release()
    office.catch_up()
    said = json.loads(ask("/changes", f"since={begun}{type_name}").body)
    assert said["cursor"] == now()


def test_a_cursor_that_lies_ahead_after_a_restore_is_refused():
    office.published_release()
    office.catch_up()
    kept = now()
    saved = list(Change.objects.all()), JournalCounter.objects.get()
    second = office.published_release()
    office.catch_up()
    lost = now()
    Change.objects.exclude(seq__in=[line.seq for line in saved[0]]).delete()
    saved[1].save()
    assert follow_refused(lost) == 410
    assert follow_refused(kept) == 200
    # Later the numbers come again, for other lines: the cursor is still none of this journal's.
    for number in range(3):
        second.lead = f"Nach der Wiederherstellung, zum {number}. Mal."
        office.publish(second)
        office.catch_up()
    assert Change.objects.filter(seq=JournalCounter.objects.get().last_seq).exists()
    assert follow_refused(lost) == 410
    assert follow_refused(kept) == 200


def test_old_lines_go_and_who_has_not_read_them_is_asked_to_start_anew(clock):
    release = office.published_release()
    office.catch_up()
    early = now()
    for number in range(3):
        release.lead = f"Das ist Fassung {number} des Vorspanns."
        office.publish(release)
        office.catch_up()
    clock.shift(timedelta(days=2))
    gone = office.published_release()
    office.catch_up()
    late = now()
    gone.unpublish()
    office.catch_up()
    whole = replay()
    assert trim_journal(timezone.now() - timedelta(days=1), at_most=1000) > 0
    assert follow_refused(early) == 410
    assert follow(late)[0] == [("withdraw", "de")]
    assert replay() == whole == dump(LOCALES)
    assert oldest_seq() > 1
    assert trim_journal(timezone.now() - timedelta(days=1), at_most=1000) == 0


def test_the_refusal_says_how_to_start_anew():
    office.published_release()
    office.catch_up()
    forged = encode_place(5_000, "a line that never was")
    problem = json.loads(ask("/changes", f"since={forged}").body)
    assert problem["status"] == 410
    assert "since=now" in problem["detail"]
    assert [error["parameter"] for error in problem["errors"]] == ["since"]
