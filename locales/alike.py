"""Texts that differ only in what is cleaned away: cleaning alone outdates no translation.

What was stored before texts were cleaned at the door becomes clean when it is saved next; nobody
has changed a word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from wagtail_localize.models import TranslationSource

from locales.cleaning import cleaned_html
from locales.models import PublishedTranslation
from locales.neutral import neutral_of
from locales.segments import Segment

_BREAK = re.compile(r"\s*<br ?/?>\s*")


def accept_cleaned_texts(
    records: list[PublishedTranslation], before: Iterable[Segment], after: Iterable[Segment]
) -> list[tuple[Segment, Segment]]:
    """Let each record know the sentences by what they are now; pairs whose string is another one.

    A sentence of which nothing could be seen is gone: those behind it in its field move up.
    """
    then, now = _by_path(before), _by_path(after)
    changed = []
    for path, olds in then.items():
        visible = [old for old in olds if _clean(old)]
        pairs = list(zip(visible, now.get(path, []), strict=False))
        alike = [(old, new) for old, new in pairs if _clean(old) == _clean(new)]
        other = [(old, new) for old, new in alike if old.source_hash != new.source_hash]
        if other or len(visible) != len(olds):
            renamed = dict.fromkeys(old.id for old in olds) | {
                old.id: f"{path}#{number}" for number, old in enumerate(visible)
            }
            hashes = {old.source_hash: new.source_hash for old, new in other}
            for record in records:
                record.segments = _renamed(record.segments, renamed, hashes)
        changed += other
    return changed


def accept_cleaned_values(
    records: list[PublishedTranslation], source: TranslationSource, neutral: str
) -> None:
    """The same for names and addresses; ``neutral`` is of the text as it is now, ``source`` still
    holds the one from before.
    """
    if all(record.neutral in ("", neutral) for record in records):
        return
    before = source.as_instance()
    if neutral_of(before) == neutral:
        uncleaned = neutral_of(before, as_stored=True)
        for record in records:
            if record.neutral == uncleaned:
                record.neutral = neutral


def _by_path(segments: Iterable[Segment]) -> dict[str, list[Segment]]:
    found = defaultdict(list)
    for segment in segments:
        found[segment.path].append(segment)
    return found


def _clean(segment: Segment) -> str:
    return _BREAK.sub("<br>", " ".join(cleaned_html(segment.source).split()))


def _renamed(segments: dict, names: dict[str, str | None], hashes: dict[str, str]) -> dict:
    result = {id_: entry for id_, entry in segments.items() if id_ not in names}
    for id_, name in names.items():
        if name and id_ in segments:
            source_hash, *rest = segments[id_]
            result[name] = [hashes.get(source_hash, source_hash), *rest]
    return result
