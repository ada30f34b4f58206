"""What is counted: a fixed list, so that nobody outside can make it grow."""

import hashlib

KINDS = ("api", "reader", "embed", "media", "static", "admin", "probe")
STATUSES = (
    200, 204, 206, 301, 302, 304, 400, 403, 404, 405, 406, 410, 412, 413, 416, 422, 429,
    500, 503, 0,
)  # fmt: skip
NEIGHBOURS = ("database", "storage", "mail", "program")
PUBLISHED_WITHIN_S = (0.5, 1.0, 2.5, 5.0, 10.0, float("inf"))

REQUESTS = "teilhabe_requests_total"
REQUEST_SECONDS = "teilhabe_request_seconds_total"
ERRORS = "teilhabe_errors_total"
PUBLICATION = "teilhabe_publication_seconds"
HELP = {
    REQUESTS: ("counter", "Answers by kind of address and status (0: another one)."),
    REQUEST_SECONDS: ("counter", "Seconds spent on answers."),
    ERRORS: ("counter", "Failures by what failed; program is a fault of our own."),
    PUBLICATION: ("histogram", "Seconds from asking for a publication to its commit."),
}


def request_slot(kind: str, status: int) -> str:
    return f'{REQUESTS}{{kind="{kind}",status="{status}"}}'


def seconds_slot(kind: str) -> str:
    return f'{REQUEST_SECONDS}{{kind="{kind}"}}'


def error_slot(neighbour: str) -> str:
    return f'{ERRORS}{{of="{neighbour}"}}'


def bucket_slot(limit: float) -> str:
    return f'{PUBLICATION}_bucket{{le="{"+Inf" if limit == float("inf") else limit}"}}'


SLOTS = (
    *(request_slot(kind, status) for kind in KINDS for status in STATUSES),
    *(seconds_slot(kind) for kind in KINDS),
    *(error_slot(neighbour) for neighbour in NEIGHBOURS),
    *(bucket_slot(limit) for limit in PUBLISHED_WITHIN_S),
    f"{PUBLICATION}_sum",
    f"{PUBLICATION}_count",
)
NUMBER = {slot: number for number, slot in enumerate(SLOTS)}
# Of files that processes of different versions leave side by side.
LAYOUT = hashlib.sha256("\n".join(SLOTS).encode()).hexdigest()[:8]
