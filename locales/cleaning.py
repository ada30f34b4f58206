"""What people type or paste, made clean once, where it comes in: forms, blocks, imports, code.

One form of letters (NFC), one kind of line break, nothing that cannot be seen and does no work.
Kept is what writing needs: joiners (U+200C and U+200D spell Persian words), soft hyphens, no-break
spaces, and marks of direction that come in pairs. Every function here is idempotent.
https://www.unicode.org/reports/tr9/ https://www.w3.org/TR/unicode-xml/
"""

import re
import unicodedata
from html import unescape

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HARD_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # what Word calls a line break
_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff"  # zero width, word joiner, byte order mark
    "\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"  # no characters, or of no text
)
_IN_ONE_LINE = re.compile(r"[ \t]*\n[ \t\n]*")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_TAGS = re.compile(r"(<[^<>]*>)")
_PARAGRAPHS = re.compile(
    r"(</?(?:p|li|ul|ol|dl|dt|dd|div|blockquote|h[1-6]|hr|br|table|tr|td|th)\b[^<>]*>|\n)",
    re.IGNORECASE,
)
_THINGS = re.compile(r"<(?:img|embed|hr)\b", re.IGNORECASE)  # seen without a word

_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_DIRECTIONS = re.compile(f"[{_EMBEDDINGS}{_END_OF_EMBEDDING}{_ISOLATES}{_END_OF_ISOLATE}]")

# Letters by their category, and yet nothing is printed.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def cleaned(text: str) -> str:
    """Text of any number of lines; "" if nothing of it can be seen."""
    text = _OUT.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")
    text = "\n".join(_paired(line) for line in text.split("\n"))
    text = unicodedata.normalize("NFC", text).strip()
    return text if is_visible(text) else ""


def cleaned_line(text: str) -> str:
    """Text of one line: a line break is a space."""
    return _IN_ONE_LINE.sub(" ", cleaned(text))


def cleaned_html(html: str) -> str:
    """HTML, its tags and links as they are; "" if nothing of it can be seen."""
    html = _REFERENCE.sub(_written_out, html)
    html = "".join(_in_tag(part) if part[:1] == "<" else _in_text(part) for part in _parts(html))
    html = "".join(_paired(part) for part in _PARAGRAPHS.split(html)).strip()
    return html if _THINGS.search(html) or is_visible(unescape(_TAGS.sub("", html))) else ""


def is_visible(text: str) -> bool:
    """Whether a reader sees anything: a letter, digit, sign. Marks and spaces alone are nothing."""
    return any(_is_printed(letter) for letter in text)


def says_something(text: str) -> bool:
    """Whether there is a letter, a digit or a symbol; a dash or dots alone say nothing."""
    return any(_is_printed(letter) and unicodedata.category(letter)[0] != "P" for letter in text)


def _is_printed(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK


def _parts(html: str) -> list[str]:
    return [part for part in _TAGS.split(html) if part]


def _in_tag(tag: str) -> str:
    return _OUT.sub("", _BREAKS.sub(" ", tag)).replace("\t", " ")


def _in_text(text: str) -> str:
    text = _OUT.sub("", _BREAKS.sub("\n", _HARD_BREAKS.sub("<br/>", text))).replace("\t", " ")
    # A text of its own: a mark after a tag would otherwise swallow the tag's bracket.
    return unicodedata.normalize("NFC", text)


def _written_out(match: re.Match[str]) -> str:
    """The character of a reference, if it is one that is cleaned away; else the reference."""
    letter = unescape(match[0])  # nothing at all for most of the controls
    unwanted = (
        not letter or _OUT.match(letter) or _BREAKS.match(letter) or _DIRECTIONS.match(letter)
    )
    return letter if unwanted else match[0]


def _paired(line: str) -> str:
    """One paragraph without marks of direction that are not closed, or close nothing."""
    if not _DIRECTIONS.search(line):
        return line
    opened: list[int] = []
    single: set[int] = set()
    for index, letter in enumerate(line):
        if letter in _EMBEDDINGS or letter in _ISOLATES:
            opened.append(index)
        elif letter == _END_OF_EMBEDDING:
            if opened and line[opened[-1]] in _EMBEDDINGS:
                opened.pop()
            else:
                single.add(index)
        elif letter == _END_OF_ISOLATE:
            isolates = [place for place in opened if line[place] in _ISOLATES]
            if isolates:
                # It closes what was opened within the isolate too: that stays without its end.
                single.update(place for place in opened if place > isolates[-1])
                opened = [place for place in opened if place < isolates[-1]]
            else:
                single.add(index)
    single.update(opened)
    return "".join(letter for index, letter in enumerate(line) if index not in single)
