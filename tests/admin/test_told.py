"""After copying, moving, converting and taking down stands what readers see, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from home.visibility import readable_below
from tests import office
from tests.admin.forms import messages_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(chiefs_admin):
    """Send a form of a page; what is told afterwards."""

    def send(name: str, *args, **data) -> str:
        response = chiefs_admin.post(reverse(f"wagtailadmin_pages:{name}", args=args), data)
        return messages_in(chiefs_admin, response)

    return send


def copy_of(page, told, **ticks) -> str:
    data = {"new_title": "Neu", "new_slug": "neu", "new_parent_page": page.get_parent().pk}
    return told("copy", page.pk, **data, **ticks)


def test_a_copy_is_told_with_what_readers_see_of_it(told):
    release = office.published_release("Vorlage")
    assert copy_of(release, told).startswith(
        "„Neu“ wurde kopiert. Noch nicht öffentlich, weil niemand es veröffentlicht hat."
    )


def test_a_copy_that_is_public_at_once_says_since_when(told):
    release = office.published_release("Vorlage")
    assert copy_of(release, told, publish_copies="on").startswith(
        "„Neu“ wurde kopiert. Öffentlich seit"
    )


def test_a_copy_of_a_branch_says_how_many_pages_came_along(told, press_office):
    office.published_release("Vorlage")
    said = copy_of(press_office, told, copy_subpages="on")
    assert said.startswith("„Neu“ wurde mit 1 Seite darunter kopiert. Noch nicht öffentlich")


def test_an_alias_says_that_nobody_sees_it(told):
    release = office.published_release("Vorlage")
    assert copy_of(release, told, alias="on").startswith(
        "Ein Alias von „Vorlage“ wurde angelegt. "
        "Nicht öffentlich, weil es nur ein Alias von „Vorlage“ ist."
    )


def test_an_alias_that_becomes_a_page_says_since_when_it_is_public(told):
    release = office.published_release("Vorlage")
    alias = CreatePageAliasAction(release, update_slug="zweitens").execute()
    assert told("convert_alias", alias.pk).startswith(
        "„Vorlage“ ist jetzt eine eigene Seite und kein Alias mehr. Öffentlich seit"
    )


def test_what_is_moved_out_of_sight_says_why_and_what_goes_with_it(told, press_office):
    page, hidden = office.add_page("Umzug"), office.add_page("Verborgen")
    below = ContentPage(title="Darunter", live=False)
    page.add_child(instance=below)
    office.publish(below)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert told("move_confirm", page.pk, hidden.pk).startswith(
        "„Umzug“ wurde verschoben. Nicht öffentlich, weil der Zugang dazu beschränkt ist. "
        "Auch 1 Text darunter kann niemand lesen."
    )


def test_what_is_moved_and_stays_public_says_so(told, press_office):
    page, target = office.add_page("Umzug"), office.add_page("Ziel")
    said = told("move_confirm", page.pk, target.pk)
    assert said.startswith("„Umzug“ wurde verschoben. Öffentlich seit")


@pytest.mark.parametrize("ticks", [{}, {"include_descendants": "on"}])
def test_a_page_taken_down_says_how_many_texts_go_with_it(told, press_office, ticks):
    for _number in range(2):
        office.published_release()
    office.published_release(embargo_until=timezone.now() + timedelta(days=1))
    office.draft_release()
    assert told("unpublish", press_office.pk, **ticks).startswith(
        "„Presse“ ist nicht mehr öffentlich und bleibt als Entwurf erhalten. "
        "Auch 2 Texte darunter kann niemand lesen."
    )


def test_what_nobody_could_read_before_is_not_counted(press_office):
    closed, seen = office.published_release(), office.published_release()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    CreatePageAliasAction(seen, update_slug="zweitens").execute()
    office.translated(seen, "ar")
    assert readable_below(press_office) == 1
