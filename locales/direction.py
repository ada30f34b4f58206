"""Numbers, e-mail addresses and web addresses keep their order inside right-to-left text.

The bidirectional algorithm shows "06132 000-12" with its groups reversed: a reader dials a wrong
number. https://www.w3.org/International/articles/inline-bidi-markup/
"""

import re

ISOLATE, POP = "\u2066", "\u2069"  # LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE
OWN = "\u2068"  # FIRST STRONG ISOLATE: what follows runs as its first letter does

_TAGS = re.compile(r"(<[^>]*>)")
_RIGHT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"  # Hebrew, Arabic and their neighbours
_WORD = rf"[^\W{_RIGHT}]"  # a letter or digit that goes from left to right
_SPACE = r"(?:[ \u00a0\u2000-\u200a\u202f\u205f]|&nbsp;)"
_DASH = r"\u002d\u2010-\u2015\u2212"
_BETWEEN = (
    rf"(?:{_SPACE}?[.,:/()+*×{_DASH}]{{1,2}}{_SPACE}?[()]?|{_SPACE}{{1,2}}[()]?"
    rf"|[.)]{_SPACE}?[/{_DASH}]{_SPACE}?)"
)
_END = r"[^\s<>\".,;:!?)\]»”’،؛؟]"
_TOKENS = re.compile(
    rf"(?:https?://|(?<!{_WORD})www\.)[^\s<>\"]*{_END}"
    rf"|(?:[^\W{_RIGHT}]|[.+%-])+@[\w-]+(?:\.[\w-]+)+"
    # An address without its scheme: "stadt.de/2026/".
    rf"|(?<![@./-])(?<!{_WORD})(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}(?::\d+)?(?:/(?:[^\s<>\"]*{_END})?)?"
    # Arabic prefixes stand before a number without a space; an entity or "B2" is no number.
    rf"|(?<![&#])(?<!{_WORD})(?:[+±]|(?<!\w)[{_DASH}])?"
    rf"(?:\(\+?)?\d+(?:{_BETWEEN}\d+)*\)?"
    rf"(?:{_SPACE}?(?:°[CF]?|[%‰€$£])|\+)?(?!{_WORD})"
)
_RIGHT_LETTER = re.compile(rf"[{_RIGHT}]")
_LEFT_LETTER = re.compile(rf"(?![\d_]){_WORD}")
_SINGLE, _DOUBLE = r"(?:[‘’‚']|&#x27;|&#39;)", r"(?:[\"“”„]|&quot;)"
_QUOTED = re.compile(
    rf"(?<!\w)({_SINGLE})(.+?)({_SINGLE})(?!\w)|({_DOUBLE})(.+?)({_DOUBLE})|(«)(.+?)(»)", re.DOTALL
)


def isolate_quoted(text: str) -> str:
    """A message, plain or HTML, with isolates around what it quotes: a title in it keeps its order.

    Unchanged where all letters run in one direction.
    """
    parts = _TAGS.split(text)
    for index in range(0, len(parts), 2):
        if _RIGHT_LETTER.search(parts[index]) and _LEFT_LETTER.search(parts[index]):
            parts[index] = _QUOTED.sub(_in_isolate, parts[index])
    return "".join(parts)


def _in_isolate(match: re.Match[str]) -> str:
    begin, quoted, end = (group for group in match.groups() if group is not None)
    return f"{begin}{OWN}{quoted}{POP}{end}"


def isolate_html(html: str) -> str:
    """HTML with ``<bdi dir="ltr">`` around every number and address outside tags and ``bdi``."""
    parts = _TAGS.split(html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            depth += part.startswith("<bdi") - part.startswith("</bdi")
        elif not depth:
            parts[index] = _TOKENS.sub(_in_bdi, part)
    return "".join(parts)


def isolate_text(text: str) -> str:
    """Plain text with Unicode isolates around every number and address, for feeds and mails."""
    return _TOKENS.sub(lambda match: _around(match[0], ISOLATE, POP), text)


def _in_bdi(match: re.Match[str]) -> str:
    return _around(match[0], '<bdi dir="ltr">', "</bdi>")


def _around(run: str, begin: str, end: str) -> str:
    """A run between two marks; a bracket whose other half stands in the text around stays there."""
    first, last = 0, len(run)
    if run[0] == "(" and run.count("(") > run.count(")"):
        first = 1
    if run[-1] == ")" and run.count(")") > run.count("("):
        last -= 1
    return f"{run[:first]}{begin}{run[first:last]}{end}{run[last:]}"
