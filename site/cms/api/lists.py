"""Lists and single objects of a collection: one statement each."""

from uuid import UUID

from cms.api.geography import nearest_place_km
from cms.api.parameters import (
    DetailParameters,
    ListParameters,
    OrganizationParameters,
    decode_position,
    encode_cursor,
    parse,
)
from cms.api.problems import ApiError
from cms.api.results import (
    Asked,
    Result,
    fields_of,
    gone,
    listed,
    next_url_of,
    not_found,
    selected,
    whole,
)
from cms.editions import reading, search
from cms.editions.reading import of_locale
from cms.editions.rendering import digest
from cms.editions.types import names_in

def list_of(collection: str, parameters: type[ListParameters]):
    """The list of a collection: ``{"items": […], "count": n, "next": url|null}``. One statement."""
    types = names_in(collection)

    def handle(asked: Asked) -> Result:
        wanted = parse(parameters, asked.query)
        locale = wanted.locale or asked.negotiated
        conditions = of_locale(locale, types, asked.now)
        _add_filters(conditions, wanted)
        detail = wanted.expand == "detail"
        after = decode_position(wanted.cursor) if wanted.cursor else None
        near = getattr(wanted, "near", None)
        if near:
            return _nearest(conditions, wanted, locale, collection)
        count, rows = reading.read_list(
            conditions,
            limit=wanted.limit,
            after=after,
            descending=wanted.order == "-published_at",
            detail=detail,
        )
        page = rows[: wanted.limit]
        next_url = ""
        if len(rows) > wanted.limit:
            last = page[-1]
            cursor = encode_cursor(last.published_at.isoformat(), str(last.key))
            next_url = next_url_of(f"/api/v1/{collection}", wanted, locale, cursor)
        return listed(page, count, next_url, locale, wanted.fields, fields_of(collection, detail=detail), detail)

    handle.parameters = parameters
    return handle


_FACETS = ("topic", "unit", "language", "target_group", "district", "self_organization")


def _add_filters(conditions: reading.Conditions, wanted: ListParameters) -> None:
    for name in _FACETS:
        value = getattr(wanted, name, None)
        if value is not None:
            token = f"{name}={str(value).lower() if isinstance(value, bool) else value}"
            conditions.add("p.facets LIKE %s ESCAPE '\\'", "% " + token.replace("_", "\\_") + " %")
    if after := getattr(wanted, "published_after", None):
        conditions.add("p.published_at > %s", reading.adapt(after))
    if before := getattr(wanted, "published_before", None):
        conditions.add("p.published_at < %s", reading.adapt(before))
    if not wanted.fallback:
        conditions.add("p.served = p.locale")
    if wanted.q is not None:
        search.add_words(conditions, search.words_of(wanted.q))


def _nearest(conditions, wanted: OrganizationParameters, locale: str, collection: str) -> Result:
    """Organizations by distance; a city has some hundred, so distances are computed here."""
    if wanted.cursor:
        raise ApiError(422, "A list by distance has one page.", [("cursor", "Leave it out with near.")])
    here = tuple(float(part) for part in wanted.near.split(","))
    if abs(here[0]) > 90 or abs(here[1]) > 180:
        raise ApiError(422, "No such place.", [("near", "Send latitude,longitude in degrees.")])
    _count, rows = reading.read_list(
        conditions, limit=5_000, after=None, descending=True, detail=wanted.expand == "detail"
    )
    radius = wanted.radius_km or 5.0
    near = sorted(
        ((distance, row) for row in rows if (distance := nearest_place_km(row.card, here)) <= radius),
        key=lambda pair: pair[0],
    )
    detail = wanted.expand == "detail"
    page = [row for _distance, row in near[: wanted.limit]]
    return listed(page, len(near), "", locale, wanted.fields, fields_of(collection, detail=detail), detail)


def detail_of(collection: str):
    """One object of a collection by its key. One statement."""
    types = names_in(collection)

    def handle(asked: Asked, key: UUID) -> Result:
        wanted = parse(DetailParameters, asked.query)
        locale = wanted.locale or asked.negotiated
        row = reading.read_one(types, key, locale, asked.now)
        if row is None:
            raise not_found()
        if not row.card:
            raise gone(row)
        body = selected(whole(row, detail=True), wanted.fields, fields_of(collection, detail=True))
        etag = digest(row.etag, wanted.fields) if wanted.fields else row.etag
        return Result(body.encode(), etag, row.served)

    handle.parameters = DetailParameters
    return handle
