"""How each translation stands to its source. Computed on publishing, never typed in."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from wagtail_localize.models import StringTranslation

from locales.alike import accept_cleaned_texts, accept_cleaned_values
from locales.models import PublishedTranslation
from locales.neutral import is_behind, neutral_of
from locales.returning import send_back
from locales.reviewed import check_of
from locales.segments import UNSURE, Segment, bring_up_to_date, segments_of, source_of

BEHIND = "behind"  # no digest: what shows other pictures stays outdated until published anew


def published_translations(keys: Iterable[UUID]) -> dict[tuple[UUID, str], PublishedTranslation]:
    """The record of each published translation by (key, tag). One query for any number of keys."""
    return {
        (record.key, record.locale): record
        for record in PublishedTranslation.objects.filter(key__in=list(keys)).defer("segments")
    }


def record_translation(page) -> None:
    """Remember from which source strings the translation now live was made, and who checked it."""
    source = source_of(page.translation_key)
    if source is None:
        return
    original = source.get_source_instance()
    segments = segments_of(source, page.locale)
    now = timezone.now()
    origins = [segment.origin for segment in segments]
    # What somebody is unsure of is not checked, whoever publishes it.
    check = None if UNSURE in origins else check_of(page.translation_key, page.locale)
    checker, checked_at = check or (None, None)
    # A draft made before a picture of the original changed still shows the old one.
    outdated = is_behind(page, original)
    PublishedTranslation.objects.update_or_create(
        key=page.translation_key,
        locale=page.locale.language_code,
        defaults={
            "source_revision_id": getattr(original, "live_revision_id", None),
            "segments": {
                segment.id: [
                    segment.source_hash,
                    segment.origin,
                    None if segment.translated_by == checker else checker,
                ]
                for segment in segments
            },
            "neutral": BEHIND if outdated else neutral_of(original),
            "translated_at": now,
            "reviewed_at": checked_at,
            "reviewed_by_id": checker,
            "segments_total": len(segments),
            "segments_outdated": int(outdated),
            "outdated_since": now if outdated else None,
            "segments_machine": origins.count("machine"),
            "segments_unsure": origins.count(UNSURE),
        },
    )


def source_published(page, *, minor: bool) -> None:
    """Compare the source as it is now live with what each translation was made from.

    A minor edit keeps the translations up to date: their text carries over to the changed strings.
    It cannot do so for a picture, a file or a link: the translation still shows the old one.
    """
    source = source_of(page.translation_key)
    if source is None:
        return
    before = {segment.id: segment for segment in segments_of(source)}
    neutral = neutral_of(page)
    records = list(PublishedTranslation.objects.filter(key=page.translation_key))
    accept_cleaned_values(records, source, neutral)
    bring_up_to_date(source)
    after = segments_of(source)
    cleaned = accept_cleaned_texts(records, before.values(), after)
    for record in records:
        if minor:
            _accept_changes(record, before, after)
        _count_outdated(record, after, neutral)
        record.save()
    _carry_over(source, {new.id: old for old, new in cleaned}, [new for _old, new in cleaned])
    if minor:
        _carry_over(source, before, after)
    send_back(page, source)


def _accept_changes(record, before: dict[str, Segment], after: list[Segment]) -> None:
    for segment in after:
        recorded = record.segments.get(segment.id)
        old = before.get(segment.id)
        if recorded and old and recorded[0] == old.source_hash:
            recorded[0] = segment.source_hash


def _count_outdated(record, after: list[Segment], neutral: str) -> None:
    now_there = {segment.id: segment.source_hash for segment in after}
    changed = sum(
        1 for id_, hash_ in now_there.items() if record.segments.get(id_, [None])[0] != hash_
    )
    removed = sum(1 for id_ in record.segments if id_ not in now_there)
    other = int(record.neutral not in ("", neutral))
    record.segments_outdated = changed + removed + other
    if record.segments_outdated:
        record.outdated_since = record.outdated_since or timezone.now()
    else:
        record.outdated_since = None


def _carry_over(source, before: dict[str, Segment], after: list[Segment]) -> None:
    """Give each changed string the translations its predecessor had, in every language."""
    if not after:
        return
    rows = {
        (segment.context.path, str(segment.string.data_hash)): segment
        for segment in source.stringsegment_set.select_related("string", "context")
    }
    for segment in after:
        old = before.get(segment.id)
        row = rows[(segment.path, segment.source_hash)]
        if old is None or old.source_hash == segment.source_hash:
            continue
        for translation in StringTranslation.objects.filter(
            translation_of__data_hash=old.source_hash, context=row.context
        ):
            StringTranslation.objects.get_or_create(
                translation_of=row.string,
                locale=translation.locale,
                context=row.context,
                defaults={
                    "data": translation.data,
                    "translation_type": translation.translation_type,
                    "tool_name": translation.tool_name,
                    "last_translated_by": translation.last_translated_by,
                },
            )
