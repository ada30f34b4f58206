"""A full disk, a silent bucket, a killed process: neither a row nor half a file stays."""

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.operations.whole_files import PrivateFileStorage, WholeFileStorage
from home.media import OfficeDocument, OfficeImage
from tests import office
from tests.translators.people import client_of

FAILURES = [
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EROFS, "Read-only file system"),
    ReadTimeoutError(endpoint_url="https://s3.stadt.example.org"),
    ClientError({"Error": {"Code": "SlowDown", "Message": ""}}, "PutObject"),
]


class BreaksOff(ContentFile):
    """Half a file, and then the disk is full."""

    def chunks(self, chunk_size=None):
        yield b"half of it"
        raise OSError(errno.ENOSPC, "No space left on device")


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("store", [WholeFileStorage, PrivateFileStorage])
def test_a_full_disk_keeps_nothing_of_the_file(store, tmp_path):
    storage = store(location=tmp_path)
    with pytest.raises(OSError, match="No space"):
        storage.save("bilder/gross.png", BreaksOff(b""))
    assert files_in(tmp_path) == []
    assert storage.save("bilder/gross.png", ContentFile(b"whole")) == "bilder/gross.png"
    assert files_in(tmp_path) == ["bilder/gross.png"]


def test_two_originals_of_one_name_are_both_kept_also_at_once(tmp_path):
    storage = PrivateFileStorage(location=tmp_path)
    with ThreadPoolExecutor(8) as people:
        names = list(
            people.map(lambda n: storage.save("plan.pdf", ContentFile(b"%d" % n)), range(40))
        )
    assert len(set(names)) == 40
    assert {storage.open(name).read() for name in names} == {b"%d" % n for n in range(40)}


def test_what_a_killed_process_left_goes_and_what_is_being_written_stays(tmp_path):
    (tmp_path / "tief").mkdir()
    for name in ("tief/alt.png.0f.part", "tief/neu.png.1f.part", "bild.png"):
        (tmp_path / name).write_bytes(b"half")
    long_ago = time.time() - 7200
    for name in ("tief/alt.png.0f.part", "bild.png"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    assert PrivateFileStorage(location=tmp_path).remove_parts(timedelta(hours=1)) == 1
    assert files_in(tmp_path) == ["bild.png", "tief/neu.png.1f.part"]


@pytest.fixture
def failing(monkeypatch):
    def fail(failure: Exception):
        def save(*arguments, **named):
            raise failure

        monkeypatch.setattr(type(storages["default"]), "_save", save)

    return fail


def upload(name: str, **options):
    url = reverse(name)
    picture = "images" in name
    file = (
        SimpleUploadedFile("bild.png", office.any_picture().file.getvalue(), "image/png")
        if picture
        else SimpleUploadedFile("liste.txt", b"Eine Liste", "text/plain")
    )
    collection = {"collection": "1", "title": "Bild", "credit": "Stadt", "license": "CC0-1.0"}
    field = "files[]" if "multiple" in name else "file"
    return client_of("admin").post(url, {**collection, field: file}, **options)


@pytest.mark.django_db
@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtaildocs:add"])
def test_who_uploads_is_told_and_nothing_is_kept(failing, failure, address):
    failing(failure)
    answer = upload(address)
    assert answer.status_code == 503, answer.context["form"].errors
    assert "Die Ablage für Bilder und Dateien" in answer.content.decode()
    assert not OfficeImage.objects.exists()
    assert not OfficeDocument.objects.exists()


@pytest.mark.django_db(transaction=True)  # Wagtail's view has one of its own
def test_the_list_of_uploads_says_it_at_the_file(failing):
    failing(FAILURES[0])
    headers = {"x-requested-with": "XMLHttpRequest"}
    answer = upload("wagtaildocs:add_multiple", headers=headers)
    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert "Die Ablage für Bilder und Dateien" in answer.json()["error_message"]
    assert not OfficeDocument.objects.exists()


@pytest.mark.django_db
def test_an_error_of_our_own_is_not_called_the_stores(failing):
    failing(OSError(errno.EINVAL, "Invalid argument"))
    client = client_of("admin")
    client.raise_request_exception = False
    file = SimpleUploadedFile("liste.txt", b"Eine Liste", "text/plain")
    form = {"collection": "1", "title": "Liste", "file": file}
    assert client.post(reverse("wagtaildocs:add"), form).status_code == 500
