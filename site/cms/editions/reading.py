"""The statements behind every public read: each answer is one of these, over the editions' tables.

Plain SQL through Django's connection: the same text on SQLite and PostgreSQL, no model instances.
``visible`` is the condition of ``Placement.objects.visible`` and stands in every statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

_VISIBLE = "p.visible_from <= %s AND p.visible_until > %s AND p.edition_id IS NOT NULL"


def _successor_of(row: str) -> str:
    """What took the place of ``row`` (its alias), if readers of its language can see that now."""
    return f"""(SELECT s.key FROM editions_placement s
                WHERE s.key = {row}.successor AND s.locale = {row}.locale
                  AND {_VISIBLE.replace("p.", "s.")} LIMIT 1)"""


@dataclass
class Conditions:
    """Which placements a list is about; conditions on ``p`` (placement), never on texts."""

    sql: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        self.sql.append(sql)
        self.values.extend(values)

    def text(self) -> str:
        return " AND ".join(self.sql)


class Row(NamedTuple):
    """One answer: ``head`` joined with ``card`` (and ``detail``) is its JSON, in UTF-8.

    A tombstone has neither card nor detail.
    """

    head: bytes
    card: bytes
    detail: bytes
    etag: str
    stored_key: Any
    type: str
    served: str
    stored_published_at: Any
    path: str
    stored_successor: Any = None

    @property
    def key(self) -> UUID:
        return as_key(self.stored_key)

    @property
    def successor(self) -> UUID | None:
        """What to read instead of what was withdrawn."""
        return as_key(self.stored_successor) if self.stored_successor else None

    @property
    def published_at(self) -> datetime:
        return moment(self.stored_published_at)


def columns(placement: str, *, detail: bool) -> str:
    """SQL for the columns of ``Row``, of a placement's alias and the edition ``e``.

    They are only passed on: SQLite gives what it stores, without decoding and parsing it.
    """
    texts = [f"{placement}.head", "e.card", "e.detail" if detail else "NULL"]
    moment = f"{placement}.published_at"
    if connection.vendor == "sqlite":
        texts = [f"CAST({text} AS BLOB)" for text in texts]
        moment = f"+{moment}"
    names = ", ".join(f"{placement}.{name}" for name in ("etag", "key", "type", "served"))
    return f"{', '.join(texts)}, {names}, {moment}, {placement}.path"


def row_of(values: Sequence[Any]) -> Row:
    """The columns of ``Row`` in their order; missing texts are empty."""
    head, card, detail = [
        text.encode() if isinstance(text, str) else text or b"" for text in values[:3]
    ]
    return Row(head, card, detail, *values[3:])


def of_locale(locale: str, types: Sequence[str], now: datetime) -> Conditions:
    """What a reader of ``locale`` can see of these types at ``now``."""
    conditions = Conditions()
    marks = ", ".join(["%s"] * len(types))
    conditions.add(f"p.type IN ({marks}) AND p.locale = %s", *types, locale)
    at = adapt(now)
    conditions.add(_VISIBLE, at, at)
    return conditions


def adapt(moment: datetime) -> Any:
    """A moment as the database stores it."""
    return connection.ops.adapt_datetimefield_value(moment)


def moment(stored: Any) -> datetime:
    """A moment as the database gave it; SQLite keeps them as text, in UTC."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def as_key(stored: Any) -> UUID:
    """A key as the database gave it; SQLite keeps them as text."""
    return stored if isinstance(stored, UUID) else UUID(stored)


def adapt_key(key: UUID) -> Any:
    return key.hex if not connection.features.has_native_uuid_field else key


