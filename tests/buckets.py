"""Two buckets of a server that answers like S3 but checks no key and no signature (moto)."""

from pathlib import Path

import boto3
import pytest
from environs import Env
from moto.server import ThreadedMotoServer

from cms.settings import files


def in_buckets(monkeypatch, endpoint: str) -> dict:
    for name, value in {
        "AWS_STORAGE_BUCKET_NAME": "private",
        "AWS_PUBLIC_BUCKET_NAME": "public",
        "AWS_S3_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    return files.storages(Env(), Path("private"), Path("public"))


@pytest.fixture(scope="module")
def s3_server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server, monkeypatch, settings):
    """The two buckets in use; the client that looks into them."""
    settings.STORAGES = {**settings.STORAGES, **in_buckets(monkeypatch, s3_server)}
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    for bucket in ("private", "public"):
        client.create_bucket(Bucket=bucket)
        for name in names_in(client, bucket):  # of the test before
            client.delete_object(Bucket=bucket, Key=name)
    return client


def names_in(client, bucket: str) -> list[str]:
    return [found["Key"] for found in client.list_objects_v2(Bucket=bucket).get("Contents", [])]
