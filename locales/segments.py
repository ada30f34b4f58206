"""The strings of an object and their translations, read from wagtail-localize's tables."""

import json
from collections import Counter
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from locales.cleaning import cleaned_html, says_something
from locales.languages import SOURCE

UNSURE = "unsure"  # the tool's name of a translation that somebody has to look at again


@dataclass(frozen=True, slots=True)
class Segment:
    """One string of the source with what it was translated to."""

    id: str  # "<context path>#<n>"
    path: str
    source: str
    source_hash: str
    translation: str | None
    has_error: bool
    origin: str  # human | machine | unsure
    translated_by: int | None


def source_of(key) -> TranslationSource | None:
    """The German source that translations of ``key`` are made from, if it was ever submitted."""
    return TranslationSource.objects.filter(object_id=key, locale__language_code=SOURCE).first()


def segments_of(source: TranslationSource, locale: Locale | None = None) -> list[Segment]:
    """Every string of ``source`` in its order, with its translation in ``locale``. Two queries."""
    rows = list(
        StringSegment.objects.filter(source=source)
        .order_by("order")
        .select_related("string", "context")
    )
    translations = {}
    if locale is not None:
        translations = {
            (row["translation_of_id"], row["context_id"]): row
            for row in locale.string_translations.filter(
                translation_of_id__in=[row.string_id for row in rows]
            ).values(
                "translation_of_id",
                "context_id",
                "data",
                "has_error",
                "translation_type",
                "tool_name",
                "last_translated_by_id",
            )
        }
    seen: Counter[str] = Counter()
    segments = []
    for row in rows:
        path = row.context.path
        found = translations.get((row.string_id, row.context_id))
        segments.append(
            Segment(
                id=f"{path}#{seen[path]}",
                path=path,
                source=row.string.data,
                source_hash=str(row.string.data_hash),
                translation=found["data"] if found else None,
                has_error=bool(found and found["has_error"]),
                origin=_origin(found),
                translated_by=found["last_translated_by_id"] if found else None,
            )
        )
        seen[path] += 1
    return segments


def _origin(found: dict | None) -> str:
    if found and found["tool_name"] == UNSURE:
        return UNSURE
    return "machine" if found and found["translation_type"] == "machine" else "human"


def bring_up_to_date(source: TranslationSource) -> None:
    """Let ``source`` hold the live row: its content always, its segments when they differ.

    ``update_from_db`` of wagtail-localize writes every segment anew, two queries each.
    """
    instance = source.get_source_instance()
    segments = extract_segments(instance)
    strings = [
        (s.path, s.string.data, s.attrs or {})
        for s in segments
        if isinstance(s, StringSegmentValue)
    ]
    templates = {(s.path, s.template) for s in segments if isinstance(s, TemplateSegmentValue)}
    stored = [
        (path, text, json.loads(attrs or "{}") or {})
        for path, text, attrs in source.stringsegment_set.order_by("order").values_list(
            "context__path", "string__data", "attrs"
        )
    ]
    stored_templates = set(
        source.templatesegment_set.values_list("context__path", "template__template")
    )
    addresses = [(s.path, s.data) for s in segments if isinstance(s, OverridableSegmentValue)]
    stored_addresses = [
        (path, json.loads(data))
        for path, data in source.overridablesegment_set.order_by("order").values_list(
            "context__path", "data_json"
        )
    ]
    if (strings, templates, addresses) != (stored, stored_templates, stored_addresses):
        source.update_from_db()
        return
    source.content_json = (
        instance.to_json() if hasattr(instance, "to_json") else source.content_json
    )
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "object_repr", "last_updated_at"])


def plain(html: str) -> str:
    """Text of a segment, clean, without tags and differences of white space: to compare, not to
    show. Empty if nothing of it can be seen.
    """
    return " ".join(BeautifulSoup(cleaned_html(html), "html.parser").get_text(" ").split())


def is_untranslated(source: str, translation: str | None) -> bool:
    """Whether a translation says nothing of what its source says: marks alone, or only a dash."""
    text = plain(translation or "")
    return not text or (says_something(plain(source)) and not says_something(text))


def texts_in(instance) -> Counter[tuple[str, str]]:
    """How often each (context path, plain text) occurs in an object as it stands."""
    return Counter(
        (segment.path, plain(segment.string.data))
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    )
