"""Which of our languages a reader or a partner means (RFC 4647; RFC 9110, Accept-Language)."""

from functools import cache

from locales.languages import SOURCE, public_languages

MAX_HEADER_CHARS = 500


@cache
def _names() -> dict[str, str]:
    """Lower-cased tag, BCP 47 tag or alias to our tag, public languages only."""
    names: dict[str, str] = {}
    for language in public_languages():
        for name in (language.tag, language.bcp47, *language.aliases):
            names[name.lower()] = language.tag
    return names


def tag_of(name: str) -> str | None:
    """Our tag for a tag, BCP 47 tag or alias in any case, cut from the right until one fits.

    None for unknown and not-public languages alike: the answer tells nothing of what is planned.
    """
    parts = name.strip().lower().replace("_", "-").split("-")
    while parts and parts[0]:
        tag = _names().get("-".join(parts))
        if tag:
            return tag
        parts.pop()
        if (
            parts and len(parts[-1]) == 1
        ):  # RFC 4647 3.4: a single-letter subtag goes with its successor
            parts.pop()
    return None


def negotiate(accept_language: str) -> str:
    """Our tag for an ``Accept-Language`` header. Never errs; German if nothing fits."""
    refused: set[str] = set()
    wanted: list[tuple[float, str]] = []
    for item in accept_language[:MAX_HEADER_CHARS].split(","):
        name, _, parameters = item.partition(";")
        quality = _quality(parameters)
        tag = tag_of(name)
        if quality == 0:
            if name.strip() == "*":
                refused.add("*")
            elif tag:
                refused.add(tag)
        elif tag:
            wanted.append((-quality, tag))
    # Stable: of equal quality, the first named wins.
    for _quality_rank, tag in sorted(wanted, key=lambda pair: pair[0]):
        if tag not in refused:
            return tag
    return SOURCE


def _quality(parameters: str) -> float:
    """The ``q`` of one item, 0 to 1; what cannot be read counts as refused."""
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0
