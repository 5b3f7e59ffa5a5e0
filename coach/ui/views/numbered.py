"""A board's text with its lines numbered, for somebody who only reads it."""

from coach.boards.board import Row
from coach.ui.views.wrap import wrap

GUTTER = 4
"""Cells before a line: the pointer's sign, the number, a space."""
POINTER, CURSOR = "▸", "▌"


def numbered_rows(text: str, cursor: int | None, pointed: int, cells: int) -> list[Row]:
    """A board's lines with their numbers, the candidate's cursor and one's own pointer. A line
    longer than `cells` goes on below, so that nothing has to be scrolled for."""
    here = text[:cursor].count("\n") if cursor is not None else -1
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n")):
        lines = wrap(line, cells - GUTTER - 1)
        sign = POINTER if number == pointed else " "
        lead = (f"{sign}{number + 1:2} ", "key" if number == pointed else "dim")
        for place, part in enumerate(lines):
            last = place == len(lines) - 1
            mark = CURSOR if number == here and last else ""
            before = (" " * GUTTER, "") if place else lead
            rows.append((before, (part, ""), (mark, "accent")))
    return rows
