"""Originals are private: the picture of an embargoed release cannot be had by guessing its name."""

import errno
import io
from datetime import timedelta
from functools import partial

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms.editions.media_names import picture_name
from cms.editions.models import MediaUse
from cms.editions.public_media import sweep
from cms.operations.ticking import TICK_S, tick
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


def test_profile_pictures_of_former_days_are_served_to_nobody(admin_client: Client):
    name = default_storage.save("avatar_images/avatar_1_x.pdf", ContentFile(b"%PDF-1.7"))
    assert admin_client.get(f"/admin/media/{name}").status_code == 404


def test_a_document_is_not_served_to_strangers(client: Client):
    document = OfficeDocument.objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.7", "liste.pdf")
    )
    assert client.get(document.url).status_code == 302


def test_a_document_knows_its_size_however_it_came_here():
    document = OfficeDocument.objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.7", "liste.pdf")
    )
    assert document.file_size == 8


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


@pytest.fixture
def expiring(image, clock):
    """A release that ends in an hour, with a picture, and the names of its public copies."""
    release = office.published_release(
        image=image, image_alt="Ein Bild", expire_at=timezone.now() + timedelta(hours=1)
    )
    office.translated(release, "ar")
    return release, names_of(release)


def names_of(release) -> set[str]:
    return set(MediaUse.objects.filter(key=release.translation_key).values_list("name", flat=True))


def served(client: Client, names: set[str]) -> set[int]:
    return {client.get(f"/media/{name}").status_code for name in names}


def test_a_picture_is_served_until_its_release_ends_to_the_second(expiring, clock, client):
    _release, names = expiring
    clock.shift(3599)
    assert served(client, names) == {200}
    clock.shift(1)
    assert served(client, names) == {404}


def test_files_of_what_expired_are_gone_though_nobody_unpublished_it(expiring, clock):
    release, names = expiring
    clock.shift(3599)
    assert sweep() == 0
    clock.shift(1)
    assert sweep() == len(names)
    assert not any(storages["public"].exists(name) for name in names)
    assert type(release).objects.get(pk=release.pk).live


def test_the_scheduler_takes_the_files_of_what_expired_within_a_minute(expiring, clock):
    _release, names = expiring
    clock.shift(3600 + TICK_S)
    tick()
    assert not any(storages["public"].exists(name) for name in names)
    assert TICK_S <= 60


def test_a_postponed_end_keeps_the_files(expiring, clock, client):
    release, names = expiring
    release = type(release).objects.get(pk=release.pk)
    release.expire_at = timezone.now() + timedelta(hours=3)
    office.publish(release)
    clock.shift(7200)
    assert sweep() == 0
    assert served(client, names) == {200}


def test_an_end_that_comes_nearer_takes_the_files_with_it(expiring, clock, client):
    release, names = expiring
    release = type(release).objects.get(pk=release.pk)
    release.expire_at = timezone.now() + timedelta(minutes=20)
    office.publish(release)
    clock.shift(20 * 60)
    assert served(client, names) == {404}
    assert sweep() == len(names)


def test_a_page_above_that_ends_takes_the_files_below_with_it(image, clock, client):
    release = office.published_release(image=image, image_alt="Ein Bild")
    press = release.get_parent().specific
    press.expire_at = timezone.now() + timedelta(hours=1)
    office.publish(press)
    clock.shift(3600)
    assert served(client, names_of(release)) == {404}
    assert sweep() > 0


def test_the_picture_of_an_embargoed_release_is_served_from_its_second_on(image, clock, client):
    until = timezone.now() + timedelta(hours=1)
    release = office.published_release(image=image, image_alt="Ein Bild", embargo_until=until)
    never = client.get(f"/media/{'0' * 40}.webp")
    clock.move_to(until - timedelta(seconds=1))
    for name in names_of(release):
        answer = client.get(f"/media/{name}")
        assert (answer.status_code, answer.content, answer.headers) == (
            404,
            never.content,
            never.headers,
        )
    clock.move_to(until)
    assert served(client, names_of(release)) == {200}


def test_a_picture_of_a_translation_taken_back_is_not_served_when_it_was_only_there(
    image, clock, client
):
    release = office.published_release(body=[("paragraph", "<p>Ein Text steht hier.</p>")])
    translation = office.translated(release, "ar")
    name = f"{'a' * 40}.webp"
    storages["public"].save(name, ContentFile(b"RIFF"))
    MediaUse.objects.create(name=name, key=release.translation_key, locale="ar")
    assert served(client, {name}) == {200}
    translation.unpublish()
    assert served(client, {name}) == {404}
    assert sweep() == 1


def server_says(code: str):
    def answer(self, name, mode="rb"):
        raise ClientError({"Error": {"Code": code}}, "HeadObject")

    return answer


def disk_says(self, name, mode="rb"):
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("broken", "status"),
    [
        (server_says("SlowDown"), 503),
        (server_says("403"), 503),
        (server_says("InternalError"), 503),
        (disk_says, 503),
        (server_says("404"), 404),
        (server_says("NoSuchKey"), 404),
    ],
    ids=["busy", "forbidden", "broken", "disk", "404", "NoSuchKey"],
)
def test_a_store_that_does_not_answer_is_a_503_and_a_copy_that_is_not_there_a_404(
    broken, status, client, monkeypatch
):
    office.published_release(image=office.add_picture(), image_alt="x")
    name = MediaUse.objects.exclude(locale="").first().name
    monkeypatch.setattr(storages["public"].__class__, "open", broken)
    client.raise_request_exception = False
    answer = client.get(f"/media/{name}")
    assert answer.status_code == status
    assert (answer.get("Retry-After") == "5") == (status == 503)


def test_an_original_whose_store_is_busy_is_a_503(image, admin_client, monkeypatch):
    monkeypatch.setattr(storages["default"], "open", partial(server_says("SlowDown"), None))
    admin_client.raise_request_exception = False
    assert admin_client.get(image.file.url).status_code == 503
