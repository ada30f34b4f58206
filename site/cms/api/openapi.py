"""The contract as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0), from the routes.

django-ninja turns the classes into the document and does nothing else here: requests go to
``cms.api.read.read``, which needs neither its views nor its serialization.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path as File
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import NinjaAPI, Path, Query
from ninja.openapi.schema import get_schema

from cms.api.documents import field_types
from cms.api.problems import START_ANEW, USUAL, Gone, Problem

if TYPE_CHECKING:
    from cms.api.routes import Operation

VERSION = "1.0.0"
DESCRIPTION = """\
Press releases, organizations, units and pages of the office, in the languages of the people who
live here. Free to use and to pass on under the terms each object names.

**Stable.** Version 1 only grows: new fields, parameters and addresses may come, nothing goes and
nothing changes its meaning. Ignore fields you do not know.

**Language.** Ask with `?locale=` or `Accept-Language`. `requested_locale` is what you asked for,
`locale` the language of the text you got, `is_fallback` whether they differ.

**Strict.** An unknown or repeated parameter is an error (422). Errors are RFC 9457 problem
documents that say what to send instead.

**Methods.** `GET` everywhere; `HEAD` gives the same headers, `OPTIONS` says what is possible, all
else is 405 with `Allow`. No key, no cookie, any origin (CORS `*`).

