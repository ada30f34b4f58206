"""What fails through no fault of a text is told where it is written; it is never a server error."""

import pytest
from django.core.files.storage import storages
from django.db import OperationalError
from django.urls import reverse
from wagtail.models import TaskState

import pressreleases.documents
from cms.editions import draining
from cms.editions.models import Dirty, Placement
from cms.editions.publisher import mark_dirty
from home import bodies
from home.models import ContentPage
from pressreleases.models import PressRelease
from tests import office
from tests.admin.forms import edit_url, messages_in, press

pytestmark = pytest.mark.django_db
MISSING = "Die Datei zu „Bild“ fehlt. Laden Sie sie neu hoch"
KEPT = "Ihr Text ist als Entwurf gespeichert; was öffentlich ist, bleibt, wie es war."
START = reverse("wagtailadmin_home")


@pytest.fixture
def incomplete(chief):
    """A draft whose picture's original is lost."""
    picture = office.add_picture()
    release = office.published_release("Steht da")
    release.title, release.image, release.image_alt = "Neue Fassung", picture, "Ein Bild"
    release.save_revision(user=chief)
    picture.file.storage.delete(picture.file.name)
    return release


def publish_in_the_editor(client, release, editor):
    fields = {"title": "Neue Fassung", "image": release.image_id, "image_alt": "Ein Bild"}
    return press(client, edit_url(release), "action-publish", **fields)


def publish_in_bulk(client, release, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={release.pk}", {"include_descendants": ""})


def approve(client, release, editor):
    release.get_workflow().start(release, editor)
    task = release.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[release.pk, "approve", task.pk])
    return client.post(address, {"comment": ""})


WAYS = [publish_in_the_editor, publish_in_bulk, approve]


def assert_kept(release) -> None:
    row = PressRelease.objects.get(pk=release.pk)
    assert row.title == "Steht da"
    assert row.get_latest_revision_as_object().title == "Neue Fassung"


@pytest.mark.parametrize("publish", WAYS)
def test_a_lost_original_is_a_message(publish, chiefs_admin, editor, incomplete):
    response = publish(chiefs_admin, incomplete, editor)
    assert response.status_code == 302
    assert response["Location"] == edit_url(incomplete)
    told = messages_in(chiefs_admin, response)
    assert "„Neue Fassung“ wurde nicht veröffentlicht." in told
    assert KEPT in told
    assert MISSING in told
    assert_kept(incomplete)
    assert not TaskState.objects.filter(status=TaskState.STATUS_APPROVED).exists()


def test_a_new_release_with_a_lost_original_stands_there_as_a_draft(chiefs_admin, press_office):
    picture = office.add_picture()
    picture.file.storage.delete(picture.file.name)
    address = reverse(
        "wagtailadmin_pages:add", args=["pressreleases", "pressrelease", press_office.pk]
    )
    fields = {"title": "Ganz neu", "lead": "Vorspann.", "image": picture.pk, "image_alt": "x"}
    response = press(chiefs_admin, address, "action-publish", **fields)
    release = PressRelease.objects.get(title="Ganz neu")
    assert response["Location"] == edit_url(release)
    assert MISSING in messages_in(chiefs_admin, response)
    assert not release.live


def is_away(*arguments, **named):
    raise ConnectionResetError(104, "Connection reset by peer")


def is_full(*arguments, **named):
    raise OperationalError("database is locked")


def is_our_fault(*arguments, **named):
    raise AttributeError("ours")


SAID = {
    is_away: "Der Dateispeicher hat nicht geantwortet.",
    is_full: "Die Datenbank hat nicht geantwortet.",
    is_our_fault: "Fehler im Programm (AttributeError), nicht in Ihrem Text.",
}


@pytest.mark.parametrize("publish", WAYS)
@pytest.mark.parametrize("fault", SAID)
def test_whatever_fails_is_a_message_that_says_whose_fault_it_is(
    publish, fault, chiefs_admin, editor, chief, monkeypatch
):
    release = office.published_release("Steht da")
    release.title, release.image, release.image_alt = "Neue Fassung", office.add_picture(), "x"
    release.save_revision(user=chief)
    if fault is is_away:
        monkeypatch.setattr(storages["public"], "exists", fault)
    else:
        monkeypatch.setattr(pressreleases.documents, "_corrections", fault)
    response = publish(chiefs_admin, release, editor)
    assert response.status_code == 302
    told = messages_in(chiefs_admin, response)
    assert SAID[fault] in told
    assert "Block" not in told
    assert_kept(release)


@pytest.fixture
def gone_with_it(monkeypatch):
    """A release that could not be rendered when what it names was taken back."""
    target = office.add_page("Ziel")
    link = [("link", {"page": target, "text": "Hin"})]
    release = office.published_release("Nennt das Ziel", body=link)
    with monkeypatch.context() as broken:
        broken.setattr(pressreleases.documents, "_corrections", is_our_fault)
        ContentPage.objects.get(pk=target.pk).unpublish()
    assert not Placement.objects.filter(key=release.translation_key, edition__isnull=False).exists()
    return release


def test_what_had_to_go_with_something_hidden_is_told_above_its_editor(editors_admin, gone_with_it):
    said = editors_admin.get(edit_url(gone_with_it)).content.decode()
    assert "Dieser Text ist zurzeit nicht öffentlich. Es wird von selbst erneut versucht." in said
    assert "Fehler im Programm (AttributeError)" in said
    draining.drain()
    assert "nicht öffentlich" not in editors_admin.get(edit_url(gone_with_it)).content.decode()


def test_what_had_to_go_with_something_hidden_is_told_on_the_start_page(
    editors_admin, chiefs_admin, gone_with_it
):
    for client in (editors_admin, chiefs_admin):
        said = client.get(START).content.decode()
        assert "Davon lassen sich nicht anzeigen: 1." in said
        assert "Nennt das Ziel" in said
        assert "Fehler im Programm (AttributeError)" in said
    draining.drain()
    assert "start-problems" not in editors_admin.get(START).content.decode()


def test_an_older_version_that_stays_public_is_told_as_such(editors_admin, monkeypatch):
    release = office.published_release("Steht da")

    def refuse(value, rendering):
        raise ValueError("no paragraph today")

    mark_dirty([release.translation_key], "x")
    with monkeypatch.context() as broken:
        broken.setitem(bodies._RENDERERS, "paragraph", refuse)
        draining.drain()
    said = editors_admin.get(edit_url(release)).content.decode()
    assert (
        "Öffentlich steht noch eine ältere Fassung dieses Textes, bis Sie ihn korrigieren" in said
    )
    assert "Block 1 (Absatz)" in said
    assert Dirty.objects.get().is_refused