def read_list(
    conditions: Conditions,
    *,
    limit: int,
    after: tuple[datetime, UUID] | None,
    descending: bool,
    detail: bool,
) -> tuple[int, list[Row]]:
    """How many there are, and one more row than ``limit`` if there are further ones.

    One query; two if nothing is left behind the cursor.
    """
    page = Conditions(list(conditions.sql), list(conditions.values))
    sign, direction = ("<", "DESC") if descending else (">", "ASC")
    if after is not None:
        at, key = adapt(after[0]), adapt_key(after[1])
        page.add(
            f"(p.published_at {sign} %s OR (p.published_at = %s AND p.key {sign} %s))", at, at, key
        )
    total = f"(SELECT count(*) FROM editions_placement p WHERE {conditions.text()})"
    sql = f"""
        SELECT {total}, {columns("p", detail=detail)}
        FROM editions_placement p JOIN editions_edition e ON e.id = p.edition_id
        WHERE {page.text()}
        ORDER BY p.published_at {direction}, p.key {direction} LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [*conditions.values, *page.values, limit + 1])
        rows = cursor.fetchall()
        if rows or after is None:
            return rows[0][0] if rows else 0, [row_of(row[1:]) for row in rows]
        # All that followed the cursor has gone since it was given.
        cursor.execute(f"SELECT {total}", conditions.values)
        return cursor.fetchone()[0], []


def read_one(types: Sequence[str], key: UUID, locale: str, now: datetime) -> Row | None:
    """What a reader of ``locale`` gets for an object: an edition, or a tombstone (empty card)."""
    at = adapt(now)
    marks = ", ".join(["%s"] * len(types))
    return _one(
        f"p.key = %s AND p.locale = %s AND p.type IN ({marks}) "
        "AND p.visible_from <= %s AND p.visible_until > %s",
        [adapt_key(key), locale, *types, at, at],
        at,
    )


def read_path(path: str, locale: str, now: datetime) -> Row | None:
    """What stands at a path (without the language) for a reader of ``locale``."""
    at = adapt(now)
    return _one(
        "p.path = %s AND p.locale = %s AND p.visible_from <= %s AND p.visible_until > %s",
        [path, locale, at, at],
        at,
    )


def _one(where: str, values: list[Any], at: Any) -> Row | None:
    sql = f"""
        SELECT {columns("p", detail=True)}, {_successor_of("p")}
        FROM editions_placement p LEFT JOIN editions_edition e ON e.id = p.edition_id
        WHERE {where} AND (p.edition_id IS NOT NULL OR p.head <> '')
        ORDER BY e.id IS NULL, p.visible_from DESC LIMIT 1
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [at, at, *values])
        row = cursor.fetchone()
    return row_of(row) if row else None


def former_path(path: str) -> UUID | None:
    """The object that once stood at a path."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM editions_formerpath WHERE path = %s", [path])
        row = cursor.fetchone()
    return as_key(row[0]) if row else None


def coverage(now: datetime) -> dict[tuple[str, str], int]:
    """How many objects of each type readers of each language see in a real edition: (type, tag)."""
    at = adapt(now)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT p.type, p.locale, count(*) FROM editions_placement p
                WHERE p.served = p.locale AND {_VISIBLE} GROUP BY p.type, p.locale""",
            [at, at],
        )
        return {(type_name, tag): count for type_name, tag, count in cursor.fetchall()}


class Line(NamedTuple):
    """A line of the journal as the database gave it; the path and the successor are public now."""

    seq: int
    op: str
    stored_key: Any
    type: str
    locale: str
    stored_at: Any
    etag: str
    path: str | None
    reason: str
    stored_successor: Any
    is_asked_for: bool
    trimmed_until: int

    @property
    def key(self) -> UUID:
        return as_key(self.stored_key)

    @property
    def successor(self) -> UUID | None:
        return as_key(self.stored_successor) if self.stored_successor else None

    @property
    def at(self) -> datetime:
        return moment(self.stored_at)


def read_changes(
    since: int, now: datetime, *, type_name: str | None, locale: str | None, limit: int
) -> list[Line]:
    """The line ``since`` itself, then those after it that are asked for, in order, one more than
    ``limit`` if there are further ones, else the newest of all, asked for or not.

    The path is the one that is visible ``now``, or None: an address that was public once would
    give away the headline of what has been hidden since. The successor likewise.
    """
    asked_for = Conditions(["c.seq > %s"], [since])
    if type_name:
        asked_for.add("c.type = %s", type_name)
    if locale:
        asked_for.add("c.locale = %s", locale)
    where = f"""c.seq >= %s AND (c.seq = %s OR ({asked_for.text()})
                OR c.seq = (SELECT max(m.seq) FROM editions_change m))"""
    values = [since, since, *asked_for.values]
    return _read_lines(asked_for, f"{where} ORDER BY c.seq LIMIT %s", [*values, limit + 2], now)


def read_last_change(now: datetime) -> Line | None:
    """The newest line of the journal."""
    where = "c.seq = (SELECT max(m.seq) FROM editions_change m)"
    return next(iter(_read_lines(Conditions(["1 = 1"]), where, [], now)), None)


def _read_lines(asked_for: Conditions, where: str, values: list[Any], now: datetime) -> list[Line]:
    at = adapt(now)
    sql = f"""
        SELECT c.seq, c.op, c.key, c.type, c.locale, c.at, c.etag,
               (SELECT p.path FROM editions_placement p
                WHERE p.key = c.key AND p.locale = c.locale AND p.served = c.locale
                  AND {_VISIBLE} LIMIT 1),
               c.reason, {_successor_of("c")},
               CASE WHEN {asked_for.text()} THEN 1 ELSE 0 END,
               COALESCE((SELECT k.trimmed_until FROM editions_journalcounter k WHERE k.id = 1), 0)
        FROM editions_change c WHERE {where}
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [at, at, at, at, *asked_for.values, *values])
        return [Line(*row) for row in cursor.fetchall()]
