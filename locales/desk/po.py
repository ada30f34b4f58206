"""Translations as gettext PO files, out and in. What does not fit exactly is refused as a whole.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import re
from dataclasses import dataclass

import polib
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from locales.languages import LANGUAGES
from locales.segments import UNSURE, plain

MAX_BYTES = 5 * 1024 * 1024
ID_HEADER = "X-WagtailLocalize-TranslationID"
TOOL = "PO file"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is refused; ``line`` is 0 where it is about the whole file."""

    line: int
    text: str

    def __str__(self) -> str:
        return (
            _("Line %(line)d: %(text)s") % {"line": self.line, "text": self.text}
            if self.line
            else self.text
        )


class POError(Exception):
    """The file is refused; nothing of it was applied."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def file_name(translation: Translation) -> str:
    name = slugify(translation.source.object_repr) or "text"
    return f"{name}-{translation.target_locale.language_code}.po"


def export(translation: Translation) -> polib.POFile:
    """All sentences in order, each once per place; unsure ones are marked fuzzy. Two queries."""
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
        flags = ["fuzzy"] if found and found.tool_name == UNSURE else []
        po.append(
            polib.POEntry(msgctxt=path, msgid=text, msgstr=found.data if found else "", flags=flags)
        )
    return po


def read(translation: Translation, content: bytes) -> polib.POFile:
    """The file, if it is whole and fits this translation exactly. POError otherwise."""
    if len(content) > MAX_BYTES:
        raise POError([Problem(0, _("The file is larger than 5 MB."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise POError([Problem(line, _("The file is not encoded in UTF-8."))]) from error
    try:
        # The line break keeps polib from taking the content for the name of a file.
        po = polib.pofile(text.rstrip() + "\n")
    except (OSError, ValueError, IndexError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise POError(
            [Problem(line, _("This is not a PO file, or it is damaged here."))]
        ) from error
    problems = _header_problems(translation, po) or list(_entry_problems(translation, po))
    if problems:
        raise POError(problems)
    return po


@transaction.atomic
def take_in(translation: Translation, content: bytes, *, user) -> int:
    """How many sentences changed. POError, and nothing applied, if the file does not fit."""
    po = read(translation, content)
    places, done = _places(translation), _translations(translation)
    changed = 0
    for entry in po:
        if entry.obsolete:
            continue
        segment = places[entry.msgctxt, entry.msgid]
        tool = UNSURE if entry.fuzzy else TOOL
        found = done.get((segment.string_id, segment.context_id))
        if found and found.data == entry.msgstr and (found.tool_name == UNSURE) == entry.fuzzy:
            continue
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=translation.target_locale,
            defaults={
                "data": entry.msgstr,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": tool,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
        changed += 1
    return changed


def _places(translation: Translation) -> dict[tuple[str, str], StringSegment]:
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .order_by("order")
        .select_related("string", "context")
    )
    return {(segment.context.path, segment.string.data): segment for segment in segments}


def _translations(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    return {(row.translation_of_id, row.context_id): row for row in rows}


def _header_problems(translation: Translation, po: polib.POFile) -> list[Problem]:
    found = po.metadata.get(ID_HEADER)
    if not found:
        return [
            Problem(
                1,
                _("The header that says which text this is (%(name)s) is missing.")
                % {"name": ID_HEADER},
            )
        ]
    if found != str(translation.uuid):
        return [Problem(1, _("This file belongs to another text or another language."))]
    return []


def _entry_problems(translation: Translation, po: polib.POFile):
    places = _places(translation)
    seen: set[tuple[str, str]] = set()
    for entry in po:
        if entry.obsolete:
            continue
        place = (entry.msgctxt or "", entry.msgid)
        if place not in places:
            yield Problem(
                entry.linenum or 0,
                _("“%(text)s” is not a sentence of this text.") % _shown(entry.msgid),
            )
        elif place in seen:
            yield Problem(entry.linenum or 0, _("“%(text)s” occurs twice.") % _shown(entry.msgid))
        elif reason := _text_problem(entry):
            yield Problem(entry.linenum or 0, reason)
        seen.add(place)
    last = max((entry.linenum or 0 for entry in po), default=1)
    for _path, text in places.keys() - seen:
        yield Problem(last, _("“%(text)s” is missing from the file.") % _shown(text))


def _text_problem(entry: polib.POEntry) -> str:
    """Why the text of an entry cannot be taken, or nothing."""
    if entry.msgid_plural or entry.msgstr_plural:
        return _("Plural forms are not used here.")
    if not plain(entry.msgstr):
        return _("“%(text)s” is not translated yet.") % _shown(entry.msgid)
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError as error:
        return _("“%(text)s”: the formatting or links are wrong (%(reason)s).") % {
            **_shown(entry.msgid), "reason": error,
        }  # fmt: skip
    return ""


def _shown(text: str) -> dict[str, str]:
    text = plain(text)
    return {"text": text if len(text) <= 60 else text[:57] + "…"}
