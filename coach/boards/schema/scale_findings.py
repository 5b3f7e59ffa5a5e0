"""Findings about partitions and shards: keys that lack them, queries that miss them, hot ones."""

from collections.abc import Iterator

from coach.boards.board import Finding, Span
from coach.boards.schema.column_names import is_time
from coach.boards.schema.finding_rules import told
from coach.boards.schema.schema_parts import Query, Schema, Spread, Table
from coach.boards.schema.selectivity import FEW_VALUES, Selectivity

FEWEST_SHARD_VALUES = 100
"""A shard key with fewer values leaves shards without rows, or with most of them."""
HOT_ROW = 1000
"""Changes a second that one row does not take: each waits for the lock of the one before."""

_FINDS = ("equal", "constant", "many", "expression")
_PRUNES = (*_FINDS, "range", "keyset", "null")
_SEQUENCES = (
    "serial",
    "bigserial",
    "smallserial",
    "identity",
    "autoincrement",
    "auto_increment",
    "sequence",
)


def scale_findings(schema: Schema) -> Iterator[Finding]:
    """What is wrong with how rows are laid out."""
    for spread in schema.partitions:
        table = schema.table(spread.table)
        if table is not None and table.columns:
            yield from _partition(schema, table, spread)
    for spread in schema.shards:
        table = schema.table(spread.table)
        if table is not None and table.columns:
            yield from _shard(schema, table, spread)
    for update in schema.updates:
        if update.rate > HOT_ROW:
            message = (
                f"{update.rate:,.0f} changes a second wait for one another's"
                f" lock: count in several rows, or in batches."
            )
            yield told("hot-row", message, update.span)


def _folded(names: tuple[str, ...]) -> set[str]:
    return {name.casefold() for name in names}


def _uniques(schema: Schema, table: Table) -> Iterator[tuple[set[str], str, Span]]:
    """All that must be unique but the key: its columns, how it is said, where it stands."""
    for column in table.columns:
        if column.unique:
            yield {column.name.casefold()}, column.name, column.span
    for group in table.uniques:
        spans = [part.span for part in table.grouped if part.name in group]
        yield _folded(group), ", ".join(group), spans[-1] if spans else table.span
    for index in schema.indexes_of(table.name):
        if index.unique and index.table.casefold() == table.name.casefold():
            yield {part.text.casefold() for part in index.parts}, index.said, index.span


def _partition(schema: Schema, table: Table, spread: Spread) -> Iterator[Finding]:
    needed = _folded(spread.columns)
    said = ", ".join(spread.columns)
    if table.key and not needed <= _folded(table.key):
        message = (
            f"The key of a partitioned table must hold {said}: pk({', '.join(table.key)}, {said})."
        )
        yield told("partition-key-not-in-key", message, table.span)
    for names, unique, span in _uniques(schema, table):
        if not needed <= names:
            message = f"{unique} cannot be unique over the partitions: it must hold {said}."
            yield told("unique-without-partition-key", message, span)
    for query in _queries(schema, table):
        if not any(c.kind in _PRUNES and c.column.casefold() in needed for c in query.conditions):
            message = f"Without {said} this asks every partition."
            yield told("partition-unpruned", message, query.span)


def _queries(schema: Schema, table: Table) -> list[Query]:
    folded = table.name.casefold()
    return [query for query in schema.queries if query.table.casefold() == folded]


def _shard(schema: Schema, table: Table, spread: Spread) -> Iterator[Finding]:
    needed = _folded(spread.columns)
    said = ", ".join(spread.columns)
    why = [_hot(schema, table, name) for name in spread.columns]
    if why and all(why):
        yield told("hot-shard", f"Sharded by {said}, {why[0]}.", spread.span)
    for names, unique, span in _uniques(schema, table):
        if not needed <= names:
            message = f"{unique} is unique within a shard only: shard by it, or hold {said} in it."
            yield told("unique-across-shards", message, span)
    for query in _queries(schema, table):
        searched = {c.column.casefold() for c in query.conditions if c.kind in _FINDS}
        if not needed <= searched:
            message = f"Without {said} this asks every shard."
            yield told("cross-shard-query", message, query.span)


def _hot(schema: Schema, table: Table, name: str) -> str:
    """Why a shard key puts too much on one shard; "" where it does not."""
    column = table.column(name)
    if column is None:
        return ""
    kind = column.type.casefold()
    if is_time(column):
        return "all that is new goes to one shard"
    if kind.endswith(_SEQUENCES):
        return "a sequence: all that is new goes to one shard"
    values = Selectivity(schema, table.name.casefold()).values(name)
    if kind in ("bool", "boolean"):
        values = 2
    if values < FEWEST_SHARD_VALUES:
        guess = "few" if values == FEW_VALUES else f"{values:,.0f}"
        return f"which has {guess} values: one shard holds most rows"
    return ""
