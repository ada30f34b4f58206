"""How long things are kept that only pile up; 0 keeps them for ever. See docs/keeping.md."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

DEFAULTS = {
    "KEEP_TASKS_DAYS": 14,
    "KEEP_LOG_ENTRIES_DAYS": 730,
    "KEEP_JOURNAL_DAYS": 180,
    "KEEP_REVISIONS_DAYS": 365,
    "KEEP_REVISIONS": 20,
}


def numbers(environment: Mapping[str, str]) -> dict[str, int]:
    """Each of ``DEFAULTS`` as the environment has it; ImproperlyConfigured names what is none."""
    return {name: _number(name, environment.get(name, "")) for name in DEFAULTS}


def _number(name: str, text: str) -> int:
    if not text.strip():
        return DEFAULTS[name]
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ImproperlyConfigured(
            f"{name} must be a whole number, 0 to keep everything; for example {DEFAULTS[name]}."
        )
    return int(text)
