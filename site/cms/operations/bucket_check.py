"""Whether the buckets are there and ours, tried for real: ``check --deploy --tag buckets``.

A unit asks before it starts: what will never work is an error and refuses; a server that does not
answer now is a warning, for a site starts without its file store and serves its texts.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.checks import CheckMessage, Error, Warning
from django.core.files.storage import storages
from storages.backends.s3 import S3Storage

# One attempt each: a server that does not answer is named within five seconds.
QUICK = {"connect_timeout": 2, "read_timeout": 3, "retries": {"total_max_attempts": 1}}
LISTED = "operations.W001"
VARIABLES = {"default": "AWS_STORAGE_BUCKET_NAME", "public": "AWS_PUBLIC_BUCKET_NAME"}
REASONS = {
    "NoSuchBucket": "{variable}: there is no bucket {bucket!r} at {endpoint}.",
    "InvalidAccessKeyId": "AWS_ACCESS_KEY_ID: {endpoint} does not know this key.",
    "SignatureDoesNotMatch": "AWS_SECRET_ACCESS_KEY does not belong to this AWS_ACCESS_KEY_ID.",
    "AccessDenied": "{variable}: this key may not read, write and delete in {bucket!r}.",
    "AuthorizationHeaderMalformed": "AWS_S3_REGION_NAME is not the region of {bucket!r}: {error}",
    "PermanentRedirect": "AWS_S3_REGION_NAME is not the region of {bucket!r}: {error}",
}
OTHER = "AWS_S3_ENDPOINT_URL: what answers at {endpoint} is no S3 server, or refuses: {error}"


def tried() -> list[CheckMessage]:
    """Each bucket is written to, read from and deleted in; a stranger is let into neither."""
    found: list[CheckMessage] = []
    for alias in VARIABLES:
        storage = storages[alias]
        if not isinstance(storage, S3Storage):
            continue
        found += _problems(alias, storage)
        if any(message.id != LISTED for message in found):
            break  # what is wrong with one is wrong with both, and takes its time
    return found


def _problems(alias: str, storage: S3Storage) -> Iterator[CheckMessage]:
    about = {
        "variable": VARIABLES[alias],
        "bucket": storage.bucket_name,
        "endpoint": storage.endpoint_url,
    }
    key = f"check/{uuid4().hex}"
    client = _client(storage)
    try:
        client.put_object(Bucket=storage.bucket_name, Key=key, Body=b"check")
        client.get_object(Bucket=storage.bucket_name, Key=key)["Body"].read()
        yield from _open_doors(alias, storage, key)
        client.delete_object(Bucket=storage.bucket_name, Key=key)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
            yield _silent(storage, error)
        else:
            code = error.response["Error"].get("Code", "")
            told = REASONS.get(code, OTHER).format(**about, error=error)
            yield Error(told, id="operations.E001")
    except BotoCoreError as error:
        yield _silent(storage, error)


def _silent(storage: S3Storage, error: Exception) -> Warning:
    told = f"AWS_S3_ENDPOINT_URL: no S3 server answers at {storage.endpoint_url}: {error}"
    return Warning(told, id="operations.W002")


def _open_doors(alias: str, storage: S3Storage, key: str) -> Iterator[CheckMessage]:
    """What a stranger gets: originals and the names of files are for the site alone."""
    stranger, bucket = _client(storage, signed=False), storage.bucket_name
    if alias == "default" and _is_let_in(stranger.get_object, Bucket=bucket, Key=key):
        told = f"{VARIABLES[alias]}: anybody can read {bucket!r}; it must be private."
        yield Error(told, id="operations.E001")
    if _is_let_in(stranger.list_objects_v2, Bucket=bucket, MaxKeys=1):
        told = f"{VARIABLES[alias]}: anybody can list {bucket!r}; take that right away."
        yield Warning(told, id=LISTED)


def _is_let_in(ask: Any, **arguments: Any) -> bool:
    try:
        ask(**arguments)
    except ClientError:
        return False
    return True


def make_missing(storage: S3Storage) -> bool:
    """Whether the bucket had to be made; a new one is private. ClientError if that is refused."""
    client, bucket = _client(storage), storage.bucket_name
    try:
        client.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"].get("Code") not in ("404", "NoSuchBucket"):
            raise
        client.create_bucket(Bucket=bucket)
        return True
    return False


def _client(storage: S3Storage, *, signed: bool = True) -> Any:
    config = storage.client_config.merge(Config(**QUICK))
    if not signed:
        config = config.merge(Config(signature_version=UNSIGNED))
    return boto3.client(
        "s3",
        endpoint_url=storage.endpoint_url,
        region_name=storage.region_name,
        config=config,
        aws_access_key_id=storage.access_key,
        aws_secret_access_key=storage.secret_key,
    )
