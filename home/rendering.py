"""What a document may ask of its surroundings while it is rendered.

Implemented by the publisher, which records every question as a dependency, and by the preview.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from home.contract_parts import Breadcrumb, Direction, Download, Picture, Reference
from locales.languages import Language


@dataclass(frozen=True, slots=True)
class Localized:
    """A snippet in the best language of the reader's chain, and which language that is."""

    row: Any
    locale: str
    direction: Direction


class Rendering(ABC):
    """The surroundings of one edition. ``language`` is the language of its text."""

    language: Language
    readers: Sequence[str]  # tags of the languages whose readers are shown this text

    @abstractmethod
    def identity(self) -> dict[str, Any]:
        """``id, type, locale, direction, url, api_url, path, published_at, first_published_at``."""

    @abstractmethod
    def breadcrumbs(self) -> list[Breadcrumb]:
        """The visible pages above, from the top."""

    @abstractmethod
    def references(self, keys: Sequence[UUID]) -> list[Reference]:
        """Those of ``keys`` that are visible now, in their order, titles in the best language."""

    @abstractmethod
    def page_reference(self, page_id: int) -> Reference | None:
        """The page of ours with this database id, if it is visible now."""

    @abstractmethod
    def depends_on(self, snippets: Sequence[Any]) -> None:
        """Say that these are read directly; whatever becomes of them, the document is made anew."""

    @abstractmethod
    def localized(self, snippets: Sequence[Any]) -> list[Localized]:
        """Published snippets in the best language of the chain; the unpublished are left out."""

    @abstractmethod
    def picture(self, image: Any, *, alt: str, caption: str) -> Picture | None:
        """Public copies of a picture; None when there is none."""

    @abstractmethod
    def download(self, document: Any, *, title: str) -> Download | None:
        """The public copy of a file."""
