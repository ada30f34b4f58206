"""Holds an answer against its schema as a strict client would: nothing missing, nothing more."""

from copy import deepcopy
from typing import Any

import jsonschema_rs


def not_as_promised(document: dict[str, Any], schema: dict[str, Any], answer: Any) -> list[str]:
    """What of ``answer`` the contract does not promise; empty if it is exactly of that shape."""
    closed = {**schema, "components": _closed(document["components"])}
    validator = jsonschema_rs.Draft202012Validator(closed, validate_formats=True)
    return [
        f"{list(error.instance_path)}: {error.message}" for error in validator.iter_errors(answer)
    ]


def whole(document: dict[str, Any], answer: Any) -> list[str]:
    """Problems of an object that must be whole, whatever its type."""
    return not_as_promised(document, _by_type(document, "", answer), answer)


def card(document: dict[str, Any], answer: Any) -> list[str]:
    """Problems of an object that must be what lists show: no field of the detail is there."""
    schema = _resolved(document, _by_type(document, "Item", answer))
    required = {name: schema["properties"][name] for name in schema["required"]}
    return not_as_promised(document, {**schema, "properties": required, **CLOSED}, answer)


def selection(document: dict[str, Any], answer: Any, names: set[str]) -> list[str]:
    """Problems of an object of which ``fields`` named some."""
    schema = _resolved(document, _by_type(document, "Selection", answer))
    there = {*schema["required"], *(names & schema["properties"].keys())}
    wanted = {name: schema["properties"][name] for name in there}
    shape = {**schema, "properties": wanted, "required": sorted(there), **CLOSED}
    return not_as_promised(document, shape, answer)


CLOSED = {"additionalProperties": False}


def _by_type(document: dict[str, Any], form: str, answer: Any) -> dict[str, Any]:
    """The schema of this form, "", "Item" or "Selection", whose ``type`` the answer has."""
    for name, schema in document["components"]["schemas"].items():
        kind = schema.get("properties", {}).get("type", {})
        values = kind.get("enum") or [kind.get("const")]
        is_form = name.endswith(form) if form else not name.endswith(("Item", "Selection"))
        if is_form and answer["type"] in values and "translations" in schema["properties"]:
            return {"$ref": f"#/components/schemas/{name}"}
    raise AssertionError(f"No schema for {answer['type']}")


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def _closed(components: dict[str, Any]) -> dict[str, Any]:
    """The same schemas, but a property that is not named is an error."""
    components = deepcopy(components)
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema |= CLOSED
    return {"schemas": components["schemas"]}
