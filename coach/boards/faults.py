"""What can be wrong with tables: no key, names twice, references and indexes that lead nowhere."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from coach.boards.board import Finding, Severity, Span
from coach.boards.fields import Piece
from coach.boards.table import Index, Relation, Spread, Table


class Tables(Protocol):
    """A schema as far as its faults need it."""

    @property
    def tables(self) -> tuple[Table, ...]: ...
    @property
    def indexes(self) -> tuple[Index, ...]: ...
    @property
    def spreads(self) -> tuple[Spread, ...]: ...
    @property
    def relations(self) -> tuple[Relation, ...]: ...
    def table(self, name: str) -> Table | None: ...


def faults(schema: Tables) -> Iterator[Finding]:
    """The findings of a schema, in no special order."""
    seen: set[str] = set()
    for table in schema.tables:
        if table.name.casefold() in seen:
            yield _error("table-twice", f"There are two tables called {table.name}.", table.span)
        seen.add(table.name.casefold())
        yield from _in_table(table)
        yield from _references(schema, table)
    for index in schema.indexes:
        yield from _columns(schema, "index", index.table, index.columns, index.span)
    for spread in schema.spreads:
        yield from _columns(schema, spread.kind, spread.table, spread.columns, spread.span)
    for relation in schema.relations:
        for name in (relation.left, relation.right):
            if schema.table(name) is None:
                yield _error("unknown-table", f"There is no table {name}.", relation.span)


def _error(code: str, message: str, span: Span) -> Finding:
    return Finding(code, Severity.ERROR, message, span)


def _in_table(table: Table) -> Iterator[Finding]:
    if not table.columns:
        message = f"{table.name} has no columns; as SQL it is left out."
        yield Finding("no-column", Severity.WARNING, message, table.span)
    elif not table.key:
        message = f"{table.name} has no key: mark a column pk, or add pk(a, b)."
        yield Finding("no-key", Severity.WARNING, message, table.span)
    names: set[str] = set()
    for column in table.columns:
        if column.name.casefold() in names:
            message = f"{table.name} has two columns called {column.name}."
            yield _error("column-twice", message, column.span)
        names.add(column.name.casefold())
    for one in table.grouped:
        if table.column(one.text) is None:
            yield _error("unknown-column", f"{table.name} has no column {one.text}.", one.span)
    for name in table.key:
        part = table.column(name)
        if part is not None and part.optional:
            message = f"{part.name} is part of the key and cannot be left out."
            yield Finding("optional-key", Severity.WARNING, message, part.span)


def _references(schema: Tables, table: Table) -> Iterator[Finding]:
    for column in table.columns:
        reference = column.reference
        if reference is None:
            continue
        target = schema.table(reference.table)
        if target is None:
            message = f"{column.name} points at {reference.table}, which is no table here."
            yield _error("unknown-table", message, reference.span)
        elif reference.column and target.column(reference.column) is None:
            message = f"{target.name} has no column {reference.column}."
            yield _error("unknown-column", message, reference.span)


def _columns(
    schema: Tables, what: str, name: str, columns: Sequence[Piece], span: Span
) -> Iterator[Finding]:
    table = schema.table(name)
    if table is None:
        yield _error("unknown-table", f"There is no table {name} for this {what}.", span)
        return
    if not columns:
        yield _error("no-column", f"This {what} needs a column.", span)
    for one in columns:
        words = one.text.split()
        bare = words[0] if words else ""
        if table.column(bare) is None and "(" not in one.text:
            yield _error("unknown-column", f"{table.name} has no column {one.text}.", one.span)
