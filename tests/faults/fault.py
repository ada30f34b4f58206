"""What a fault is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A mistake somebody could make in one edit. ``old`` stands exactly once in ``file``."""

    name: str
    stands_for: str
    file: str
    old: str
    new: str
    test: str
    migrates: bool = False  # the database of the tests must be made anew
