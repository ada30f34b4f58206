"""Files in buckets: originals private, copies public, a stalled server never holds a request.

The S3 server is moto, which answers like one but checks no key and no signature: what is tested is
how we speak to it. Who may read a bucket is a matter of the bucket (docs of the installation).
"""

import io
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import BotoCoreError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import FileSystemStorage, storages
from django.utils import timezone
from django.utils.module_loading import import_string
from environs import Env
from PIL import Image

from cms.editions.media_names import document_name, picture_name
from cms.editions.models import MediaUse
from cms.editions.public_media import put_picture, sweep
from cms.operations.whole_files import WholeFileStorage
from cms.settings import files, requirements
from cms.settings.variables import REQUIRED
from home.media import OfficeDocument, OfficeImage
from tests import office
from tests.buckets import in_buckets, names_in, s3, s3_server

__all__ = ["s3", "s3_server"]

ROOT = Path(__file__).resolve().parents[1]
GIVEN = {
    "SECRET_KEY": "k3Vq9-mZ7pL2xW8sT4nB6cR1yD5gH0jF-aE-uQoIiP-zXcVbNm",
    "MEDIA_NAME_SECRET": "mNbVcXz-PiIoQu-Ea-Fj0Hg5Dy1Rc6Bn4Ts8Wx2Lp7Zm-9qV3k",
    "ALLOWED_HOSTS": "vielfalt.stadt.example.org",
    "PUBLIC_BASE_URL": "https://vielfalt.stadt.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "DEFAULT_FROM_EMAIL": "vielfalt@stadt.example.org",
    "STATE_DIR": tempfile.gettempdir(),
    "OFFICE_NAME": "Integrationsbüro",
    "OFFICE_CITY": "Neustadt",
    "OFFICE_PHONE": "06321 000-1",
    "OFFICE_EMAIL": "integration@stadt.example.org",
}


@pytest.mark.django_db
def test_a_picture_lies_in_the_private_bucket_and_its_copies_in_the_public_one(s3):
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(buffer, "PNG")
    image = OfficeImage.objects.create(title="Rathaus", file=ImageFile(buffer, name="rathaus.png"))
    put_picture(image)
    copy = picture_name(image, 320)
    assert any(name.endswith("rathaus.png") for name in names_in(s3, "private"))
    assert copy in names_in(s3, "public")
    assert not set(names_in(s3, "private")) & set(names_in(s3, "public"))
    assert (
        s3.head_object(Bucket="public", Key=copy)["CacheControl"]
        == "public, max-age=3600, s-maxage=60"
    )
    with storages["public"].open(copy) as file:
        assert Image.open(file).size == (320, 240)


@pytest.mark.django_db
def test_copies_of_what_expired_leave_the_public_bucket(s3, clock):
    file = ContentFile(b"%PDF-1.7", "plan.pdf")
    plan = OfficeDocument.objects.create(title="Plan", file=file)
    office.published_release(
        body=[("download", {"document": plan, "title": "Der Plan"})],
        expire_at=timezone.now() + timedelta(hours=1),
    )
    copy = document_name(plan)
    clock.shift(3599)
    sweep()
    assert copy in names_in(s3, "public")
    clock.shift(1)
    sweep()
    assert copy not in names_in(s3, "public")
    assert plan.file.name in names_in(s3, "private")


