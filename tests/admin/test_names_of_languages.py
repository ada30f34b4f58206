"""Languages are called in the admin as they are in the language of whoever works with it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from directory.models import Organization
from tests import office
from tests.admin.forms import edit_url

pytestmark = pytest.mark.django_db
NAMES = {"de": "Ukrainisch", "ar": "الأوكرانية", "fr": "ukrainien"}
OTHERS = ("Ukrainisch", "Persisch", "Türkisch")


@pytest.mark.parametrize("tag", NAMES)
def test_a_language_is_called_in_the_language_of_the_screen(
    admin_client, admin_user, press_office, tag
):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = tag
    profile.save()
    release = office.published_release()
    office.translated(release, "uk")
    for address in (
        reverse("wagtaillocales:index"),
        f"/admin/localize/submit/page/{release.pk}/",
        edit_url(release),
        reverse("wagtailadmin_reports:aging_pages"),
    ):
        page = admin_client.get(address).content.decode()
        shown = BeautifulSoup(page, "html.parser").select_one("main").get_text(" ")
        assert NAMES[tag] in shown, address
        if tag != "de":
            assert [name for name in OTHERS if name in shown] == [], address


@pytest.mark.parametrize("tag", NAMES)
def test_languages_spoken_are_called_so_too(tag):
    with override(tag):
        labels = [str(label) for _tag, label in Organization._meta.get_field("languages").options]
        assert NAMES[tag] in labels
        assert str(Locale.objects.get(language_code="uk")) == NAMES[tag]


def test_the_heads_of_a_list_are_in_the_language_of_the_screen(
    admin_client, admin_user, press_office
):
    office.add_contact_point("Beratung")
    heads = {}
    for tag in ("de", "ar"):
        profile = UserProfile.get_for_user(admin_user)
        profile.preferred_language = tag
        profile.save()
        page = admin_client.get(reverse("wagtailsnippets_home_contactpoint:list"))
        soup = BeautifulSoup(page.content.decode(), "html.parser")
        heads[tag] = {" ".join(head.get_text().split()) for head in soup.select("thead th")} - {""}
    assert {"Status", "Aktualisiert"} < heads["de"]
    assert heads["ar"] & heads["de"] == set()


def test_snippets_have_one_name_in_arabic(admin_client, admin_user, press_office):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = "ar"
    profile.save()
    office.add_contact_point("Beratung")
    points = reverse("wagtailsnippets_home_contactpoint:list")
    for address in (reverse("wagtailsnippets:index"), points, f"{points}?q=keine"):
        page = admin_client.get(address).content.decode()
        assert "عناصر" in page
        assert "قصاص" not in page
        assert "قصص" not in page
