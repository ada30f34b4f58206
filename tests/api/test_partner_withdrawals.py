"""What docs/partners.md says of a ``withdraw`` in the journal, held against what then answers."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import office

pytestmark = pytest.mark.django_db


def withdraw(release, arabic):
    release.withdraw("erroneous")


def delete(release, arabic):
    release.delete()


def unpublish(release, arabic):
    release.unpublish()


def take_the_arabic_text_back(release, arabic):
    arabic.unpublish()


def let_it_expire(release, arabic):
    release.expire_at = timezone.now() + timedelta(hours=1)
    office.publish(release)


def close_it(release, arabic):
    PageViewRestriction.objects.create(page=release, restriction_type="login")


@pytest.mark.parametrize(
    ("hide", "reason", "status"),
    [
        (withdraw, "erroneous", 410),
        (delete, "deleted", 410),
        (unpublish, "", 404),
        (let_it_expire, "", 404),
        (close_it, "", 404),
        (take_the_arabic_text_back, "", 200),
    ],
)
def test_only_a_withdrawal_with_a_reason_means_gone(clock, api, hide, reason, status):
    release = office.published_release()
    arabic = office.translated(release, "ar")
    key = release.translation_key
    office.catch_up()
    hide(release, arabic)
    clock.shift(3601)
    office.catch_up()
    changes = json.loads(api("/changes?locale=ar&limit=500").body)["items"]
    (told,) = [change for change in changes if change["op"] == "withdraw"]
    answer = api(f"/press-releases/{key}?locale=ar")
    assert (told["reason"], answer.status) == (reason, status)
    body = json.loads(answer.body)
    if status == 200:
        assert (body["locale"], body["is_fallback"]) == ("de", True)
    if status == 410:
        assert body["reason"] == reason


def test_every_type_in_the_journal_is_found_in_the_collection_that_partners_are_told(api):
    told = {"press_release": "press-releases", "organization": "organizations", "unit": "units"}
    office.translated(office.published_release(), "ar")
    office.add_page("Eine Seite")
    office.catch_up()
    changes = json.loads(api("/changes?limit=500").body)["items"]
    assert len({change["type"] for change in changes}) > 2
    for change in changes:
        collection = told.get(change["type"], "pages")
        answer = api(f"/{collection}/{change['id']}?locale={change['locale']}")
        assert answer.status == 200, change
        assert json.loads(answer.body)["locale"] == change["locale"]
