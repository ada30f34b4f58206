"""A translation is public only when it is whole; the old one stays until a new one is."""

import json

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.editions.models import Edition
from home.failures import PublishRefused
from locales.models import PublishedTranslation
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


def served(api, release, tag):
    return json.loads(api(f"/press-releases/{release.translation_key}?locale={tag}").body)


def test_a_reader_of_ukrainian_gets_german_marked_as_german_where_nothing_is_translated(api):
    release = office.published_release("Nur auf Deutsch")
    found = served(api, release, "uk")
    assert (found["requested_locale"], found["locale"], found["is_fallback"]) == ("uk", "de", True)
    assert [entry["locale"] for entry in found["translations"]] == ["de"]


def test_a_reader_of_dari_gets_persian_before_english_before_german(api):
    release = office.published_release()
    assert served(api, release, "prs")["locale"] == "de"
    office.translated(release, "en")
    assert served(api, release, "prs")["locale"] == "en"
    office.translated(release, "fa")
    assert served(api, release, "prs")["locale"] == "fa"


def test_submitting_a_page_publishes_nothing():
    release = office.published_release()
    translation = office.submit(release, "ar")
    translation.save_target(publish=False)
    assert not Edition.objects.filter(key=release.translation_key, locale="ar").exists()
    assert not translation.get_target_instance().live


@pytest.mark.parametrize("left_out", [1, 2])
def test_an_incomplete_translation_is_refused_and_the_missing_sentence_named(left_out, api):
    release = office.published_release("Überschrift")
    translation = office.submit(release, "ar")
    office.fill(translation, leave_out=left_out)
    with pytest.raises(PublishRefused, match="Das ist der Text dieser Meldung"):
        translation.save_target(publish=True)
    assert served(api, release, "ar")["locale"] == "de"
    # The translator's draft is not lost.
    assert translation.get_target_instance().latest_revision is not None


@pytest.mark.parametrize("text", ["", "   ", "<br>"])
def test_an_empty_translation_counts_as_missing(text):
    release = office.published_release()
    translation = office.submit(release, "ar")
    office.fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(data=text)
    with pytest.raises(PublishRefused, match=r"nicht übersetzt|not translated"):
        translation.save_target(publish=True)


def test_a_german_sentence_copied_into_the_translation_is_refused():
    release = office.published_release("Das hier sind fünf Wörter")
    translation = office.submit(release, "ar")
    office.fill(translation)
    StringTranslation.objects.filter(context__path="title").update(data="Das hier sind fünf Wörter")
    with pytest.raises(PublishRefused, match=r"German|Deutsch"):
        translation.save_target(publish=True)


def test_wagtails_own_publish_button_refuses_a_draft_that_contains_german():
    release = office.published_release()
    translation = office.submit(release, "ar")
    office.fill(translation, leave_out=1)
    translation.save_target(publish=False)
    stale = translation.get_target_instance().latest_revision
    office.fill(translation)  # complete now, but the draft was saved before
    with pytest.raises(PublishRefused, match=r"älter|older"):
        stale.publish()


def test_the_live_row_is_not_touched_while_a_translator_works(api):
    release = office.published_release()
    row = office.translated(release, "ar", "قديم")
    before = served(api, release, "ar")
    translation = office.submit(release, "ar")
    office.fill(translation, "جديد")
    translation.save_target(publish=False)
    assert PressRelease.objects.get(pk=row.pk).title == row.title
    assert served(api, release, "ar") == before


def test_when_the_original_changes_the_old_translation_stays_and_says_so(api):
    release = office.published_release()
    office.translated(release, "ar")
    before = served(api, release, "ar")
    release.lead = "Dieser Vorspann steht jetzt ganz anders da."
    office.publish(release)
    after = served(api, release, "ar")
    assert after["lead"] == before["lead"]
    assert after["translation"]["state"] == "outdated"
    assert after["translation"]["segments_outdated"] == 1
    assert after["translation"]["outdated_since"]


def test_a_sentence_taken_out_of_the_original_makes_the_translation_outdated(api):
    release = office.published_release(subtitle="Eine Unterzeile mit fünf Wörtern")
    office.translated(release, "ar")
    release.subtitle = ""
    office.publish(release)
    assert served(api, release, "ar")["translation"]["segments_outdated"] == 1


def test_a_minor_edit_leaves_translations_current_and_their_text_in_place(api):
    release = office.published_release()
    office.translated(release, "ar")
    before = served(api, release, "ar")
    release.lead = "Ein Tippfehler ist hier verbessert worden."
    release.minor_edit = True
    release = office.publish(release)
    after = served(api, release, "ar")
    assert after["translation"]["state"] == "current"
    assert after["lead"] == before["lead"]
    assert not release.minor_edit
    # The next translation finds every string translated.
    office.submit(release, "ar").save_target(publish=True)


def test_a_new_translation_makes_it_current_again(api):
    release = office.published_release()
    office.translated(release, "ar")
    release.lead = "Dieser Vorspann ist ganz neu geschrieben worden."
    office.publish(release)
    translation = office.submit(release, "ar")
    office.fill(translation, "جديد")
    translation.save_target(publish=True)
    assert served(api, release, "ar")["translation"]["state"] == "current"
    assert PublishedTranslation.objects.get(key=release.translation_key).outdated_since is None


def test_language_neutral_values_come_from_the_source_without_touching_the_translation(api):
    point = office.add_contact_point("Pressestelle", phone="06132 000-100")
    release = office.draft_release()
    release.contacts = [release.contacts.model(contact_point=point)]
    release = office.publish(release)
    office.translated(release, "ar")
    assert served(api, release, "ar")["contacts"][0]["phone"] == "06132 000-100"
    point.phone = "06132 000-200"
    office.publish(point)
    found = served(api, release, "ar")["contacts"][0]
    assert (found["phone"], found["locale"]) == ("06132 000-200", "de")


def test_text_of_another_object_says_which_language_it_is(api):
    topic = office.add_topic("Integration", "integration")
    release = office.draft_release()
    release.topics = [topic]
    release = office.publish(release)
    office.translated(release, "ar")
    assert served(api, release, "ar")["topics"][0]["locale"] == "de"
    office.translated(topic, "ar", "الاندماج")
    label = served(api, release, "ar")["topics"][0]
    assert (label["locale"], label["direction"]) == ("ar", "rtl")


def test_an_alias_stops_being_live_when_it_is_translated():
    release = office.published_release()
    office.translated(release, "ar")
    index = Page.objects.get(
        translation_key=release.get_parent().translation_key, locale__language_code="ar"
    )
    assert index.alias_of_id
    translation = office.submit(
        index.get_translation(Locale.objects.get(language_code="de")).specific, "ar"
    )
    translation.save_target(publish=False)
    index.refresh_from_db()
    assert not index.live
    assert index.alias_of_id is None


def test_the_replaced_method_is_the_one_we_know():
    from locales import translation

    translation.install()
    translation.install()
