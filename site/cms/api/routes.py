"""The addresses of the API and the operation behind each; OpenAPI is made from this table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from cms.api import docs, openapi, operations, parameters, vocabulary
from cms.api.explanations import Explanation, explanation_at
from cms.api.lists import detail_of, list_of
from cms.api.parameters import NoParameters, Parameters
from cms.api.problems import ApiError
from cms.api.results import SELECTION, Asked, Result, not_found
from cms.api.schemas import one_of_collection, reference, singular
from cms.api.values import KEY
from cms.editions.rendering import digest


@dataclass(frozen=True)
class Operation:
    """One address below ``/api/v1``: what it takes, and the schema of what it answers.

    No schema: an answer that is not described. ``selection``: the schema of what ``fields`` leaves.
    """

    path: str
    handler: Callable[..., Result]
    summary: str
    description: str
    parameters: type[BaseModel]
    name: str
    answer: dict[str, Any] = field(default_factory=dict, hash=False)
    selection: dict[str, Any] = field(default_factory=dict, hash=False)
    collection: str = ""
    media_type: str = "application/json"
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
            "Every object once, in the best language there is for the reader. "
            f"{HOW_TO_CHOOSE} `expand=detail` gives whole objects.",
            takes,
            f"list_{name}",
            reference(f"{singular(collection)}List"),
            reference(f"{singular(collection)}SelectionList"),
            collection,
        ),
        Operation(
            f"/{collection}/{{key}}",
            detail_of(collection),
            one,
            f"The whole object, in the best language there is for the reader. {HOW_TO_CHOOSE}",
            parameters.DetailParameters,
            f"get_{name}",
            one_of_collection(collection),
            one_of_collection(collection, "Selection"),
            collection,
        ),
    )


HOW_TO_CHOOSE = f"With `fields` the answer holds only those and its media type is `{SELECTION}`."
OPERATIONS = (
    Operation(
        "/",
        operations.service,
        "What there is",
        "Versions, languages and the addresses of everything else.",
        NoParameters,
        "service",
        reference("Service"),
    ),
    Operation(
        "/locales",
        operations.locales,
        "Public languages and their coverage",
        "The languages readers are offered, with what to try where a text is missing.",
        NoParameters,
        "locales",
        reference("PublicLanguageList"),
    ),
    Operation(
        "/topics",
        vocabulary.topics,
        "What texts are about",
        "The values of the parameter `topic`, with their names in the language asked for.",
        Parameters,
        "topics",
        reference("TopicList"),
    ),
    Operation(
        "/codes",
        vocabulary.codes,
        "What codes are called",
        "Names of all codes in answers, in the language asked for.",
        Parameters,
        "codes",
        reference("CodeLists"),
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
        "What has every word, in the text a reader would be served: hits in titles first, then the "
        "newest.",
        parameters.SearchParameters,
        "search",
        reference("SearchHits"),
    ),
    Operation(
        "/resolve",
        operations.resolve,
        "What stands at a public path",
        "The object at an address of the readers' site, also at a former one.",
        parameters.ResolveParameters,
        "resolve",
        reference("Resolved"),
    ),
    Operation(
        "/changes",
        operations.changes,
        "What changed since",
        "The journal, in order and without gaps: follow it to keep a copy.",
        parameters.ChangesParameters,
        "changes",
        reference("ChangeList"),
    ),
    Operation(
        "/openapi.json",
        _contract,
        "This contract",
        "This document, for programs.",
        NoParameters,
        "openapi",
    ),
    Operation(
        "/docs",
        _documentation,
        "This contract, to read",
        "This document as a page without a script.",
        NoParameters,
        "docs",
        media_type="text/html",
    ),
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
