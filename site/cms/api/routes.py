"""The addresses of the API and the operation behind each; OpenAPI is made from this table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from cms.api import docs, documents, openapi, operations, parameters
from cms.api.explanations import Explanation, explanation_at
from cms.api.lists import detail_of, list_of
from cms.api.parameters import NoParameters
from cms.api.problems import ApiError
from cms.api.results import Asked, Result, not_found
from cms.api.values import KEY
from cms.editions.rendering import digest


@dataclass(frozen=True)
class Operation:
    """One address below ``/api/v1``: what it takes, and what it answers (None: no JSON of ours)."""

    path: str
    handler: Callable[..., Result]
    summary: str
    parameters: type[BaseModel]
    answer: Any
    name: str
    collection: str = ""
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        pattern = re.escape(self.path).replace(r"\{key\}", "([^/]+)")
        object.__setattr__(self, "pattern", re.compile(pattern + r"\Z"))

    @property
    def has_key(self) -> bool:
        return "{key}" in self.path


def _contract(asked: Asked) -> Result:
    parameters.parse(NoParameters, asked.query)
    body = _contract_text()
    return Result(body, digest(body))


@cache
def _contract_text() -> bytes:
    return openapi.text(OPERATIONS).encode()


def _documentation(asked: Asked) -> Result:
    parameters.parse(NoParameters, asked.query)
    body = _documentation_page()
    return Result(body, digest(body), media_type="text/html; charset=utf-8", headers=docs.HEADERS)


@cache
def _documentation_page() -> bytes:
    return docs.page(openapi.document(OPERATIONS)).encode()


def _collection(
    collection: str, takes: type[parameters.ListParameters], all_of_them: str, one: str
) -> tuple[Operation, Operation]:
    """The list of a collection, and its single objects."""
    name = collection.replace("-", "_")
    return (
        Operation(
            f"/{collection}",
            list_of(collection, takes),
            all_of_them,
            takes,
            documents.list_answer(collection),
            f"list_{name}",
            collection,
        ),
        Operation(
            f"/{collection}/{{key}}",
            detail_of(collection),
            one,
            parameters.DetailParameters,
            documents.detail_answer(collection),
            f"get_{name}",
            collection,
        ),
    )


OPERATIONS = (
    Operation("/", operations.service, "What there is", NoParameters, documents.Service, "service"),
    Operation(
        "/locales",
        operations.locales,
        "Public languages and their coverage",
        NoParameters,
        documents.PublicLanguageList,
        "locales",
    ),
    *_collection(
        "press-releases", parameters.PressReleaseParameters, "Press releases", "One press release"
    ),
    *_collection(
        "organizations", parameters.OrganizationParameters, "Organizations", "One organization"
    ),
    *_collection("units", parameters.ListParameters, "Units of the office", "One unit"),
    *_collection("pages", parameters.ListParameters, "Ordinary pages", "One page"),
    Operation(
        "/search",
        operations.search_all,
        "Search across all types",
        parameters.SearchParameters,
        documents.search_answer(),
        "search",
    ),
    Operation(
        "/resolve",
        operations.resolve,
        "What stands at a public path",
        parameters.ResolveParameters,
        documents.Resolved,
        "resolve",
    ),
    Operation(
        "/changes",
        operations.changes,
        "What changed since",
        parameters.ChangesParameters,
        documents.ChangeList,
        "changes",
    ),
    Operation("/openapi.json", _contract, "This contract", NoParameters, None, "openapi"),
    Operation("/docs", _documentation, "This contract, to read", NoParameters, None, "docs"),
)


def match(path: str) -> tuple[Operation | Explanation, list[Any]]:
    """The operation at a path below ``/api/v1`` and its arguments; ApiError 404 if none is."""
    if explanation := explanation_at(path):
        return explanation, []
    for operation in OPERATIONS:
        if found := operation.pattern.match(path):
            return operation, [_key(part) for part in found.groups()]
    raise ApiError(404, "There is no such address. GET /api/v1/ lists what there is.")


def _key(text: str) -> UUID:
    """Exactly the canonical form: one object, one address."""
    if not KEY.fullmatch(text):
        raise not_found()
    return UUID(text)
