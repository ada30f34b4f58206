"""What stands beside the site: a database of the kind the tests run on, and a server of buckets."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
import psycopg

from tests.processes.postgresql import free_port

BUCKETS = {
    "AWS_STORAGE_BUCKET_NAME": "teilhabe-private",
    "AWS_PUBLIC_BUCKET_NAME": "teilhabe-public",
    "AWS_ACCESS_KEY_ID": "teilhabe",
    "AWS_SECRET_ACCESS_KEY": "geheim",
}


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A file, or an empty database beside that of the tests."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'teilhabe.sqlite3'}"
        return
    name = f"production_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def buckets() -> Iterator[dict[str, str]]:
    """The variables of two empty buckets; the server is moto, which checks no key."""
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield {**BUCKETS, "AWS_S3_ENDPOINT_URL": endpoint}
    finally:
        server.terminate()
        server.wait(20)


def make_buckets(given: dict[str, str]) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=given["AWS_S3_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
    )
    for name in ("AWS_STORAGE_BUCKET_NAME", "AWS_PUBLIC_BUCKET_NAME"):
        client.create_bucket(Bucket=given[name])
