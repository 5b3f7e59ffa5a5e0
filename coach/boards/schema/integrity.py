"""Findings about names and keys: unknown ones, ones said twice, tables without a key."""

from collections.abc import Iterator, Sequence

from coach.boards.board import Finding, Span
from coach.boards.schema.finding_rules import told
from coach.boards.schema.schema_parts import Query, Schema, Table


def integrity(schema: Schema) -> Iterator[Finding]:
    """What is wrong with names and keys."""
    seen: set[str] = set()
    for table in schema.tables:
        folded = table.name.casefold()
        if folded in seen:
            yield told("table-twice", f"There are two tables called {table.name}.", table.span)
        seen.add(folded)
        if table.declared:
            yield from _table(table)
            yield from _references(schema, table)
    yield from _relations(schema)
    for index in schema.indexes:
        names = [part.text for part in index.parts if _plain(part.text)]
        yield from _named(schema, "index", index.table, [*names, *index.include], index.span)
        if not index.parts:
            yield told("no-column", "This index needs a column.", index.span)
    for spread in (*schema.partitions, *schema.shards):
        what = "shard" if spread.kind == "shard" else "partition"
        yield from _named(schema, what, spread.table, spread.columns, spread.span)
    for query in schema.queries:
        yield from _query(schema, query)
    for update in schema.updates:
        yield from _named(schema, "update", update.table, [update.column], update.span)


def _plain(text: str) -> bool:
    return "(" not in text and "->" not in text and "::" not in text


def _table(table: Table) -> Iterator[Finding]:
    if not table.columns:
        message = f"{table.name} has no columns; as SQL it is left out."
        yield told("no-column", message, table.span)
    elif not table.key:
        message = f"{table.name} has no key: mark a column pk, or add pk(a, b)."
        yield told("no-key", message, table.span)
    names: set[str] = set()
    for column in table.columns:
        folded = column.name.casefold()
        if folded in names:
            message = f"{table.name} has two columns called {column.name}."
            yield told("column-twice", message, column.span)
        names.add(folded)
        if column.optional and (column.key or column.name in table.key):
            message = f"{column.name} is part of the key and cannot be left out."
            yield told("optional-key", message, column.span)
    for part in table.grouped:
        if part.name.casefold() not in names:
            yield told("unknown-column", f"{table.name} has no column {part.name}.", part.span)


def _references(schema: Schema, table: Table) -> Iterator[Finding]:
    for column in table.columns:
        reference = column.reference
        if reference is None:
            continue
        target = schema.table(reference.table)
        if target is None or not target.declared:
            message = f"{column.name} points at {reference.table}, which is no table here."
            yield told("unknown-table", message, reference.span)
        elif reference.column and target.columns and target.column(reference.column) is None:
            message = f"{target.name} has no column {reference.column}."
            yield told("unknown-column", message, reference.span)


def _relations(schema: Schema) -> Iterator[Finding]:
    if not any(table.declared for table in schema.tables):
        return
    for relation in schema.relations:
        for name in dict.fromkeys((relation.left, relation.right)):
            table = schema.table(name)
            if table is not None and not table.declared:
                yield told("unknown-table", f"There is no table {name}.", relation.span)


def _named(
    schema: Schema, what: str, name: str, columns: Sequence[str], span: Span
) -> Iterator[Finding]:
    table = schema.table(name)
    if table is None or not table.declared:
        yield told("unknown-table", f"There is no table {name} for this {what}.", span)
        return
    for column in columns:
        if table.columns and table.column(column) is None:
            yield told("unknown-column", f"{table.name} has no column {column}.", span)


def _query(schema: Schema, query: Query) -> Iterator[Finding]:
    names = [c.column for c in (*query.conditions, *query.either) if _plain(c.column)]
    names += [part.text for part in query.sort if _plain(part.text)]
    yield from _named(schema, "query", query.table, list(dict.fromkeys(names)), query.span)
