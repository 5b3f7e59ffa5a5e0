"""Rows of columns brought into line, or folded where the width does not allow it."""

from coach.boards.board import Cell, Row
from coach.text import cut, width


def extent(row: Row) -> int:
    """Cells a row takes."""
    return sum(width(text) for text, _ in row)


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
