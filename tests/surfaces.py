"""Everything a stranger can ask for, and what comes back: for looking for what must not be there.

The addresses come from the tables the site itself uses: a new operation is crawled without a line
here.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from cms.api.read import read
from cms.api.routes import OPERATIONS
from locales.languages import public_languages


def public_answers(keys=(), *, locales=None, words=(), paths=()) -> Iterator[tuple[str, str]]:
    """Pairs of address and everything that came back, headers and body, for every operation."""
    now = datetime.now(UTC)
    for tag in locales or [language.tag for language in public_languages()]:
        for operation in OPERATIONS:
            for target in targets(operation, keys, tag, words, paths):
                path, _, query = target.partition("?")
                for method in ("GET", "HEAD"):
                    answer = read(method, path, query, {}, now)
                    yield (
                        f"{method} {target}",
                        f"{answer.status} {answer.headers} {answer.body.decode()}",
                    )


def targets(operation, keys, tag, words, paths) -> list[str]:
    """The addresses to ask an operation for; ``tests.canaries.stranger`` adds every parameter."""
    if operation.has_key:
        return [operation.path.replace("{key}", str(key)) + f"?locale={tag}" for key in keys]
    if operation.collection:
        base = f"{operation.path}?locale={tag}&limit=50"
        return [
            base,
            f"{base}&expand=detail",
            f"{base}&fallback=false",
            *(f"{base}&q={word}" for word in words),
        ]
    if operation.name in ("service", "locales", "openapi", "docs"):
        return [operation.path]
    queries = {
        "/search": [f"q={word}" for word in ("a", *words)],
        "/resolve": [f"path={path}" for path in ("/presse/", *paths)],
        "/changes": ["limit=500"],
        "/topics": [""],
        "/codes": [""],
    }[operation.path]
    return [f"{operation.path}?locale={tag}&{query}".rstrip("&") for query in queries]


def dump(locales=None) -> dict[tuple[str, str], str]:
    """What the lists of real translations hold now: (key, tag) → etag."""
    now = datetime.now(UTC)
    found = {}
    for tag in locales or [language.tag for language in public_languages()]:
        for operation in OPERATIONS:
            if not operation.collection or operation.has_key:
                continue
            query = f"locale={tag}&limit=50&fallback=false"
            while query:
                answer = json.loads(read("GET", operation.path, query, {}, now).body)
                found |= {(item["id"], tag): item["etag"] for item in answer["items"]}
                query = (answer["next"] or "").partition("?")[2]
    return found


def replay(since: str = "", seen: dict | None = None) -> dict[tuple[str, str], str]:
    """What a follower holds who applied every change after a cursor to what it had."""
    held = dict(seen or {})
    query = f"limit=500&since={since}" if since else "limit=500"
    while query:
        answer = json.loads(read("GET", "/changes", query, {}, datetime.now(UTC)).body)
        for change in answer["items"]:
            position = (change["id"], change["locale"])
            if change["op"] == "withdraw":
                held.pop(position, None)
            else:
                held[position] = change["etag"]
        query = (answer["next"] or "").partition("?")[2]
    return held
