"""A backup is whole, or not taken for one; a copy keeps its hands off what is its original's."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.operations.keeping import databases, installation
from cms.operations.management.commands import db_worker
from cms.operations.models import Installation
from cms.operations.ticking import tick
from home.media import OfficeImage
from tests import office
from tests.processes.conftest import shared_database, shared_files

__all__ = ["shared_database", "shared_files"]


def back_up(folder: Path) -> Path:
    call_command("backup", str(folder))
    return folder


# --- A backup is whole, or not taken for one ------------------------------------------------------
@pytest.fixture
def backup(shared_database, shared_files, tmp_path):
    office.add_picture()
    return back_up(tmp_path / "backup")


def test_a_backup_names_what_is_not_in_it_and_hashes_what_is(backup, settings):
    text = (backup / "manifest.json").read_text("utf-8")
    told = json.loads(text)
    assert {"SECRET_KEY", "MEDIA_NAME_SECRET"} <= set(told["not_in_this_backup"])
    assert settings.SECRET_KEY not in text
    assert settings.MEDIA_NAME_SECRET not in text
    there = {str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file()}
    assert there == {*told["files"], "manifest.json"}
    for path, stored in told["files"].items():
        content = (backup / path).read_bytes()
        assert stored == {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    assert told["version"]
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_overwrites_nothing(backup):
    with pytest.raises(CommandError, match="overwrites nothing"):
        back_up(backup)


def test_a_backup_that_broke_off_is_none(backup):
    (backup / "manifest.json").unlink()
    with pytest.raises(CommandError, match="broke off"):
        call_command("restore", str(backup))


@pytest.mark.parametrize("harm", ["change", "remove"])
def test_a_backup_that_was_touched_is_refused_by_the_name_of_the_file(backup, harm):
    picture = next(path for path in (backup / "files").rglob("*") if path.is_file())
    picture.write_bytes(b"?") if harm == "change" else picture.unlink()
    with pytest.raises(CommandError, match=picture.name):
        call_command("restore", str(backup))


def test_nothing_is_restored_over_a_city(backup):
    with pytest.raises(CommandError, match="database is not empty"):
        call_command("restore", str(backup), "--in-place")
    with pytest.raises(CommandError, match="store holds files already"):
        call_command("restore", str(backup))


def test_a_file_that_stands_there_with_other_bytes_is_named_and_kept(backup):
    picture = OfficeImage.objects.get()
    default_storage.delete(picture.file.name)
    default_storage.save(picture.file.name, ContentFile(b"another"))
    with pytest.raises(CommandError, match=f"{picture.file.name} is in the store with other bytes"):
        call_command("restore", str(backup), "--in-place")


def test_another_secret_for_names_is_noticed(backup, settings):
    settings.MEDIA_NAME_SECRET = "another"
    with pytest.raises(CommandError, match="MEDIA_NAME_SECRET is not the one"):
        call_command("restore", str(backup))


def test_a_backup_of_a_later_version_is_refused(backup):
    manifest = backup / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["migrations"].append("home.0999_of_next_year")
    manifest.write_text(json.dumps(told), "utf-8")
    with pytest.raises(CommandError, match="later version"):
        call_command("restore", str(backup))


def test_a_file_removed_between_database_and_files_is_in_neither(
    shared_database, shared_files, tmp_path, monkeypatch
):
    gone, stays = office.add_picture(), office.add_picture()
    dump = databases.dump
    dumps = []

    def dump_and_remove(folder):
        names = dump(folder)
        dumps.append(names)
        if len(dumps) == 1:
            default_storage.delete(gone.file.name)
            OfficeImage.objects.filter(pk=gone.pk).delete()
        return names

    monkeypatch.setattr(databases, "dump", dump_and_remove)
    folder = back_up(tmp_path / "backup")
    assert dumps == [{gone.file.name, stays.file.name}, {stays.file.name}]
    assert (folder / "files" / stays.file.name).exists()


def test_an_original_that_was_lost_before_is_told(shared_database, shared_files, tmp_path, capsys):
    lost = office.add_picture()
    default_storage.delete(lost.file.name)
    back_up(tmp_path / "backup")
    assert f"The original of {lost.file.name} is lost" in capsys.readouterr().err


# --- PostgreSQL's programs ------------------------------------------------------------------------
@pytest.mark.postgresql
@pytest.mark.django_db
class TestPrograms:
    def test_that_are_missing_are_named_with_the_package(self, monkeypatch):
        monkeypatch.setattr(databases, "_candidates", lambda name: [])
        with pytest.raises(databases.Impossible, match=r"pg_dump is missing.*postgresql-client-"):
            databases.tool("pg_dump")

    def test_of_an_earlier_version_than_the_server_are_refused(self, monkeypatch):
        monkeypatch.setattr(databases, "_major", lambda path: 9)
        with pytest.raises(databases.Impossible, match="is version 9"):
            databases.tool("pg_dump")

    def test_of_the_servers_version_are_taken_before_later_ones(self, monkeypatch):
        server = int(databases._major(databases.tool("pg_dump")))
        versions = {"/a/pg_dump": server + 2, "/b/pg_dump": server, "/c/pg_dump": server - 1}
        monkeypatch.setattr(databases, "_candidates", lambda name: list(versions))
        monkeypatch.setattr(databases, "_major", versions.get)
        assert databases.tool("pg_dump") == "/b/pg_dump"


# --- A copy keeps its hands off -------------------------------------------------------------------
BUCKETS = {
    name: {"BACKEND": "x", "OPTIONS": {"endpoint_url": "https://s3", "bucket_name": name}}
    for name in ("default", "public")
}


@pytest.fixture
def copied_by_hand(db, settings):
    """A database that came from another server, with the environment of its original."""
    settings.STORAGES = {**settings.STORAGES, **BUCKETS}
    copied = {"database": "elsewhere:5432/city", "buckets": "https://s3 default public"}
    Installation.objects.create(pk=1, **copied)


def test_a_copy_beside_its_original_neither_sweeps_nor_publishes(copied_by_hand, monkeypatch):
    def fail():
        raise AssertionError

    for step in ("sweep", "publish_due", "drain", "remove_half_files"):
        monkeypatch.setattr(f"cms.operations.ticking.{step}", fail)
    tick()
    with pytest.raises(CommandError, match="restored confirm"):
        call_command("publish_scheduled")


def test_a_copy_is_not_confirmed_with_the_buckets_of_its_original(copied_by_hand, settings):
    with pytest.raises(CommandError, match="would be swept from here"):
        call_command("restored", "confirm")
    assert installation.why_it_waits()
    call_command("restored", "confirm", "--in-place")
    assert installation.why_it_waits() == ""


def test_a_backup_is_not_restored_into_the_buckets_it_came_from(backup, settings):
    settings.STORAGES = {**settings.STORAGES, **BUCKETS}
    manifest = backup / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["installation"] = {"database": "x", "buckets": "https://s3 default public"}
    manifest.write_text(json.dumps(told), "utf-8")
    with pytest.raises(CommandError, match="are the buckets of the installation"):
        call_command("restore", str(backup))


@pytest.mark.django_db
def test_a_worker_does_nothing_in_a_copy_until_it_is_confirmed(monkeypatch):
    installation.noted()
    Installation.objects.update(restored_at=timezone.now())
    waited = []
    monkeypatch.setattr(
        db_worker.time, "sleep", lambda s: [waited.append(s), installation.confirm()]
    )
    began = []
    theirs = db_worker.db_worker.Command
    monkeypatch.setattr(theirs, "handle", lambda *a, **o: began.append(len(waited)))
    call_command("db_worker")
    assert began == [1]


@pytest.mark.django_db
def test_a_city_that_was_never_copied_waits_for_nothing(capsys):
    assert installation.why_it_waits() == ""
    call_command("restored")
    assert "Nothing waits" in capsys.readouterr().out
