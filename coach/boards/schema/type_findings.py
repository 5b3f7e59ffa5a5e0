"""Findings about columns: money in floats, times without zones, wide keys, keys that run out."""

import re
from collections.abc import Iterator

from coach.boards.board import Finding
from coach.boards.patterns import lazy
from coach.boards.schema.column_names import words
from coach.boards.schema.finding_rules import told
from coach.boards.schema.schema_parts import Column, Index, Schema, Table
from coach.boards.schema.sketch_words import bag

LARGEST_INT = 2**31
TEN_YEARS = 3650
MANY_ROWS = 100_000_000
"""From here on a random key's scattered pages no longer stay in memory."""
_LONGEST_KEY = 2000

_MONEY = bag("price total balance amount cost fee fare")
_WIDE = bag("url link path body content description")
_INTS = lazy(
    r"(?:int|integer|int4|mediumint|serial|serial4)(?:\s*\(\d+\))?(?:\s+(?:unsigned|identity))*\Z",
    re.I,
)
_RANDOM = lazy(r"(?:uuid|uuidv4|uuid_v4|guid|uuid4)\Z", re.I)
_SECRET = bag("password passwd pwd cvv cvc cvv2")
_LOCAL = frozenset(["local", "wall", "birth", "birthday"])


def type_findings(schema: Schema) -> Iterator[Finding]:
    """What is wrong with single columns and keys."""
    for table in schema.tables:
        for column in table.columns:
            yield from _column(schema, column)
        yield from _wide(schema, table)
        yield from _soft_delete(schema, table)
        yield from _key(schema, table)
        yield from _polymorphic(table)


def _column(schema: Schema, column: Column) -> Iterator[Finding]:
    said = words(column.name)
    kind = column.type.casefold()
    if kind.startswith(("float", "double", "real")) and _MONEY.intersection(said):
        message = f"{column.name} is money: a float cannot hold cents; numeric, or integer cents."
        yield told("money-float", message, column.span)
    if kind.startswith(("timestamp", "datetime")) and not (
        "tz" in kind or " with time" in kind or "offset" in kind or _LOCAL.intersection(said)
    ):
        message = (
            f"{column.name} is a point in time: timestamptz, or it depends on a session's zone."
        )
        yield told("timestamp-without-zone", message, column.span)
    if said[-1] in ("status", "state") and (kind.startswith("enum") or kind in schema.enums):
        message = (
            f"Values of an enum cannot be dropped: for {column.name}"
            f" a text with a check, or a table."
        )
        yield told("enum-growth", message, column.span)
    if (said[-1] == "ids" and len(said) > 1) or said[-1] == "csv":
        message = (
            f"{column.name} is a list in a column: no reference holds it; a table with a row each."
        )
        yield told("list-in-column", message, column.span)
    if said[-1] in _SECRET and not {"hash", "hashed", "encrypted"}.intersection(
        (*said, *kind.split())
    ):
        what = (
            "its hash (argon2id)" if said[-1].startswith("p") else "nothing: it may not be stored"
        )
        yield told("plain-secret", f"{column.name} in plain text: keep {what}.", column.span)


def _wide(schema: Schema, table: Table) -> Iterator[Finding]:
    inside = {name.casefold() for name in table.key}
    inside |= {name.casefold() for group in table.uniques for name in group}
    inside |= {
        part.text.casefold()
        for index in _indexes(schema, table)
        if index.unique
        for part in index.parts
    }
    for column in table.columns:
        if not (column.unique or column.name.casefold() in inside):
            continue
        if words(column.name)[-1] in _WIDE and _unbounded(column.type):
            message = (
                f"{column.name} may be longer than an index entry holds (2,704 bytes): "
                "make a hash of it the key."
            )
            yield told("wide-key", message, column.span)


def _unbounded(kind: str) -> bool:
    low = kind.casefold()
    size = re.search(r"\((\d+)\)", low)
    if size:
        return int(size[1][:9]) > _LONGEST_KEY
    return low in (
        "",
        "text",
        "string",
        "varchar",
        "str",
        "character varying",
        "citext",
        "longtext",
    )


def _soft_delete(schema: Schema, table: Table) -> Iterator[Finding]:
    gone = next(
        (
            c
            for c in table.columns
            if words(c.name)[0] == "deleted" or words(c.name) == ("is", "deleted")
        ),
        None,
    )
    if gone is None:
        return
    partial = [
        [part.text.casefold() for part in index.parts]
        for index in _indexes(schema, table)
        if index.unique and gone.name.casefold() in index.where.casefold()
    ]
    message = (
        f"A deleted row keeps its {{}} taken: unique index … where {gone.name} is null instead."
    )
    for column in table.columns:
        if column.unique and [column.name.casefold()] not in partial:
            yield told("soft-delete-unique", message.format(column.name), column.span)
    for group in table.uniques:
        if [name.casefold() for name in group] not in partial:
            yield told("soft-delete-unique", message.format(", ".join(group)), table.span)
    for index in _indexes(schema, table):
        if index.unique and not index.where:
            yield told("soft-delete-unique", message.format(index.said), index.span)


def _indexes(schema: Schema, table: Table) -> list[Index]:
    return list(schema.indexes_of(table.name))


def _key(schema: Schema, table: Table) -> Iterator[Finding]:
    column = table.column(table.key[0]) if len(table.key) == 1 else None
    if column is None:
        return
    folded = table.name.casefold()
    rows = schema.sizes.rows.get(folded, 0.0)
    later = rows + schema.sizes.growth.get(folded, 0.0) * TEN_YEARS
    if _INTS.match(column.type) and later > LARGEST_INT:
        message = f"{column.name} ends at 2,147,483,647 and {later:,.0f} rows are to come: bigint."
        yield told("key-exhaustion", message, column.span)
    if _RANDOM.match(column.type) and rows >= MANY_ROWS:
        message = (
            f"Random UUIDs write all over an index of {rows:,.0f}"
            f" rows: UUIDv7 or ULID are in order."
        )
        yield told("random-key", message, column.span)


def _polymorphic(table: Table) -> Iterator[Finding]:
    names = {words(column.name): column for column in table.columns}
    for said, column in names.items():
        if len(said) > 1 and said[-1] == "type":
            other = names.get((*said[:-1], "id"))
            if other is not None and other.reference is None:
                message = (
                    f"{column.name} and {other.name} point at any table:"
                    f" no reference can be checked."
                )
                yield told("polymorphic-reference", message, other.span)
