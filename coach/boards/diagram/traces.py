"""Traces: what the text of an earlier drawing tells beside its boxes.

Lines that passed a rank left their characters there, and labels stand where they stood; a drawing
that grows leads its lines the same ways again.
"""

import re

from coach.boards.diagram.picture import Picture
from coach.text import width

_UPRIGHT = frozenset("│┆║|:#")
_LEVEL = frozenset("─┄═-.=")
_SINGLE = re.compile("[ -~\u2190-\u21ff\u2500-\u25fc×]*")
"""ASCII and what drawings are made of: a cell each."""


class Traces:
    """The cells of an earlier drawing outside of its boxes."""

    def __init__(self, previous: Picture, down: bool) -> None:
        self.down = down
        self._labels: dict[str, tuple[int, int] | None] = {}
        self.rows = [_cells(line) for line in previous.text.split("\n")]
        for box in previous.boxes:
            for y in range(max(0, box.y), min(len(self.rows), box.y + box.h)):
                row = self.rows[y]
                near, end = max(0, box.x), min(len(row), box.x + box.w)
                if near < end:
                    row[near:end] = " " * (end - near)

    def passing(self, start: int) -> list[int]:
        """Where lines passed the rank that began there, along cross."""
        if self.down:
            row = self.rows[start + 1] if 0 <= start + 1 < len(self.rows) else []
            return [x for x, char in enumerate(row) if char in _UPRIGHT]
        return [
            y
            for y, row in enumerate(self.rows)
            if 0 <= start + 1 < len(row) and row[start + 1] in _LEVEL
        ]

    def label(self, text: str) -> tuple[int, int] | None:
        """Where an edge's label stood, along cross and flow, if it stood in one place only."""
        if text not in self._labels:
            self._labels[text] = self._find(text)
        return self._labels[text]

    def _find(self, text: str) -> tuple[int, int] | None:
        cells = _cells(text if self.down else f" {text} ")
        places: list[tuple[int, int]] = []
        for y, row in enumerate(self.rows):
            last = len(row) - len(cells)
            x = _next(row, cells[0], 0) if cells else -1
            while 0 <= x <= last:
                if row[x : x + len(cells)] == cells:
                    places.append((x, y) if self.down else (y, x))
                x = _next(row, cells[0], x + 1)
        return places[0] if len(places) == 1 else None


def _next(row: list[str], char: str, start: int) -> int:
    """The next place of a character in a row, -1 where there is none."""
    try:
        return row.index(char, start)
    except ValueError:
        return -1


def _cells(line: str) -> list[str]:
    if _SINGLE.fullmatch(line):
        return list(line)
    cells: list[str] = []
    for char in line:
        taken = width(char)
        if taken:
            cells += [char] + [""] * (taken - 1)
    return cells
