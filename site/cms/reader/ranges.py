"""A part of a file, for players and readers of PDFs that go on where they were cut off.

One range of bytes at a time, RFC 9110 section 14; whatever else is asked for gets the whole file.
"""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)
_BLOCK_BYTES = 64 * 1024


def part_asked_for(request: HttpRequest, response: Any, file: IO[bytes]) -> Any:
    """The answer with the whole ``file``, or 206 with the range asked for, or 416 past its end.

    ``If-Range`` with another entity tag (or a date: ours have none) asks for the whole file.
    """
    if response.status_code != 200:
        return response
    response.headers["Accept-Ranges"] = "bytes"
    found = _RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    unchanged = request.META.get("HTTP_IF_RANGE", response.headers["ETag"])
    if request.method != "GET" or not found or unchanged != response.headers["ETag"]:
        return response
    first, last = found.groups()
    size = int(response.headers["Content-Length"])
    if not (first or last) or (first and last and int(last) < int(first)):
        return response  # no range at all
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        response.close()
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        )
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = str(end - start + 1)
    response.streaming_content = _bytes(file, start, end - start + 1)
    return response


def _bytes(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    while length and (block := file.read(min(_BLOCK_BYTES, length))):
        length -= len(block)
        yield block
