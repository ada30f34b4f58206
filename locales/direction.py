"""Numbers, e-mail addresses and web addresses keep their order inside right-to-left text.

The bidirectional algorithm shows "06132 000-12" with its groups reversed: a reader dials a wrong
number. https://www.w3.org/International/articles/inline-bidi-markup/
"""

import re

ISOLATE, POP = "\u2066", "\u2069"  # LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE

_TAGS = re.compile(r"(<[^>]*>)")
_TOKENS = re.compile(
    r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    # Arabic prefixes stand before a number without a space; an entity or "B2" is no number.
    r"|(?<![&#])(?<![^\W\u0600-\u06ff])"
    r"\+?\(?\d+(?:[ .,:/()\u2013-]{1,2}\d+)*%?(?![^\W\u0600-\u06ff])"
)


def isolate_html(html: str) -> str:
    """HTML with ``<bdi dir="ltr">`` around every number and address outside tags and ``bdi``."""
    parts = _TAGS.split(html)
    depth = 0
    for index, part in enumerate(parts):
        if index % 2:
            depth += part.startswith("<bdi") - part.startswith("</bdi")
        elif not depth:
            parts[index] = _TOKENS.sub(lambda match: f'<bdi dir="ltr">{match[0]}</bdi>', part)
    return "".join(parts)


def isolate_text(text: str) -> str:
    """Plain text with Unicode isolates around every number and address, for feeds and mails."""
    return _TOKENS.sub(lambda match: f"{ISOLATE}{match[0]}{POP}", text)
