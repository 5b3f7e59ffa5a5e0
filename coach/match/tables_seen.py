"""What stands on a schema board, said in the board's own notation: tables, keys, indexes, cuts.

`orders` is a table of that name, `orders(user_id)` one that has the column too, `unique
orders(user_id, day)` one whose key or unique group these are, `index orders(user_id)` an index that
begins so, `shard orders by user_id` and `partition orders by at` how its rows are laid out, `query
orders by user_id sorted at desc` a query that a key or an index of the board serves.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from coach.boards.schema.schema_board import BOARD
from coach.boards.schema.schema_parts import Index, Schema, Spread, Table
from coach.language.words import stems

Seen: TypeAlias = Table | Index | Spread

_WANTED = re.compile(
    r"(?P<word>unique|index|shard|partition|query)\s+(?P<table>[\w-]+)\s*(?P<rest>.*)\Z", re.S
)
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Between the words of a name such as VisitRoom."""
_COLUMNS = re.compile(r"(?P<table>[\w -]+?)\s*\((?P<columns>[^()]*)\)\Z")


def seen(text: str, wanted: str) -> Seen | None:
    """What of a schema board's text is what was wanted; None where it is not there."""
    schema = BOARD.parse(text)
    said = _WANTED.match(wanted.strip())
    if said is None:
        named = _COLUMNS.match(wanted.strip())
        name, columns = (named["table"], _names(named["columns"])) if named else (wanted, ())
        return next((t for t in named_so(schema, name) if _has(t, columns)), None)
    tables = list(named_so(schema, said["table"]))
    return next((part for t in tables if (part := _of(text, schema, t, said))), None)


def named_so(schema: Schema, name: str) -> Iterator[Table]:
    """The tables of that name; "short_links" and "ShortLink" are tables of links."""
    wanted = stems(_HUMPS.sub(" ", name))
    for table in schema.tables:
        if stems(_HUMPS.sub(" ", table.name))[-len(wanted) :] == wanted:
            yield table


def _of(text: str, schema: Schema, table: Table, said: re.Match[str]) -> Seen | None:
    word, columns = said["word"], _names(re.sub(r"\A(?:by\b)?", "", said["rest"].strip()))
    if word == "unique":
        groups = (table.key, *table.uniques, *((c.name,) for c in table.columns if c.unique))
        if any(sorted(map(_folded, group)) == sorted(columns) for group in groups):
            return table
        unique = (index for index in schema.indexes_of(table.name) if index.unique)
        return next((i for i in unique if sorted(_parts(i)) == sorted(columns)), None)
    if word == "index":
        if tuple(map(_folded, table.key))[: len(columns)] == columns:
            return table
        listed = schema.indexes_of(table.name)
        return next((i for i in listed if _parts(i)[: len(columns)] == columns), None)
    if word == "query":
        return _served(text, table, said["rest"])
    spreads = schema.shards if word == "shard" else schema.partitions
    return next(
        (
            spread
            for spread in spreads
            if _folded(spread.table) == _folded(table.name)
            and tuple(map(_folded, spread.columns)) == columns
        ),
        None,
    )


@lru_cache(maxsize=256)
def _served(text: str, table: Table, rest: str) -> Seen | None:
    """What on the board serves a query of the table that is not written there."""
    asked = BOARD.parse(f"{text}\nquery {_quoted(table.name)} {rest}\n")
    if not asked.queries or _folded(asked.queries[-1].table) != _folded(table.name):
        return None
    query = asked.queries[-1]
    names = [condition.column for condition in query.conditions]
    if any(table.column(name) is None for name in (*names, *(part.text for part in query.sort))):
        return None
    answer = BOARD.advice(asked)[-1]
    if not answer.served_by:
        return None
    return answer.index or table


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'


def _names(listed: str) -> tuple[str, ...]:
    return tuple(_folded(name) for name in re.split(r"[,()\s]+", listed) if name)


def _parts(index: Index) -> tuple[str, ...]:
    return tuple(_folded(part.text) for part in index.parts)


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


def _has(table: Table, columns: tuple[str, ...]) -> bool:
    have = {_folded(column.name) for column in table.columns}
    return set(columns) <= have
