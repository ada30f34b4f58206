"""The store for files says nothing while somebody uploads or publishes: nothing is half done."""

import pytest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.editions.models import Placement
from cms.operations import buckets
from cms.operations.breaker import Breaker
from cms.settings import files
from home.media import OfficeImage
from pressreleases.models import PressRelease
from tests import office
from tests.admin.conftest import chief, chiefs_admin, press_office
from tests.admin.forms import edit_url, messages_in, press
from tests.buckets import in_buckets
from tests.silent import silent_server
from tests.translators.people import client_of

__all__ = ["chief", "chiefs_admin", "press_office"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def store_falls_silent(monkeypatch, settings):
    """From the moment it is called; calls end sooner than in production, in the same way."""

    def config(_style: str) -> Config:
        return Config(
            connect_timeout=0.5,
            read_timeout=0.5,
            retries={"mode": "standard", "total_max_attempts": 1},
            s3={"addressing_style": "path"},
        )

    monkeypatch.setattr(files, "client_config", config)
    monkeypatch.setattr(buckets, "STORE", Breaker(failures=2, open_s=5))
    with silent_server() as server:

        def fall_silent():
            endpoint = f"http://127.0.0.1:{server.port}"
            settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, endpoint)}

        yield fall_silent


@pytest.mark.parametrize("asked_before", [0, 2], ids=["silent", "breaker open"])
def test_who_uploads_is_told_and_no_row_is_kept(store_falls_silent, asked_before):
    store_falls_silent()
    for _ in range(asked_before):
        buckets.STORE.failed()
    picture = SimpleUploadedFile("bild.png", office.any_picture().file.getvalue(), "image/png")
    form = {"collection": "1", "title": "Bild", "credit": "Stadt", "license": "CC0-1.0"}
    answer = client_of("admin").post(reverse("wagtailimages:add"), {**form, "file": picture})
    assert answer.status_code == 503
    assert "Die Ablage für Bilder und Dateien" in answer.content.decode()
    assert not OfficeImage.objects.exists()


def test_who_publishes_is_told_and_readers_see_what_they_saw(store_falls_silent, chiefs_admin):
    page = office.draft_release(image=office.add_picture(), image_alt="Ein Bild")
    page.save_revision()
    chiefs_admin.get(edit_url(page))  # its thumbnail is made
    store_falls_silent()
    answer = press(chiefs_admin, edit_url(page), "action-publish")
    assert answer.status_code == 302
    assert "Dateispeicher hat nicht geantwortet" in messages_in(chiefs_admin, answer)
    assert not PressRelease.objects.get(pk=page.pk).live
    assert not Placement.objects.filter(key=page.translation_key).exists()


@pytest.mark.parametrize("asked_before", [0, 2], ids=["silent", "breaker open"])
def test_an_editor_opens_without_its_thumbnail(store_falls_silent, chiefs_admin, asked_before):
    page = office.draft_release(image=office.add_picture(), image_alt="Ein Bild")
    page.save_revision()
    store_falls_silent()
    for _ in range(asked_before):
        buckets.STORE.failed()
    assert chiefs_admin.get(edit_url(page)).status_code == 200


def test_a_store_that_refuses_while_a_page_is_made_is_a_sentence(chiefs_admin, monkeypatch):
    page = office.draft_release(image=office.add_picture(), image_alt="Ein Bild")
    page.save_revision()

    def refuse(*_arguments):
        raise EndpointConnectionError(endpoint_url="https://s3.stadt.example.org")

    monkeypatch.setattr(OfficeImage, "get_rendition", refuse)
    answer = chiefs_admin.get(edit_url(page))
    assert answer.status_code == 503
    assert "Die Ablage für Bilder und Dateien" in answer.content.decode()


def test_a_private_file_is_not_said_to_be_missing_while_the_store_is_silent(
    store_falls_silent, chiefs_admin
):
    picture = office.add_picture()
    store_falls_silent()
    answer = chiefs_admin.get(f"/admin/media/{picture.file.name}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
