"""Errors a partner can act on: RFC 9457, ``application/problem+json``."""

import json
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

TITLES = {
    404: "Not found",
    405: "Method not allowed",
    410: "Withdrawn",
    422: "Unprocessable parameters",
    429: "Too many requests",
    503: "Temporarily unavailable",
}


class ParameterError(BaseModel):
    """What is wrong with one parameter, and what to send instead."""

    parameter: str
    detail: str


class Problem(BaseModel):
    """An error as RFC 9457 describes it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[ParameterError] = []


class Gone(Problem):
    """Something that was public and was taken back."""

    reason: str
    at: str
    successor: str | None = None


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
