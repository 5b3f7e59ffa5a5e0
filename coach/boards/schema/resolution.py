"""From what was read to a schema: names brought to their tables, orders by time given a column."""

from collections.abc import Sequence
from dataclasses import replace

from coach.boards.board import Severity, Span
from coach.boards.schema.assembly import Assembly, first_of, singular
from coach.boards.schema.column_names import points_at
from coach.boards.schema.schema_parts import (
    POINTS,
    Condition,
    Index,
    Query,
    Relation,
    Schema,
    Sizes,
    SortPart,
    Spread,
    Table,
)

_TIMES = ("created_at", "createdat", "at", "ts", "timestamp", "time", "date", "day")


def resolved(assembly: Assembly) -> Schema:
    """The schema of an assembly; tables that only relations name come last."""
    tables = [table.finished() for table in assembly.tables]
    if assembly.aliases:
        tables = [_renamed(table, assembly.aliases) for table in tables]
    known = first_of(tables)
    relations = []
    for relation in assembly.relations:
        left, right = assembly.known(relation.left), assembly.known(relation.right)
        for name in (left, right):
            if name.casefold() not in known:
                table = Table(name, relation.span, declared=False)
                tables.append(table)
                known[name.casefold()] = table
        relations.append(_turned(replace(relation, left=left, right=right)))
    if assembly.unpointed:
        tables, nowhere = _pointed(assembly, tables, relations)
        known = first_of(tables)
        _unpointed(assembly, nowhere, relations)
    spreads = [replace(spread, table=assembly.known(spread.table)) for spread in assembly.spreads]
    indexes = tuple(
        index
        if index.table.casefold() in known
        else replace(index, table=assembly.known(index.table))
        for index in assembly.indexes
    )
    return Schema(
        tables=tuple(tables),
        relations=tuple(relations),
        indexes=indexes,
        queries=tuple(_query(assembly, known, query) for query in assembly.queries),
        partitions=tuple(spread for spread in spreads if spread.kind != "shard"),
        shards=_once([spread for spread in spreads if spread.kind == "shard"]),
        updates=tuple(
            replace(update, table=assembly.known(update.table)) for update in assembly.updates
        ),
        sizes=_sizes(assembly),
        enums=dict(assembly.enums),
        findings=tuple(assembly.findings),
        silenced=frozenset(assembly.silenced),
        notes=tuple(assembly.notes),
        breaks=tuple(assembly.breaks),
        names=known,
        indexed=_by_table(indexes),
    )  # fmt: skip


def _renamed(table: Table, aliases: dict[str, str]) -> Table:
    """A table whose references lead to tables, where they named the classes of those."""
    for column in table.columns:
        reference = column.reference
        named = aliases.get(reference.table.casefold()) if reference else None
        if reference is not None and named:
            table = table.changed(
                column, column._replace(reference=reference._replace(table=named))
            )
    return table


def _pointed(
    assembly: Assembly, tables: list[Table], relations: Sequence[Relation]
) -> tuple[list[Table], list[tuple[str, str, Span]]]:
    """Notes at foreign keys said without their table which one their name says, first among those
    that relations lead to; and those that point nowhere."""
    known = first_of(tables)
    ends = [(r.left.casefold(), r.right.casefold()) for r in relations]
    open_ones = []
    for name, column_name, span in assembly.unpointed:
        table = known.get(name.casefold())
        column = table.column(column_name) if table is not None else None
        if table is None or column is None or column.reference is not None:
            continue
        folded = table.name.casefold()
        near = [known[a if b == folded else b] for a, b in ends if folded in (a, b)]
        target = next(
            (
                other
                for other in (*near, *known.values())
                if other is not table and other.declared and column in points_at(table, other)
            ),
            None,
        )
        if target is None:
            open_ones.append((name, column_name, span))
            continue
        final = table.changed(column, column._replace(note=f"{POINTS}{target.name}"))
        tables[tables.index(table)] = final
        known[folded] = final
    return tables, open_ones


def _unpointed(
    assembly: Assembly, left: list[tuple[str, str, Span]], relations: Sequence[Relation]
) -> None:
    """Tells of foreign keys that point nowhere, in tables that no relation hangs together; in
    Mermaid's notation a column cannot say where it points."""
    if "erDiagram" in assembly.text:
        return
    related = {name.casefold() for each in relations for name in (each.left, each.right)}
    for table, name, span in left:
        if table.casefold() not in related:
            told = f"What does {name} point at? Write {name} -> Table."
            assembly.report("points-nowhere", Severity.HINT, told, span)


def _by_table(indexes: tuple[Index, ...]) -> dict[str, tuple[Index, ...]]:
    by_table: dict[str, list[Index]] = {}
    for index in indexes:
        by_table.setdefault(index.table.casefold(), []).append(index)
    return {table: tuple(listed) for table, listed in by_table.items()}


def _once(shards: list[Spread]) -> tuple[Spread, ...]:
    by_key: dict[tuple[str, tuple[str, ...]], Spread] = {}
    for shard in shards:
        key = shard.table.casefold(), tuple(name.casefold() for name in shard.columns)
        by_key.setdefault(key, shard)
    return tuple(by_key.values())


def _turned(relation: Relation) -> Relation:
    """N:1 is written the other way round."""
    if relation.left_count == "N" and relation.right_count != "N":
        return replace(
            relation, left=relation.right, left_count=relation.right_count,
            right_count="N", right=relation.left,
        )  # fmt: skip
    return relation


def _query(assembly: Assembly, known: dict[str, Table], query: Query) -> Query:
    name = query.table if query.table.casefold() in known else assembly.known(query.table)
    table = known.get(name.casefold())
    sort = query.sort
    if query.newest and not sort and table:
        column = _time(table)
        sort = (SortPart(column, query.newest == "desc"),) if column else ()
    conditions = query.conditions
    if table is not None and any(table.column(known.column) is None for known in conditions):
        conditions = tuple(_by_id(table, known) for known in conditions)
    if name == query.table and sort is query.sort and conditions is query.conditions:
        return query
    return replace(query, table=name, sort=sort, conditions=conditions)


def _by_id(table: Table, known: Condition) -> Condition:
    """A condition on a thing as one on the column that has its id: `a ticket` as `ticket_id`."""
    if known.kind != "equal" or known.text != known.column or table.column(known.column):
        return known
    thing = known.column
    for name in (f"{thing}_id", f"{thing}Id", f"{singular(thing)}_id", f"{singular(thing)}Id"):
        if (column := table.column(name)) is not None:
            return Condition(column.name, "equal", column.name)
    return known


def _time(table: Table) -> str:
    """The column that tells when a row came to be."""
    names = [column.name for column in table.columns]
    for wanted in _TIMES[:1]:
        for name in names:
            if name.casefold() == wanted:
                return name
    for column in table.columns:
        low = column.name.casefold()
        if low.endswith(("_at", " at")) or column.name.endswith("At") or low in _TIMES:
            return column.name
    return next(
        (c.name for c in table.columns if c.type.lower().startswith(("timestamp", "date"))), ""
    )


def _sizes(assembly: Assembly) -> Sizes:
    def folded(name: str) -> str:
        return assembly.known(name).casefold()

    return Sizes(
        {folded(name): amount for name, amount in assembly.rows.items()},
        {folded(name): amount for name, amount in assembly.growth.items()},
        {(folded(name), column): amount for (name, column), amount in assembly.values.items()},
        {(folded(name), said): amount for (name, said), amount in assembly.shares.items()},
    )
