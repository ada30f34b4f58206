"""The operations that are about more than one collection."""

from typing import Any
from urllib.parse import urlencode

from cms import __version__
from cms.api.cursors import cursor_of, decode_place, decode_rank, encode_place, start_anew
from cms.api.parameters import (
    ChangesParameters,
    NoParameters,
    ResolveParameters,
    SearchParameters,
    parse,
)
from cms.api.results import (
    Asked,
    Result,
    asked_for,
    compact,
    gone,
    listed,
    next_url_of,
    not_found,
)
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
    which = asked_for("/api/v1/search", wanted, locale)
    after = decode_rank(wanted.cursor, which) if wanted.cursor is not None else None
    (count, hits), _is_newest = search.find(
        conditions,
        words,
        lambda limited: search.read_search(limited, words, limit=wanted.limit, after=after),
    )
    page = hits[: wanted.limit]
    next_url = ""
    if len(hits) > wanted.limit:
        rank, last = page[-1]
        cursor = cursor_of(which, str(rank), last.published_at.isoformat(), str(last.key))
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
    """The journal after a cursor: ordered, gap-free, with tombstones. One statement.

    ``since=now`` gives the cursor of this moment and nothing else.
    """
    wanted = parse(ChangesParameters, asked.query)
    if wanted.since == "now":
        newest = reading.read_last_change(asked.now)
        return _journal([], _place(newest))
    since = decode_place(wanted.since) if wanted.since is not None else 0
    rows = reading.read_changes(
        since, asked.now, type_name=wanted.type, locale=wanted.locale, limit=wanted.limit
    )
    if since and not _goes_on_from(wanted.since, rows):
        raise start_anew()
    found = [row for row in rows if row.is_asked_for]
    page = found[: wanted.limit]
    if len(found) == len(page):
        return _journal(page, _place(rows[-1] if rows else None))
    cursor = _place(page[-1])
    values = wanted.model_dump(exclude_defaults=True, exclude={"since"})
    following = public_address(f"/api/v1/changes?{urlencode({**values, 'since': cursor})}")
    return _journal(page, cursor, following)


def _goes_on_from(place: str | None, rows: list[reading.Line]) -> bool:
    """Whether the first row is the line a cursor was given for, and all after it still stands."""
    return bool(rows) and place == _place(rows[0]) and rows[0].seq > rows[0].trimmed_until


def _place(line: reading.Line | None) -> str:
    if line is None:
        return encode_place(0, "")
    return encode_place(line.seq, f"{line.at.isoformat()} {line.op} {line.key} {line.locale}")


def _journal(page: list[reading.Line], cursor: str, next_url: str = "") -> Result:
    items = [_change(row) for row in page]
    body = compact(
        {"items": items, "count": len(items), "next": next_url or None, "cursor": cursor}
    )
    return Result(body, digest(body), next_url=next_url)


def _change(line: reading.Line) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "op": line.op,
        "id": str(line.key),
        "type": line.type,
        "locale": line.locale,
        "at": line.at.isoformat().replace("+00:00", "Z"),
        "etag": line.etag,
        "url": public_address(f"/{line.locale}{line.path}") if line.path else None,
        "reason": line.reason,
        "successor": str(line.successor) if line.successor else None,
    }
