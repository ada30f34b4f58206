"""Errors a partner can act on: RFC 9457, ``application/problem+json``."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from home.contract_parts import Part

TITLES = {
    404: "Not found",
    405: "Method not allowed",
    410: "Withdrawn",
    422: "Unprocessable parameters",
    429: "Too many requests",
    503: "Temporarily unavailable",
}


class ParameterError(Part):
    """What is wrong with one parameter, and what to send instead."""

    parameter: str
    """Name of the parameter."""
    detail: str
    """What is wrong, and what to send."""


class Problem(Part):
    """An error as RFC 9457 describes it."""

    type: str = "about:blank"
    """Kind of problem."""
    title: str
    """The kind of problem in words."""
    status: int
    """Status of the answer."""
    detail: str
    """What happened and what to do."""
    errors: list[ParameterError] = []
    """What is wrong with which parameter; empty for other problems."""


class Gone(Problem):
    """Something that was public and was taken back."""

    reason: str
    """Why: a code of the list `withdrawal_reasons`; empty where nothing was said."""
    at: datetime
    """When (RFC 3339, UTC)."""
    successor: UUID | None
    """Key of what took its place; null if nothing did."""


@dataclass
class ApiError(Exception):
    """Raised anywhere while answering; becomes the problem document."""

    status: int
    detail: str
    errors: list[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        document = {
            "type": "about:blank",
            "title": TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
            "errors": [{"parameter": name, "detail": text} for name, text in self.errors],
            **self.extra,
        }
        return json.dumps(document, ensure_ascii=False).encode()
