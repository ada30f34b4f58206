"""The operations that are about more than one collection."""

from typing import Any
from urllib.parse import urlencode

from cms import __version__
from cms.api.cursors import decode_rank, decode_seq, encode_cursor
from cms.api.parameters import (
    ChangesParameters,
    NoParameters,
    ResolveParameters,
    SearchParameters,
    parse,
)
from cms.api.results import Asked, Result, compact, gone, listed, next_url_of, not_found
from cms.editions import reading, search
from cms.editions.lookup import api_url
from cms.editions.reading import of_locale
from cms.editions.rendering import digest
from cms.editions.types import BY_NAME
from home.web_addresses import public_address
from locales.languages import LANGUAGES, SOURCE, public_languages
from locales.negotiation import tag_of

VERSION = "1.0"


def service(asked: Asked) -> Result:
    """What there is: links, languages, version."""
    parse(NoParameters, asked.query)
    body = compact(
        {
            "name": "Teilhabe",
            "version": VERSION,
            "release": __version__,
            "source_locale": SOURCE,
            "locales": [language.tag for language in public_languages()],
            "links": {
                name: public_address(f"/api/v1/{segment}")
                for name, segment in (
                    ("locales", "locales"),
                    ("topics", "topics"),
                    ("codes", "codes"),
                    ("press_releases", "press-releases"),
                    ("organizations", "organizations"),
                    ("units", "units"),
                    ("pages", "pages"),
                    ("search", "search"),
                    ("resolve", "resolve"),
                    ("changes", "changes"),
                    ("openapi", "openapi.json"),
                    ("docs", "docs"),
                )
            },
        }
    )
    return Result(body, digest(body))


def locales(asked: Asked) -> Result:
    """Public languages with their coverage: percent of what there is in German. One statement."""
    parse(NoParameters, asked.query)
    counts = reading.coverage(asked.now)
    german = {name: total for (name, tag), total in sorted(counts.items()) if tag == SOURCE}
    items = [
        {
            "tag": language.tag,
            "bcp47": language.bcp47,
            "autonym": language.autonym,
            "name": language.english,
            "direction": language.direction,
            "script": language.script,
            "fallback": list(language.fallback),
            "coverage": {
                name: 100 * counts.get((name, language.tag), 0) // total
                for name, total in german.items()
            },
        }
        for language in public_languages()
    ]
    body = compact({"items": items, "count": len(items), "next": None})
    return Result(body, digest(body))


def search_all(asked: Asked) -> Result:
    """Across types: title hits first, then newest; ``count`` capped at 1,000. One statement, a
    second one only where the first took too long.
    """
    wanted = parse(SearchParameters, asked.query)
    locale = wanted.locale or asked.negotiated
    words = search.words_of(wanted.q)
    if not words:  # neither letter nor digit: nothing has it
        return listed([], 0, "", locale)
    types = [wanted.type] if wanted.type else sorted(BY_NAME)
    conditions = of_locale(locale, types, asked.now)
    after = decode_rank(wanted.cursor) if wanted.cursor is not None else None
    (count, hits), _is_newest = search.find(
        conditions,
        words,
        lambda limited: search.read_search(limited, words, limit=wanted.limit, after=after),
    )
    page = hits[: wanted.limit]
    next_url = ""
    if len(hits) > wanted.limit:
        rank, last = page[-1]
        cursor = encode_cursor(str(rank), last.published_at.isoformat(), str(last.key))
        next_url = next_url_of("/api/v1/search", wanted, locale, cursor)
    return listed([row for _rank, row in page], count, next_url, locale)


def resolve(asked: Asked) -> Result:
    """The object at a public path, or where it moved."""
    wanted = parse(ResolveParameters, asked.query)
    first, _, rest = wanted.path.strip("/").partition("/")
    in_path = tag_of(first) if first in LANGUAGES else None
    locale = wanted.locale or in_path or asked.negotiated
    path = "/" + (rest if in_path else wanted.path.strip("/"))
    path = path.rstrip("/") + "/"
    row = reading.read_path(path, locale, asked.now)
    moved = False
    if row is None and (key := reading.former_path(path)):
        row = reading.read_one(sorted(BY_NAME), key, locale, asked.now)
        moved = row is not None
    if row is None:
        raise not_found()
    if not row.card:
        raise gone(row)
    body = compact(
        {
            "id": str(row.key),
            "type": row.type,
            "requested_locale": locale,
            "locale": row.served,
            "url": public_address(f"/{row.served}{row.path}"),
            "api_url": api_url(row.type, row.key, row.served),
            "moved": moved,
        }
    )
    return Result(body, digest(body), (row.served,))


def changes(asked: Asked) -> Result:
    """The journal after a cursor: ordered, gap-free, with tombstones."""
    wanted = parse(ChangesParameters, asked.query)
    since = decode_seq(wanted.since) if wanted.since is not None else 0
    rows = reading.read_changes(
        since, asked.now, type_name=wanted.type, locale=wanted.locale, limit=wanted.limit
    )
    page = rows[: wanted.limit]
    cursor = encode_cursor(str(page[-1][0] if page else since))
    next_url = ""
    if len(rows) > wanted.limit:
        values = wanted.model_dump(exclude_defaults=True, exclude={"since"})
        next_url = public_address(f"/api/v1/changes?{urlencode({**values, 'since': cursor})}")
    items = [_change(row) for row in page]
    body = compact(
        {"items": items, "count": len(items), "next": next_url or None, "cursor": cursor}
    )
    return Result(body, digest(body), next_url=next_url)


def _change(row: tuple) -> dict[str, Any]:
    seq, op, key, type_name, locale, at, etag, path, reason, successor = row
    return {
        "seq": seq,
        "op": op,
        "id": str(reading.as_key(key)),
        "type": type_name,
        "locale": locale,
        "at": reading.moment(at).isoformat().replace("+00:00", "Z"),
        "etag": etag,
        "url": public_address(f"/{locale}{path}") if path else None,
        "reason": reason,
        "successor": str(reading.as_key(successor)) if successor else None,
    }
