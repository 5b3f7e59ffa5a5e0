"""Marking a rectangle of cells in drawn rows."""

from coach.boards.board import Row
from coach.text import width


def highlight(rows: tuple[Row, ...], x: int, y: int, w: int, h: int) -> tuple[Row, ...]:
    """The rows with the role "current" in the rectangle, in cells from the top left."""
    return tuple(
        _marked(row, x, x + w) if y <= index < y + h else row for index, row in enumerate(rows)
    )


def _marked(row: Row, left: int, right: int) -> Row:
    cells: list[tuple[str, str]] = []
    at = 0
    for text, role in row:
        end = at + width(text)
        if end <= left or at >= right:
            cells.append((text, role))
        else:
            for char in text:
                inside = left <= at < right
                cells.append((char, "current" if inside else role))
                at += width(char)
        at = end
    return tuple(cells)
