"""Publishing is atomic, whoever publishes, and what cannot be rendered changes nothing."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cms.editions.models import Edition, Placement
from home.failures import PublishRefused
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


def titles(api, locale="de"):
    return [
        item["title"] for item in json.loads(api(f"/press-releases?locale={locale}").body)["items"]
    ]


def test_a_published_release_is_public_at_once(api):
    office.published_release("Neue Sprechzeiten")
    assert titles(api) == ["Neue Sprechzeiten"]


def test_a_draft_is_nowhere(api):
    office.draft_release("Noch geheim")
    assert titles(api) == []
    assert not Edition.objects.filter(type="press_release").exists()


def test_an_edit_that_is_not_published_changes_nothing(api):
    release = office.published_release("So steht es da")
    release.title = "So noch nicht"
    release.save_revision()
    assert titles(api) == ["So steht es da"]


def test_what_cannot_be_rendered_is_refused_with_the_block_named_and_nothing_changes(api):
    release = office.published_release("Bleibt wie es war")
    before = api("/press-releases?locale=de").body
    release.title = "Darf nicht hinaus"
    release.body = [
        ("paragraph", "<p>Gut.</p>"),
        ("quote", {"text": "Ohne Namen", "name": None, "function": "", "approved": True}),
    ]
    revision = release.save_revision(clean=False)
    with pytest.raises(PublishRefused, match="Block 2"):
        revision.publish()
    assert api("/press-releases?locale=de").body == before
    assert PressRelease.objects.get(pk=release.pk).title == "Bleibt wie es war"


def test_publishing_in_the_admin_goes_the_same_way(admin_client: Client, api):
    release = office.draft_release("Aus dem Admin")
    release.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])
    form = admin_client.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if isinstance(value, str)}
    data |= {
        "title": "Aus dem Admin", "lead": release.lead, "body-count": "0", "license": "CC-BY-4.0",
        "action-publish": "1", **_empty_formsets("contacts", "related", "corrections", "comments"),
    }  # fmt: skip
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    assert titles(api) == ["Aus dem Admin"]


def test_unpublishing_in_the_admin_hides_at_once(admin_client: Client, api):
    release = office.published_release("Kommt weg")
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[release.pk]))
    assert titles(api) == []
    assert api(f"/press-releases/{release.translation_key}?locale=de").status == 404


def _empty_formsets(*names):
    return {
        f"{name}-{field}": value
        for name in names
        for field, value in (
            ("TOTAL_FORMS", 0),
            ("INITIAL_FORMS", 0),
            ("MIN_NUM_FORMS", 0),
            ("MAX_NUM_FORMS", 1000),
        )
    }


def test_a_release_gets_its_number_when_it_is_first_published_and_keeps_it():
    first, second = office.published_release(), office.published_release()
    assert (first.number.split("/")[0], second.number.split("/")[0]) == ("PM 1", "PM 2")
    first.title = "Neuer Titel"
    assert office.publish(first).number == first.number


def test_the_same_headline_twice_gives_two_addresses():
    assert [office.published_release("Grüße aus Köln").slug for _ in range(2)] == [
        "gruesse-aus-koeln",
        "gruesse-aus-koeln-2",
    ]


def test_an_alias_never_has_an_edition():
    release = office.published_release("Echt")
    release.create_alias(update_slug="alias")
    office.catch_up()
    assert Edition.objects.filter(type="press_release").count() == 1


def test_placements_never_overlap():
    release = office.published_release()
    office.translated(release, "ar")
    office.translated(release, "en")
    rows = Placement.objects.filter(key=release.translation_key, edition__isnull=False)
    for row in rows:
        assert (
            rows.filter(
                locale=row.locale,
                visible_from__lt=row.visible_until,
                visible_until__gt=row.visible_from,
            ).count()
            == 1
        )


def test_publishing_needs_few_queries_beyond_wagtails_own(
    django_assert_max_num_queries, monkeypatch
):
    release = office.published_release()
    for tag in ("ar", "en", "uk"):
        office.translated(release, tag)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from home.publishing import visibility_changed

    revision = release.save_revision()
    with CaptureQueriesContext(connection) as ours:
        revision.publish()
    monkeypatch.setattr(visibility_changed, "send", lambda **kwargs: None)
    revision = PressRelease.objects.get(pk=release.pk).save_revision()
    with CaptureQueriesContext(connection) as stock:
        revision.publish()
    assert len(ours) - len(stock) <= 60
