"""Distances between places in a city."""

import json
from math import asin, cos, inf, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude in degrees), haversine."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def nearest_place_km(card: bytes, here: tuple[float, float]) -> float:
    """Distance to the nearest place of a card whose position is public; inf if none."""
    points = [place["geo"] for place in json.loads(card).get("places", []) if place["geo"]]
    return min(
        (distance_km(here, (geo["latitude"], geo["longitude"])) for geo in points), default=inf
    )
