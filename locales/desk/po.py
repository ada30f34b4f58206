"""Translations as gettext PO files, out and in.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import polib
from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from locales.addresses import address_of
from locales.cleaning import cleaned_html
from locales.desk.po_reading import (
    ID_HEADER,
    MAX_BYTES,
    Place,
    fitting,
    in_one_line,
    parsed,
    place_of,
)
from locales.languages import LANGUAGES
from locales.marks import with_line_breaks
from locales.segments import UNSURE
from locales.writing import problem_of

TOOL = "PO file"


def file_name(translation: Translation) -> str:
    name = address_of(translation.source.object_repr, otherwise="text")
    return f"{name}-{translation.target_locale.language_code}.po"


def export(translation: Translation) -> polib.POFile:
    """All sentences in order, each once per place; open ones are marked fuzzy. Two queries."""
    po = polib.POFile(wrapwidth=200)
    po.metadata = {
        "Project-Id-Version": "Teilhabe",
        "Language": LANGUAGES[translation.target_locale.language_code].bcp47,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        ID_HEADER: str(translation.uuid),
    }
    done = _translations(translation)
    for (path, text), segment in _places(translation).items():
        found = done.get((segment.string_id, segment.context_id))
        po.append(
            polib.POEntry(
                msgctxt=path,
                msgid=text,
                msgstr=found.data if found else "",
                flags=["fuzzy"] if found and _is_open(found) else [],
            )
        )
    return po


def max_bytes(translation: Translation) -> int:
    """How large a file can be that holds a translation of this text."""
    return max(MAX_BYTES, 3 * len(str(export(translation)).encode()))


@transaction.atomic
def take_in(translation: Translation, content: bytes, *, user) -> int:
    """How many sentences changed. POError, and nothing applied, if something does not fit.

    A sentence that is not in the file, or not translated there, stays as it is. One marked fuzzy
    becomes a suggestion: it is open until somebody confirms it.
    """
    # Before anything is looked up, and long before it is read as a PO file.
    po = parsed(content, MAX_BYTES if len(content) <= MAX_BYTES else max_bytes(translation))
    places, done = _places(translation), _translations(translation)
    changed = 0
    for entry in fitting(po, str(translation.uuid), places):
        segment = places[place_of(entry)]
        text = with_line_breaks(segment.string.data, cleaned_html(entry.msgstr))
        found = done.get((segment.string_id, segment.context_id))
        if found and found.data == text and _is_open(found) == entry.fuzzy:
            continue
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=translation.target_locale,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": UNSURE if entry.fuzzy else TOOL,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
        changed += 1
    return changed


def open_sentences(translation: Translation) -> int:
    """How many sentences are not translated, not confirmed or not right. Two queries."""
    done = _translations(translation)
    found = [done.get((row.string_id, row.context_id)) for row in _places(translation).values()]
    return sum(1 for row in found if row is None or _is_open(row))


def _is_open(translation: StringTranslation) -> bool:
    return translation.has_error or bool(problem_of(translation))


def _places(translation: Translation) -> dict[Place, StringSegment]:
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .order_by("order")
        .select_related("string", "context")
    )
    return {in_one_line((one.context.path, one.string.data)): one for one in segments}


def _translations(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    ).select_related("translation_of")
    return {(row.translation_of_id, row.context_id): row for row in rows}
