"""The right to publish is asked where a text becomes visible, whatever door leads there."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction

from home.publishing import PublishRefused
from pressreleases.models import PressRelease
from tests import office
from tests.translators.people import client_of, person

pytestmark = pytest.mark.django_db


def titles(api) -> list[str]:
    return [item["title"] for item in json.loads(api("/press-releases?locale=de").body)["items"]]


def alias_of(release) -> PressRelease:
    alias = release.create_alias(update_slug="zweitschrift")
    PressRelease.objects.filter(pk=alias.pk).update(title="Zweitschrift")
    return PressRelease.objects.get(pk=alias.pk)


@pytest.mark.parametrize("skip", [True, False])
def test_an_editor_makes_no_page_of_its_own_out_of_a_public_alias(api, skip):
    alias = alias_of(office.published_release("Urschrift"))
    with pytest.raises(PublishRefused):
        ConvertAliasPageAction(alias, user=person("editor")).execute(skip_permission_checks=skip)
    alias.refresh_from_db()
    assert alias.alias_of_id
    assert titles(api) == ["Urschrift"]


def test_a_page_made_from_an_alias_has_a_number_of_its_own(api):
    release = office.published_release("Urschrift")
    alias = alias_of(release)
    ConvertAliasPageAction(alias, user=person("chief")).execute()
    alias.refresh_from_db()
    assert sorted(titles(api)) == ["Urschrift", "Zweitschrift"]
    assert alias.number
    assert alias.number != release.number


def test_an_editor_copies_nothing_into_public_view(api):
    release = office.published_release("Urschrift")
    with pytest.raises(PublishRefused):
        CopyPageAction(
            release, keep_live=True, user=person("editor"), update_attrs={"slug": "kopie"}
        ).execute(skip_permission_checks=True)
    assert PressRelease.objects.count() == 1
    assert titles(api) == ["Urschrift"]


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("role", ["editor", "translator"])
def test_nobody_publishes_or_schedules_without_the_right(api, role, later):
    release = office.draft_release("Ungefragt")
    if later:
        release.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    revision = release.save_revision()
    with pytest.raises(PublishRefused):
        revision.publish(user=person(role), skip_permission_checks=True)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert titles(api) == []


def test_who_may_publish_topics_may_do_so_in_their_own_languages_only(api):
    topic = office.add_topic("Teilhabe", "teilhabe")
    arabic = office.translated(topic, "ar")
    editor = person("editor")
    editor.user_permissions.add(Permission.objects.get(codename="publish_topic"))
    editor = type(editor).objects.get(pk=editor.pk)
    topic.save_revision().publish(user=editor)
    with pytest.raises(PublishRefused):
        arabic.save_revision().publish(user=editor)


@pytest.mark.parametrize("action", ["convert_alias", "publish", "copy", "unpublish", "delete"])
def test_the_admins_own_api_reads_and_does_nothing(api, action):
    alias = alias_of(office.published_release("Urschrift"))
    address = reverse("wagtailadmin_api:pages:action", args=[alias.pk, action])
    for role in ("editor", "chief", "admin", "translator"):
        assert client_of(role).post(address).status_code == 403
    assert titles(api) == ["Urschrift"]


@pytest.mark.parametrize("door", ["home_topic:add", "home_person:add", "home_contactpoint:add"])
def test_an_editor_begins_no_snippet_in_another_language(door):
    address = reverse(f"wagtailsnippets_{door}")
    client = client_of("editor")
    assert client.get(f"{address}?locale=de").status_code == 200
    assert client.get(f"{address}?locale=ar").status_code == 403
    assert client.post(f"{address}?locale=ar", {"label": "x"}).status_code == 403
