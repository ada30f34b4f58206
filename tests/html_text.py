"""What a page says, in which language, and what right-to-left text would put out of order."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from locales.direction import ISOLATE, POP

VOID = {"meta", "link", "input", "img", "br", "wbr", "hr", "path", "circle", "source"}
INLINE = {
    "a", "abbr", "b", "bdi", "cite", "em", "i", "small", "span", "strong", "time", "wbr",
}  # fmt: skip
SPOKEN = {"alt", "aria-label", "title", "placeholder", "content"}  # attributes people read or hear
_ORDERED = re.compile(r"\d|\w@\w|https?:|www\.")
_ISOLATED = re.compile(f"{ISOLATE}[^{POP}]*{POP}")


class Page(HTMLParser):
    """Texts of a page with the language each stands under, and those that are out of order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str, bool]] = [("", "", True)]  # element, language, is in order
        self.texts: list[tuple[str, str]] = []
        self.bare: list[str] = []
        self._line: list[tuple[str, str]] = []
        self.feed(html)
        self._end_line()

    @property
    def language(self) -> str:
        return self.stack[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self.language)
        in_order = self._is_in_order(tag, given)
        if tag not in INLINE:
            self._end_line()
        self._read_attributes(tag, given, language, in_order)
        if tag not in VOID:
            self.stack.append((tag, language, in_order))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Void, or a shape of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_line()
        while len(self.stack) > 1 and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language, in_order = self.stack[-1]
        if tag in ("style", "script"):
            return
        if tag != "bdi":  # a number, an address or a name: the same in every language
            self._line.append((language, data))
        if not in_order and _ORDERED.search(_ISOLATED.sub("", data)):
            self.bare.append(data.strip())

    def _is_in_order(self, tag: str, given: dict[str, str]) -> bool:
        if "dir" in given:
            return given["dir"] == "ltr" or tag == "bdi"
        return self.stack[-1][2] or tag in ("bdi", "svg")

    def _read_attributes(self, tag: str, given: dict, language: str, in_order: bool) -> None:
        if tag == "meta" and given.get("name", given.get("property", "")) not in PROSE:
            return
        for name in SPOKEN & given.keys():
            self.texts.append((language, given[name]))
            if not in_order and _ORDERED.search(_ISOLATED.sub("", given[name])):
                self.bare.append(given[name])

    def _end_line(self) -> None:
        """What was said since the last block began, each language by itself."""
        for language in dict.fromkeys(language for language, _text in self._line):
            said = " ".join(text for of, text in self._line if of == language)
            if said.strip():
                self.texts.append((language, " ".join(said.split())))
        self._line = []


PROSE = {"description", "og:title", "og:description"}


def bare_numbers(html: str) -> list[str]:
    """Numbers and addresses of a page that right-to-left text would put out of order."""
    return Page(html).bare


def texts_by_language(html: str) -> Iterator[tuple[str, str]]:
    """Pairs of BCP 47 tag and text, a block of text each."""
    yield from Page(html).texts
