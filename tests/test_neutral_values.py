"""What is no text counts for all languages, and a translation that still shows the old says so."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from home.models import Topic
from locales.desk.states import translation_states
from locales.models import PublishedTranslation
from locales.neutral import neutral_of
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


def again(release):
    return PressRelease.objects.get(pk=release.pk)


def in_arabic(api, release) -> dict:
    answer = api(f"/press-releases/{release.translation_key}?locale=ar", at=timezone.now())
    return json.loads(answer.body)


def state(release) -> str:
    key = release.translation_key
    return translation_states([key])[key, "ar"].name


def change_the_body(release, change) -> None:
    release = again(release)
    raw = list(release.body.raw_data)
    change(raw)
    release.body = json.dumps(raw)
    office.publish(release)
    office.catch_up()


@pytest.mark.parametrize("hours", [None, 1])
def test_an_embargo_taken_away_or_shortened_ends_in_all_languages(clock, api, hours):
    release = office.published_release(embargo_until=timezone.now() + timedelta(days=3))
    office.translated(release, "ar")
    release = again(release)
    release.embargo_until = timezone.now() + timedelta(hours=hours) if hours else None
    office.publish(release)
    clock.shift(3600 * (hours or 0))
    assert in_arabic(api, release)["locale"] == "ar"


def test_an_expiry_taken_away_is_none_in_any_language(clock, api):
    release = office.published_release(expire_at=timezone.now() + timedelta(hours=2))
    office.translated(release, "ar")
    release = again(release)
    release.expire_at = None
    office.publish(release)
    clock.shift(3 * 3600)
    call_command("publish_scheduled", verbosity=0)
    office.catch_up()
    assert in_arabic(api, release)["locale"] == "ar"


def test_an_expiry_of_the_original_holds_for_its_translations(clock, api):
    release = office.published_release(expire_at=timezone.now() + timedelta(hours=2))
    office.translated(release, "ar")
    clock.shift(2 * 3600 - 1)
    assert in_arabic(api, release)["locale"] == "ar"
    clock.shift(1)
    assert in_arabic(api, release)["status"] in (404, 410)


def picture_block():
    return ("image", {"image": office.add_picture(), "decorative": True, "alt": "", "caption": ""})


def take_the_last_out(raw):
    del raw[-1]


def show_another_picture(raw):
    raw[-1]["value"]["image"] = office.add_picture().pk


def lead_elsewhere(raw):
    raw[-1]["value"]["url"] = "https://neu.example.org/"


def link_elsewhere(raw):
    raw[-1]["value"] = raw[-1]["value"].replace("alt.example", "neu.example")


VIDEO = ("video", {"url": "https://alt.example.org/", "title": "Ein Film", "sign_language": True})
LINK = ("link", {"text": "Mehr dazu", "page": None, "url": "https://alt.example.org/"})
PARAGRAPH = ("paragraph", '<p>Ein Text mit <a href="https://alt.example.org/">Link</a>.</p>')


@pytest.mark.parametrize(
    ("block", "change"),
    [
        (picture_block, take_the_last_out),
        (picture_block, show_another_picture),
        (lambda: VIDEO, lead_elsewhere),
        (lambda: LINK, lead_elsewhere),
        (lambda: PARAGRAPH, link_elsewhere),
    ],
)
@pytest.mark.parametrize("minor", [False, True])
def test_a_picture_or_link_that_changed_makes_translations_outdated(api, block, change, minor):
    release = office.published_release(body=[("heading", "Eine Überschrift"), block()])
    office.translated(release, "ar")
    assert state(release) == "current"
    PressRelease.objects.filter(pk=release.pk).update(minor_edit=minor)
    change_the_body(release, change)
    assert state(release) == "outdated"
    assert in_arabic(api, release)["translation"]["state"] == "outdated"
    office.submit(again(release), "ar").save_target(publish=True)
    assert state(release) == "current"
    shown, original = (
        json.loads(api(f"/press-releases/{release.translation_key}?locale={tag}").body)["body"]
        for tag in ("ar", "de")
    )
    assert len(shown) == len(original)
    assert "alt.example" not in str(shown)


def test_a_draft_from_before_the_change_is_outdated_when_it_is_published():
    release = office.published_release(body=[LINK])
    translation = office.submit(release, "ar")
    office.fill(translation)
    translation.save_target(publish=False)
    change_the_body(release, lead_elsewhere)
    translation.get_target_instance().get_latest_revision().publish()
    assert state(release) == "outdated"
    office.publish(again(release))
    assert state(release) == "outdated"


def test_a_correction_of_spelling_with_pictures_and_links_keeps_translations_current():
    release = office.published_release(body=[PARAGRAPH, LINK, VIDEO, picture_block()])
    office.translated(release, "ar")
    release = again(release)
    release.lead += " Punkt."
    release.minor_edit = True
    office.publish(release)
    assert state(release) == "current"


def test_what_was_published_before_this_was_remembered_stays_current():
    release = office.published_release(body=[LINK])
    office.translated(release, "ar")
    PublishedTranslation.objects.update(neutral="")
    change_the_body(release, lead_elsewhere)
    assert state(release) == "current"


def test_the_order_of_blocks_does_not_count():
    release = office.published_release(body=[LINK, VIDEO])
    before = neutral_of(release)
    release.body = json.dumps(list(release.body.raw_data)[::-1])
    assert neutral_of(release) == before


def test_every_translation_of_the_demo_city_shows_what_its_original_shows(demo):
    states = {
        (row.path, row.served): json.loads(row.head)["translation"]["state"]
        for row in demo.placements
        if row.served == row.locale != "de"
    }
    assert len(states) > 200
    assert {place: state for place, state in states.items() if state == "outdated"} == {}


def test_a_topic_is_the_same_filter_in_every_language_after_its_slug_changed(api):
    topic = office.add_topic("Integration", "integration")
    release = office.draft_release()
    release.topics = [topic]
    office.translated(office.publish(release), "ar")
    office.translated(topic, "ar", "الاندماج")
    topic = Topic.objects.get(locale__language_code="de")
    topic.slug = "teilhabe"
    topic.save_revision().publish()
    office.catch_up()
    for tag in ("de", "ar", "uk"):
        found = json.loads(api(f"/press-releases?topic=teilhabe&locale={tag}").body)
        assert found["count"] == 1, tag
        assert [label["slug"] for label in found["items"][0]["topics"]] == ["teilhabe"]
