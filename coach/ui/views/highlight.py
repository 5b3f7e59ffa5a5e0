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


def overlaid(rows: tuple[Row, ...], x: int, y: int, text: str, role: str) -> tuple[Row, ...]:
    """The rows with `text` written over what stands at cell x of row y; a wide character that it
    covers by half leaves a blank."""
    if not 0 <= y < len(rows):
        return rows
    row = rows[y]
    before, after = _cells_of(row, 0, x), _cells_of(row, x + width(text), None)
    return (*rows[:y], (*before, (text, role), *after), *rows[y + 1 :])


def _cells_of(row: Row, left: int, right: int | None) -> Row:
    """The cells of a row from `left` up to `right`, blanks where it is shorter than `right`."""
    cells: list[tuple[str, str]] = []
    at = 0
    for text, role in row:
        for char in text:
            end = at + width(char)
            if at >= left and (right is None or end <= right):
                cells.append((char, role))
            elif end > left and at < left:
                cells.append((" " * (end - left), role))
            elif right is not None and at < right < end:
                cells.append((" " * (right - at), role))
            at = end
    if right is not None and at < right:
        cells.append((" " * (right - max(at, left)), ""))
    return tuple(cells)
