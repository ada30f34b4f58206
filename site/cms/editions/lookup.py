"""Other objects, as an edition may show them: only the visible, in the best language of a chain.

Shared by all languages of one object, so that each question is asked once.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.editions.models import Placement
from cms.editions.types import BY_NAME
from home.contract_parts import Breadcrumb, Reference, TopicLabel
from home.rendering import Localized, Rendering
from home.snippets import OfficeSnippet
from home.web_addresses import public_address
from locales.languages import LANGUAGES, SOURCE, fallback_chain

_SHOWN = ("key", "type", "locale", "path", "visible_until", "edition__title", "edition__locale")


class Lookup:
    """Answers about other objects at one moment, remembered."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._placements: dict[UUID, dict[str, Any]] = {}
        self._snippets: dict[tuple[type[OfficeSnippet], UUID], dict[str, Any]] = {}
        self._page_keys: dict[int, UUID | None] = {}

    def references(
        self, keys: Iterable[UUID], locale: str, until: datetime
    ) -> dict[UUID, Reference]:
        """Those of ``keys`` that a reader of ``locale`` sees from now on at least ``until`` then.

        What expires before the text that shows it is left out: nothing would take its title out of
        that text to the second. At most one query.
        """
        wanted = list(keys)
        self._load_placements(wanted)
        found = {}
        for key in wanted:
            row = self._placements[key].get(locale)
            if row is not None and row["visible_until"] >= until:
                served = LANGUAGES[row["edition__locale"]]
                found[key] = Reference(
                    id=key,
                    type=row["type"],
                    title=row["edition__title"],
                    url=public_address(f"/{served.tag}{row['path']}"),
                    api_url=api_url(row["type"], key, served.tag),
                    locale=served.tag,
                    direction=served.direction,
                )
        return found

    def _load_placements(self, keys: list[UUID]) -> None:
        missing = [key for key in keys if key not in self._placements]
        if not missing:
            return
        # Remembered once all is read: a question that failed must not become the answer "nothing".
        found: dict[UUID, dict[str, Any]] = {key: {} for key in missing}
        for row in (
            Placement.objects.visible(self.now)
            .filter(key__in=missing)
            .values(
                "key",
                "type",
                "locale",
                "path",
                "visible_until",
                "edition__title",
                "edition__locale",
            )
        ):
            found[row["key"]][row["locale"]] = row
        self._placements |= found

    def forget(self, key: UUID) -> None:
        """Ask again for this object: it has changed."""
        self._placements.pop(key, None)

    def snippets(self, sources: list[Any]) -> None:
        """Load the published translations of these snippets. One query per model at most."""
        by_model: dict[type[OfficeSnippet], set[UUID]] = {}
        for snippet in sources:
            if (type(snippet), snippet.translation_key) not in self._snippets:
                by_model.setdefault(type(snippet), set()).add(snippet.translation_key)
        for model, keys in by_model.items():
            found: dict[UUID, dict[str, Any]] = {key: {} for key in keys}
            shown = model.objects.filter(
                Q(expire_at=None) | Q(expire_at__gt=self.now), translation_key__in=keys, live=True
            )
            for row in shown.select_related("locale"):
                found[row.translation_key][row.locale.language_code] = row
            self._snippets |= {(model, key): rows for key, rows in found.items()}

    def snippet(self, source: Any, chain: Iterable[str]) -> tuple[Any, str] | None:
        """The published row of a loaded snippet in the first language of ``chain`` that has one."""
        rows = self._snippets[type(source), source.translation_key]
        if SOURCE not in rows:
            return None  # what is not public in German is public in no language
        return next(((rows[tag], tag) for tag in chain if tag in rows), None)

    def labels(self, topics: Sequence[Any], tag: str) -> list[TopicLabel]:
        """What a reader of ``tag`` calls these topics. At most one query."""
        self.snippets(list(topics))
        chain = fallback_chain(tag)
        return [
            TopicLabel(
                slug=topic.slug,
                label=found[0].label,
                locale=found[1],
                direction=LANGUAGES[found[1]].direction,
            )
            for topic in topics
            if (found := self.snippet(topic, chain))
        ]

    def page_key(self, page_id: int) -> UUID | None:
        """The key of a page of ours by its database id. At most one query."""
        if page_id not in self._page_keys:
            self._page_keys[page_id] = (
                Page.objects.filter(pk=page_id).values_list("translation_key", flat=True).first()
            )
        return self._page_keys[page_id]


class LookupRendering(Rendering):
    """Surroundings that show others as they are public now. ``asked`` hears of each of them."""

    tag: str
    lookup: Lookup

    @property
    @abstractmethod
    def shown_until(self) -> datetime:
        """When the text that is rendered stops being visible."""

    def asked(self, keys: Iterable[UUID]) -> None:
        """The document reads the objects of these keys, whether or not they are shown."""

    def breadcrumbs(self) -> list[Breadcrumb]:
        return [
            Breadcrumb(
                title=found.title, url=found.url, locale=found.locale, direction=found.direction
            )
            for found in self.references(self.ancestors())
        ]

    @abstractmethod
    def ancestors(self) -> list[UUID]:
        """Keys of the pages above, from the top."""

    def references(self, keys: Sequence[UUID]) -> list[Reference]:
        self.asked(keys)
        found = self.lookup.references(keys, self.tag, self.shown_until)
        return [found[key] for key in keys if key in found]

    def page_reference(self, page_id: int) -> Reference | None:
        key = self.lookup.page_key(page_id)
        return next(iter(self.references([key])), None) if key else None

    def depends_on(self, snippets: Sequence[Any]) -> None:
        self.asked(snippet.translation_key for snippet in snippets)

    def localized(self, snippets: Sequence[Any]) -> list[Localized]:
        self.depends_on(snippets)
        self.lookup.snippets(list(snippets))
        chain = fallback_chain(self.tag)
        return [
            Localized(row=found[0], locale=found[1], direction=LANGUAGES[found[1]].direction)
            for snippet in snippets
            if (found := self.lookup.snippet(snippet, chain))
        ]


def api_url(type_name: str, key: UUID, tag: str) -> str:
    return public_address(f"/api/v1/{BY_NAME[type_name].collection}/{key}?locale={tag}")