**Caching.** Every answer has a strong `ETag`; ask again with `If-None-Match` and get 304.
"""
TAGS = {
    "press-releases": "Press releases",
    "organizations": "Organizations",
    "units": "Units",
    "pages": "Pages",
    "": "Everything",
}
PROBLEMS = {
    "NotFound": (USUAL[404], Problem, "Never there, not public, or no longer: all the same."),
    "Gone": (
        USUAL[410],
        Gone,
        "It was public and was withdrawn: why, when, what came instead.",
    ),
    "StartAnew": (START_ANEW, Problem, "The journal does not go on from this cursor."),
    "Unusable": (USUAL[422], Problem, "A parameter is unknown, repeated or wrong."),
    "Unavailable": (
        USUAL[503],
        Problem,
        "The database does not answer; try again after `Retry-After` seconds.",
    ),
}
HEADERS = {
    "ETag": "Strong entity tag: the same as long as the answer is.",
    "Cache-Control": "How long a shared cache may keep the answer.",
    "Content-Language": "BCP 47 tags of the texts in the answer.",
    "Vary": "Accept-Language, if `locale` was absent and the header decided.",
    "Link": 'The following page, `rel="next"`, as `next` in the body.',
    "Retry-After": "Seconds to wait.",
}
ALWAYS_THERE = {"ETag", "Cache-Control", "Retry-After"}
REQUEST_HEADERS = {
    "Accept-Language": "Languages the reader wants, if `locale` is absent; German at last.",
    "If-None-Match": "ETags you hold; 304 without a body if one still is the answer's.",
}


@cache
def text(operations: Sequence["Operation"]) -> str:
    return json.dumps(document(operations), ensure_ascii=False, separators=(",", ":"))


@cache
def document(operations: Sequence["Operation"]) -> dict[str, Any]:
    """The whole document; the same for everybody, and as long as the code is."""
    api = NinjaAPI(
        title="Teilhabe", version=VERSION, description=DESCRIPTION, openapi_url=None, docs_url=None
    )
    api.servers = [{"url": "/", "description": "This site"}]
    for operation in operations:
        api.default_router.add_api_operation(
            operation.path,
            ["GET"],
            _signature(operation),
            response={
                200: operation.answer or dict,
                304: None,
                **{status: PROBLEMS[name][1] for status, name in _problems_of(operation).items()},
            },
            operation_id=operation.name,
            summary=operation.summary,
            description=operation.handler.__doc__ if operation.answer is None else None,
            tags=[TAGS[operation.collection]],
        )
    made = json.loads(json.dumps(get_schema(api, path_prefix="api/v1")))
    for operation in operations:
        _complete(made["paths"][f"/api/v1{operation.path}"]["get"], operation)
    made["components"].update(_components())
    for (
        operation
    ) in operations:  # ninja lists the classes of parameters too; nothing refers to them
        made["components"]["schemas"].pop(operation.parameters.__name__, None)
    made["tags"] = [{"name": name} for name in TAGS.values()]
    for schema in made["components"]["schemas"].values():
        _tidy(schema)
    return made


def _signature(operation: "Operation") -> Callable[..., None]:
    """A view that is never called: ninja reads its parameters."""
    takes = operation.parameters
    if operation.has_key:

        def one(request: Any, key: Path[UUID], wanted: Query[takes]) -> None: ...  # type: ignore[valid-type]  # ninja's way

        return one
    if takes.model_fields:

        def many(request: Any, wanted: Query[takes]) -> None: ...  # type: ignore[valid-type]  # ninja's way

        return many

    def nothing(request: Any) -> None: ...

    return nothing


def _problems_of(operation: "Operation") -> dict[int, str]:
    """Names of ``PROBLEMS`` by status."""
    names = ["Unusable", "Unavailable"]
    if operation.has_key or operation.name == "resolve":
        names = ["NotFound", "Gone", *names]
    elif operation.name == "changes":
        names = ["StartAnew", *names]
    return {PROBLEMS[name][0].status: name for name in names}


def _complete(described: dict[str, Any], operation: "Operation") -> None:
    """Add what ninja does not know: headers, problem types, examples, how ``fields`` is written."""
    for parameter in described["parameters"]:
        _tidy_parameter(parameter)
        if parameter["name"] == "fields":
            parameter.update(_field_names(operation.collection))
    has_language = "locale" in operation.parameters.model_fields and operation.name != "changes"
    described["parameters"] += [
        {"$ref": f"#/components/parameters/{name}"}
        for name in REQUEST_HEADERS
        if has_language or name == "If-None-Match"
    ]
    responses = described["responses"]
    for status, name in _problems_of(operation).items():
        responses[str(status)] = {"$ref": f"#/components/responses/{name}"}
    names = ["ETag", "Cache-Control", *(["Content-Language", "Vary"] if has_language else [])]
    responses["200"]["description"] = operation.summary
    responses["304"]["description"] = "You already have it."
    responses["304"]["headers"] = _header_references(names)
    pages = "cursor" in operation.parameters.model_fields or operation.name == "changes"
    responses["200"]["headers"] = _header_references([*names, *(["Link"] if pages else [])])
    if operation.name == "docs":
        responses["200"]["content"] = {"text/html": {"schema": {"type": "string"}}}
        return
    content = responses["200"]["content"]["application/json"]
    _tidy(content["schema"])
    if example := examples().get(operation.name):
        content["example"] = example


def _header_references(names: list[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _field_names(collection: str) -> dict[str, Any]:
    names = {"type": "string", "enum": sorted(field_types(collection))}
    return {
        "style": "form",
        "explode": False,
        "schema": {"type": "array", "items": names, "minItems": 1, "uniqueItems": True},
    }


def _components() -> dict[str, Any]:
    return {
        "headers": {
            name: {
                "description": text,
                "required": name in ALWAYS_THERE,
                "schema": {"type": "integer" if name == "Retry-After" else "string"},
            }
            for name, text in HEADERS.items()
        },
        "parameters": {
            name: {"name": name, "in": "header", "description": text, "schema": {"type": "string"}}
            for name, text in REQUEST_HEADERS.items()
        },
        "responses": {
            name: {
                "description": f"{kind.title}. {text}",
                "headers": _header_references(
                    ["Cache-Control", *(["Retry-After"] if kind.status == 503 else [])]
                ),
                "content": {
                    "application/problem+json": {
                        "schema": {"$ref": f"#/components/schemas/{model.__name__}"},
                        "example": examples()[f"problem_{kind.name}"],
                    }
                },
            }
            for name, (kind, model, text) in PROBLEMS.items()
        },
    }


@cache
def examples() -> dict[str, Any]:
    """An answer for every operation, by its name; tests hold them against the classes."""
    return json.loads((File(__file__).parent / "examples.json").read_text())


def _tidy_parameter(parameter: dict[str, Any]) -> None:
    """A query string has no null: what is optional is absent."""
    schema = parameter["schema"]
    for choice in schema.pop("anyOf", []):
        if choice.get("type") != "null":
            schema.update({**choice, **schema})
    _tidy(schema)
    if schema.get("default", "") is None:
        del schema["default"]
    parameter.pop("examples", None)  # a list in a schema, but a map beside it
    if "description" in schema:
        parameter["description"] = schema.pop("description")


def _tidy(schema: dict[str, Any]) -> None:
    """Leave out titles that repeat names, and the promise that no field will ever be added."""
    for part in _parts(schema):
        if isinstance(part.get("title"), str):
            del part["title"]
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """``schema`` and all schemas within it."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)
