"""A press release after its first day: number, corrections, what it replaces, terms, quotations."""

import json
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from cms.editions.models import Edition
from home.failures import PublishRefused
from home.media import License
from home.web_addresses import public_address
from pressreleases.models import Correction, PressRelease, ReleaseCounter
from tests import office

pytestmark = pytest.mark.django_db
QUOTE = {"text": "Das freut mich.", "name": "Rana Beispiel", "function": "Leiterin"}
NOTE = "Der Beginn war falsch angegeben, richtig ist zehn Uhr."
MARCH, APRIL = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 4, 1, 9, tzinfo=UTC)


def served(api, release, tag="de"):
    return json.loads(api(f"/press-releases/{release.translation_key}?locale={tag}").body)


def page_of(client, release, tag="de") -> str:
    answer = client.get(f"/{tag}{release.public_path}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def corrected(release, note=NOTE, at=MARCH, kind="correction"):
    release.corrections.add(Correction(kind=kind, note=note, at=at))
    return office.publish(release)


# The number


def test_the_number_of_a_deleted_release_is_never_given_again(clock):
    office.published_release()
    office.published_release().delete()
    assert office.published_release().number == "PM 3/2026"


def test_each_year_begins_with_one(clock):
    office.published_release()
    clock.move_to(datetime(2027, 1, 1, 0, 30, tzinfo=UTC))
    assert office.published_release().number == "PM 1/2027"


def test_a_publication_that_is_undone_leaves_no_gap(clock):
    with transaction.atomic():
        assert office.published_release().number == "PM 1/2026"
        transaction.set_rollback(True)
    assert office.published_release().number == "PM 1/2026"


def test_a_release_that_was_taken_back_keeps_its_number_when_it_comes_again(clock):
    release = office.published_release()
    release.withdraw("erroneous")
    office.published_release()
    assert office.publish(PressRelease.objects.get(pk=release.pk)).number == "PM 1/2026"


def test_counting_goes_on_after_the_numbers_that_were_given_before_there_were_counters(clock):
    for number in ("PM 2/2026", "PM 10/2026", "PM 7/2025"):
        PressRelease.objects.filter(pk=office.published_release().pk).update(number=number)
    ReleaseCounter.objects.all().delete()
    migration = import_module("pressreleases.migrations.0002_corrections_and_counters")
    migration.begin_after_the_numbers_given(apps, None)
    assert office.published_release().number == "PM 11/2026"
    assert ReleaseCounter.next_number(2025) == "PM 8/2025"


# Corrections


def test_a_correction_keeps_number_key_and_address(api, clock):
    release = office.published_release()
    before = served(api, release)
    clock.shift(3600)
    after = served(api, corrected(release))
    kept = ("id", "number", "url", "published_at", "first_published_at")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert after["corrections"] == [
        {"kind": "correction", "note": NOTE, "at": "2026-03-01T09:00:00Z"}
    ]


def test_the_newest_correction_stands_first_in_lists_and_on_the_page(api, client):
    release = corrected(corrected(office.published_release()), "Alles war falsch.", APRIL, "recall")
    (item,) = json.loads(api("/press-releases?locale=de").body)["items"]
    assert [found["kind"] for found in item["corrections"]] == ["recall", "correction"]
    html = page_of(client, release)
    assert html.index("Alles war falsch.") < html.index(NOTE)


def test_a_correction_is_found_by_its_words(api):
    corrected(office.published_release(), "Die Turmuhr ging nach.")
    assert json.loads(api("/search?locale=de&q=turmuhr").body)["count"] == 1


def test_a_translation_without_the_note_of_a_correction_is_refused():
    release = corrected(office.published_release())
    translation = office.submit(release, "ar")
    office.fill(translation)
    (note,) = translation.source.stringsegment_set.filter(string__data=NOTE)
    translation.target_locale.string_translations.filter(context=note.context).delete()
    with pytest.raises(PublishRefused, match="Der Beginn war falsch"):
        translation.save_target(publish=True)


def test_a_note_added_later_makes_translations_outdated_and_is_told_without_words_before(
    api, client
):
    release = office.published_release()
    office.translated(release, "ar")
    corrected(release)
    found = served(api, release, "ar")
    assert found["translation"]["state"] == "outdated"
    assert [(entry["kind"], entry["note"]) for entry in found["corrections"]] == [
        ("correction", "")
    ]
    html = page_of(client, release, "ar")
    assert NOTE not in html
    assert f'<a href="/de{release.public_path}" hreflang="de">' in html.partition("<h1")[2]


def test_a_translated_note_has_kind_and_day_of_the_german_original(api, client):
    release = corrected(office.published_release())
    office.translated(release, "ar", "تصحيح")
    (entry,) = served(api, release, "ar")["corrections"]
    assert entry["note"].startswith("تصحيح")
    row = PressRelease.objects.get(pk=release.pk)
    row.corrections = [
        Correction(
            pk=old.pk, translation_key=old.translation_key, note=old.note, kind="recall", at=APRIL
        )
        for old in row.corrections.all()
    ]
    office.publish(row)
    (entry,) = served(api, release, "ar")["corrections"]
    assert (entry["kind"], entry["at"]) == ("recall", "2026-04-01T09:00:00Z")
    assert entry["note"].startswith("تصحيح")


def test_a_correction_added_after_the_translation_can_be_translated(api):
    release = office.published_release()
    office.translated(release, "ar")
    corrected(release)
    office.translated(PressRelease.objects.get(pk=release.pk), "ar", "جديد")
    found = served(api, release, "ar")
    assert found["translation"]["state"] == "current"
    assert found["corrections"][0]["note"].startswith("جديد")


def test_a_copy_of_a_release_has_no_corrections_of_its_own():
    release = corrected(office.published_release())
    copied = release.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert not PressRelease.objects.get(pk=copied.pk).corrections.exists()


# What it leads to


def test_a_release_names_the_one_it_replaces_as_long_as_that_is_public(api, client):
    earlier = office.published_release("Die alte Meldung")
    release = office.published_release(supersedes=earlier)
    assert served(api, release)["supersedes"]["id"] == str(earlier.translation_key)
    link = f'<a href="/ar{earlier.public_path}" lang="de" dir="ltr">Die alte Meldung</a>'
    assert link in page_of(client, release, "ar")
    earlier.unpublish()
    assert served(api, release)["supersedes"] is None
    assert "Die alte Meldung" not in page_of(client, release)


def test_a_translation_replaces_what_the_german_original_replaces(api):
    earlier = office.published_release()
    release = office.published_release()
    office.translated(release, "ar")
    release.supersedes = earlier
    office.publish(release)
    assert served(api, release, "ar")["supersedes"]["id"] == str(earlier.translation_key)


def test_a_release_stays_when_the_one_it_replaced_is_deleted(api):
    earlier = office.published_release()
    release = office.published_release(supersedes=earlier)
    earlier.delete()
    assert served(api, release)["supersedes"] is None
    assert PressRelease.objects.get(pk=release.pk).supersedes is None


def test_a_release_cannot_replace_itself():
    release = office.published_release()
    release.supersedes = release
    with pytest.raises(ValidationError) as refused:
        release.full_clean()
    assert "supersedes" in refused.value.message_dict


def test_links_of_the_text_that_lead_somewhere_are_named(api):
    hidden, shown = office.draft_release("Noch geheim"), office.add_page("Beratung")
    release = office.published_release(
        body=[
            ("link", {"text": "Beratung finden", "page": shown, "url": ""}),
            ("link", {"text": "Noch nicht", "page": hidden, "url": ""}),
            ("link", {"text": "Anderswo", "page": None, "url": "https://anderswo.example.org/"}),
        ]
    )
    assert [(link["text"], link["url"]) for link in served(api, release)["links"]] == [
        ("Beratung finden", public_address("/de/beratung/")),
        ("Anderswo", "https://anderswo.example.org/"),
    ]


# The terms

TERMS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "press": "",
    "all-rights-reserved": "",
}


