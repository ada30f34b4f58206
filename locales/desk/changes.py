"""What changed in the German original since a translation was published, sentence by sentence."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation

from locales.languages import SOURCE
from locales.models import PublishedTranslation
from locales.segments import plain, segments_of


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of the original that is new, different or gone."""

    old: str  # "" where the sentence is new
    new: str  # "" where it is gone
    old_translation: str
    difference: SafeString


def changes_of(translation: Translation) -> list[Change]:
    """The changed sentences in the original's order; empty before the first publication. 5 queries.

    Sentences of one field are aligned before they are compared, so that one put in front of the
    others is one new sentence and not a change of all.
    """
    key, locale = translation.source.object_id, translation.target_locale
    record = PublishedTranslation.objects.filter(key=key, locale=locale.language_code).first()
    if record is None or not record.segments_outdated:
        return []
    then: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(record.segments, key=_place):
        then[_place(id_)[0]].append(record.segments[id_][0])
    now: dict[str, list[str]] = defaultdict(list)
    for segment in segments_of(translation.source):
        now[segment.path].append(segment.source_hash)
    pairs = [
        (path, old, new)
        for path in [*now, *(path for path in then if path not in now)]
        for old, new in _aligned(then.get(path, []), now.get(path, []))
    ]
    texts = _texts({hash_ for _path, *both in pairs for hash_ in both if hash_})
    translations = _translations(key, locale, {old for _path, old, _new in pairs if old})
    return [
        _change(texts.get(old, ""), texts.get(new, ""), translations.get((path, old), ""))
        for path, old, new in pairs
    ]


def _place(segment_id: str) -> tuple[str, int]:
    path, _hash, number = segment_id.rpartition("#")
    return path, int(number)


def _aligned(then: list[str], now: list[str]):
    """Pairs (old, new) of what differs; "" on the side where there is nothing."""
    for tag, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = then[a:b], now[c:d]
        for index in range(max(len(old), len(new))):
            yield (old[index] if index < len(old) else "", new[index] if index < len(new) else "")


def _texts(hashes: set[str]) -> dict[str, str]:
    source = Locale.objects.get(language_code=SOURCE)
    rows = String.objects.filter(locale=source, data_hash__in=hashes).values_list(
        "data_hash", "data"
    )
    return {str(hash_): plain(data) for hash_, data in rows}


def _translations(key, locale: Locale, hashes: set[str]) -> dict[tuple[str, str], str]:
    rows = StringTranslation.objects.filter(
        locale=locale, context__object_id=key, translation_of__data_hash__in=hashes
    ).values_list("context__path", "translation_of__data_hash", "data")
    return {(path, str(hash_)): data for path, hash_, data in rows}


def _change(old: str, new: str, old_translation: str) -> Change:
    return Change(old, new, old_translation, difference_of(old, new))


def difference_of(old: str, new: str) -> SafeString:
    """HTML of the new sentence, words taken out in ``del``, words put in in ``ins``."""
    a, b = old.split(), new.split()
    parts = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(conditional_escape(" ".join(a[i:j])))
            continue
        for name, words in (("del", a[i:j]), ("ins", b[k:m])):
            if words:
                parts.append(format_html(f"<{name}>{{}}</{name}>", " ".join(words)))
    return format_html_join(" ", "{}", ((part,) for part in parts))
