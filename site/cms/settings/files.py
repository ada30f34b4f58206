"""Where files are kept: on this machine, or in two buckets of an S3 server.

``default`` is private (originals, documents, the admin's thumbnails), ``public`` holds the copies
readers get. https://django-storages.readthedocs.io/en/latest/backends/amazon-S3.html
"""

from pathlib import Path
from typing import Any

from environs import Env

from cms.settings.requirements import S3_VARIABLES

PRESIGNED_S = 300
PUBLIC_MAX_AGE = "public, max-age=3600, s-maxage=60"  # as cms.reader.media says


def storages(env: Env, private_root: Path, public_root: Path) -> dict[str, dict[str, Any]]:
    """``default`` and ``public`` of Django's STORAGES: buckets if the S3 variables are set."""
    private_bucket, public_bucket, endpoint = (env.str(name, "") for name in S3_VARIABLES)
    if not private_bucket:
        return {
            "default": _folder(private_root, "/admin/media/", "PrivateFileStorage"),
            "public": _folder(public_root, "/media/", "WholeFileStorage"),
        }
    server = {
        "endpoint_url": endpoint,
        "region_name": env.str("AWS_S3_REGION_NAME", "us-east-1"),
        "client_config": client_config(env.str("AWS_S3_ADDRESSING_STYLE", "path")),
    }
    return {
        "default": _bucket(
            bucket_name=private_bucket,
            querystring_auth=True,
            querystring_expire=PRESIGNED_S,
            file_overwrite=False,
            object_parameters={"CacheControl": "private, no-store"},
            **server,
        ),
        "public": _bucket(
            bucket_name=public_bucket,
            querystring_auth=False,
            file_overwrite=True,  # the name is made from the bytes
            object_parameters={"CacheControl": PUBLIC_MAX_AGE},
            **server,
        ),
    }


def client_config(addressing_style: str) -> Any:
    """Timeouts under which a call to a stalled server ends within 15 s: two times 2 s + 5 s.

    boto3's own waits add up to a minute and more.
    """
    # Imported here: a quarter of a second that a site without buckets is spared.
    from botocore.config import Config

    return Config(
        connect_timeout=2,
        read_timeout=5,
        retries={"mode": "standard", "total_max_attempts": 2},
        signature_version="s3v4",
        s3={"addressing_style": addressing_style},
        # Checksums that only Amazon's own server understands are left out.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


def _folder(location: Path, base_url: str, backend: str) -> dict[str, Any]:
    options = {"location": location, "base_url": base_url}
    return {"BACKEND": f"cms.operations.whole_files.{backend}", "OPTIONS": options}


def _bucket(**options: Any) -> dict[str, Any]:
    # No ACL per object: who may read is a matter of the bucket.
    return {
        "BACKEND": "cms.operations.buckets.BucketStorage",
        "OPTIONS": {"default_acl": None, **options},
    }
