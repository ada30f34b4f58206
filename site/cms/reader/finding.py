"""Finding: the directory with its filters, and the search across everything."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.http import QueryDict

from cms.api.cursors import cursor_of, decode_rank
from cms.api.problems import ApiError
from cms.editions import reading
from cms.editions import search as words
from cms.editions.types import BY_NAME
from cms.reader.documents import document_of
from cms.reader.listing import address, slug_in
from cms.reader.presentation import choice_name
from locales.languages import Language
from locales.names import language_name
from locales.search import fold

PAGE_SIZE = 12
_HITS = "hits"  # the list a cursor is good for
RESULTS = 15
MOST = 5_000  # a city has some hundred organizations
MAX_QUERY_CHARS = 200


@dataclass(frozen=True)
class Option:
    """A value of a filter, with how many organizations it would leave."""

    value: str
    label: str
    count: int
    is_selected: bool
    locale: str = ""  # of the label, where it comes from another object


def query_text(query: QueryDict) -> str:
    """What the reader typed, without control characters."""
    typed = query.get("q", "")[:MAX_QUERY_CHARS]
    return "".join(letter for letter in typed if letter.isprintable()).strip()


_VALUES: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
    "language": lambda card: card["languages"],
    "topic": lambda card: {topic["slug"] for topic in card["topics"]},
    "district": lambda card: {place["district"] for place in card["places"] if place["district"]},
}


def organizations(
    document: dict[str, Any], query: QueryDict, language: Language, now: datetime
) -> dict[str, Any]:
    """Organizations by name, filtered; each filter counts under the others. One query.

    Read whole, since readers look for a name and not for the newest. A page behind the last is the
    last. Topics are called what this reader calls them, whatever language a card is in.
    """
    conditions = reading.of_locale(language.tag, ["organization"], now)
    typed = query_text(query)
    (_count, rows), is_newest = words.find(conditions, words.words_of(typed), _all_rows)
    cards = [document_of(row, language.tag) for row in rows]
    chosen = {name: slug_in(query, name) for name in _VALUES}
    found = [card for card in cards if _fits(card, chosen)]
    found.sort(key=lambda card: fold(card["title"]))
    pages = max(1, ceil(len(found) / PAGE_SIZE))
    page = min(_number(query.get("page", "")), pages)
    kept = {"q": typed, **chosen}
    return {
        "items": found[PAGE_SIZE * (page - 1) : PAGE_SIZE * page],
        "count": len(found),
        "options": {name: _options(name, cards, chosen) for name in _VALUES},
        "chosen": chosen,
        "q": typed,
        "is_cut": words.is_cut(typed),
        "is_capped": is_newest and words.are_more_than_newest(conditions),
        "is_filtered": bool(typed or any(chosen.values())),
        "following": address(**kept, page=str(page + 1)) if page < pages else "",
        "previous": address(**kept, page=str(page - 1)) if page > 1 else "",
    }


def _all_rows(conditions: reading.Conditions) -> tuple[int, list[reading.Row]]:
    return reading.read_list(conditions, limit=MOST, after=None, descending=True, detail=False)


def _fits(card: dict[str, Any], chosen: dict[str, str], but: str = "") -> bool:
    return all(
        value in _VALUES[name](card) for name, value in chosen.items() if value and name != but
    )


def _options(name: str, cards: list[dict[str, Any]], chosen: dict[str, str]) -> list[Option]:
    counts = Counter(
        value for card in cards if _fits(card, chosen, but=name) for value in _VALUES[name](card)
    )
    if chosen[name]:
        counts.setdefault(chosen[name], 0)
    topics = {topic["slug"]: topic for card in cards for topic in card["topics"]}
    found = [
        Option(
            value,
            _label(name, value, topics),
            count,
            value == chosen[name],
            topics[value]["locale"] if name == "topic" and value in topics else "",
        )
        for value, count in counts.items()
    ]
    return sorted(found, key=lambda option: fold(option.label))


def _label(name: str, value: str, topics: dict[str, Any]) -> str:
    if name == "language":
        return language_name(value)
    if name == "district":
        return choice_name("district", value) or value
    return str(topics[value]["label"]) if value in topics else value


def _number(text: str) -> int:
    """A page as it was asked for; what is no number is the first."""
    return max(1, int(text[:6])) if text.isascii() and text.isdigit() else 1


def search(query: QueryDict, language: Language, now: datetime) -> dict[str, Any]:
    """Hits in the title first, then the newest. None without words; otherwise one query, a second
    one only where the first took too long.
    """
    typed = query_text(query)
    looked_for = words.words_of(typed)
    if not looked_for:
        return {"q": typed, "items": [], "count": 0, "is_searched": False}
    conditions = reading.of_locale(language.tag, sorted(BY_NAME), now)
    after = _rank_in(query)
    (count, hits), is_newest = words.find(
        conditions,
        looked_for,
        lambda limited: words.read_search(limited, looked_for, limit=RESULTS, after=after),
    )
    following = ""
    if len(hits) > RESULTS:
        rank, last = hits[RESULTS - 1]
        cursor = cursor_of(_HITS, str(rank), last.published_at.isoformat(), str(last.key))
        following = address(q=typed, after=cursor)
    return {
        "q": typed,
        "items": [document_of(row, language.tag) for _rank, row in hits[:RESULTS]],
        "count": count,
        "following": following,
        "is_searched": True,
        "is_cut": words.is_cut(typed),
        "is_capped": is_newest and words.are_more_than_newest(conditions),
    }


def _rank_in(query: QueryDict) -> tuple[int, datetime, Any] | None:
    try:
        return decode_rank(str(query["after"]), _HITS) if query.get("after") else None
    except (ApiError, ValueError):
        return None
