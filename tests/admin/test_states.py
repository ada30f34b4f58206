"""One function says what readers see of a text; lists, badges and messages repeat it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from home.visibility import is_public, state_words, visibility_sentence, will_be_seen
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 9, 1, tzinfo=BERLIN)
TENTH_HOUR = datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def in_german():
    with override("de"):
        yield


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def row(page) -> PressRelease:
    return PressRelease.objects.get(pk=page.pk)


def test_what_was_just_published_is_public_since_this_minute(clock):
    release = office.published_release()
    assert visibility_sentence(release) == "öffentlich seit 09:01"
    assert state_words(row(release)) == "öffentlich seit 25. November 2026"
    assert is_public(row(release))


def test_an_embargo_is_said_with_weekday_and_hour(clock):
    release = office.published_release(embargo_until=TENTH_HOUR)
    assert visibility_sentence(release) == "öffentlich ab Di, 1. Dezember, 10:00 Uhr"
    assert state_words(row(release)) == "gesperrt bis Di, 1. Dezember 2026, 10:00 Uhr"
    assert not is_public(row(release))
    clock.move_to(TENTH_HOUR)
    assert state_words(row(release)) == "öffentlich seit 1. Dezember 2026"
    assert visibility_sentence(release) == "öffentlich seit 10:00"


def test_a_translation_is_under_the_embargo_of_its_original(clock):
    release = office.published_release(embargo_until=TENTH_HOUR)
    arabic = office.translated(release, "ar")
    assert state_words(arabic) == "gesperrt bis Di, 1. Dezember 2026, 10:00 Uhr"
    assert visibility_sentence(arabic) == "öffentlich ab Di, 1. Dezember, 10:00 Uhr"


def test_a_translation_of_what_is_not_public_is_not_public_either(clock):
    release = office.published_release()
    arabic = office.translated(release, "ar")
    type(release).objects.filter(pk=release.pk).update(live=False)
    assert visibility_sentence(arabic) == (
        "nicht öffentlich, weil das deutsche Original nicht öffentlich ist"
    )


def test_a_draft_says_why_nobody_sees_it(clock, editor):
    release = office.draft_release()
    release.save_revision()
    sentence = "noch nicht öffentlich, weil niemand es veröffentlicht hat"
    assert visibility_sentence(release) == sentence
    assert state_words(row(release)) == "Entwurf"
    release.get_workflow().start(release, editor)
    assert visibility_sentence(release) == "noch nicht öffentlich, weil die Freigabe noch aussteht"
    assert state_words(row(release)) == "zur Freigabe eingereicht"


def test_a_change_that_waits_is_told_beside_what_is_public(clock, editor):
    release = office.published_release()
    release.save_revision(user=editor)
    assert (
        state_words(row(release)) == "öffentlich seit 25. November 2026, mit Änderungen im Entwurf"
    )
    row(release).get_workflow().start(row(release), editor)
    assert visibility_sentence(release) == (
        "die Änderungen sind noch nicht öffentlich, weil die Freigabe noch aussteht"
    )
    revision = row(release).latest_revision
    revision.publish()
    row(release).save_revision(user=editor)
    assert visibility_sentence(release, revision) == "öffentlich seit 09:01"


def test_a_planned_change_is_told_with_its_moment(clock):
    release = office.published_release()
    release.go_live_at = TENTH_HOUR
    release.save_revision().publish()
    assert visibility_sentence(release) == (
        "die Änderung wird öffentlich ab Di, 1. Dezember, 10:00 Uhr"
    )
    assert state_words(row(release)) == (
        "öffentlich seit 25. November 2026, Änderung geplant für Di, 1. Dezember 2026, 10:00 Uhr"
    )


def test_what_was_taken_back_or_is_over_says_so(clock):
    release = office.published_release()
    release.withdraw("outdated")
    assert state_words(row(release)) == "zurückgezogen"
    assert visibility_sentence(release) == "nicht mehr öffentlich: zurückgezogen, 09:01"
    other = office.published_release(expire_at=timezone.now() + timedelta(hours=1))
    clock.shift(timedelta(hours=1))
    assert state_words(row(other)) == "abgelaufen"
    assert visibility_sentence(other) == "nicht mehr öffentlich: abgelaufen"


def test_a_page_behind_a_restriction_is_not_called_public(clock):
    release = office.published_release()
    PageViewRestriction.objects.create(page=release.get_parent(), restriction_type="login")
    assert state_words(row(release)).startswith("nicht öffentlich, weil der Zugang")


def test_a_text_in_a_language_that_is_not_offered_is_not_called_public(clock):
    release = office.published_release(embargo_until=NOW + timedelta(hours=1))
    pashto = office.translated(release, "ps")
    said = "noch nicht öffentlich, weil Paschtu den Lesern noch nicht gezeigt wird"
    for _hour in range(2):
        assert (visibility_sentence(pashto), state_words(row(pashto))) == (said, said)
        assert not is_public(row(pashto))
        assert not will_be_seen(row(pashto))
        clock.shift(timedelta(hours=1))


def test_a_change_of_a_text_that_nobody_can_read_is_not_called_public_at_its_hour(clock):
    index = office.published_release().get_parent().specific
    release = office.draft_release(go_live_at=TENTH_HOUR)
    release.save_revision().publish()
    assert will_be_seen(row(release))
    index.unpublish()
    assert visibility_sentence(release) == (
        "nicht öffentlich, weil die Seite darüber, „Presse“, nicht öffentlich ist"
    )
    assert not will_be_seen(row(release))


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_what_stands_below_an_unpublished_page_says_so_in_every_language(clock, tag, client):
    release = office.published_release()
    text = office.translated(release, "ar") if tag == "ar" else release
    release.get_parent().specific.unpublish()
    said = "nicht öffentlich, weil die Seite darüber, „Presse“, nicht öffentlich ist"
    assert (visibility_sentence(text), state_words(row(text))) == (said, said)
    assert client.get(row(text).url).status_code == 404


def test_a_translation_is_public_though_the_page_above_is_a_draft_in_its_language(clock, client):
    arabic = office.translated(office.published_release(), "ar")
    Page.objects.filter(pk=arabic.get_parent().pk).update(live=False)
    assert is_public(row(arabic))
    assert client.get(row(arabic).url).status_code == 200


def test_a_translation_of_what_is_restricted_is_not_called_public(clock):
    release = office.published_release()
    arabic = office.translated(release, "ar")
    PageViewRestriction.objects.create(page=release, restriction_type="login")
    assert not is_public(row(arabic))


def test_an_alias_is_not_called_public(clock, client):
    release = office.published_release("Urbild")
    alias = CreatePageAliasAction(release, update_slug="zweitens").execute()
    said = "nicht öffentlich, weil es nur ein Alias von „Urbild“ ist"
    assert (visibility_sentence(alias), state_words(row(alias))) == (said, said)
    assert client.get(alias.url).status_code == 404


def test_a_plain_row_of_the_tree_says_the_same(clock):
    release = office.published_release(embargo_until=TENTH_HOUR)
    assert Page.objects.get(pk=release.pk).status_string == state_words(row(release))


@pytest.mark.parametrize("at", ["explorer", "search", "start"])
def test_every_list_says_the_same(at, chiefs_admin, press_office):
    release = office.published_release(
        "Noch geheim", embargo_until=TENTH_HOUR + timedelta(days=9999)
    )
    address = {
        "explorer": reverse("wagtailadmin_explore", args=[press_office.pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=geheim",
        "start": reverse("wagtailadmin_home"),
    }[at]
    call_command("update_index", verbosity=0)
    html = chiefs_admin.get(address).content.decode()
    assert "Noch geheim" in html
    assert state_words(row(release)) in html
