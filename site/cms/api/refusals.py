"""What is said of a value that cannot be used: what to send instead, with an example."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from cms.editions.types import BY_NAME

_EXAMPLES = {
    "district": "nordstadt",
    "fallback": "false",
    "fields": "title,lead,url",
    "language": "uk",
    "limit": "20",
    "locale": "ar",
    "near": "49.97,8.06",
    "order": "published_at",
    "path": "/ar/presse/",
    "published_after": "2026-05-01T12:00:00Z",
    "published_before": "2026-05-01T12:00:00Z",
    "q": "beratung",
    "radius_km": "2.5",
    "self_organization": "true",
    "since": "now",
    "topic": "integration",
    "type": sorted(BY_NAME)[0],
}
_SHAPES = {
    "fields": "Send names of fields, separated by commas and without spaces.",
    "near": "Send latitude,longitude in degrees (WGS 84), the latitude first.",
    "topic": "Send the `slug` of a topic; GET /api/v1/topics lists them.",
    "unit": "Send the `id` of a unit; GET /api/v1/units lists them.",
    "published_after": "Send a moment with its time zone (RFC 3339); + is written %2B.",
    "published_before": "Send a moment with its time zone (RFC 3339); + is written %2B.",
}


def said_of(item: Mapping[str, Any], model: type[BaseModel]) -> str:
    """The sentence for one of pydantic's errors; none of its own words but ours reach partners."""
    name = str(item["loc"][0])
    kind, context = item["type"], item.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(name, model)
    if kind == "value_error":
        said = item["msg"].removeprefix("Value error, ")
    elif kind == "missing":
        said = "Send this parameter, it is needed here."
    elif kind == "literal_error":
        said = f"One of: {context['expected'].replace(chr(39), '').replace(' or ', ', ')}."
    elif kind in ("string_too_short", "too_short"):
        said = f"Send at least {context['min_length']} letter or digit."
    elif kind in ("string_too_long", "too_long"):
        said = f"Send at most {context['max_length']} characters."
    elif kind.startswith(("greater_than", "less_than")):
        said = f"Send a number {_bounds(name, model)}."
    else:
        said = _SHAPES.get(name, "Send another value, this one cannot be used.")
    return f"{said}{_example(name)}"


def _unknown(name: str, model: type[BaseModel]) -> str:
    """Names a likely parameter only where there is one."""
    near = get_close_matches(name.lower()[:60], model.model_fields, n=1, cutoff=0.75)
    if near:
        return f"There is no such parameter here. Did you mean `{near[0]}`?{_example(near[0])}"
    return "There is no such parameter here. Leave it out."


def _bounds(name: str, model: type[BaseModel]) -> str:
    """``from 1 to 50``, as the field itself says."""
    words = {"ge": "from {}", "gt": "above {}", "le": "to {}", "lt": "below {}"}
    found = {
        bound: getattr(part, bound)
        for part in model.model_fields[name].metadata
        for bound in words
        if hasattr(part, bound)
    }
    if {"gt", "le"} <= found.keys():
        return f"above {found['gt']}, {found['le']} at most"
    return " ".join(text.format(found[bound]) for bound, text in words.items() if bound in found)


def _example(name: str) -> str:
    return f" For example: `{name}={_EXAMPLES[name]}`." if name in _EXAMPLES else ""
