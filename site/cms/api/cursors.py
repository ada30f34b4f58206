"""Cursors: where a list goes on. Opaque to partners, plain text in base64 to us; nothing secret."""

import base64
import binascii
import re
from datetime import datetime
from math import isfinite
from uuid import UUID

from cms.api.problems import FOREIGN_CURSOR, START_ANEW, ApiError
from cms.editions.rendering import digest

_ALPHABET = re.compile(r"[A-Za-z0-9_-]+")  # the decoder would pass over anything else


def encode_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, count: int, parameter: str = "cursor") -> list[str]:
    """The ``count`` parts of a cursor of ours; ApiError 422 for any other text."""
    if not _ALPHABET.fullmatch(cursor):
        raise _bad_cursor(parameter)
    try:
        parts = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("|")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _bad_cursor(parameter) from error
    if len(parts) != count:
        raise _bad_cursor(parameter)
    return parts


def cursor_of(asked_for: str, *parts: str) -> str:
    """A cursor for one list alone; ``asked_for`` says which, with its order and filters."""
    return encode_cursor(digest(asked_for)[:8], *parts)


def _parts(cursor: str, asked_for: str, count: int) -> list[str]:
    which, *parts = decode_cursor(cursor, count + 1)
    if which != digest(asked_for)[:8]:
        raise _bad_cursor()
    return parts


def decode_position(cursor: str, asked_for: str) -> tuple[datetime, UUID]:
    """``published_at`` and key after which a list goes on."""
    return _position(*_parts(cursor, asked_for, 2))


def _position(moment: str, key: str) -> tuple[datetime, UUID]:
    try:
        position = datetime.fromisoformat(moment), UUID(key)
    except ValueError as error:
        raise _bad_cursor() from error
    if position[0].tzinfo is None or not 1900 < position[0].year < 9000:
        raise _bad_cursor()
    return position


def decode_rank(cursor: str, asked_for: str) -> tuple[int, datetime, UUID]:
    """Rank (1: word in the title), ``published_at`` and key after which a search goes on."""
    rank, moment, key = _parts(cursor, asked_for, 3)
    if rank not in ("0", "1"):
        raise _bad_cursor()
    return int(rank), *_position(moment, key)


def decode_distance(cursor: str, asked_for: str) -> tuple[float, UUID]:
    """Kilometres and key after which a list by distance goes on."""
    distance, key = _parts(cursor, asked_for, 2)
    try:
        position = float(distance), UUID(key)
    except ValueError as error:
        raise _bad_cursor() from error
    if not isfinite(position[0]):
        raise _bad_cursor()
    return position


def encode_place(seq: int, line: str) -> str:
    """Where a follower of the journal stands: the number of the last line, and what it said.

    A journal brought back from a backup gives the same numbers to other lines; so it shows.
    """
    return encode_cursor(str(seq), digest(line)[:12] if seq else "")


def decode_place(cursor: str) -> int:
    """The number of the last line a follower has seen; ApiError 422 if it is no place at all."""
    number, line = decode_cursor(cursor, 2, "since")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise _bad_cursor("since")
    if len(line) != (12 if int(number) else 0):
        raise _bad_cursor("since")
    return int(number)


def _bad_cursor(parameter: str = "cursor") -> ApiError:
    if parameter == "since":
        said = (
            "Send the `cursor` of the last answer of /api/v1/changes unchanged; or leave `since` "
            "out for the whole journal, or send `since=now` for a cursor to begin with."
        )
        return ApiError(
            422, "This is no place in the journal.", [(parameter, said)], kind=FOREIGN_CURSOR
        )
    said = (
        "Start anew from the first page, without `cursor`. Then follow `next` unchanged: a cursor "
        "is good for the list, the order and the filters it was given for."
    )
    return ApiError(
        422,
        "The cursor does not belong to this list.",
        [(parameter, said)],
        kind=FOREIGN_CURSOR,
    )


def start_anew() -> ApiError:
    """For a place that the journal does not have, or has no longer."""
    return ApiError(
        410,
        "The journal does not go on from here: this place was never in it, is older than what is "
        "kept, or was lost when a backup was restored. Start anew: ask /api/v1/changes?since=now "
        "for a cursor, read the lists, delete what is in none of them, and follow the cursor.",
        [("since", "Send `now`, read the lists, then go on with the `cursor` you got.")],
        kind=START_ANEW,
    )
