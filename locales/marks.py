"""Links, bold words and line breaks within a sentence: a translation has exactly its original's.

wagtail-localize gives each sentence with its inline tags, links as ``<a id="a1">…</a>``; where they
lead is kept apart. A tag that is lost takes a link from readers without a word. Their order is the
translator's: other languages put other words first.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from locales.direction import ISOLATE, POP
from locales.segments import plain

INLINE = frozenset(("a", "abbr", "acronym", "b", "code", "em", "i", "strong"))
MAX_TAGS = 200  # in one sentence; beyond, wagtail-localize's own reading of tags breaks off
SHOWN = 60  # letters of a text that a message repeats

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAKS = re.compile(r"\s*<br\s*/?>[^\S\n]*\n?|\s*\n", re.IGNORECASE)


@dataclass(slots=True)
class Mark:
    """One pair of tags with the text between them."""

    name: str
    id: str
    text: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        return self.name, self.id

    @property
    def tag(self) -> str:
        return f'<{self.name} id="{self.id}">' if self.id else f"<{self.name}>"

    @property
    def sign(self) -> str:
        return as_signs(self.tag)


class _Reader(HTMLParser):
    """The marks of a sentence, and what stands in it that is none."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[Mark] = []
        self.breaks = 0
        self.foreign: list[str] = []
        self.crossed: list[str] = []
        self.within_itself: list[Mark] = []
        self._open: list[Mark] = []
        self.feed(html)
        self.close()
        self.crossed += [mark.tag for mark in self._open]

    def handle_starttag(self, tag, attrs):
        if tag == "br" and not attrs:
            self.breaks += 1
            return
        given = dict(attrs)
        id_ = given.pop("id", None) or "" if tag == "a" else ""
        if tag not in INLINE or given:
            self.foreign.append(self.get_starttag_text() or f"<{tag}>")
            return
        mark = Mark(tag, id_)
        if any(other.name == tag for other in self._open):
            self.within_itself.append(mark)
        self.marks.append(mark)
        self._open.append(mark)

    def handle_startendtag(self, tag, attrs):
        depth = len(self._open)
        self.handle_starttag(tag, attrs)
        del self._open[depth:]

    def handle_endtag(self, tag):
        if tag == "br":
            self.breaks += 1
        elif self._open and self._open[-1].name == tag:
            self._open.pop()
        else:
            self.crossed.append(f"</{tag}>")

    def handle_data(self, data):
        for mark in self._open:
            mark.text += data

    def handle_comment(self, data):
        self.foreign.append("<!-- -->")

    handle_decl = unknown_decl = handle_pi = handle_comment


def as_signs(tags: str) -> str:
    """Tags as a message shows them: in their own order, in right-to-left text too."""
    return f"{ISOLATE}{tags}{POP}"


def shortened(text: str) -> str:
    """The text of a sentence as messages repeat it."""
    text = plain(text)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "…"


def mark_problem(source: str, translation: str) -> str:
    """What is wrong with the links and marks of a translation, in words; "" if nothing is."""
    if translation.count("<") > MAX_TAGS:
        return _("There are more marks in it than a sentence can have.")
    there, wanted = _Reader(translation), _Reader(source)
    return (
        _foreign(there)
        or _other_marks(wanted, there)
        or _nesting(wanted, there)
        or _empty(wanted, there)
        or _other_breaks(wanted, there)
    )


def foreign_marks(translation: str) -> str:
    """What stands in a translation that no sentence may have, in words; "" if nothing does."""
    if translation.count("<") > MAX_TAGS:
        return _("There are more marks in it than a sentence can have.")
    return _foreign(_Reader(translation))


def with_line_breaks(source: str, translation: str) -> str:
    """The translation, each line break typed as such written like those of the original."""
    translation = translation.replace("\r\n", "\n").strip()
    return _BREAKS.sub("<br/>" if _BREAK.search(source) else _blank, translation)


def _blank(found: re.Match[str]) -> str:
    return found[0] if _BREAK.search(found[0]) else " "


def tame(translation: str) -> str:
    """The translation; its text alone if it has so many tags that it can only be an attack."""
    if translation.count("<") <= MAX_TAGS:
        return translation
    return escape(re.sub(r"<[^<>]*>?", "", translation))


def _foreign(there: _Reader) -> str:
    if not there.foreign:
        return ""
    return _("%(tag)s does not belong here. Only the marks of the original may be used.") % {
        "tag": as_signs(there.foreign[0][:SHOWN])
    }


def _other_marks(wanted: _Reader, there: _Reader) -> str:
    asked = Counter(mark.kind for mark in wanted.marks)
    found = Counter(mark.kind for mark in there.marks)
    for mark in wanted.marks:
        if found[mark.kind] < asked[mark.kind]:
            return _is_missing(mark)
    for mark in there.marks:
        if mark.kind not in asked:
            return _("%(tag)s is not in the original.") % {"tag": mark.sign}
        if found[mark.kind] > asked[mark.kind]:
            return _is_doubled(next(one for one in wanted.marks if one.kind == mark.kind))
    return ""


def _is_missing(mark: Mark) -> str:
    signs = as_signs(f"{mark.tag}…</{mark.name}>")
    values = {"text": shortened(escape(mark.text)), "signs": signs}
    if mark.name == "a":
        return _("The link “%(text)s” is missing: %(signs)s.") % values
    return _("The highlighting of “%(text)s” is missing: %(signs)s.") % values


def _is_doubled(mark: Mark) -> str:
    values = {"text": shortened(escape(mark.text)), "tag": mark.sign}
    if mark.name == "a":
        return _("The link “%(text)s” is there more than once: %(tag)s.") % values
    return _("The highlighting of “%(text)s” is there more than once: %(tag)s.") % values


def _nesting(wanted: _Reader, there: _Reader) -> str:
    if there.crossed and there.crossed != wanted.crossed:
        return _("%(tag)s has no counterpart, or crosses another mark.") % {
            "tag": as_signs(there.crossed[0])
        }
    if there.within_itself and not wanted.within_itself:
        return _("%(tag)s stands within another mark of its kind.") % {
            "tag": there.within_itself[0].sign
        }
    return ""


def _empty(wanted: _Reader, there: _Reader) -> str:
    written = {mark.kind for mark in wanted.marks if plain(escape(mark.text))}
    for mark in there.marks:
        if mark.kind in written and not plain(escape(mark.text)):
            if mark.name == "a":
                return _("There is no text in the link %(tag)s.") % {"tag": mark.sign}
            return _("There is no text between %(tag)s and its end.") % {"tag": mark.sign}
    return ""


def _other_breaks(wanted: _Reader, there: _Reader) -> str:
    if there.breaks == wanted.breaks:
        return ""
    return _("Line breaks: %(asked)d in the original, %(found)d in the translation.") % {
        "asked": wanted.breaks, "found": there.breaks,
    }  # fmt: skip
