"""Names in the environment that were meant for us but are not ours: nobody would read them."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from cms.settings.variables import BY_NAME

ALIKE = 0.87
# Nothing else on a server begins so.
OURS = ("EMAIL_", "OFFICE_", "SECURE_", "MEDIA_NAME_", "AWS_STORAGE_", "AWS_PUBLIC_", "AWS_S3_")
# Read elsewhere, by programs that stand beside ours.
OF_OTHERS = {"STATE_DIRECTORY", "HOSTNAME", "HOST", "PORT", "AWS_REGION", "AWS_SESSION_TOKEN"}


def misspelt(names: Iterable[str]) -> list[str]:
    """A sentence for each name that is nearly one of ours, or begins like ours and is none."""
    told = []
    for name in sorted(set(names) - set(BY_NAME) - OF_OTHERS):
        known, likeness = _nearest(name)
        if likeness >= ALIKE or name.startswith(OURS):
            told.append(
                f"{name} is no variable of this site. Perhaps {known} is meant?"
                f" Example: {known}={BY_NAME[known].example}"
            )
    return told


def _nearest(name: str) -> tuple[str, float]:
    letters = _letters(name)
    likeness = {known: SequenceMatcher(None, letters, _letters(known)).ratio() for known in BY_NAME}
    best = max(likeness, key=lambda known: likeness[known])
    return best, likeness[best]


def _letters(name: str) -> str:
    return name.upper().replace("_", "").replace("-", "")
