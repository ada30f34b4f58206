"""What a drill gives back: one row of the table for each kind of case."""

from dataclasses import dataclass, field


@dataclass
class Row:
    """How many cases of a kind were tried, and each that did not go as it must."""

    what: str
    tried: int = 0
    failed: list[str] = field(default_factory=list)  # a sentence each: the case, and what happened
