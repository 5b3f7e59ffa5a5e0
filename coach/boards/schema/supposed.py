"""What a script needs and a sketch left out: keys, and columns that stand for a relation said.

Nothing of it is in the model, whose findings go on asking for it; what is supposed stands as a
comment above its table wherever a script is written.
"""

from collections.abc import Iterator
from dataclasses import replace

from coach.boards.schema.assembly import singular
from coach.boards.schema.column_names import points_at, words
from coach.boards.schema.identifiers import line_of_words
from coach.boards.schema.schema_parts import POINTS, Column, Reference, Relation, Schema, Table
from coach.tuples import NamedTuple

ONLY_NAMED = "only named so far: a key to point at"


class Supposed(NamedTuple):
    """A schema to write; what was supposed of each folded name; relations that nothing holds."""

    schema: Schema
    notes: dict[str, list[str]]
    open: tuple[str, ...]


def supposed(schema: Schema) -> Supposed:
    """The schema with a key for each table that has an id, and references for its relations."""
    notes: dict[str, list[str]] = {}
    tables = {folded: _keyed(table, notes) for folded, table in schema.names.items()}
    for folded, table in tables.items():
        tables[folded] = _by_name(table, tables, notes)
    for relation in schema.relations:
        for holder, target in _sides(tables, relation):
            columns = points_at(holder, target)
            if len(columns) == 1 and columns[0].reference is None:
                tables[holder.name.casefold()] = _pointing(holder, columns[0], target)
                said = f"{columns[0].name} points at {target.name}, as {_said(relation)} says"
                notes.setdefault(holder.name.casefold(), []).append(line_of_words(said))
            if columns:
                break
    firsts = {id(table): tables[folded] for folded, table in schema.names.items()}
    written = replace(
        schema,
        names=tables,
        tables=tuple(firsts.get(id(table), table) for table in schema.tables),
    )
    return Supposed(written, notes, tuple(_open(written)))


def _keyed(table: Table, notes: dict[str, list[str]]) -> Table:
    if table.key:
        return table
    if not table.columns:
        if table.declared:
            return table
        column = Column("id", table.span)
        notes[table.name.casefold()] = [ONLY_NAMED]
        return replace(table, columns=(column,), key=("id",), named={"id": column}, declared=True)
    own = ("id",), (*words(singular(table.name.casefold())), "id")
    for column in table.columns:
        if words(column.name) in own and not column.optional and column.reference is None:
            notes[table.name.casefold()] = [line_of_words(f"no key was said: {column.name}")]
            return replace(table, key=(column.name,))
    return table


def _by_name(table: Table, tables: dict[str, Table], notes: dict[str, list[str]]) -> Table:
    """The table with a reference for each column that was called a foreign key and no more."""
    for column in table.columns:
        target = tables.get(column.note.removeprefix(POINTS).partition(",")[0].casefold())
        if not column.note.startswith(POINTS) or target is None or column.reference:
            continue
        table = _pointing(table, column, target)
        said = f"{column.name} points at {target.name}, as its name says"
        notes.setdefault(table.name.casefold(), []).append(line_of_words(said))
    return table


def _pointing(table: Table, column: Column, target: Table) -> Table:
    pointing = column._replace(reference=Reference(target.name, "", column.span))
    columns = tuple(pointing if other is column else other for other in table.columns)
    return replace(table, columns=columns, named={**table.named, column.name.casefold(): pointing})


def _sides(tables: dict[str, Table], relation: Relation) -> Iterator[tuple[Table, Table]]:
    """The table that should hold the column, and the one it points at; both ways for 1:1."""
    left, right = tables.get(relation.left.casefold()), tables.get(relation.right.casefold())
    if left is None or right is None or left is right:
        return
    if relation.left_count != "N":
        yield right, left
    if relation.right_count != "N":
        yield left, right


def _open(schema: Schema) -> Iterator[str]:
    for relation in schema.relations:
        left, right = schema.table(relation.left), schema.table(relation.right)
        if left is None or right is None:
            continue
        if relation.left_count == relation.right_count == "N":
            between = (t for t in schema.tables if t is not left and t is not right)
            if not any(points_at(t, left) and points_at(t, right) for t in between):
                yield f"{_said(relation)}: no table between them yet"
        elif not (points_at(right, left) or points_at(left, right)):
            yield f"{_said(relation)}: no column for it yet"


def _said(relation: Relation) -> str:
    return line_of_words(f"{relation.left} {relation.count} {relation.right}")
