"""The parameters of the public API: one class per operation, from which the OpenAPI document comes.

Strict: an unknown or repeated parameter is an error, never ignored.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from cms.api.problems import ApiError
from cms.editions.types import BY_NAME
from locales.negotiation import tag_of

MAX_QUERY_CHARS = 4_000
MAX_PARAMETERS = 30
_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_RFC3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_LATITUDE = r"-?([0-8]?[0-9](\.[0-9]{1,8})?|90(\.0{1,8})?)"
_LONGITUDE = r"-?((1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,8})?|180(\.0{1,8})?)"


def _known_language(value: str) -> str:
    tag = tag_of(value)
    if tag is None:
        raise ValueError("Not a language we publish in. GET /api/v1/locales lists them.")
    return tag


def _known_type(value: str) -> str:
    if value not in BY_NAME:
        raise ValueError(f"One of: {', '.join(sorted(BY_NAME))}.")
    return value


def _plain(value: str) -> str:
    if any(ord(letter) < 32 for letter in value):
        raise ValueError("Control characters are not allowed.")
    return value


def _from_the_top(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError("Send the path from its first slash, without the host.")
    return value


def _yes_or_no(value: Any) -> Any:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("Send true or false.")


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError("Send a whole number.")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise ValueError("Send a number, such as 2 or 0.5.")
    return value


def _rfc3339(value: Any) -> Any:
    if isinstance(value, str) and not _RFC3339.fullmatch(value):
        raise ValueError("Send a moment with its zone, as 2026-05-01T12:00:00Z; + is written %2B.")
    return value


def _storable(value: datetime) -> datetime:
    """Nearer to our days: years that no database can move to another time zone mean "all"."""
    return min(max(value, _EARLIEST), _LATEST)


def _canonical_key(value: Any) -> Any:
    if isinstance(value, str) and not KEY.fullmatch(value):
        raise ValueError("Send an `id` as the API gives it: lower case, with hyphens.")
    return value


KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Key = Annotated[UUID, BeforeValidator(_canonical_key)]
Text = Annotated[
    str, Field(json_schema_extra={"pattern": r"^[^\x00-\x1f]*$"}), AfterValidator(_plain)
]
Words = Annotated[
    Text,
    Field(min_length=1, max_length=200, description="Words to find; each may be part of a word."),
]
LocaleTag = Annotated[
    str,
    Field(
        max_length=35,
        description="Our tag, a BCP 47 tag or an alias, in any case. Absent: Accept-Language.",
        json_schema_extra={"format": "language-tag", "examples": ["ar"]},
    ),
    AfterValidator(_known_language),
]
Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Limit = Annotated[int, Field(ge=1, le=50), BeforeValidator(_whole_number)]
Slug = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_-]+$")]
TypeName = Annotated[
    str, Field(json_schema_extra={"enum": sorted(BY_NAME)}), AfterValidator(_known_type)
]
FieldNames = Annotated[
    str,
    Field(
        max_length=900,
        pattern=r"^[a-z_]+(,[a-z_]+)*$",
        description="Only these fields, separated by commas. Any field of the whole object.",
    ),
]
Cursor = Annotated[
    str,
    Field(
        max_length=120,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="Where to go on, from `next`; opaque.",
        json_schema_extra={"format": "cursor"},
    ),
]
Moment = Annotated[
    AwareDatetime,
    Field(description="RFC 3339, with a time zone."),
    BeforeValidator(_rfc3339),
    AfterValidator(_storable),
]


class Parameters(BaseModel):
    """What every operation takes."""

    model_config = ConfigDict(extra="forbid")

    locale: LocaleTag | None = None


class DetailParameters(Parameters):
    """One object."""

    fields: FieldNames | None = None


class ListParameters(Parameters):
    """Any list of objects."""

    q: Words | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
    fallback: Annotated[
        Flag,
        Field(
            description="true: every object once, in the best language there is, marked. "
            "false: only what really is in the language."
        ),
    ] = True
    fields: FieldNames | None = None
    expand: (
        Annotated[Literal["detail"], Field(description="Whole objects, as the single one.")] | None
    ) = None
    order: Literal["-published_at", "published_at"] = "-published_at"


class PressReleaseParameters(ListParameters):
    """The list of press releases."""

    topic: Slug | None = None
    unit: Annotated[Key, Field(description="`id` of the unit that issued it.")] | None = None
    published_after: Moment | None = None
    published_before: Moment | None = None


class OrganizationParameters(ListParameters):
    """The list of organizations."""

    topic: Slug | None = None
    language: Annotated[Slug, Field(description="A language spoken there.")] | None = None
    target_group: Slug | None = None
    district: Slug | None = None
    self_organization: Annotated[Flag, Field(description="Founded and led by migrants.")] | None = None
    near: (
        Annotated[
            str,
            Field(
                pattern=f"^{_LATITUDE},{_LONGITUDE}$",
                description="latitude,longitude (WGS 84): the nearest first, whatever `order` says.",
                json_schema_extra={"examples": ["49.97,8.06"]},
            ),
        ]
        | None
    ) = None
    radius_km: Annotated[
        float,
        Field(gt=0, le=100, description="How far from `near`; without it no matter."),
        BeforeValidator(_number),
    ] = 5.0


class SearchParameters(Parameters):
    """A search across all types."""

    q: Words
    type: TypeName | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class ResolveParameters(Parameters):
    """What stands at a public path."""

    path: Annotated[
        Text,
        Field(
            min_length=1,
            max_length=2000,
            description="Path of a reader's page, with or without the language.",
            json_schema_extra={"pattern": r"^/[^\x00-\x1f]*$", "examples": ["/ar/presse/"]},
        ),
        AfterValidator(_from_the_top),
    ]


class ChangesParameters(BaseModel):
    """The journal."""

    model_config = ConfigDict(extra="forbid")

    since: (
        Annotated[Cursor, Field(description="`cursor` of the last answer; absent: from the beginning.")]
        | None
    ) = None
    type: TypeName | None = None
    locale: Annotated[LocaleTag, Field(description="Only changes in this language.")] | None = None
    limit: Annotated[int, Field(ge=1, le=500), BeforeValidator(_whole_number)] = 100


class NoParameters(BaseModel):
    """Operations that take none."""

    model_config = ConfigDict(extra="forbid")


P = TypeVar("P", bound=BaseModel)


def parse(model: type[P], query: str) -> P:
    """The parameters of a query string. ApiError 422 says for each what to send instead."""
    pairs = _pairs(query)
    values = dict(pairs)
    if len(values) != len(pairs):
        names = [name for name, _value in pairs]
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise ApiError(
            422,
            "A parameter may be given once.",
            [(name[:60], "Given more than once.") for name in repeated],
        )
    try:
        return model.model_validate(values)
    except ValidationError as error:
        known = ", ".join(sorted(model.model_fields))
        raise ApiError(
            422,
            f"Some parameters cannot be used. Known here: {known or 'none'}.",
            [(str(item["loc"][0])[:60], _message(item)) for item in error.errors()],
        ) from error


def _pairs(query: str) -> list[tuple[str, str]]:
    if len(query) > MAX_QUERY_CHARS:
        raise ApiError(422, f"The query string is too long: {MAX_QUERY_CHARS} characters at most.")
    if query.count("&") >= MAX_PARAMETERS:
        raise ApiError(422, f"Too many parameters: {MAX_PARAMETERS} at most.")
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise ApiError(422, "The query string cannot be read: send UTF-8, percent-encoded.") from error


def _message(item: Any) -> str:
    if item["type"] == "extra_forbidden":
        return "Unknown parameter."
    return item["msg"].removeprefix("Value error, ")
