"""Whether the buckets are ours is tried for real before the first file is lost."""

import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from cms.operations.bucket_check import LISTED
from cms.operations.checks import check_buckets
from tests.buckets import in_buckets, s3_server
from tests.buckets import s3 as in_use
from tests.test_storage import stalled_server

__all__ = ["in_use", "s3_server", "stalled_server"]


def told() -> str:
    """All but that moto lists to everybody."""
    return " ".join(found.msg for found in check_buckets(None) if found.id != LISTED)


def test_two_buckets_that_are_ours_and_nobody_elses_are_right(in_use):
    assert told() == ""
    assert not in_use.list_objects_v2(Bucket="private").get("Contents")


def test_without_buckets_there_is_nothing_to_ask():
    assert told() == ""


def test_a_bucket_that_is_not_there_is_named(in_use):
    in_use.delete_bucket(Bucket="public")
    assert "AWS_PUBLIC_BUCKET_NAME: there is no bucket 'public'" in told()


def test_who_asks_for_djangos_list_of_a_delivery_is_told(in_use):
    in_use.delete_bucket(Bucket="private")
    found = run_checks(include_deployment_checks=True)
    assert "operations.E001" in [message.id for message in found]
    assert "operations.E001" not in [message.id for message in run_checks()]


def test_a_bucket_that_anybody_lists_is_named(in_use):  # moto lists to everybody
    assert [found.id for found in check_buckets(None)] == [LISTED, LISTED]


def test_what_is_not_there_is_made_and_what_is_there_is_left(in_use, capsys):
    in_use.delete_bucket(Bucket="public")
    call_command("buckets")
    assert capsys.readouterr().out == "private: is there\npublic: made\n"
    assert told() == ""


def test_without_buckets_none_is_made():
    with pytest.raises(CommandError, match="AWS_STORAGE_BUCKET_NAME"):
        call_command("buckets")


def test_a_private_bucket_that_anybody_reads_is_named(in_use):
    in_use.put_bucket_acl(Bucket="private", ACL="public-read")
    try:
        assert "AWS_STORAGE_BUCKET_NAME: anybody can read" in told()
    finally:
        in_use.put_bucket_acl(Bucket="private", ACL="private")


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://s3.invalid"])
def test_where_nobody_listens_the_endpoint_is_named(endpoint, monkeypatch, settings):
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, endpoint)}
    assert f"AWS_S3_ENDPOINT_URL: no S3 server answers at {endpoint}" in told()
    # A site starts without its file store: the check that a unit makes first does not hinder it.
    assert not any(found.is_serious() for found in check_buckets(None))


def test_a_server_that_says_nothing_is_named_within_five_seconds(
    stalled_server, monkeypatch, settings
):
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, stalled_server)}
    began = time.monotonic()
    assert "AWS_S3_ENDPOINT_URL" in told()
    assert time.monotonic() - began < 6


@pytest.fixture
def web_server():
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_web_server_that_is_no_s3_is_named(web_server, monkeypatch, settings):
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, web_server)}
    assert "AWS_S3_ENDPOINT_URL" in told()
