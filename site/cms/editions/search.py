"""Finding words in what is public: one folding for texts and queries, one rule on both databases.

Each word of a query must be a part of the folded text; a word's last letters may differ, since
most of our languages bend their ends. SQLite answers from an FTS5 trigram index, PostgreSQL from a
pg_trgm index; both serve ``LIKE '%word%'`` (migration 0002). What no index can answer, or not in
time, is looked for in the newest texts alone: a search never fails and never holds up others.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar
from uuid import UUID

from django.db import OperationalError, connection

from cms.editions.reading import Conditions, Row, adapt, adapt_key, columns, row_of
from locales.search import fold

MAX_WORDS = 4
MIN_LETTERS = 3  # what a trigram index can look up
COUNT_CAP = 1_000
NEWEST = 1_000  # texts that are read one by one
TIME_LIMIT_S = 0.8

_PHONE = re.compile(r"[+(]{0,2}\d[\d\s()/–‑-]{5,}")
T = TypeVar("T")


class TooLong(Exception):
    """A statement took more than its time and was ended."""


def words_of(query: str) -> list[str]:
    """The folded words to look for, the longest first, at most MAX_WORDS.

    Each is cut at its end if it is long enough to spare letters. A phone number is one word.
    """
    return [_stem(word) for word in _all_words(query)[:MAX_WORDS]]


def is_cut(query: str) -> bool:
    """Whether some words of a query do not count."""
    return len(_all_words(query)) > MAX_WORDS


def _all_words(query: str) -> list[str]:
    words = fold(query).split()
    if words and words[0][0] in "+0" and _PHONE.fullmatch(query.strip()):
        return ["".join(fold(query.replace("(0)", "")).split())]
    return sorted(dict.fromkeys(words), key=len, reverse=True)


def _stem(word: str) -> str:
    if any(letter.isdigit() for letter in word):
        return word
    cut = 2 if len(word) >= 8 else 1 if len(word) >= 5 else 0
    return word[: len(word) - cut]


def _pattern(word: str) -> str:
    """For LIKE. A folded word has no sign that means something there."""
    return f"%{word}%"


def find(
    conditions: Conditions, words: Sequence[str], read: Callable[[Conditions], T]
) -> tuple[T, bool]:
    """What ``read`` gives of those placements whose text has every word; whether of the newest
    alone: where all words are short, or so common that looking took too long.
    """
    if not words:
        return read(conditions), False
    if any(len(word) >= MIN_LETTERS for word in words):
        try:
            with time_limit(TIME_LIMIT_S):
                return read(_with_words(conditions, words)), False
        except TooLong:
            pass
    return read(_newest_with_words(conditions, words)), True


def are_more_than_newest(conditions: Conditions) -> bool:
    """Whether a search of the newest alone left something out. One query."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM editions_placement p WHERE {conditions.text()}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {NEWEST + 1}) seen", conditions.values)
        return cursor.fetchone()[0] > NEWEST


def _with_words(conditions: Conditions, words: Sequence[str]) -> Conditions:
    """By the index; what is too short for it is looked for in what the long words left."""
    is_sqlite = connection.vendor == "sqlite"
    row, table = ("rowid", "editions_search") if is_sqlite else ("id", "editions_edition")
    by_index = [word for word in words if len(word) >= MIN_LETTERS]
    others = [word for word in words if len(word) < MIN_LETTERS]
    # Without ESCAPE, or SQLite does not use the trigram index.
    tests = ["search_text LIKE %s"] * len(by_index) + [f"{_position()}(search_text, %s) > 0"] * len(
        others
    )
    found = Conditions(list(conditions.sql), list(conditions.values))
    found.add(
        f"p.edition_id IN (SELECT {row} FROM {table} WHERE {' AND '.join(tests)})",
        *map(_pattern, by_index),
        *others,
    )
    return found


def _newest_with_words(conditions: Conditions, words: Sequence[str]) -> Conditions:
    """Read text by text, not more than NEWEST of them."""
    found = Conditions(list(conditions.sql), list(conditions.values))
    found.add(
        f"p.id IN (SELECT p.id FROM editions_placement p WHERE {conditions.text()} "
        f"ORDER BY p.published_at DESC, p.key DESC LIMIT {NEWEST})",
        *conditions.values,
    )
    tests = " AND ".join([f"{_position()}(w.search_text, %s) > 0"] * len(words))
    found.add(f"(SELECT {tests} FROM editions_edition w WHERE w.id = p.edition_id)", *words)
    return found


def _position() -> str:
    return "instr" if connection.vendor == "sqlite" else "strpos"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """TooLong for a statement within the block that takes longer."""
    limited = _limited_by_sqlite if connection.vendor == "sqlite" else _limited_by_postgresql
    with limited(seconds):
        yield


@contextmanager
def _limited_by_sqlite(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    raw = connection.connection
    end = monotonic() + seconds
    raw.set_progress_handler(lambda: monotonic() > end, 5_000)
    try:
        yield
    except OperationalError as error:
        if monotonic() > end and "interrupted" in str(error):
            raise TooLong from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _limited_by_postgresql(seconds: float) -> Iterator[None]:
    def limited(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # Sent together, they are one transaction: the limit ends with the statement.
        limit = f"SET LOCAL statement_timeout = {int(seconds * 1000)}"
        result = execute(f"{limit}; {sql}", params, many, context)
        context["cursor"].nextset()
        return result

    try:
        with connection.execute_wrapper(limited):
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == "57014":  # query_canceled
            raise TooLong from error
        raise


def read_search(
    conditions: Conditions,
    words: Sequence[str],
    *,
    limit: int,
    after: tuple[int, datetime, UUID] | None,
) -> tuple[int, list[tuple[int, Row]]]:
    """Count (at most COUNT_CAP) and rows with rank: title hits first, then newest. One query.

    ``conditions`` are those that ``find`` hands on.
    """
    in_title = " AND ".join(["e.search_title LIKE %s"] * len(words))
    rank = f"CASE WHEN {in_title} THEN 1 ELSE 0 END"
    patterns = [_pattern(word) for word in words]
    where, values = "1 = 1", []
    if after is not None:
        moment = adapt(after[1])
        where = (
            "(rank < %s OR (rank = %s AND (published_at < %s OR (published_at = %s AND key < %s))))"
        )
        values = [after[0], after[0], moment, moment, adapt_key(after[2])]
    sql = f"""
        WITH hits AS (
            SELECT p.head, p.etag, p.key, p.type, p.served, p.published_at, p.path, p.edition_id,
                   {rank} AS rank
            FROM editions_placement p JOIN editions_edition e ON e.id = p.edition_id
            WHERE {conditions.text()}
        ),
        total AS (SELECT count(*) AS n FROM (SELECT 1 FROM hits LIMIT {COUNT_CAP}) capped),
        page AS (
            SELECT * FROM hits WHERE {where}
            ORDER BY rank DESC, published_at DESC, key DESC LIMIT %s
        )
        SELECT total.n, page.rank, {columns("page", detail=False)}
        FROM total LEFT JOIN page ON 1 = 1 LEFT JOIN editions_edition e ON e.id = page.edition_id
        ORDER BY page.rank DESC, page.published_at DESC, page.key DESC
    """
    parameters: list[Any] = [*patterns, *conditions.values, *values, limit + 1]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    return rows[0][0], [(row[1], row_of(row[2:])) for row in rows if row[2] is not None]
