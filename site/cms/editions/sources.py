"""One object as it now stands in the database: its rows in all languages and when each is visible.

Read anew each time; no signal's instance is trusted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Comment, Page, PageViewRestriction

from cms.editions.models import FOREVER
from cms.editions.planning import Window
from cms.editions.types import BY_MODEL, PublishedType
from locales.languages import LANGUAGES, SOURCE
from locales.models import PublishedTranslation
from locales.state import published_translations


@dataclass
class PublishedObject:
    """What is to be published of one key; ``texts`` is empty when nothing is."""

    key: UUID
    published_type: PublishedType | None = None
    source: Any = None
    texts: dict[str, Any] = field(default_factory=dict)  # tag → live row, German first
    windows: dict[str, Window] = field(default_factory=dict)
    records: dict[tuple[UUID, str], PublishedTranslation] = field(default_factory=dict)
    ancestors: list[UUID] = field(default_factory=list)  # from the home page down

    @property
    def type(self) -> PublishedType:
        """How it leaves the house. LookupError for what is never published."""
        if self.published_type is None:
            raise LookupError(f"{self.key} is of no published type.")
        return self.published_type

    @property
    def published_at(self) -> datetime:
        """When the object became, or becomes, visible in German; the same in all languages."""
        return self.windows[SOURCE].start


def read_object(key: UUID) -> PublishedObject:
    """The object of ``key``; see ``read_objects``."""
    return read_objects([key])[key]


def read_objects(keys: Sequence[UUID]) -> dict[UUID, PublishedObject]:
    """The objects of ``keys``. Queries: four, one per type, and those of each source's children."""
    rows: dict[UUID, dict[str, Any]] = {key: {} for key in keys}
    for row in (
        Page.objects.filter(translation_key__in=keys, live=True, alias_of__isnull=True)
        .select_related("locale", for_specific_subqueries=True)
        .order_by("pk")
        .specific()
    ):
        rows[row.translation_key][row.locale.language_code] = row
    bases = [base for by_tag in rows.values() if (base := by_tag.get(SOURCE))]
    restricted = _restricted_paths(row for by_tag in rows.values() for row in by_tag.values())
    above = _above(bases)
    # Only what passed the gate of a publication is a translation; a row that merely is live is not.
    records = published_translations(list(keys))
    return {key: _object(key, by_tag, above, restricted, records) for key, by_tag in rows.items()}


def _object(
    key: UUID,
    rows: dict[str, Any],
    above: dict[str, Page],
    restricted: set[str],
    records: dict[tuple[UUID, str], PublishedTranslation],
) -> PublishedObject:
    found = PublishedObject(key)
    base = rows.get(SOURCE)
    if base is None or type(base) not in BY_MODEL:
        return found
    found.published_type = BY_MODEL[type(base)]
    ancestors = [above[path] for path in _paths_above(base.path) if path in above]
    if restricted & {base.path, *(page.path for page in ancestors)} or not all(
        page.live for page in ancestors
    ):
        return found
    found.ancestors = [page.translation_key for page in ancestors]
    found.source = _keep_children(base)
    found.records = records
    window = _window(found.source)
    for page in ancestors:
        window = window.clipped(
            Window(datetime.min.replace(tzinfo=FOREVER.tzinfo), page.expire_at or FOREVER)
        )
    for tag in (SOURCE, *(tag for tag in LANGUAGES if tag in rows and tag != SOURCE)):
        if tag != SOURCE and (
            (key, tag) not in found.records
            or restricted & {rows[tag].path, *_paths_above(rows[tag].path)}
        ):
            continue
        text = rows[tag]
        shown = window if tag == SOURCE else _own_window(text).clipped(window)
        if not shown.is_empty:
            found.texts[tag] = text
            found.windows[tag] = shown
    if SOURCE not in found.texts:
        found.texts.clear()
        found.windows.clear()
    return found


def _keep_children(page: Any) -> Any:
    """The page with its child rows and chosen snippets loaded once, not once per language."""
    for relation in get_all_child_relations(type(page)):
        if relation.related_model is not Comment:
            getattr(page, relation.get_accessor_name()).get_object_list()
    for relation in get_all_child_m2m_relations(type(page)):
        getattr(page, relation.name).get_object_list()
    return page


def _window(source: Any) -> Window:
    shown = _own_window(source)
    embargo = getattr(source, "embargo_until", None)
    return Window(max(shown.start, embargo), shown.end) if embargo else shown


def _own_window(page: Any) -> Window:
    """From when until when a row by itself is shown; an embargo is the source's, for all."""
    start = page.first_published_at or page.latest_revision_created_at
    return Window(start, page.expire_at or FOREVER)


def _paths_above(path: str) -> list[str]:
    """Paths of the pages above, without the root, from the top (treebeard: 4 characters a step)."""
    step = Page.steplen
    return [path[:end] for end in range(2 * step, len(path), step)]


def _above(pages: Iterable[Page]) -> dict[str, Page]:
    """The pages above ``pages``, by path."""
    paths = {path for page in pages for path in _paths_above(page.path)}
    return {page.path: page for page in Page.objects.filter(path__in=paths)}


def _restricted_paths(rows: Iterable[Page]) -> set[str]:
    """Paths of those pages, or pages above them, that are not for everybody."""
    paths = {path for row in rows for path in (row.path, *_paths_above(row.path))}
    return set(
        PageViewRestriction.objects.filter(page__path__in=paths).values_list(
            "page__path", flat=True
        )
    )
