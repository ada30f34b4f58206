"""What no other test noticed when a fault was planted (``python -m tests.faults``)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from cms.editions.models import Change, Edition
from locales.negotiation import negotiate
from tests import office
from tests.faults.table import FAULTS

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_still_fits_the_source_and_names_a_test(fault):
    assert (ROOT / fault.file).read_text("utf-8").count(fault.old) == 1
    path, _, name = fault.test.partition("::")
    name = name.partition("[")[0]
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)


def test_an_overview_that_has_only_an_alias_in_arabic_is_not_shown_as_arabic(api):
    release = office.published_release()
    office.translated(release, "ar")  # copies the press office above it as an alias
    index = office.publish(release.get_parent().specific)
    assert set(
        Edition.objects.filter(key=index.translation_key).values_list("locale", flat=True)
    ) == {"de"}


def test_the_address_of_an_embargoed_release_leads_nowhere_before_its_time(clock, api):
    until = timezone.now() + timedelta(hours=1)
    release = office.published_release("Gesperrt", embargo_until=until)
    ask = f"/resolve?path=/de{release.public_path}"
    assert api(ask, at=until - timedelta(seconds=1)).status == 404
    assert api(ask, at=until).status == 200


def test_a_search_finds_an_embargoed_release_from_its_second_on(clock, api):
    until = timezone.now() + timedelta(hours=1)
    office.published_release("Kanarienvogel", embargo_until=until)
    ask = "/search?q=kanarienvogel&locale=de"
    assert b'"count":0' in api(ask, at=until - timedelta(seconds=1)).body
    assert b'"count":1' in api(ask, at=until).body


def test_an_answer_that_says_outdated_is_another_answer_than_before(api):
    release = office.published_release()
    office.translated(release, "ar")
    asks = (f"/press-releases/{release.translation_key}?locale=ar", "/press-releases?locale=ar")
    before = [api(ask).headers["ETag"] for ask in asks]
    text = Edition.objects.get(key=release.translation_key, locale="ar").etag
    release.lead = "Dieser Vorspann ist ganz neu geschrieben worden."
    office.publish(release)
    assert Edition.objects.get(key=release.translation_key, locale="ar").etag == text
    assert all(api(ask).headers["ETag"] != tag for ask, tag in zip(asks, before, strict=True))


def test_a_translation_ends_with_an_original_that_got_an_end_later(clock, api):
    release = office.published_release()
    office.translated(release, "ar")
    release.expire_at = timezone.now() + timedelta(hours=2)
    office.publish(release)
    ask = f"/press-releases/{release.translation_key}?locale=ar"
    assert api(ask, at=release.expire_at - timedelta(seconds=1)).status == 200
    assert api(ask, at=release.expire_at).status == 404


@pytest.mark.parametrize("accepted", ["ar;q=0", "ar;q=0, fr;q=0.0", "xx, uk;q=0"])
def test_a_reader_who_refuses_a_language_gets_german_rather_than_it(accepted):
    assert negotiate(accepted) == "de"


def test_the_journal_counts_on_from_one_day_to_the_next():
    for _ in range(3):
        office.published_release()
        office.catch_up()
    numbers = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    assert len(numbers) >= 3
    assert numbers == list(range(1, len(numbers) + 1))
