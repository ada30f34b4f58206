"""Lists and single objects of a collection: one statement each."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from cms.api.cursors import cursor_of, decode_distance, decode_position
from cms.api.documents import list_field_names
from cms.api.geography import nearest_place_km
from cms.api.parameters import NEAR_KM, DetailParameters, ListParameters, parse
from cms.api.problems import ApiError
from cms.api.results import (
    JSON,
    SELECTION,
    Asked,
    Result,
    asked_for,
    chosen_fields,
    gone,
    listed,
    next_url_of,
    not_found,
    selected,
    whole,
)
from cms.api.topics import refuse_unknown_topic
from cms.editions import reading, search
from cms.editions.reading import Row, of_locale
from cms.editions.rendering import digest
from cms.editions.types import names_in

MOST_BY_DISTANCE = 5_000  # a city has some hundred organizations


def list_of(collection: str, parameters: type[ListParameters]) -> Callable[[Asked], Result]:
    """The list of a collection: ``{"items": […], "count": n, "next": url|null}``.

    One statement; one more where there is nothing about a topic.
    """
    types = names_in(collection)
    path = f"/api/v1/{collection}"

    def handle(asked: Asked) -> Result:
        wanted = parse(parameters, asked.query)
        chosen = chosen_fields(wanted.fields, collection)
        locale = wanted.locale or asked.negotiated
        conditions = of_locale(locale, types, asked.now)
        _add_filters(conditions, wanted)
        detail = wanted.expand == "detail" or not list_field_names(collection).issuperset(chosen)
        pages = _by_distance if getattr(wanted, "near", None) else _by_date
        which = asked_for(path, wanted, locale)
        words = search.words_of(wanted.q) if wanted.q is not None else []
        (count, page, cursor), _is_newest = search.find(
            conditions, words, lambda limited: pages(limited, wanted, which, detail=detail)
        )
        if not count and (topic := getattr(wanted, "topic", None)):
            refuse_unknown_topic(topic, asked.now)
        next_url = next_url_of(path, wanted, locale, cursor) if cursor else ""
        return listed(page, count, next_url, locale, chosen, detail=detail)

    return handle


_FACETS = ("topic", "unit", "language", "target_group", "district", "self_organization")


def _add_filters(conditions: reading.Conditions, wanted: ListParameters) -> None:
    for name in _FACETS:
        if name in wanted.model_fields_set:
            value = getattr(wanted, name)
            token = f"{name}={str(value).lower() if isinstance(value, bool) else value}"
            conditions.add("p.facets LIKE %s ESCAPE '\\'", "% " + token.replace("_", "\\_") + " %")
    if after := getattr(wanted, "published_after", None):
        conditions.add("p.published_at > %s", reading.adapt(after))
    if before := getattr(wanted, "published_before", None):
        conditions.add("p.published_at < %s", reading.adapt(before))
    if not wanted.fallback:
        conditions.add("p.served = p.locale")
    if wanted.q is not None and not search.words_of(wanted.q):
        conditions.add("1 = 0")  # neither letter nor digit: nothing has it


def _by_date(
    conditions: reading.Conditions, wanted: Any, which: str, *, detail: bool
) -> tuple[int, list[Row], str]:
    """How many there are, one page, and the cursor of the next (empty on the last)."""
    count, rows = reading.read_list(
        conditions,
        limit=wanted.limit,
        after=decode_position(wanted.cursor, which) if wanted.cursor is not None else None,
        descending=wanted.order == "-published_at",
        detail=detail,
    )
    page = rows[: wanted.limit]
    if len(rows) == len(page):
        return count, page, ""
    last = page[-1]
    return count, page, cursor_of(which, last.published_at.isoformat(), str(last.key))


def _by_distance(
    conditions: reading.Conditions, wanted: Any, which: str, *, detail: bool
) -> tuple[int, list[Row], str]:
    """As by date, the nearest first. Distances are computed here, not in the database."""
    after = decode_distance(wanted.cursor, which) if wanted.cursor is not None else None
    latitude, longitude = (float(part) for part in str(wanted.near).split(","))
    _count, rows = reading.read_list(
        conditions, limit=MOST_BY_DISTANCE, after=None, descending=True, detail=detail
    )
    found = [(nearest_place_km(row.card, (latitude, longitude)), row.key, row) for row in rows]
    radius_km = wanted.radius_km or NEAR_KM
    near = sorted(place for place in found if place[0] <= radius_km)
    if not near and any(
        nearest_place_km(row.card, (longitude, latitude)) <= radius_km for row in rows
    ):
        raise _swapped(latitude, longitude)
    following = [place for place in near if after is None or place[:2] > after]
    page = following[: wanted.limit]
    cursor = ""
    if len(page) < len(following):
        cursor = cursor_of(which, repr(page[-1][0]), str(page[-1][1]))
    return len(near), [row for _distance, _key, row in page], cursor


def _swapped(latitude: float, longitude: float) -> ApiError:
    said = f"Send the latitude first: did you mean `near={longitude:g},{latitude:g}`?"
    return ApiError(
        422, "Nothing is near there, but there is where both are swapped.", [("near", said)]
    )


def detail_of(collection: str) -> Callable[[Asked, UUID], Result]:
    """One object of a collection by its key. One statement."""
    types = names_in(collection)

    def handle(asked: Asked, key: UUID) -> Result:
        wanted = parse(DetailParameters, asked.query)
        chosen = chosen_fields(wanted.fields, collection)
        locale = wanted.locale or asked.negotiated
        row = reading.read_one(types, key, locale, asked.now)
        if row is None:
            raise not_found()
        if not row.card:
            raise gone(row)
        etag = digest(row.etag, *chosen) if chosen else row.etag
        body = selected(whole(row, detail=True), chosen)
        return Result(body, etag, (row.served,), media_type=SELECTION if chosen else JSON)

    return handle
