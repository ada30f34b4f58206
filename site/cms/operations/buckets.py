"""Buckets of an S3 server that may be away: then whoever needs a file is told so at once.

Two calls without an answer open the breaker; a file is read whole, so that none breaks off while it
is sent. The limits of each call stand in ``cms.settings.files``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from cms.operations.breaker import Breaker

STORE = Breaker(failures=2, open_s=5)
_SERVER_ERROR = 500


class StoreIsAway(BotoCoreError, OSError):
    """Nobody asked the server: it did not answer those who asked before.

    An OSError like botocore's own for a server that is silent: Wagtail shows a page without
    thumbnails then.
    """

    fmt = "The file server does not answer."


@contextmanager
def asking() -> Iterator[None]:
    """StoreIsAway while the breaker is open; else it learns what became of the call."""
    if not STORE.allows():
        raise StoreIsAway
    try:
        yield
    except ClientError as error:  # an answer, if only a refusal
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= _SERVER_ERROR:
            STORE.failed()
        else:
            STORE.succeeded()
        raise
    except BotoCoreError:
        STORE.failed()
        raise
    except BaseException:
        STORE.succeeded()
        raise
    STORE.succeeded()


class BucketStorage(S3Storage):
    """django-storages' bucket behind the breaker."""

    def _open(self, name: str, mode: str = "rb") -> Any:
        with asking():
            file = super()._open(name, mode)
            return file.open() if "r" in mode else file

    def _save(self, name: str, content: Any) -> str:
        with asking():
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with asking():
            return super().exists(name)

    def delete(self, name: str) -> None:
        with asking():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with asking():
            return super().listdir(name)

    def size(self, name: str) -> int:
        with asking():
            return super().size(name)

    def get_modified_time(self, name: str) -> datetime:
        with asking():
            return super().get_modified_time(name)