def test_a_private_file_is_lent_by_an_address_that_ends_soon(s3):
    name = storages["default"].save("documents/antrag.pdf", ContentFile(b"%PDF"))
    query = parse_qs(urlsplit(storages["default"].url(name)).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert s3.head_object(Bucket="private", Key=name)["CacheControl"] == "private, no-store"


def test_the_same_name_twice_keeps_both_private_files(s3):
    first, second = (
        storages["default"].save("documents/liste.csv", ContentFile(text)) for text in (b"1", b"2")
    )
    assert first != second


def test_a_public_copy_that_is_put_twice_keeps_its_name(s3):
    assert {storages["public"].save("copy.webp", ContentFile(b"RIFF")) for _ in range(2)} == {
        "copy.webp"
    }


def test_what_is_not_there_is_a_file_not_found(s3):
    with pytest.raises(FileNotFoundError):
        storages["public"].open("nothing.webp")


@pytest.fixture
def stalled_server():
    """Accepts every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        held: list[socket.socket] = []

        def accept() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        for connection in held:
            connection.close()


def test_a_stalled_server_holds_a_call_for_less_than_fifteen_seconds(
    stalled_server, monkeypatch, settings
):
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, stalled_server)}
    began = time.monotonic()
    with pytest.raises(BotoCoreError):
        storages["public"].exists("copy.webp")
    assert time.monotonic() - began < 15


@pytest.mark.django_db
def test_a_reader_is_told_to_come_back_while_the_bucket_does_not_answer(
    stalled_server, monkeypatch, settings, client
):
    name = f"{'a' * 40}.webp"
    release = office.published_release()
    MediaUse.objects.create(name=name, key=release.translation_key, locale="de")
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, stalled_server)}
    began = time.monotonic()
    answer = client.get(f"/media/{name}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert time.monotonic() - began < 15


def test_without_buckets_files_stay_on_the_machine(monkeypatch):
    for name in requirements.S3_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for entry in files.storages(Env(), Path("a"), Path("b")).values():
        assert issubclass(import_string(entry["BACKEND"]), FileSystemStorage)


@pytest.fixture
def in_production(monkeypatch):
    monkeypatch.setattr(requirements, "PRODUCTION", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in REQUIRED),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("MEDIA_NAME_SECRET", "short"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "stadt.example.org, *"),
        ("PUBLIC_BASE_URL", "http://stadt.example.org"),
        ("DEBUG", "true"),
        ("AWS_STORAGE_BUCKET_NAME", "private"),
        ("AWS_S3_ENDPOINT_URL", "https://s3.example.org"),
    ],
)
def test_production_refuses_what_is_missing_or_weak_and_names_the_variable(
    name, value, in_production
):
    requirements.refuse_weak(GIVEN)
    with pytest.raises(ImproperlyConfigured, match=name):
        requirements.refuse_weak({**GIVEN, name: value})


def test_one_bucket_is_never_private_and_public(in_production):
    same = {
        "AWS_STORAGE_BUCKET_NAME": "teilhabe",
        "AWS_PUBLIC_BUCKET_NAME": "teilhabe",
        "AWS_S3_ENDPOINT_URL": "https://s3",
    }
    with pytest.raises(ImproperlyConfigured, match="AWS_PUBLIC_BUCKET_NAME"):
        requirements.refuse_weak({**GIVEN, **same})


def start(
    module: str, environment: dict[str, str], code: str = "import django; django.setup()"
) -> subprocess.CompletedProcess:
    """Django started with these settings and nothing else in its environment."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": module,
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_production_starts_with_what_it_needs(tmp_path):
    started = start("cms.settings.base", {**GIVEN, "STATE_DIR": str(tmp_path)})
    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    "change",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "short"},
        {"ALLOWED_HOSTS": "*"},
        {"PUBLIC_BASE_URL": "http://vielfalt.stadt.example.org"},
    ],
)
def test_production_really_does_not_start(change, tmp_path):
    started = start("cms.settings.base", {**GIVEN, **change, "STATE_DIR": str(tmp_path)})
    assert started.returncode != 0
    assert next(iter(change)) in started.stderr.splitlines()[-1]


def test_a_developers_machine_needs_no_settings(tmp_path):
    started = start("cms.settings.dev", {"STATE_DIR": str(tmp_path)})
    assert started.returncode == 0, started.stderr


class BreaksOff(ContentFile):
    """Half a file, and then the process ends."""

    def chunks(self, chunk_size=None):
        yield b"half of it"
        raise KeyboardInterrupt


def test_a_public_copy_on_the_disk_is_whole_or_not_there(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(KeyboardInterrupt):
        storage.save("bild.webp", BreaksOff(b""))
    assert not storage.exists("bild.webp")
    assert storage.save("bild.webp", ContentFile(b"whole")) == "bild.webp"
    assert storage.save("bild.webp", ContentFile(b"whole")) == "bild.webp"
    assert storage.open("bild.webp").read() == b"whole"
