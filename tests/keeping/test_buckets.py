"""Originals in a bucket: backed up through this machine, and put back into a bucket."""

import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.operations.keeping import originals
from cms.operations.keeping.manifest import read
from cms.operations.progress import Progress
from tests import office
from tests.buckets import names_in, s3, s3_server
from tests.processes.conftest import shared_database

__all__ = ["s3", "s3_server", "shared_database"]


class Nowhere:
    def isatty(self) -> bool:
        return False

    def write(self, *arguments, **named) -> None:
        pass

    flush = write


@pytest.fixture
def backup(s3, shared_database, tmp_path) -> Path:
    office.add_picture()
    call_command("backup", str(tmp_path / "backup"))
    return tmp_path / "backup"


def test_what_lies_in_the_bucket_comes_out_and_goes_in_again(s3, backup):
    (name,) = names_in(s3, "private")
    content = default_storage.open(name).read()
    assert (backup / "files" / name).read_bytes() == content
    s3.delete_object(Bucket="private", Key=name)
    files = read(backup).files
    assert originals.copy_in(backup, files, Progress(Nowhere())) == 1
    assert names_in(s3, "private") == [name]
    assert default_storage.open(name).read() == content
    assert originals.copy_in(backup, files, Progress(Nowhere())) == 0
    assert originals.in_the_way(backup, files) == []


def test_the_backup_says_which_buckets_it_came_from(s3, backup):
    told = json.loads((backup / "manifest.json").read_text("utf-8"))
    assert told["installation"]["buckets"].endswith(" private public")
    assert "secret" not in told["installation"]["buckets"]


def test_it_is_not_restored_into_them_and_nothing_in_them_is_touched(s3, backup):
    before = {bucket: names_in(s3, bucket) for bucket in ("private", "public")}
    with pytest.raises(CommandError, match="are the buckets of the installation"):
        call_command("restore", str(backup))
    assert {bucket: names_in(s3, bucket) for bucket in before} == before
