"""The parameters of the public API: one class per operation, from which the OpenAPI document comes.

Strict: an unknown or repeated parameter is an error, never ignored.
"""

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cms.api.problems import ApiError
from locales.negotiation import tag_of

MAX_QUERY_CHARS = 4_000


def _known_language(value: str) -> str:
    tag = tag_of(value)
    if tag is None:
        raise ValueError("Not a language we publish in. GET /api/v1/locales lists them.")
    return tag


def _plain(value: str) -> str:
    if any(ord(letter) < 32 or 0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        raise ValueError("Control characters are not allowed.")
    return value


def _yes_or_no(value: Any) -> Any:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("Send true or false.")


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError("Send a whole number.")
    return value


Text = Annotated[str, AfterValidator(_plain)]
LocaleTag = Annotated[
    str,
    Field(max_length=35, description="Our tag, a BCP 47 tag or an alias, in any case.", examples=["ar"]),
    AfterValidator(_plain),
    AfterValidator(_known_language),
]
Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Limit = Annotated[int, Field(ge=1, le=50), BeforeValidator(_whole_number)]
Slug = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_-]+$")]
FieldNames = Annotated[
    str,
    Field(max_length=600, pattern=r"^[a-z_]+(,[a-z_]+)*$", description="Names of fields, separated by commas."),
]
Cursor = Annotated[str, Field(max_length=120, pattern=r"^[A-Za-z0-9_-]+$", description="From `next`; opaque.")]
Moment = Annotated[AwareDatetime, Field(description="RFC 3339, with a time zone.")]


class Parameters(BaseModel):
    """What every operation takes."""

    model_config = ConfigDict(extra="forbid")

    locale: LocaleTag | None = None


class DetailParameters(Parameters):
    """One object."""

    fields: FieldNames | None = None


class ListParameters(Parameters):
    """Any list of objects."""

    q: Annotated[Text, Field(max_length=200)] | None = None
    topic: Slug | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
    fallback: Annotated[Flag, Field(description="Show each object in the best language of the chain.")] = True
    fields: FieldNames | None = None
    expand: Annotated[Literal["detail"], Field(description="Whole objects instead of cards.")] | None = None
    order: Literal["-published_at", "published_at"] = "-published_at"


class PressReleaseParameters(ListParameters):
    """The list of press releases."""

    unit: UUID | None = None
    published_after: Moment | None = None
    published_before: Moment | None = None


class OrganizationParameters(ListParameters):
    """The list of organizations."""

    language: Annotated[Slug, Field(description="A language spoken there.")] | None = None
    target_group: Slug | None = None
    district: Slug | None = None
    self_organization: Flag | None = None
    near: Annotated[
        str,
        Field(pattern=r"^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$", description="latitude,longitude (WGS 84)"),
    ] | None = None
    radius_km: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] | None = None


class SearchParameters(Parameters):
    """A search across all types."""

    q: Annotated[Text, Field(min_length=1, max_length=200)]
    type: Slug | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class ResolveParameters(Parameters):
    """What stands at a public path."""

    path: Annotated[Text, Field(min_length=1, max_length=2000, pattern=r"^/")]


class ChangesParameters(BaseModel):
    """The journal."""

    model_config = ConfigDict(extra="forbid")

    since: Annotated[Cursor, Field(description="`cursor` of the last answer; absent: from the beginning.")] | None = None
    type: Slug | None = None
    locale: LocaleTag | None = None
    limit: Annotated[int, Field(ge=1, le=500), BeforeValidator(_whole_number)] = 100


class NoParameters(BaseModel):
    """Operations that take none."""

    model_config = ConfigDict(extra="forbid")


P = TypeVar("P", bound=BaseModel)


def parse(model: type[P], query: str) -> P:
    """The parameters of a query string. ApiError 422 says for each what to send instead."""
    if len(query) > MAX_QUERY_CHARS:
        raise ApiError(422, "The query string is too long.")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=30, errors="strict")
    except ValueError as error:
        raise ApiError(422, "The query string cannot be read: send UTF-8, percent-encoded.") from error
    values = dict(pairs)
    if len(values) != len(pairs):
        repeated = sorted({name for name, _value in pairs if [n for n, _v in pairs].count(name) > 1})
        raise ApiError(422, "A parameter may be given once.", [(name[:60], "Given more than once.") for name in repeated])
    try:
        return model.model_validate(values)
    except ValidationError as error:
        known = ", ".join(sorted(model.model_fields))
        raise ApiError(
            422,
            f"Some parameters cannot be used. Known here: {known or 'none'}.",
            [(str(item["loc"][0])[:60], _message(item)) for item in error.errors()],
        ) from error


def _message(item: Any) -> str:
    return "Unknown parameter." if item["type"] == "extra_forbidden" else item["msg"].removeprefix("Value error, ")


def encode_cursor(*parts: str) -> str:
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, count: int) -> list[str]:
    """The ``count`` parts of a cursor of ours; ApiError 422 for any other text."""
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


def decode_seq(cursor: str) -> int:
    """The number of the last change a follower has seen."""
    (text,) = decode_cursor(cursor, 1)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise _bad_cursor()
    return int(text)


def _bad_cursor() -> ApiError:
    return ApiError(
        422, "The cursor is not one of ours.", [("cursor", "Send the value of `next` or `cursor` unchanged.")]
    )
