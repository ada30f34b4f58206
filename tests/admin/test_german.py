"""No English word stands on the editors' way through the admin."""

import re

import polib
import pytest
from django.conf import settings
from django.urls import reverse

from directory.models import DirectoryIndex, Organization
from home.models import HomePage, Unit, UnitIndex
from tests import office
from tests.admin.forms import edit_url, press
from tests.admin.german import english_in, english_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(press_office, editor):
    """A page of every kind that editors write, and snippets they refer to."""
    home = HomePage.objects.get(locale__language_code="de")
    units, directory = UnitIndex(title="Die Stabsstelle"), DirectoryIndex(title="Verzeichnis")
    found = {"home": home, "units": units, "directory": directory}
    for page in (units, directory):
        page.live = False
        home.add_child(instance=page)
    found["unit"] = Unit(title="Fachstelle", kind="team", live=False)
    units.add_child(instance=found["unit"])
    found["organization"] = Organization(title="Kalyna", kind="association", live=False)
    directory.add_child(instance=found["organization"])
    found["page"] = office.add_page("Beratung")
    found["release"] = office.published_release("Öffentlich")
    found["draft"] = office.draft_release("Entwurf", owner=editor)
    found["draft"].save_revision(user=editor)
    found["draft"].get_workflow().start(found["draft"], editor)
    return found


def addresses(pages) -> list[str]:
    add, point = "wagtailadmin_pages:add", office.add_contact_point("Beratung")
    topic, release, press_office = (
        office.add_topic("Bildung", "bildung"),
        pages["release"],
        pages["release"].get_parent(),
    )
    return [
        reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[pages["home"].pk]),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_explore", args=[press_office.pk]),
        reverse("wagtailadmin_pages:search") + "?q=Entwurf",
        reverse("wagtailadmin_pages:add_subpage", args=[pages["home"].pk]),
        reverse(add, args=["pressreleases", "pressrelease", press_office.pk]),
        reverse(add, args=["home", "contentpage", pages["home"].pk]),
        reverse(add, args=["home", "unit", pages["units"].pk]),
        reverse(add, args=["directory", "organization", pages["directory"].pk]),
        *(edit_url(page) for page in pages.values()),
        reverse("wagtailadmin_pages:history", args=[release.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[pages["draft"].pk]),
        reverse("wagtailadmin_pages:usage", args=[release.pk]),
        *(reverse(f"wagtailimages:{name}") for name in ("index", "add", "add_multiple")),
        *(reverse(f"wagtaildocs:{name}") for name in ("index", "add", "add_multiple")),
        reverse("wagtailsnippets:index"),
        *(
            reverse(f"wagtailsnippets_home_{model}:{view}")
            for model in ("topic", "person", "contactpoint")
            for view in ("list", "add")
        ),
        reverse("wagtailsnippets_home_topic:edit", args=[topic.pk]),
        reverse("wagtailsnippets_home_contactpoint:edit", args=[point.pk]),
    ]  # fmt: skip


def chiefs_addresses(pages) -> list[str]:
    release = pages["release"]
    return [
        reverse("wagtailadmin_home"),
        *(edit_url(pages[name]) for name in ("release", "draft", "unit")),
        reverse("home_withdraw", args=[release.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[release.pk]),
        reverse("wagtailadmin_pages:delete", args=[release.pk]),
        reverse("wagtailadmin_pages:move", args=[release.pk]),
        reverse("wagtailadmin_pages:copy", args=[release.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={release.pk}",
        reverse("wagtailadmin_reports:workflow"), reverse("wagtailadmin_reports:site_history"),
    ]  # fmt: skip


def test_english_is_recognized():
    assert english_in("Save draft") == ["Save draft"]
    assert english_in("Entwurf speichern, Name, Link, Ein Text an der Wand") == []


def test_an_editor_meets_no_english_word(editors_admin, pages):
    found = {}
    for address in addresses(pages):
        response = editors_admin.get(address)
        assert response.status_code == 200, address
        if words := english_on(response.content.decode()):
            found[address] = words
    assert found == {}


def test_a_chief_editor_meets_no_english_word(chiefs_admin, pages):
    found = {}
    for address in chiefs_addresses(pages):
        response = chiefs_admin.get(address)
        assert response.status_code == 200, address
        if words := english_on(response.content.decode()):
            found[address] = words
    assert found == {}


def test_what_is_wrong_in_a_form_is_said_in_german(editors_admin, press_office):
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk]
    )
    response = press(editors_admin, address, "", title="", lead="", embargo_until="irgendwann")
    assert english_on(response.content.decode()) == []


def test_every_word_of_ours_has_a_german_translation():
    path = settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    assert catalogue.untranslated_entries() == []
    assert catalogue.fuzzy_entries() == []
    for entry in catalogue:
        names = set(re.findall(r"%\((\w+)\)", entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert set(re.findall(r"%\((\w+)\)", text)) <= names, entry.msgid
