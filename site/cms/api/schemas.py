"""The component schemas of the contract, made from the shapes as they are sent.

Each type has one schema. Three forms of it differ only in what must be there: the whole object
(everything), an item of a list (what a card shows; the rest with ``expand=detail``) and a selection
(``ALWAYS`` and what ``fields`` named).
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cms.api import answers
from cms.api.documents import camel, field_names, list_field_names, whole_objects
from cms.api.problems import Gone, Problem
from cms.editions.types import BY_NAME, TYPES

ALWAYS = ("id", "type", "requested_locale", "locale", "is_fallback")
COLLECTIONS = tuple(dict.fromkeys(entry.collection for entry in TYPES))
_REFERENCE = "#/components/schemas/{model}"
_OF_THEIR_OWN: tuple[type[BaseModel], ...] = (
    answers.Service,
    answers.PublicLanguageList,
    answers.TopicList,
    answers.CodeLists,
    answers.Resolved,
    answers.ChangeList,
    Problem,
    Gone,
)
_HOW_MANY = "How many there are in all, whatever `limit`."
_CAPPED = "How many there are in all, at most 1,000."
_WITH_EXPAND = "In a list: what is not required is there with `expand=detail`."
_WITH_FIELDS = "What `fields` named, and always what is required."


@cache
def components() -> dict[str, Any]:
    """All schemas by their names."""
    shapes = [shape for collection in COLLECTIONS for shape in whole_objects(collection)]
    _map, made = models_json_schema(
        [(model, "serialization") for model in (*shapes, *_OF_THEIR_OWN)], ref_template=_REFERENCE
    )
    schemas = made["$defs"]
    for collection in COLLECTIONS:
        _add_forms(schemas, collection)
    hits = [f"{shape.__name__}Item" for each in COLLECTIONS for shape in whole_objects(each)]
    schemas["SearchHits"] = _envelope(_one_of(schemas, hits), _CAPPED)
    for schema in schemas.values():
        tidy(schema)
    return schemas


def singular(collection: str) -> str:
    return camel(collection).removesuffix("s")


def one_of_collection(collection: str, form: str = "") -> dict[str, Any]:
    """A reference to any object of a collection: ``form`` is "", "Item" or "Selection"."""
    shapes = whole_objects(collection)
    if len(shapes) == 1:
        return reference(f"{shapes[0].__name__}{form}")
    return reference(f"Any{singular(collection)}{form}")


def reference(name: str) -> dict[str, Any]:
    return {"$ref": _REFERENCE.format(model=name)}


def _add_forms(schemas: dict[str, Any], collection: str) -> None:
    """Beside the whole objects of a collection: their items and selections, and both lists."""
    shapes = whole_objects(collection)
    for shape in shapes:
        whole = schemas[shape.__name__]
        names = list(whole["properties"])
        forms = {
            "Item": (list_field_names(collection), _WITH_EXPAND),
            "Selection": (frozenset(ALWAYS), _WITH_FIELDS),
        }
        for form, (required, words) in forms.items():
            schemas[f"{shape.__name__}{form}"] = {
                **whole,
                "description": f"{whole['description']} {words}",
                "required": [name for name in names if name in required],
            }
    for form in ("", "Item", "Selection") if len(shapes) > 1 else ():
        names = [f"{shape.__name__}{form}" for shape in shapes]
        schemas[f"Any{singular(collection)}{form}"] = _one_of(schemas, names)
    name = singular(collection)
    schemas[f"{name}List"] = _envelope(one_of_collection(collection, "Item"), _HOW_MANY)
    schemas[f"{name}SelectionList"] = _envelope(
        one_of_collection(collection, "Selection"), _HOW_MANY
    )


def _one_of(schemas: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """One of several schemas, told apart by ``type``."""
    mapping = {}
    for name in names:
        kind = schemas[name]["properties"]["type"]
        for value in kind.get("enum") or [kind["const"]]:
            mapping[value] = _REFERENCE.format(model=name)
    return {
        "oneOf": [reference(name) for name in names],
        "discriminator": {"propertyName": "type", "mapping": mapping},
    }


def _envelope(item: dict[str, Any], what_is_counted: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "A page of a list.",
        "required": ["items", "count", "next"],
        "properties": {
            "items": {"type": "array", "items": item, "description": "The objects, in order."},
            "count": {"type": "integer", "description": what_is_counted},
            "next": {
                "anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}],
                "description": "Address of the following page; null on the last.",
            },
        },
    }


def known_fields(collection: str) -> dict[str, Any]:
    """The schema of the parameter ``fields``."""
    names = {"type": "string", "enum": sorted(field_names(collection))}
    return {"type": "array", "items": names, "minItems": 1, "uniqueItems": True}


def tidy(schema: Any) -> None:
    """Leave out titles that repeat names, and the promise that no field will ever be added."""
    for part in _parts(schema):
        if isinstance(part.get("title"), str):
            del part["title"]
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]
        if part.pop("x-enum", "") == "types":
            part["enum"] = sorted(BY_NAME)
        if isinstance(part.get("description"), str):
            part["description"] = " ".join(part["description"].split())


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """``schema`` and all schemas within it."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)
