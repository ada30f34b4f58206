"""Originals are private: the picture of an embargoed release cannot be had by guessing its name."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms.editions.models import MediaUse
from cms.editions.public_media import picture_name, sweep
from home.media import OfficeDocument, OfficeImage
from tests import office

pytestmark = pytest.mark.django_db


def photograph(exif: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 450), "navy").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@pytest.fixture
def image():
    exif = Image.Exif()
    exif[0x010F] = "Kamera der Pressestelle"
    file = SimpleUploadedFile("bild.jpg", photograph(exif.tobytes()), "image/jpeg")
    return OfficeImage.objects.create(title="Bild", file=file, credit="Wir", license="CC-BY-4.0")


def test_an_original_is_for_people_who_are_logged_in(image, client: Client, admin_client: Client):
    assert client.get(image.file.url).status_code == 302
    answer = admin_client.get(image.file.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("name", ["../settings.py", "nichts.jpg", "%2e%2e/x", "a/../../b"])
def test_there_is_no_way_out_of_the_store(name, admin_client: Client):
    assert admin_client.get(f"/admin/media/{name}").status_code in (400, 404)


def test_a_document_is_not_served_to_strangers(client: Client):
    document = OfficeDocument.objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.7", "liste.pdf")
    )
    assert client.get(document.url).status_code == 302


def test_public_copies_carry_no_camera_data_and_a_name_nobody_can_compute(image, settings):
    release = office.published_release(image=image, image_alt="Ein Bild")
    name = MediaUse.objects.filter(key=release.translation_key).first().name
    copy = Image.open(storages["public"].open(name))
    assert not copy.getexif()
    before = picture_name(image, 640)
    settings.MEDIA_NAME_SECRET = "another"
    assert picture_name(image, 640) != before


def test_a_withdrawn_release_takes_its_public_pictures_with_it(image):
    release = office.published_release(image=image, image_alt="Ein Bild")
    names = set(MediaUse.objects.filter(key=release.translation_key).values_list("name", flat=True))
    assert names
    assert all(storages["public"].exists(name) for name in names)
    release.withdraw("legal")
    sweep()
    assert not any(storages["public"].exists(name) for name in names)


def test_a_picture_two_releases_share_stays_while_one_of_them_stands(image):
    first = office.published_release(image=image, image_alt="Ein Bild")
    second = office.published_release(image=image, image_alt="Dasselbe Bild")
    first.unpublish()
    sweep()
    names = MediaUse.objects.filter(key=second.translation_key).values_list("name", flat=True)
    assert all(storages["public"].exists(name) for name in names)


def test_a_publication_under_way_keeps_its_files_from_the_sweep(image):
    from cms.editions.public_media import prepare

    draft = office.draft_release(image=image, image_alt="Ein Bild")
    prepare(draft)
    assert sweep() == 0
    MediaUse.objects.update(leased_until=timezone.now())
    assert sweep() > 0
