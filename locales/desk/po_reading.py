"""Reading a PO file that somebody brings: its limits first, then what fits this translation.

What is missing or empty stays open and is no mistake; what is wrong refuses the whole file, with
its line. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import polib
from django.utils.translation import gettext as _

from locales.marks import foreign_marks, mark_problem, shortened
from locales.segments import is_untranslated

MAX_BYTES = 500_000  # and three times what was given out, if that is more
MAX_LINES = 20_000
MAX_PROBLEMS = 200  # who has more has the wrong file
ID_HEADER = "X-WagtailLocalize-TranslationID"

Place = tuple[str, str]  # context path and German sentence

# polib takes each of these for the end of a line; in a file they are letters like any other.
_LINE_ENDS_FOR_POLIB = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# polib takes a line that was cut off within its text for a whole one.
_WHOLE_LINE = re.compile(r"#.*|\s*|(?:msg[\w\[\]]+\s*)?\"(?:[^\"\\]|\\.)*\"\s*")


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


def parsed(content: bytes, max_bytes: int) -> polib.POFile:
    """The file as polib reads it. POError if it is too large, or no PO file."""
    if len(content) > max_bytes:
        limit = _("The file is larger than %(limit)d kB: it cannot be a translation of this text.")
        raise POError([Problem(0, limit % {"limit": max_bytes // 1000})])
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if content.count(b"\n") > MAX_LINES:
        limit = _("The file has more than %(limit)d lines.")
        raise POError([Problem(MAX_LINES, limit % {"limit": MAX_LINES})])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise POError([Problem(line, _("The file is not encoded in UTF-8."))]) from error
    text = _LINE_ENDS_FOR_POLIB.sub(" ", text)
    damaged = _("This is not a PO file, or it is damaged here.")
    for number, written in enumerate(text.split("\n"), start=1):
        if not _WHOLE_LINE.fullmatch(written):
            raise POError([Problem(number, damaged)])
    try:
        # The line break keeps polib from taking the content for the name of a file.
        return polib.pofile(text.rstrip() + "\n")
    except (OSError, ValueError, IndexError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise POError([Problem(line, damaged)]) from error


def place_of(entry: polib.POEntry) -> Place:
    return entry.msgctxt or "", entry.msgid


def in_one_line(place: Place) -> Place:
    """A place as it comes back from a file."""
    return place[0], _LINE_ENDS_FOR_POLIB.sub(" ", place[1])


def fitting(po: polib.POFile, uuid: str, places: Iterable[Place]) -> list[polib.POEntry]:
    """The entries that say something. POError if any does not belong to these places."""
    problems = _header_problems(po, uuid) or list(
        islice(_entry_problems(po, set(places)), MAX_PROBLEMS)
    )
    if problems:
        raise POError(problems)
    return [entry for entry in po if not is_untranslated(entry.msgid, entry.msgstr)]


def _header_problems(po: polib.POFile, uuid: str) -> list[Problem]:
    found = po.metadata.get(ID_HEADER)
    if not found:
        return [
            Problem(
                1,
                _("The header that says which text this is (%(name)s) is missing.")
                % {"name": ID_HEADER},
            )
        ]
    if found != uuid:
        return [Problem(1, _("This file belongs to another text or another language."))]
    return []


def _entry_problems(po: polib.POFile, places: set[Place]) -> Iterator[Problem]:
    seen: set[Place] = set()
    for entry in po:
        place, values = place_of(entry), {"text": shortened(entry.msgid[:1000])}
        reason = ""
        if entry.obsolete:
            reason = _("“%(text)s” is marked as no longer used (#~). Take it out of the file.")
        elif place not in places:
            reason = _("“%(text)s” is not a sentence of this text.")
        elif place in seen:
            reason = _("“%(text)s” occurs twice.")
        elif problem := _text_problem(entry):
            reason, values = _("“%(text)s”: %(problem)s"), {**values, "problem": problem}
        if reason:
            yield Problem(entry.linenum or 0, reason % values)
        seen.add(place)


def _text_problem(entry: polib.POEntry) -> str:
    """Why the text of an entry cannot be taken, or nothing."""
    if entry.msgid_plural or entry.msgstr_plural:
        return _("Plural forms are not used here.")
    if len(entry.msgstr) > max(2_000, 10 * len(entry.msgid)):
        return _("The translation is more than ten times as long as the original.")
    if problem := foreign_marks(entry.msgstr):
        return problem
    # A suggestion may lack a link: it is open in any case.
    if entry.fuzzy or is_untranslated(entry.msgid, entry.msgstr):
        return ""
    return mark_problem(entry.msgid, entry.msgstr)
