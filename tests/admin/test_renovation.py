"""While one version is replaced by another, readers are served and nobody writes."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from cms.operations.renovation import versions, why_nobody_writes
from cms.operations.ticking import tick
from home.models import Topic
from pressreleases.models import PressRelease
from tests import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def watched(settings):
    settings.WATCH_MIGRATIONS = True
    versions.look()


def another_version_migrates() -> None:
    MigrationRecorder(connection).record_applied("editions", "9999_of_the_next_version")


def this_version_is_not_migrated() -> None:
    MigrationRecorder.Migration.objects.filter(app="editions").order_by("-pk")[0].delete()


OTHERS = pytest.mark.parametrize("other", [another_version_migrates, this_version_is_not_migrated])


def send(client, label: str, **further):
    address = reverse("wagtailsnippets_home_topic:add")
    fields = {"label": label, "slug": "", "broader": "", "exact_match": "", "action-publish": "1"}
    return client.post(address, fields, **further)


def test_code_and_schema_of_one_version_write(chiefs_admin):
    assert why_nobody_writes() == ""
    assert send(chiefs_admin, "Bildung").status_code == 302
    assert Topic.objects.filter(label="Bildung").exists()


@OTHERS
def test_who_sends_a_text_meanwhile_keeps_it_and_is_told(chiefs_admin, other):
    other()
    told = send(chiefs_admin, "Bildung & Sprache")
    assert (told.status_code, told["Retry-After"], told["Cache-Control"]) == (503, "10", "no-store")
    said = told.content.decode()
    assert "Die Website wird gerade umgebaut" in said
    assert "Bildung &amp; Sprache" in said
    assert not Topic.objects.filter(label__startswith="Bildung").exists()


@OTHERS
def test_the_autosave_says_that_the_text_is_kept(chiefs_admin, other):
    other()
    told = send(chiefs_admin, "Bildung", headers={"accept": "application/json"})
    assert (told.status_code, told.json()["success"]) == (503, False)
    assert "umgebaut" in told.json()["error_message"]


@OTHERS
def test_readers_and_partners_are_served_meanwhile(client, other):
    release = office.published_release("Neue Sprechstunde")
    office.catch_up()
    other()
    assert client.get(f"/api/v1/press-releases/{release.translation_key}").status_code == 200
    assert client.get("/de/presse/").status_code == 200


@OTHERS
def test_the_scheduler_does_nothing_meanwhile_and_goes_on_afterwards(clock, other, settings):
    release = office.draft_release("Neue Sprechstunde")
    release.expire_at = None
    office.publish(release)
    PressRelease.objects.filter(pk=release.pk).update(expire_at="2026-03-02T09:00:00Z")
    clock.shift(60)
    other()
    tick()
    assert PressRelease.objects.get(pk=release.pk).live
    settings.WATCH_MIGRATIONS = False
    tick()
    assert not PressRelease.objects.get(pk=release.pk).live
