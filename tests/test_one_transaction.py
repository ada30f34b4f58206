"""What Wagtail writes and what follows from it for the public stand or fall together.

The power is cut in the middle: at the moment at which our side would hide.
"""

import pytest
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction

from cms.editions import hiding, receivers
from cms.editions.models import Edition, Placement
from cms.editions.verifying import differences
from home.models import Person
from tests import office
from tests.admin.conftest import chief, chiefs_admin, press_office  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


class PowerCut(Exception):
    """The process ends here."""


@pytest.fixture
def page(db):
    return office.add_page("Kanarienvogel")


@pytest.fixture
def release(db):
    return office.published_release()


@pytest.fixture
def closed(db):
    """A page of the office that is not for everybody."""
    page = office.add_page("Nur für uns")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


@pytest.fixture
def power_cut(monkeypatch):
    """From now on nothing can be hidden any more."""

    def cut(*args, **kwargs):
        raise PowerCut

    def arm():
        monkeypatch.setattr(hiding, "hide", cut)

    return arm


def restrict(page, closed):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def move(page, closed):
    page.move(closed, pos="last-child")


def delete(page, closed):
    page.delete()


def state() -> dict:
    """Everything that says who may see what, and what the log says of it."""
    return {
        "pages": list(Page.objects.order_by("pk").values("pk", "path", "url_path", "numchild")),
        "restrictions": list(PageViewRestriction.objects.order_by("pk").values("page", "pk")),
        "log": PageLogEntry.objects.count(),
        "public": list(
            Placement.objects.order_by("pk").values_list("pk", "visible_until", "edition")
        ),
    }


@pytest.mark.parametrize("way", [restrict, move, delete])
def test_a_crash_while_hiding_undoes_the_change_itself(way, page, closed, power_cut):
    before = state()
    power_cut()
    with pytest.raises(PowerCut):
        way(Page.objects.get(pk=page.pk), Page.objects.get(pk=closed.pk))
    assert state() == before


def test_a_crash_while_opening_keeps_the_restriction(page, monkeypatch):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    before = state()
    monkeypatch.setattr(receivers, "read_object", lambda key: {}[key])
    with pytest.raises(KeyError):
        PageViewRestriction.objects.get().delete()
    assert state() == before


def close_in_the_dialogue(client, page, closed):
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return client.post(address, {"restriction_type": "login", "groups": []})


def move_by_the_form(client, page, closed):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, closed.pk]), {})


def delete_by_the_form(client, page, closed):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {})


def act_on_ticked_pages(action):
    def act(client, page, closed):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return client.post(f"{address}?id={page.pk}&next=/admin/", {"chooser": closed.pk})

    return act


IN_THE_ADMIN = {
    "privacy": close_in_the_dialogue,
    "move": move_by_the_form,
    "delete": delete_by_the_form,
    "bulk move": act_on_ticked_pages("move"),
    "bulk delete": act_on_ticked_pages("delete"),
    "bulk unpublish": act_on_ticked_pages("unpublish"),
}


@pytest.mark.parametrize("way", IN_THE_ADMIN)
def test_a_crash_in_the_admin_leaves_all_as_it_was(way, chiefs_admin, page, closed, power_cut):  # noqa: F811 - the fixture
    before = state()
    power_cut()
    with pytest.raises(PowerCut):
        IN_THE_ADMIN[way](chiefs_admin, page, closed)
    assert state() == before


@pytest.mark.parametrize("way", IN_THE_ADMIN)
def test_the_same_ways_hide_when_nothing_happens(way, chiefs_admin, page, closed):  # noqa: F811 - the fixture
    answer = IN_THE_ADMIN[way](chiefs_admin, page, closed)
    assert answer.status_code in (200, 302), answer.content
    assert not Edition.objects.filter(key=page.translation_key).exists()


def test_a_name_taken_back_by_code_stays_in_all_texts_or_in_none(monkeypatch):
    person = Person(given_name="Erika", family_name="Vogel", publish_name=True)
    person.locale = Locale.objects.get(language_code="de")
    person.save()
    monkeypatch.setattr(receivers, "dependents_of", lambda targets: {}[targets[0]])
    person.publish_name = False
    with pytest.raises(KeyError):
        person.save()
    assert Person.objects.get().publish_name


def test_a_copy_that_is_public_at_once_is_published(release):
    copy = release.copy(update_attrs={"slug": "abschrift", "title": "Abschrift"})
    assert copy.live
    assert Edition.objects.filter(key=copy.translation_key).exists()
    assert list(differences()) == []


def test_a_copy_of_what_is_not_for_everybody_never_was_public(closed):
    copy = closed.copy(update_attrs={"slug": "abschrift"})
    assert copy.live
    assert not Placement.objects.filter(key=copy.translation_key).exists()


def test_a_crash_between_a_copy_and_its_restriction_leaves_no_copy(closed, monkeypatch):
    def cut(*args, **kwargs):
        raise PowerCut

    before = state()
    monkeypatch.setattr(PageViewRestriction, "save", cut)
    with pytest.raises(PowerCut):
        closed.copy(update_attrs={"slug": "abschrift"})
    assert state() == before


def test_an_alias_that_becomes_a_page_of_its_own_is_published(page):
    alias = CreatePageAliasAction(page, update_slug="zweitens").execute()
    assert not Edition.objects.filter(key=alias.translation_key).exists()
    ConvertAliasPageAction(alias).execute()
    assert Edition.objects.filter(key=alias.translation_key).exists()
    assert list(differences()) == []


def test_a_translation_turned_into_an_alias_is_public_no_more(chiefs_admin, release):  # noqa: F811 - the fixture
    translation = office.translated(release, "ar")
    answer = chiefs_admin.post(
        reverse("wagtail_localize:convert_to_alias", args=[translation.pk]), {}
    )
    assert answer.status_code == 302
    assert Page.objects.get(pk=translation.pk).alias_of_id == release.pk
    assert not Edition.objects.filter(key=release.translation_key, locale="ar").exists()
    assert list(differences()) == []
