"""The contract as an OpenAPI document, from the routes.

https://spec.openapis.org/oas/v3.1.0
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.api.problems import START_ANEW, USUAL, Gone, Problem
from cms.api.results import SELECTION
from cms.api.schemas import components, known_fields, tidy
from home.web_addresses import public_address

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
    "press-releases": ("Press releases", "News the office answers for."),
    "organizations": ("Organizations", "Who helps people in the city, and how to reach them."),
    "units": ("Units", "The parts of the office: tasks, people, contacts."),
    "pages": ("Pages", "Ordinary pages, the home page and the overviews."),
    "": ("Everything", "Languages, names of codes, search, changes, and this contract."),
}
KEY_PARAMETER = {
    "name": "key",
    "in": "path",
    "required": True,
    "description": "`id` of the object: the same in every language, lower case, with hyphens.",
    "schema": {"type": "string", "format": "uuid"},
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


def text(operations: Sequence["Operation"]) -> str:
    return json.dumps(document(operations), ensure_ascii=False, separators=(",", ":"))


def document(operations: Sequence["Operation"]) -> dict[str, Any]:
    """The whole document; the same for everybody, and as long as the code and the address are."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Teilhabe",
            "version": VERSION,
            "description": DESCRIPTION,
            "contact": {"url": public_address("/")},
            "license": {
                "name": "The terms stand in each object: `license` and `usage_terms`",
                "url": public_address("/"),
            },
        },
        "servers": [{"url": settings.PUBLIC_BASE_URL, "description": "This site"}],
        "security": [],
        "tags": [{"name": name, "description": words} for name, words in TAGS.values()],
        "paths": {
            f"/api/v1{each.path}".rstrip("/"): {"get": _described(each)} for each in operations
        },
        "components": {"schemas": components(), **_components()},
    }


def _described(operation: "Operation") -> dict[str, Any]:
    has_language = "locale" in operation.parameters.model_fields and operation.name != "changes"
    headers = ["ETag", "Cache-Control", *(["Content-Language", "Vary"] if has_language else [])]
    pages = "cursor" in operation.parameters.model_fields or operation.name == "changes"
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "tags": [TAGS[operation.collection][0]],
        "parameters": [
            *([KEY_PARAMETER] if operation.has_key else []),
            *_parameters(operation),
            *(
                {"$ref": f"#/components/parameters/{name}"}
                for name in REQUEST_HEADERS
                if has_language or name == "If-None-Match"
            ),
        ],
        "responses": {
            "200": {
                "description": operation.summary,
                "headers": _header_references([*headers, *(["Link"] if pages else [])]),
                "content": _content(operation),
            },
            "304": {
                "description": "You already have it.",
                "headers": _header_references(headers),
            },
            **{
                str(PROBLEMS[name][0].status): {"$ref": f"#/components/responses/{name}"}
                for name in _problems_of(operation)
            },
        },
    }


def _problems_of(operation: "Operation") -> list[str]:
    """Names of ``PROBLEMS``."""
    if operation.has_key or operation.name == "resolve":
        return ["NotFound", "Gone", "Unusable", "Unavailable"]
    return [*(["StartAnew"] if operation.name == "changes" else []), "Unusable", "Unavailable"]


def _content(operation: "Operation") -> dict[str, Any]:
    if not operation.answer:
        schema = {"type": "string" if operation.media_type == "text/html" else "object"}
        return {operation.media_type: {"schema": schema}}
    whole = {"schema": operation.answer, "example": examples().get(operation.name)}
    content = {"application/json": whole}
    if operation.selection:
        content[SELECTION] = {"schema": operation.selection}
    return content


def _parameters(operation: "Operation") -> list[dict[str, Any]]:
    """The parameters of a query string. No defaults: clients would send them."""
    schema = operation.parameters.model_json_schema()
    found = []
    for name, described in schema["properties"].items():
        required = name in schema.get("required", [])
        parameter = {"name": name, "in": "query", "required": required}
        found.append({**parameter, **_parameter(described)})
        if name == "fields":
            found[-1] |= {
                "style": "form",
                "explode": False,
                "schema": known_fields(operation.collection),
            }
    return found


def _parameter(described: dict[str, Any]) -> dict[str, Any]:
    """A query string has no null: what is optional is absent."""
    schema = dict(described)
    for choice in schema.pop("anyOf", []):
        if choice.get("type") != "null":
            schema = {**choice, **schema}
    tidy(schema)
    schema.pop("default", None)
    return {"description": schema.pop("description", ""), "schema": schema}


def _header_references(names: list[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


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
    return json.loads((Path(__file__).parent / "examples.json").read_text())
