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


@dataclass(frozen=True, slots=True)
class Written:
    """What a translator wrote for a sentence that the original does not have any more."""

    source_hash: str
    source: str
    text: str


NOTHING = Written("", "", "")
ALIKE = 0.4  # of the words: below, a sentence is another one and not the same one changed


def changes_of(translation: Translation) -> list[Change]:
    """The changed sentences in the original's order, with what was last written for each.

    Before the first publication: those whose predecessor was translated. 6 queries. Sentences of
    one field are aligned before they are compared, so that one put in front of the others is one
    new sentence and not a change of all.
    """
    key, locale = translation.source.object_id, translation.target_locale
    segments = segments_of(translation.source, locale)
    record = PublishedTranslation.objects.filter(key=key, locale=locale.language_code).first()
    now: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        now[segment.path].append(segment.source_hash)
    if record is None:
        pairs = [(one.path, "", one.source_hash) for one in segments if one.translation is None]
    elif record.segments_outdated:
        pairs = list(_pairs(record, now))
    else:
        return []
    texts = _texts({hash_ for _path, *both in pairs for hash_ in both if hash_})
    texts |= {segment.source_hash: plain(segment.source) for segment in segments}
    written = _written(key, locale, now)
    changes = []
    for path, old, new in pairs:
        last = _last(written[path], old, new, [texts[hash_] for hash_ in now.get(path, [])], texts)
        if record is None and last is None:
            continue
        before = last.source if last else texts.get(old, "")
        changes.append(_change(before, texts.get(new, ""), last.text if last else ""))
    return changes


def _pairs(record: PublishedTranslation, now: dict[str, list[str]]):
    """(path, old hash, new hash) of what differs from what was published."""
    then: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(record.segments, key=_place):
        then[_place(id_)[0]].append(record.segments[id_][0])
    for path in [*now, *(path for path in then if path not in now)]:
        for old, new in _aligned(then.get(path, []), now.get(path, [])):
            yield path, old, new


def _last(
    written: list[Written], old: str, new: str, sentences: list[str], texts: dict[str, str]
) -> Written | None:
    """What was last written for this sentence as it was before, published or not."""
    published = next((one for one in written if one.source_hash == old), None)
    if not new:
        return published
    if len(sentences) == 1:
        return written[0] if written else None
    for one in written:
        if _most_alike(one.source, sentences) == texts[new]:
            return one
    # It was changed beyond likeness, or it belongs to another sentence of the field.
    return NOTHING if published and _most_alike(published.source, sentences) else published


def _most_alike(source: str, sentences: list[str]) -> str:
    likeness = {sentence: _likeness(source, sentence) for sentence in sentences}
    best = max(likeness, key=lambda sentence: likeness[sentence])
    return best if likeness[best] >= ALIKE else ""


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


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


def _written(key, locale: Locale, now: dict[str, list[str]]) -> dict[str, list[Written]]:
    """By context path, the newest first."""
    rows = (
        StringTranslation.objects.filter(locale=locale, context__object_id=key)
        .order_by("-updated_at", "-pk")
        .values_list("context__path", "translation_of__data_hash", "translation_of__data", "data")
    )
    written: dict[str, list[Written]] = defaultdict(list)
    for path, hash_, source, text in rows:
        if str(hash_) not in now.get(path, []) and plain(text):
            written[path].append(Written(str(hash_), plain(source), text))
    return written


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
