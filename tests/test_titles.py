"""A title of letters of any script is saved, has an address of its own, and is published."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from home.models import Topic
from locales.addresses import address_of
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import fields_on

TITLES = {
    "Gru\u0308ße aus dem Bu\u0308ro": "gruesse-aus-dem-buero",
    "Łódź": "lodz",
    "Ørsted": "orsted",
    "Æther": "aether",
    "Kadınlar İçin": "kadinlar-icin",
    "Đorđe þ ħ ŋ": "dorde-th-h-ng",
    "Vielfalt/Integration": "vielfalt-integration",
    "8./9. März – Tag": "8-9-maerz-tag",
    "Bürger*innen, Bürger:innen, Bürger_innen": "buergerinnen-buergerinnen-buergerinnen",
    "Von 9:00 bis 12:30": "von-9-00-bis-12-30",
    "Світанок": "svitanok",
    "Сім’я": "simya",
    "جمعية السلام": "jmyh-lslm",
    "Αθήνα": "athina",
    "שלום": "slvm",
    "ሰላም": "selam",
    "北京": "beijing",
    "🎉": "tada",
    "Null\u200bbreite \u00adSilbe": "nullbreite-silbe",
}


@pytest.mark.parametrize(("title", "address"), TITLES.items())
def test_an_address_is_made_from_a_title(title, address):
    assert address_of(title) == address


def test_an_address_is_never_cut_within_a_word():
    assert address_of("wort " * 30) == "-".join(["wort"] * 16)
    assert address_of(f"{'a' * 40} {'b' * 39} c") == f"{'a' * 40}-{'b' * 39}"
    assert address_of("a" * 100) == "a" * 80


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), min_size=1, max_size=90))
def test_every_title_gives_an_address(title):
    address = address_of(title)
    assert 0 < len(address) <= 80
    assert address.replace("-", "a").isalnum()
    assert address.isascii()
    assert address == address.lower().strip("-")
    assert "--" not in address
    assert address_of(address) == address


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["جمعية السلام", "Світанок", "ሰላም", "ߒߞߏ", "𐎀𐎁"])
def test_the_same_title_of_any_script_is_saved_and_published_twice(title):
    first, second = office.published_release(title), office.published_release(title)
    assert first.live
    assert second.live
    assert second.slug == f"{first.slug}-2"


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["\u200b", "\u200f \u0301", "–", "…"])
def test_a_title_that_says_nothing_is_refused_at_the_field(title):
    with pytest.raises(ValidationError) as refused:
        office.draft_release(title)
    assert "title" in refused.value.message_dict


@pytest.mark.django_db
def test_an_editor_is_told_so_in_the_form(admin_client):
    index = office.open_office()
    url = reverse("wagtailadmin_pages:add", args=["pressreleases", "pressrelease", index.pk])
    data = fields_on(admin_client.get(url).content.decode()) | {
        "body-count": "0", "title": "–", "lead": "Vorspann", "action-publish": "1",
    }  # fmt: skip
    html = admin_client.post(url, data).content.decode()
    assert "mindestens einen Buchstaben oder eine Ziffer" in html
    assert not PressRelease.objects.exists()
    assert admin_client.post(url, data | {"title": "Світанок"}).status_code == 302
    assert admin_client.post(url, data | {"title": "Світанок"}).status_code == 302
    assert set(PressRelease.objects.values_list("slug", "live")) == {
        ("svitanok", True),
        ("svitanok-2", True),
    }


@pytest.mark.django_db
def test_a_lead_of_as_many_letters_as_the_browser_counts_is_saved(admin_client):
    index = office.open_office()
    url = reverse("wagtailadmin_pages:add", args=["pressreleases", "pressrelease", index.pk])
    lead = "x" * 795 + "\r\n" + "yyyy"
    data = fields_on(admin_client.get(url).content.decode()) | {
        "body-count": "0", "title": "Lang", "lead": lead,
    }  # fmt: skip
    assert admin_client.post(url, data).status_code == 302
    assert PressRelease.objects.get().get_latest_revision_as_object().lead == lead.replace("\r", "")


@pytest.mark.django_db
def test_a_topic_has_an_address_made_from_its_label_in_any_script():
    first, second = (Topic(label="Родина", locale_id=_german()) for _ in range(2))
    for topic in (first, second):
        topic.full_clean()
        topic.save()
    assert (first.slug, second.slug) == ("rodina", "rodina-2")


def _german() -> int:
    return office.open_office().locale_id
