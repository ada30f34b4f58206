"""The addresses of the API and the operation behind each; the OpenAPI document is made from this table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cms.api import operations
from cms.api.lists import detail_of, list_of
from cms.api.parameters import ListParameters, OrganizationParameters, PressReleaseParameters
from cms.api.problems import ApiError
from cms.api.results import not_found


@dataclass(frozen=True)
class Operation:
    """One address below ``/api/v1``."""

    path: str
    handler: Callable[..., Any]
    summary: str
    collection: str = ""
    name: str = ""
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.path.replace("{key}", "([^/]+)") + r"\Z"))

    @property
    def has_key(self) -> bool:
        return "{key}" in self.path


OPERATIONS = (
    Operation("/", operations.service, "What there is", name="service"),
    Operation("/locales", operations.locales, "Public languages and their coverage", name="locales"),
    Operation("/search", operations.search_all, "Search across all types", name="search"),
    Operation("/resolve", operations.resolve, "What stands at a public path", name="resolve"),
    Operation("/changes", operations.changes, "What changed since", name="changes"),
    Operation(
        "/press-releases", list_of("press-releases", PressReleaseParameters), "Press releases", "press-releases"
    ),
    Operation("/press-releases/{key}", detail_of("press-releases"), "One press release", "press-releases"),
    Operation(
        "/organizations", list_of("organizations", OrganizationParameters), "Organizations", "organizations"
    ),
    Operation("/organizations/{key}", detail_of("organizations"), "One organization", "organizations"),
    Operation("/units", list_of("units", ListParameters), "Units of the office", "units"),
    Operation("/units/{key}", detail_of("units"), "One unit", "units"),
    Operation("/pages", list_of("pages", ListParameters), "Ordinary pages", "pages"),
    Operation("/pages/{key}", detail_of("pages"), "One page", "pages"),
)


def match(path: str) -> tuple[Operation, list[Any]]:
    """The operation at a path below ``/api/v1`` and its arguments. ApiError 404 if there is none."""
    for operation in OPERATIONS:
        if found := operation.pattern.match(path):
            return operation, [_key(part) for part in found.groups()]
    raise ApiError(404, "There is no such address. GET /api/v1/ lists what there is.")


def _key(text: str) -> UUID:
    """Exactly the canonical form: one object, one address."""
    try:
        key = UUID(text)
    except ValueError as error:
        raise not_found() from error
    if str(key) != text:
        raise not_found()
    return key
