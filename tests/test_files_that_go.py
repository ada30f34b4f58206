"""A picture or document that is deleted or replaced is gone: the row, the original, the copies."""

import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.db import IntegrityError
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from environs import Env
from PIL import Image
from wagtail.models import Collection

from cms.editions.models import Edition
from cms.editions.public_media import sweep
from cms.settings import files
from home.media import OfficeDocument, OfficeImage
from home.tasks import delete_stored_file
from tests import office
from tests.admin import pictures
from tests.buckets import s3, s3_server

__all__ = ["s3", "s3_server"]

pytestmark = pytest.mark.django_db


class Shelf(FileSystemStorage):
    """A storage of an operator's own."""


@pytest.fixture(params=["disk", "own storage", "buckets"])
def store(request, settings, tmp_path):
    """Each place originals may lie in, as a site has it."""
    cache.clear()  # sizes of pictures that other tests had under the same number
    if request.param == "buckets":
        return request.getfixturevalue("s3")
    on_disk = files.storages(Env(), tmp_path / "private", tmp_path / "public")
    if request.param == "own storage":
        on_disk["default"]["BACKEND"] = f"{__name__}.Shelf"
    settings.STORAGES = {**settings.STORAGES, **on_disk}
    return tmp_path


@pytest.fixture
def chief(admin_client):
    office.open_office()
    return admin_client


def work() -> None:
    """What a worker does with the files that wait to be removed."""
    for result in DBTaskResult.objects.ready().filter(task_path=delete_stored_file.module_path):
        result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
        result.delete()


def picture(colour: str = "teal") -> OfficeImage:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(buffer, "PNG")
    return OfficeImage.objects.create(
        title="Rathaus",
        file=ImageFile(buffer, name="rathaus.png"),
        credit="Stadt",
        license="CC0-1.0",
    )


def document() -> OfficeDocument:
    return OfficeDocument.objects.create(title="Plan", file=ContentFile(pictures.pdf(), "plan.pdf"))


def test_a_deleted_picture_leaves_nothing_behind(store, chief):
    image = picture()
    thumbnail = image.get_rendition("max-165x165").file.name
    assert default_storage.exists(thumbnail)
    answer = chief.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert answer.status_code == 302
    work()
    assert not OfficeImage.objects.exists()
    assert not default_storage.exists(image.file.name)
    assert not default_storage.exists(thumbnail)


def test_a_deleted_document_leaves_nothing_behind(store, chief):
    plan = document()
    answer = chief.post(reverse("wagtaildocs:delete", args=[plan.pk]))
    assert answer.status_code == 302
    work()
    assert not OfficeDocument.objects.exists()
    assert not default_storage.exists(plan.file.name)


def test_a_replaced_picture_is_the_new_one_everywhere(store, chief):
    image = picture()
    former = image.file.name
    thumbnail = image.get_rendition("max-165x165").file.name
    answer = chief.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {
            "title": "Rathaus",
            "credit": "Stadt",
            "license": "CC0-1.0",
            "tags": "",
            "collection": Collection.get_first_root_node().pk,
            "file": pictures.file("neu.png", pictures.bytes_of("PNG", (60, 40))),
        },
    )
    assert answer.status_code == 302
    work()
    replaced = OfficeImage.objects.get()
    assert (replaced.width, replaced.height) == (60, 40)
    assert default_storage.exists(replaced.file.name)
    assert not default_storage.exists(former)
    assert not default_storage.exists(thumbnail)


def test_a_replaced_document_is_the_new_one(store, chief):
    plan = document()
    former = plan.file.name
    answer = chief.post(
        reverse("wagtaildocs:edit", args=[plan.pk]),
        {
            "title": "Plan",
            "tags": "",
            "collection": Collection.get_first_root_node().pk,
            "file": pictures.file("neu.pdf", pictures.pdf(pages=2)),
        },
    )
    assert answer.status_code == 302
    work()
    assert default_storage.exists(OfficeDocument.objects.get().file.name)
    assert not default_storage.exists(former)


def test_code_that_replaces_a_file_leaves_nothing_behind_either(store):
    image = picture()
    former = image.file.name
    image.file = office.any_picture()
    image.save()
    work()
    assert not default_storage.exists(former)
    assert default_storage.exists(image.file.name)


def test_a_file_that_is_shown_under_the_same_name_again_is_not_taken_away(store):
    image = picture()
    name = image.file.name
    image.delete()
    again = picture()
    OfficeImage.objects.filter(pk=again.pk).update(file=name)
    work()
    assert default_storage.exists(name)


def test_what_cannot_be_written_leaves_no_file(store):
    plan = OfficeDocument(title="Plan", file=ContentFile(pictures.pdf(), "plan.pdf"))
    plan.collection_id = None
    with pytest.raises(IntegrityError):
        plan.save()
    assert not default_storage.exists("documents/plan.pdf")


def shown_by(release) -> str:
    return Edition.objects.get(key=release.translation_key, locale="de").detail


def test_a_page_shows_the_picture_that_took_the_place_of_another(chief, client):
    image = picture("teal")
    release = office.published_release(body=[("image", {"image": image, "alt": "Das Rathaus"})])
    before = shown_by(release)
    image.file = office.any_picture()
    image.save()
    office.catch_up()
    assert shown_by(release) != before
    address = _address_in(shown_by(release))
    copy = Image.open(storages["public"].open(address))
    assert copy.size == (8, 8)
    sweep()
    assert not storages["public"].exists(_address_in(before))
    assert client.get(f"/media/{address}").status_code == 200


def test_a_deleted_picture_disappears_from_the_page_that_showed_it(chief, client):
    image = picture()
    release = office.published_release(
        body=[
            ("paragraph", "<p>Ein Text steht hier.</p>"),
            ("image", {"image": image, "alt": "Das Rathaus"}),
        ]
    )
    address = _address_in(shown_by(release))
    assert client.get(f"/media/{address}").status_code == 200
    assert chief.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 302
    office.catch_up()
    assert "/media/" not in shown_by(release)
    assert client.get(f"/media/{address}").status_code == 404
    assert client.get(f"/de{release.public_path}").status_code == 200


def _address_in(document: str) -> str:
    return document.partition("/media/")[2].partition('"')[0]
