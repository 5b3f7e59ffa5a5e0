"""Rows of columns brought into line, or folded where the width does not allow it."""

from collections.abc import Sequence

from coach.boards.board import Cell, Row
from coach.text import cut, width

_GAP = 2
_INDENT = 4


def extent(row: Row) -> int:
    """Cells a row takes."""
    return sum(width(text) for text, _ in row)


def aligned(table: Sequence[Sequence[Row]], room: int, head: int = 1) -> tuple[Row, ...]:
    """Each entry of the table as one row in aligned columns.

    Where that is wider than `room`, the first `head` columns keep a row and the others follow
    below, indented, broken between cells.
    """
    if not table:
        return ()
    count = max(len(columns) for columns in table)
    sizes = [max((extent(c[i]) for c in table if i < len(c)), default=0) for i in range(count)]
    if sum(sizes) + _GAP * sum(size > 0 for size in sizes[1:]) <= room:
        return tuple(_one_row(columns, sizes) for columns in table)
    rows: list[Row] = []
    for columns in table:
        rows += folded(_one_row(columns[:head], [*sizes[: head - 1], 0]), room, _INDENT)
        for column in columns[head:]:
            if column:
                indent: Row = ((" " * min(_INDENT, room // 4), "dim"),)
                rows += folded((*indent, *column), room, _INDENT + 2)
    return tuple(rows)


def _one_row(columns: Sequence[Row], sizes: Sequence[int]) -> Row:
    cells: list[Cell] = []
    pending = 0
    for column, size in zip(columns, sizes, strict=False):
        if pending and column:
            cells.append((" " * pending, "dim"))
            pending = 0
        cells += column
        if size or column:
            pending += max(0, size - extent(column)) + _GAP
    return tuple(cells)


def folded(row: Row, room: int, indent: int) -> tuple[Row, ...]:
    """A row broken between its cells so that each part fits; a cell wider than the room is cut."""
    room = max(1, room)
    indent = min(indent, room // 4)
    rows: list[Row] = []
    here: list[Cell] = []
    used = 0
    for text, role in row:
        fitting = text
        if here and used + width(text) > room:
            rows.append(tuple(here))
            here, used = [(" " * indent, "dim")] if indent else [], indent
            fitting = text.lstrip()
        fitting = cut(fitting, max(1, room - used))
        here.append((fitting, role))
        used += width(fitting)
    return (*rows, tuple(here))
