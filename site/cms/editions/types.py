"""The types of objects that are published: a model, its document, its place in the API.

Editions know nothing of press releases; a new type is a line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import directory.documents
import home.documents
import pressreleases.documents
from directory.models import DirectoryIndex, Organization
from home.contract import Card, Detail, Document
from home.models import ContentPage, HomePage, Unit, UnitIndex
from home.rendering import Rendering
from pressreleases.models import PressRelease, PressReleaseIndex


@dataclass(frozen=True)
class PublishedType:
    """How objects of one model leave the house."""

    name: str
    model: type
    document: Callable[[Any, Any, Rendering], Document]
    collection: str  # segment of the API's address
    card: type[Card] = Card
    detail: type[Detail] = Detail


TYPES = (
    PublishedType(
        "home", HomePage, home.documents.home_page, "pages", detail=home.documents.HomeDetail
    ),
    PublishedType(
        "page", ContentPage, home.documents.content_page, "pages", detail=home.documents.PageDetail
    ),
    PublishedType("unit_index", UnitIndex, home.documents.index_page, "pages"),
    PublishedType("unit", Unit, home.documents.unit, "units", detail=home.documents.UnitDetail),
    PublishedType("press_release_index", PressReleaseIndex, home.documents.index_page, "pages"),
    PublishedType(
        "press_release",
        PressRelease,
        pressreleases.documents.press_release,
        "press-releases",
        pressreleases.documents.PressReleaseCard,
        pressreleases.documents.PressReleaseDetail,
    ),
    PublishedType("directory", DirectoryIndex, home.documents.index_page, "pages"),
    PublishedType(
        "organization",
        Organization,
        directory.documents.organization,
        "organizations",
        directory.documents.OrganizationCard,
        directory.documents.OrganizationDetail,
    ),
)
BY_NAME = {entry.name: entry for entry in TYPES}
BY_MODEL = {entry.model: entry for entry in TYPES}


def names_in(collection: str) -> list[str]:
    """The types that one collection of the API holds."""
    return [entry.name for entry in TYPES if entry.collection == collection]
