"""The kinds of values a parameter can have: what is taken, and what is said when it is not."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from cms.editions.types import BY_NAME
from directory.choices import District, TargetGroup
from home.fields import SPOKEN_LANGUAGES
from locales.negotiation import tag_of

_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_RFC3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
_JSON_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?")
LATITUDE = r"-?([0-8]?[0-9](\.[0-9]{1,17})?|90(\.0{1,17})?)"
LONGITUDE = r"-?((1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,17})?|180(\.0{1,17})?)"


def _known_language(value: str) -> str:
    tag = tag_of(value)
    if tag is None:
        raise ValueError("Send a language we publish in: GET /api/v1/locales lists them.")
    return tag


def _one_of(values: Sequence[str]) -> AfterValidator:
    """Refuses, with the list, what is not on it."""

    def known(value: str) -> str:
        if value not in values:
            raise ValueError(f"One of: {', '.join(values)}.")
        return value

    return AfterValidator(known)


def _plain(value: str) -> str:
    if any(ord(letter) < 32 for letter in value):
        raise ValueError("Send text without control characters.")
    return value


def from_the_top(value: str) -> str:
    value = value.removeprefix(settings.PUBLIC_BASE_URL)
    if not value.startswith("/"):
        raise ValueError(
            "Send a path from its first slash, such as /ar/presse/, or an address of this site."
        )
    return value


def _yes_or_no(value: Any) -> Any:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("Send true or false.")


def whole_number(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError("Send a whole number.")
    return value


def json_number(value: Any) -> Any:
    if isinstance(value, str) and not _JSON_NUMBER.fullmatch(value):
        raise ValueError("Send a number, whole or with a point.")
    return value


def _rfc3339(value: Any) -> Any:
    if isinstance(value, str) and not _RFC3339.fullmatch(value):
        raise ValueError("Send a moment with its time zone (RFC 3339); + is written %2B.")
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
    Field(
        min_length=1,
        max_length=200,
        description="Words to find; each may be part of a word. The four longest count. Words of "
        "one or two letters alone are looked for in the newest 1,000 texts.",
    ),
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
Limit = Annotated[
    int, Field(ge=1, le=50, description="How many at most."), BeforeValidator(whole_number)
]
Slug = Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_-]+$")]
_TYPES = sorted(BY_NAME)
TypeName = Annotated[str, Field(json_schema_extra={"enum": [*_TYPES]}), _one_of(_TYPES)]
_SPOKEN = [tag for tag, _name in SPOKEN_LANGUAGES]
SpokenLanguage = Annotated[
    str,
    Field(
        max_length=20,
        description="A language spoken there: a code of the list `languages` of `/api/v1/codes`.",
        json_schema_extra={"format": "language-code", "examples": ["uk"]},
    ),
    _one_of(_SPOKEN),
]
ForWhom = Annotated[
    str,
    Field(description="For whom it is.", json_schema_extra={"enum": [*TargetGroup.values]}),
    _one_of(TargetGroup.values),
]
Quarter = Annotated[
    str,
    Field(
        max_length=20,
        description="Part of the city: a code of the list `districts` of `/api/v1/codes`.",
        json_schema_extra={"format": "district-code", "examples": [District.values[0]]},
    ),
    _one_of(District.values),
]
FieldNames = Annotated[
    str,
    Field(
        max_length=900,
        pattern=r"^[a-z_]+(,[a-z_]+)*$",
        description="Only these fields, separated by commas. Any field of the whole object.",
    ),
]
_MOST = 120  # characters of a cursor, whatever it holds
Cursor = Annotated[
    str,
    Field(
        max_length=_MOST,
        description="Where to go on, from `next` of the same list; opaque.",
        json_schema_extra={"format": "cursor"},
    ),
]
SearchCursor = Annotated[Cursor, Field(json_schema_extra={"format": "search-cursor"})]
ChangeCursor = Annotated[
    str,
    Field(
        max_length=_MOST,
        description="`cursor` of the last answer; absent: from the beginning; `now`: no lines, the "
        "cursor of this moment.",
        json_schema_extra={"format": "change-cursor", "examples": ["now"]},
    ),
]
Moment = Annotated[
    AwareDatetime,
    Field(description="RFC 3339, with a time zone."),
    BeforeValidator(_rfc3339),
    AfterValidator(_storable),
]
