"""The parameters of the public API: one class per operation, from which the OpenAPI document comes.

Strict: an unknown or repeated parameter is an error, never ignored.
"""

from string import printable
from typing import Annotated, Literal, TypeVar
from urllib.parse import parse_qsl, quote

from django.http import HttpRequest
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from cms.api.problems import ApiError
from cms.api.refusals import said_of
from cms.api.values import (
    LATITUDE,
    LONGITUDE,
    ChangeCursor,
    Cursor,
    FieldNames,
    Flag,
    ForWhom,
    Key,
    Limit,
    LocaleTag,
    Moment,
    Quarter,
    SearchCursor,
    Slug,
    SpokenLanguage,
    Text,
    TypeName,
    Words,
    from_the_top,
    json_number,
    whole_number,
)

MAX_QUERY_CHARS = 4_000
MAX_PARAMETERS = 30
NEAR_KM = 5.0  # around ``near``, unless the client says otherwise


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
    order: Annotated[
        Literal["-published_at", "published_at"],
        Field(description="The newest or the oldest first."),
    ] = "-published_at"


class PressReleaseParameters(ListParameters):
    """The list of press releases."""

    topic: Annotated[Slug, Field(description="A `slug` of `/api/v1/topics`.")] | None = None
    unit: Annotated[Key, Field(description="`id` of the unit that issued it.")] | None = None
    published_after: Moment | None = None
    published_before: Moment | None = None


class OrganizationParameters(ListParameters):
    """The list of organizations."""

    topic: Annotated[Slug, Field(description="A `slug` of `/api/v1/topics`.")] | None = None
    language: SpokenLanguage | None = None
    target_group: ForWhom | None = None
    district: Quarter | None = None
    self_organization: Annotated[Flag, Field(description="Founded and led by migrants.")] | None = (
        None
    )
    near: (
        Annotated[
            str,
            Field(
                pattern=f"^{LATITUDE},{LONGITUDE}$",
                description="latitude,longitude (WGS 84): the nearest first, whatever `order`.",
                json_schema_extra={"examples": ["49.97,8.06"]},
            ),
        ]
        | None
    ) = None
    radius_km: Annotated[
        float | None,
        Field(
            gt=0, le=100, description=f"How far from `near`, only with it; absent: {NEAR_KM:g} km."
        ),
        BeforeValidator(json_number),
    ] = None

    @field_validator("radius_km")
    @classmethod
    def _around_something(cls, value: float | None, info: ValidationInfo) -> float | None:
        if info.data.get("near", "") is None:  # not there at all if it was refused itself
            raise ValueError("Send `near` too: how far from where?")
        return value


class SearchParameters(Parameters):
    """A search across all types."""

    q: Words
    type: TypeName | None = None
    limit: Limit = 20
    cursor: SearchCursor | None = None


class ResolveParameters(Parameters):
    """What stands at a public path."""

    path: Annotated[
        Text,
        Field(
            min_length=1,
            max_length=2000,
            description="Path of a reader's page, with or without the language, or its address.",
            json_schema_extra={"pattern": r"^/[^\x00-\x1f]*$", "examples": ["/ar/presse/"]},
        ),
        AfterValidator(from_the_top),
    ]


class ChangesParameters(BaseModel):
    """The journal."""

    model_config = ConfigDict(extra="forbid")

    since: ChangeCursor | None = None
    type: TypeName | None = None
    locale: Annotated[LocaleTag, Field(description="Only changes in this language.")] | None = None
    limit: Annotated[int, Field(ge=1, le=500), BeforeValidator(whole_number)] = 100


class NoParameters(BaseModel):
    """Operations that take none."""

    model_config = ConfigDict(extra="forbid")


P = TypeVar("P", bound=BaseModel)


def query_of(request: HttpRequest) -> str:
    """The query string in ASCII. What the client did not percent-encode is encoded here.

    PEP 3333 hands its bytes over as Latin-1.
    """
    return quote(request.META.get("QUERY_STRING", "").encode("latin-1"), safe=printable)


def parse(model: type[P], query: str) -> P:
    """The parameters of a query string. ApiError 422 says for each what to send instead."""
    pairs = _pairs(query)
    values = dict(pairs)
    names = [name for name, _value in pairs]
    if names.count("fields") > 1:  # a list; programs write lists in either way
        values["fields"] = ",".join(value for name, value in pairs if name == "fields")
        names = [name for name in names if name != "fields"] + ["fields"]
    if len(values) != len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise ApiError(
            422,
            "A parameter may be given once.",
            [(name[:60], "Given more than once. Send it once.") for name in repeated],
        )
    try:
        return model.model_validate(values)
    except ValidationError as error:
        known = ", ".join(sorted(model.model_fields))
        raise ApiError(
            422,
            f"Some parameters cannot be used. Known here: {known or 'none'}.",
            [(str(item["loc"][0])[:60], said_of(item, model)) for item in error.errors()],
        ) from error


def _pairs(query: str) -> list[tuple[str, str]]:
    if len(query) > MAX_QUERY_CHARS:
        raise ApiError(422, f"The query string is too long: {MAX_QUERY_CHARS} characters at most.")
    if query.count("&") >= MAX_PARAMETERS:
        raise ApiError(422, f"Too many parameters: {MAX_PARAMETERS} at most.")
    try:
        return parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise ApiError(
            422, "The query string cannot be read: send UTF-8, percent-encoded."
        ) from error
