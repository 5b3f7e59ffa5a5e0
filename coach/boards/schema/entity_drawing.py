"""The entity diagram: a box a table with its columns, lines with how many at either end.

The diagram engine lays it out. Where that is wider than the room, the boxes stand side by side and
the relations below. Then come the queries with what serves each, partitions and shards.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from coach.boards.board import Cell, Row
from coach.boards.columns import folded
from coach.boards.diagram.graph import Edge, Graph, Node, Tip
from coach.boards.diagram.layout import lay_out
from coach.boards.schema.advised import QueryAdvice
from coach.boards.schema.implied import relations
from coach.boards.schema.schema_markdown import asked, below, index_of
from coach.boards.schema.schema_parts import Column, Schema, Table
from coach.text import width as cells_of

MOST_ROWS = 12
"""Columns a box shows; of more, keys, references and indexed ones stay."""


def drawing(
    schema: Schema, answers: Sequence[QueryAdvice], width: int, height: int
) -> tuple[Row, ...]:
    """The rows of the whole picture, at most width cells wide where it can be done."""
    rows: list[Row] = []
    if schema.names:
        rows += _diagram(schema, width)
    under = [*_queries(answers, width), *_layout(schema, width)]
    if rows and under:
        rows.append(())
    return tuple(rows + under)


def _diagram(schema: Schema, width: int) -> list[Row]:
    nodes = tuple(_node(schema, table) for table in schema.names.values())
    pairs = [relation for relation, _ in relations(schema)]
    edges = tuple(
        Edge(
            relation.left.casefold(),
            relation.right.casefold(),
            label=relation.count if relation.left == relation.right else "",
            tip=Tip.NONE,
            source_text=relation.left_count,
            target_text=relation.right_count,
        )
        for relation in pairs
    )
    drawn, whole = _laid(nodes, edges, width)
    rows = list(drawn)
    if whole:
        return rows
    rows.append(())
    for relation in pairs:
        line: Row = (
            (relation.left, "label"), (f" {relation.count} ", "edge"), (relation.right, "label"),
        )  # fmt: skip
        rows += folded(line, width, 2)
    return rows


@lru_cache(maxsize=4)
def _laid(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], width: int
) -> tuple[tuple[Row, ...], bool]:
    """The boxes laid out, kept while lines about them are typed that change none of them; and
    whether the lines between them found room."""
    picture = lay_out(Graph(nodes=nodes, edges=edges), width=width, marks=False)
    if picture.width <= width or not edges:
        return tuple(picture.rows), True
    return tuple(lay_out(Graph(nodes=nodes), width=width, marks=False).rows), False


def _node(schema: Schema, table: Table) -> Node:
    return Node(table.name.casefold(), table.name, rows=tuple(_rows(schema, table)))


def _rows(schema: Schema, table: Table) -> Iterator[Row]:
    """The lines of a box: its columns, then keys of several columns, groups and indexes."""
    shown = _shown(schema, table)
    size = max((cells_of(_name(column)) for column in shown), default=0)
    for column in shown:
        yield _column(table, column, size)
    left = len(table.columns) - len(shown)
    if left:
        yield ((f"+ {left} more", "dim"),)
    for word, text in below(schema, table):
        if word in ("key", "unique", "index", "unique index"):
            yield ((f"{word} ", "mark"), (text, "text"))


def _shown(schema: Schema, table: Table) -> list[Column]:
    if len(table.columns) <= MOST_ROWS:
        return list(table.columns)
    folded_name = table.name.casefold()
    wanted = {name.casefold() for name in table.key}
    wanted |= {name.casefold() for group in table.uniques for name in group}
    for index in schema.indexes_of(table.name):
        if index.table.casefold() == folded_name:
            wanted |= {part.text.casefold() for part in index.parts}
    kept = [c for c in table.columns if c.name.casefold() in wanted or c.reference or c.unique]
    return kept[: MOST_ROWS - 1]


def _name(column: Column) -> str:
    return column.name + ("?" if column.optional else "")


def _column(table: Table, column: Column, size: int) -> Row:
    notes: list[Cell] = []
    if column.name.casefold() in {part.casefold() for part in table.key}:
        notes.append(("pk", "mark"))
    if column.unique:
        notes.append(("unique", "mark"))
    if column.reference:
        there = column.reference.column
        notes.append((f"→ {column.reference.table}{f'.{there}' if there else ''}", "edge"))
    if column.type:
        notes.append((column.type, "dim"))
    cells: list[Cell] = [(_name(column), "text")]
    if notes:
        cells.append((" " * (size - cells_of(_name(column)) + 1), "dim"))
    for number, note in enumerate(notes):
        cells += [(" ", "dim"), note] if number else [note]
    return tuple(cells)


def _queries(answers: Sequence[QueryAdvice], width: int) -> Iterator[Row]:
    """A line a query: what it asks, and what serves it."""
    if not answers:
        return
    size = min(max(cells_of(asked(answer)) for answer in answers), max(10, width // 2))
    for answer in answers:
        served = bool(answer.served_by)
        mark: Cell = ("✓ ", "value") if served else ("! ", "error")
        if not served and not answer.proposals:
            mark = ("· ", "dim")
        said = asked(answer)
        gap = " " * max(1, size - cells_of(said) + 2)
        line: Row = (
            mark,
            (said, "text"),
            (gap, "dim"),
            (index_of(answer), "mark" if served else "label"),
        )
        yield from folded(line, width, 4)


def _layout(schema: Schema, width: int) -> Iterator[Row]:
    for spread in (*schema.partitions, *schema.shards):
        kind = "sharded by" if spread.kind == "shard" else f"partitioned by {spread.kind} of"
        line: Row = (
            (spread.table, "label"), (f" {kind} ", "edge"), (", ".join(spread.columns), "text"),
        )  # fmt: skip
        yield from folded(line, width, 2)
