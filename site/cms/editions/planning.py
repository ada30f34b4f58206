"""Who gets which edition when: pure functions, no database.

A placement is split at every moment at which the visibility of any of the object's languages
changes, so that fallback chains and embargoes are resolved when publishing, never when reading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Window:
    """When one language of an object is visible; half-open."""

    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def clipped(self, other: "Window") -> "Window":
        return Window(max(self.start, other.start), min(self.end, other.end))

    @property
    def is_empty(self) -> bool:
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Slot:
    """A reader of ``locale`` gets the edition in ``served`` from ``start`` until ``end``.

    ``real`` are the languages visible then, in the order given: what a switcher may offer.
    """

    locale: str
    served: str
    start: datetime
    end: datetime
    real: tuple[str, ...]


def plan_slots(
    windows: Mapping[str, Window], chains: Mapping[str, Iterable[str]], after: datetime
) -> list[Slot]:
    """Slots of all readers' languages that end after ``after``, without overlap, in order of time.

    ``windows`` holds the real languages of the object; ``chains`` the tags to try per reader.
    """
    shown = {tag: window for tag, window in windows.items() if not window.is_empty}
    moments = sorted({moment for window in shown.values() for moment in (window.start, window.end)})
    slots = []
    for start, end in pairwise(moments):
        if end <= after:
            continue
        real = tuple(tag for tag, window in shown.items() if start in window)
        for locale, chain in chains.items():
            served = next((tag for tag in chain if tag in real), None)
            if served is not None:
                slots.append(Slot(locale, served, start, end, real))
    return slots
