"""One pure function: a pair of live rows becomes an edition's bytes, and says what it read."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cms.editions.lookup import Lookup, LookupRendering, api_url
from cms.editions.sources import PublishedObject
from home.bodies import UnrenderableBlock
from home.contract_parts import Download, Picture
from home.failures import PublishRefused
from home.missing import missing_values
from home.web_addresses import public_address
from locales.languages import LANGUAGES, SOURCE, fallback_chain, public_languages
from locales.search import fold

RENDER_VERSION = 5  # one more whenever this code renders differently: operators then rebuild


@dataclass(frozen=True)
class Rendered:
    """An edition before it is stored."""

    title: str
    card: str
    detail: str
    etag: str
    facets: str
    search_title: str
    search_text: str
    dependencies: frozenset[str]
    media: frozenset[str]
    topics: dict[str, list[dict[str, str]]]  # what readers of each language call them


@dataclass
class RecordingRendering(LookupRendering):
    """The surroundings of an edition for the public; every question becomes a dependency."""

    object: PublishedObject
    tag: str
    lookup: Lookup
    media: Any  # gives public names of pictures and files
    dependencies: set[str] = field(default_factory=set)
    used_media: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.language = LANGUAGES[self.tag]
        self.readers = [
            language.tag
            for language in public_languages()
            if next(tag for tag in fallback_chain(language.tag) if tag in self.object.texts)
            == self.tag
        ]

    def identity(self) -> dict[str, Any]:
        path = self.object.source.public_path
        source = self.object.source
        first = getattr(source, "first_visible_at", None) or source.first_published_at
        return {
            "id": self.object.key,
            "type": self.object.type.name,
            "locale": self.tag,
            "direction": self.language.direction,
            "url": public_address(f"/{self.tag}{path}"),
            "api_url": api_url(self.object.type.name, self.object.key, self.tag),
            "path": path,
            "published_at": self.object.published_at,
            "first_published_at": first or self.object.published_at,
        }

    @property
    def shown_until(self) -> datetime:
        return self.object.windows[self.tag].end

    def ancestors(self) -> list[UUID]:
        return self.object.ancestors

    def asked(self, keys: Iterable[UUID]) -> None:
        self.dependencies.update(f"object:{key}" for key in keys)

    def picture(self, image: Any, *, alt: str, caption: str) -> Picture | None:
        if image is None:
            return None
        self.dependencies.add(f"image:{image.pk}")
        picture, names = self.media.picture(image, alt=alt, caption=caption)
        self.used_media.update(names)
        return picture

    def download(self, document: Any, *, title: str) -> Download | None:
        if document is None:
            return None
        self.dependencies.add(f"document:{document.pk}")
        download, names = self.media.download(document, title=title)
        self.used_media.update(names)
        return download


def render(found: PublishedObject, tag: str, lookup: Lookup, media: Any) -> Rendered:
    """The edition of ``found`` in ``tag``.

    PublishRefused names what is missing in the text, or the block that cannot be shown; a fault of
    our own stays what it is.
    """
    text = found.texts[tag]
    rendering = RecordingRendering(found, tag, lookup, media)
    try:
        document = found.type.document(found.source, text, rendering)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        for row in (text, found.source):
            if problems := missing_values(row):
                raise PublishRefused(problems, row) from error
        if isinstance(error, UnrenderableBlock):
            raise PublishRefused([str(error)], text) from error
        raise
    card = document.card.model_dump_json(by_alias=True)
    detail = document.detail.model_dump_json(by_alias=True)
    topics = {
        language.tag: lookup.labels(document.topics, language.tag)
        for language in public_languages()
        if tag in fallback_chain(language.tag)
    }
    own_labels = [label.label for reader in rendering.readers for label in topics[reader]]
    return Rendered(
        title=document.card.title,
        card=card,
        detail=detail,
        etag=digest(card, detail),
        facets=facet_text(document.facets),
        search_title=fold(document.card.title),
        search_text=fold(
            " \n ".join([document.card.title, document.card.summary, *document.search, *own_labels])
        ),
        dependencies=frozenset(rendering.dependencies - {f"object:{found.key}"}),
        media=frozenset(rendering.used_media),
        topics={
            reader: [label.model_dump() for label in labels] for reader, labels in topics.items()
        },
    )


def facet_text(facets: dict[str, list[str]]) -> str:
    """Tokens a filter looks for, each between spaces: " topic=integration unit=… "."""
    tokens = sorted(f"{name}={value}" for name, values in facets.items() for value in values)
    return f" {' '.join(tokens)} " if tokens else " "


def digest(*parts: str | bytes) -> str:
    """32 hex digits over ``parts``: an entity tag, no secret."""
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    return hashlib.sha256(b"\x00".join(encoded)).hexdigest()[:32]


def head(
    *,
    requested: str,
    served: str,
    etag: str,
    modified_at: Any,
    translation: dict,
    translations: list,
    topics: list,
) -> str:
    """The part of an answer that depends on who asked: joined with card and detail when read."""
    return json.dumps(
        {
            "requested_locale": requested,
            "is_fallback": requested != served,
            "modified_at": modified_at.isoformat().replace("+00:00", "Z"),
            "etag": etag,
            "translation": translation,
            "translations": translations,
            "topics": topics,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def translation_part(tag: str, record: Any) -> dict[str, Any]:
    """``translation`` of an answer for the language served; ``record`` is None for German."""
    if tag == SOURCE or record is None:
        return {
            "state": "current",
            "source_locale": SOURCE,
            "translated_at": None,
            "reviewed_at": None,
            "outdated_since": None,
            "segments_total": 0,
            "segments_outdated": 0,
            "machine": False,
        }
    return {
        "state": record.state,
        "source_locale": SOURCE,
        "translated_at": _iso(record.translated_at),
        "reviewed_at": _iso(record.reviewed_at),
        "outdated_since": _iso(record.outdated_since),
        "segments_total": record.segments_total,
        "segments_outdated": record.segments_outdated,
        "machine": record.segments_machine > 0,
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
