"""Public copies of pictures and files. Originals are private and have no address here."""

import mimetypes
import re
from typing import Any
from urllib.parse import quote

from anyascii import anyascii
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import storages
from django.db import DatabaseError
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cms.editions.public_media import filename_of, is_shown
from cms.operations.turns import FewAtOnce, NoTurn
from cms.reader.answering import finish, preflight
from cms.reader.ranges import part_asked_for

_NAME = re.compile(r"[0-9a-f]{40}\.[a-z0-9]{1,8}")
NOT_FOUND = {"404", "NoSuchKey", "NotFound"}  # what servers of S3 call it
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._ ()+-]")
# What is withdrawn goes within a minute in shared caches and within the hour in browsers.
MAX_AGE = "public, max-age=3600, s-maxage=60"
# Of the threads of a web process: texts never wait for pictures.
_READING = FewAtOnce(settings.STORE_READS_AT_ONCE)


@csrf_exempt
def public_copy(request: HttpRequest, name: str) -> HttpResponseBase:
    """A public copy by its name, or a part of it; files other than pictures are for downloading."""
    if request.method == "OPTIONS":
        return preflight()
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not _NAME.fullmatch(name):
        raise Http404
    is_picture = _type_of(name).startswith("image/")
    try:
        file = _open(name)
        response = FileResponse(file, content_type=_type_of(name))
        filename = "" if is_picture else filename_of(name, timezone.now())
    except (BotoCoreError, ClientError, DatabaseError, NoTurn, OSError):
        # The store or the database does not answer.
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
    # The name is made from the bytes: it is their entity tag.
    response.headers["ETag"] = f'"{name.partition(".")[0]}"'
    response.headers["Cache-Control"] = MAX_AGE
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not is_picture:
        response.headers["Content-Disposition"] = attachment(filename)
    return part_asked_for(request, finish(request, response), file)


def _open(name: str) -> Any:
    """The file; Http404 before the first and after the last edition that shows it."""
    if not is_shown(name, timezone.now()):
        raise Http404
    try:
        with _READING.turn():
            return storages["public"].open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    except ClientError as error:
        if error.response["Error"]["Code"] in NOT_FOUND:
            raise Http404 from error
        raise


def attachment(filename: str) -> str:
    """The header that saves a file under its own name, in letters of any script (RFC 6266, 4.3).

    Nothing of the name can end the header: what is no plain letter is a percent sign and digits.
    """
    if not filename:
        return "attachment"
    plain = _NOT_PLAIN.sub("_", anyascii(filename))
    encoded = quote(filename, safe="", errors="replace")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def _type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
