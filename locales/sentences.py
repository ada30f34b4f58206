"""One sentence a line, as Leichte Sprache asks for; the stored text knows nothing of it.

https://www.netzwerk-leichte-sprache.org/fileadmin/content/documents/regeln/
"""

import re

EASY = "de-simple"

_END = re.compile(
    r"<[^>]*>"  # a tag is passed over, with what stands in its attributes
    r"|(?P<word>[^\s<>]*[.!?][)“”\"»]?)(?P<tags>(?:</\w+>)*)"
    r"\s+(?=(?:<(?!br)[a-z][^>]*>)*[„“\"»(]?[A-ZÄÖÜ0-9])"
)
# "e. V.", "am 5. Mai" and "Dr. Wellmann" go on.
_ABBREVIATION = re.compile(r"[(„“\"]?(?:[^\W\d_]|\d{1,2}|Dr|Prof|Nr|St|Str|Tel|ca|bzw)\.")


def one_a_line(html: str) -> str:
    """HTML in which every sentence begins a line."""
    return _END.sub(_with_break, html)


def _with_break(found: re.Match[str]) -> str:
    word = found["word"]
    if word is None or _ABBREVIATION.fullmatch(word):
        return found[0]
    return f"{word}{found['tags']}<br>"
