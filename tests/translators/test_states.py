"""How far each text is in each language: one query, one precedence."""

from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from locales.desk.changes import changes_of
from locales.desk.states import translation_states
from locales.languages import LANGUAGES
from locales.models import PublishedTranslation
from tests import office

pytestmark = pytest.mark.django_db


def state(page, tag="ar"):
    return translation_states([page.translation_key])[page.translation_key, tag]


def test_what_nobody_sent_is_missing_in_seventeen_languages():
    release = office.published_release()
    states = translation_states([release.translation_key])
    assert {found.name for found in states.values()} == {"missing"}
    assert len(states) == len(LANGUAGES) - 1


def test_an_alias_is_no_translation():
    release = office.published_release()
    office.translated(release, "ar")
    assert (
        translation_states([release.get_parent().translation_key])[
            release.get_parent().translation_key, "ar"
        ].name
        == "missing"
    )


def test_what_was_sent_is_being_translated():
    release = office.published_release()
    office.submit(release, "ar").save_target(publish=False)
    assert state(release).name == "in_progress"


def test_a_published_translation_is_current_until_the_original_changes():
    release = office.published_release()
    office.translated(release, "ar")
    assert state(release).name == "current"
    release.lead = "Ein neuer Vorspann mit anderen Worten."
    office.publish(release)
    found = state(release)
    assert (found.name, found.changed) == ("outdated", 1)
    assert found.since


def test_a_translation_taken_away_is_withdrawn_and_so_is_one_whose_original_is():
    release = office.published_release()
    office.translated(release, "ar").unpublish()
    office.translated(release, "uk")
    assert state(release).name == "withdrawn"
    release.withdraw("outdated")
    assert state(release, "uk").name == "withdrawn"


@pytest.mark.parametrize(
    ("values", "name"),
    [({"tool_name": "unsure"}, "needs_review"), ({"translation_type": "machine"}, "machine")],
)
def test_what_a_machine_made_or_somebody_doubts_says_so(values, name):
    release = office.published_release()
    translation = office.submit(release, "ar")
    office.fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(**values)
    translation.save_target(publish=True)
    assert state(release).name == name


def test_snippets_have_states_too():
    topic = office.add_topic("Wohnen", "wohnen")
    office.translated(topic, "ar")
    assert state(topic).name == "current"
    assert state(topic, "uk").name == "missing"


@pytest.mark.parametrize("number", [1, 3, 600])
def test_any_number_of_texts_takes_one_query(django_assert_num_queries, number):
    release = office.published_release()
    office.translated(release, "ar")
    keys = [release.translation_key, *(uuid4() for _ in range(number - 1))]
    with django_assert_num_queries(1):
        states = translation_states(keys)
    assert states[release.translation_key, "ar"].name == "current"
    assert len(states) == number * (len(LANGUAGES) - 1)


def test_the_states_of_a_thousand_pages_in_eighteen_languages_take_one_query(
    django_assert_num_queries,
):
    parent = office.open_office()
    locales = list(Locale.objects.all())
    rows, now = [], timezone.now()
    pages = []
    for number in range(1000):
        key = uuid4()
        for index, locale in enumerate(locales):
            place = number * len(locales) + index + 100
            pages.append(Page(
                title="Seite", draft_title="Seite", slug=f"s-{number}-{index}",
                depth=parent.depth + 1, path=parent.path + Page._int2str(place).rjust(4, "0"),
                url_path=f"/s-{number}-{index}/", translation_key=key, locale=locale,
                content_type=parent.content_type, live=True,
            ))  # fmt: skip
            rows.append(
                PublishedTranslation(key=key, locale=locale.language_code, translated_at=now)
            )
    Page.objects.bulk_create(pages, batch_size=500)
    PublishedTranslation.objects.bulk_create(rows, batch_size=500)
    keys = {page.translation_key for page in pages}
    with django_assert_num_queries(1):
        states = translation_states(keys)
    assert {found.name for found in states.values()} == {"current"}


def test_a_translator_sees_what_changed_with_her_old_text_beside_it():
    release = office.published_release(lead="Die Sprechstunde ist am Montag von neun bis zwölf.")
    office.translated(release, "ar")
    release.lead = "Die Sprechstunde ist am Dienstag von neun bis zwölf."
    office.publish(release)
    (change,) = changes_of(office.submit(release, "ar"))
    assert "<del>Montag</del> <ins>Dienstag</ins>" in change.difference
    assert change.old_translation.startswith(office.WORDS["ar"])


def test_a_sentence_put_in_front_is_one_new_sentence_and_not_a_change_of_all():
    release = office.published_release(
        body=[("paragraph", "<p>Der zweite Satz.</p><p>Der dritte Satz.</p>")]
    )
    office.translated(release, "ar")
    block = release.body[0].id
    text = "<p>Der erste Satz.</p><p>Der zweite Satz.</p><p>Der dritte Satz.</p>"
    raw = [{"type": "paragraph", "id": block, "value": text}]
    release.body = release.body.stream_block.to_python(raw)
    office.publish(release)
    changes = changes_of(office.submit(release, "ar"))
    assert [(change.old, change.new) for change in changes] == [("", "Der erste Satz.")]


def test_a_sentence_taken_out_is_shown_as_gone():
    release = office.published_release(subtitle="Eine Unterzeile mit fünf Wörtern")
    office.translated(release, "ar")
    release.subtitle = ""
    office.publish(release)
    (change,) = changes_of(office.submit(release, "ar"))
    assert (change.old, change.new) == ("Eine Unterzeile mit fünf Wörtern", "")


def test_markup_in_the_original_cannot_break_out_of_the_comparison():
    from locales.desk.changes import difference_of

    assert "<script>" not in difference_of("alt", "<script>alert(1)</script>")
