"""Cursors: where a list goes on. Opaque to partners, plain text in base64 to us; nothing secret."""

import base64
import binascii
import re
from datetime import datetime
from math import isfinite
from uuid import UUID

from cms.api.problems import ApiError

_ALPHABET = re.compile(r"[A-Za-z0-9_-]+")  # the decoder would pass over anything else


def encode_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, count: int) -> list[str]:
    """The ``count`` parts of a cursor of ours; ApiError 422 for any other text."""
    if not _ALPHABET.fullmatch(cursor):
        raise _bad_cursor()
    try:
        parts = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("|")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _bad_cursor() from error
    if len(parts) != count:
        raise _bad_cursor()
    return parts


def decode_position(cursor: str) -> tuple[datetime, UUID]:
    """``published_at`` and key after which a list goes on."""
    moment, key = decode_cursor(cursor, 2)
    try:
        position = datetime.fromisoformat(moment), UUID(key)
    except ValueError as error:
        raise _bad_cursor() from error
    if position[0].tzinfo is None or not 1900 < position[0].year < 9000:
        raise _bad_cursor()
    return position


def decode_rank(cursor: str) -> tuple[int, datetime, UUID]:
    """Rank (1: word in the title), ``published_at`` and key after which a search goes on."""
    rank, moment, key = decode_cursor(cursor, 3)
    if rank not in ("0", "1"):
        raise _bad_cursor()
    return int(rank), *decode_position(encode_cursor(moment, key))


def decode_distance(cursor: str) -> tuple[float, UUID]:
    """Kilometres and key after which a list by distance goes on."""
    distance, key = decode_cursor(cursor, 2)
    try:
        position = float(distance), UUID(key)
    except ValueError as error:
        raise _bad_cursor() from error
    if not isfinite(position[0]):
        raise _bad_cursor()
    return position


def decode_seq(cursor: str) -> int:
    """The number of the last change a follower has seen."""
    (text,) = decode_cursor(cursor, 1)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise _bad_cursor()
    return int(text)


def _bad_cursor() -> ApiError:
    return ApiError(
        422,
        "The cursor does not belong to this list.",
        [
            (
                "cursor",
                "Send the value of `next` or `cursor` unchanged, to the address it came from.",
            )
        ],
    )