@pytest.mark.parametrize("license", License.values)
def test_terms_are_those_of_the_licence(api, client, license):
    release = office.published_release(license=license)
    found = served(api, release)
    assert (found["license"], found["usage_terms"]) == (license, TERMS[license])
    html = page_of(client, release)
    assert ('rel="license"' in html) == bool(TERMS[license])
    assert f'href="{TERMS[license]}" rel="license"' in html or not TERMS[license]


def test_each_licence_is_said_in_a_sentence_of_its_own(client):
    said = set()
    for license in License.values:
        html = page_of(client, office.published_release(license=license), "en")
        said.add(html.partition("<dt>Using this text</dt><dd>")[2].partition("<")[0].strip())
    assert len(said) == len(TERMS)
    assert "" not in said


# What people said


def test_a_quotation_nobody_has_approved_is_not_published(api):
    release = office.draft_release(body=[("paragraph", "<p>Gut.</p>"), ("quote", QUOTE)])
    with translation.override("de"), pytest.raises(PublishRefused) as refused:
        office.publish(release)
    (problem,) = refused.value.messages
    assert "Block 2 (Zitat)" in problem
    assert "Rana Beispiel" in problem
    assert not Edition.objects.filter(type="press_release").exists()


def test_an_approved_quotation_is_published(api):
    release = office.published_release(body=[("quote", QUOTE | {"approved": True})])
    assert served(api, release)["quotes"][0]["name"] == "Rana Beispiel"


def test_a_quotation_that_is_public_stays_when_something_it_stands_beside_changes(api):
    topic = office.add_topic("Vielfalt", "vielfalt")
    release = office.draft_release(body=[("quote", QUOTE | {"approved": True})])
    release.topics = [topic]
    release = office.publish(release)
    release.body[0].value["approved"] = False
    release.save()  # as it was stored before approvals counted
    office.publish(topic)
    office.catch_up()
    assert served(api, release)["quotes"]
