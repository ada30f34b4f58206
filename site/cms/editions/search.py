"""Finding words in what is public: one folding for texts and queries, one rule on both databases.

Each word of a query must be a part of the folded text; a word's last letters may differ, since
most of our languages bend their ends. SQLite answers from an FTS5 trigram index, PostgreSQL from a
pg_trgm index; both serve ``LIKE '%word%'`` (migration 0002).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from cms.editions.reading import Conditions, Row, adapt, adapt_key, columns, row_of
from locales.search import fold

MAX_WORDS = 8
COUNT_CAP = 1_000


def words_of(query: str) -> list[str]:
    """The folded words to look for, each cut at its end if it is long enough to spare letters."""
    return [_stem(word) for word in fold(query).split()[:MAX_WORDS]]


def _stem(word: str) -> str:
    cut = 2 if len(word) >= 8 else 1 if len(word) >= 5 else 0
    return word[: len(word) - cut]


def _pattern(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def add_words(conditions: Conditions, words: list[str]) -> None:
    """Only placements whose served edition has every word in its text."""
    for word in words:
        if connection.vendor == "sqlite" and len(word) >= 3 and not set("%_\\") & set(word):
            # Without ESCAPE, or SQLite does not use the trigram index.
            conditions.add(
                "p.edition_id IN (SELECT rowid FROM editions_search WHERE search_text LIKE %s)",
                _pattern(word),
            )
        else:
            conditions.add(
                "p.edition_id IN "
                "(SELECT id FROM editions_edition WHERE search_text LIKE %s ESCAPE '\\')",
                _pattern(word),
            )


def read_search(
    conditions: Conditions,
    words: list[str],
    *,
    limit: int,
    after: tuple[int, datetime, UUID] | None,
) -> tuple[int, list[tuple[int, Row]]]:
    """Count (at most COUNT_CAP) and rows with rank: title hits first, then newest. One query."""
    in_title = " AND ".join(["e.search_title LIKE %s ESCAPE '\\'"] * len(words))
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
