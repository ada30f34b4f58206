"""Errors a partner can act on: RFC 9457, ``application/problem+json``.

Each kind of problem has an address that stays the same, so that a client can tell them apart, and
at which a person finds what it means (``explanations``).
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from home.contract_parts import Part


@dataclass(frozen=True)
class Kind:
    """One kind of problem: the last part of its address, and what a partner does about it."""

    name: str
    status: int
    title: str
    meaning: str


NOT_FOUND = Kind(
    "not-found",
    404,
    "Not found",
    "Nothing is at this address, or nothing that is public: a text that was never there, is not "
    "published yet, has expired or is not for everybody gives the same answer. Do not ask again "
    "until the journal (/api/v1/changes) names it. /api/v1/ lists the addresses there are.",
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    "Method not allowed",
    "The API is for reading: GET, HEAD and OPTIONS are possible at every address, nothing else.",
)
WITHDRAWN = Kind(
    "withdrawn",
    410,
    "Withdrawn",
    "This was public and was taken back. Delete your copy. `reason` says why, `at` since when, "
    "`successor` is the id of what took its place, as long as that is public.",
)
START_ANEW = Kind(
    "start-anew",
    410,
    "Start anew",
    "The journal does not go on from the cursor you sent: its place was never in this journal, is "
    "older than what is kept, or was lost when a backup was restored. Ask for "
    "/api/v1/changes?since=now and keep the cursor, read the lists, delete what is in none of "
    "them, and go on from that cursor.",
)
UNUSABLE_PARAMETERS = Kind(
    "unusable-parameters",
    422,
    "Unprocessable parameters",
    "A parameter is unknown, repeated, missing or has a value that cannot be used. `errors` names "
    "each one as you sent it, and what to send instead. Asking again unchanged gives the same.",
)
FOREIGN_CURSOR = Kind(
    "foreign-cursor",
    422,
    "Not a cursor of this list",
    "A cursor is good only for the list, the order and the filters it was given for. Start anew "
    "from the first page, without a cursor, and follow `next` unchanged.",
)
TOO_MANY_REQUESTS = Kind(
    "too-many-requests",
    429,
    "Too many requests",
    "Ask again after `Retry-After` seconds, and less often: once a minute is enough for a portal.",
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    "Temporarily unavailable",
    "The fault is ours and passes by itself. Keep what you have, and ask again after "
    "`Retry-After` seconds.",
)
KINDS = {
    kind.name: kind
    for kind in (
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        WITHDRAWN,
        START_ANEW,
        UNUSABLE_PARAMETERS,
        FOREIGN_CURSOR,
        TOO_MANY_REQUESTS,
        UNAVAILABLE,
    )
}
USUAL = {kind.status: kind for kind in reversed(KINDS.values())}  # the first of each status
TITLES = {status: kind.title for status, kind in USUAL.items()}


def type_address(kind: Kind) -> str:
    """Where a kind of problem is explained; the same text in every answer of that kind."""
    return f"{settings.PUBLIC_BASE_URL}/api/v1/problems/{kind.name}"


class ParameterError(Part):
    """What is wrong with one parameter, and what to send instead."""

    parameter: str
    """Name of the parameter."""
    detail: str
    """What is wrong, and what to send."""


class Problem(Part):
    """An error as RFC 9457 describes it."""

    type: str
    """Kind of problem: the address of its explanation."""
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
    """Raised anywhere while answering; becomes the problem document.

    Without a ``kind`` it is the usual one of its status.
    """

    status: int
    detail: str
    errors: list[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    kind: Kind | None = None

    def body(self) -> bytes:
        kind = self.kind or USUAL[self.status]
        document = {
            "type": type_address(kind),
            "title": kind.title,
            "status": self.status,
            "detail": self.detail,
            "errors": [{"parameter": name, "detail": text} for name, text in self.errors],
            **self.extra,
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
