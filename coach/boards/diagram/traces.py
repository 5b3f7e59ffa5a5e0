"""Traces: what the text of an earlier drawing tells beside its boxes.

Lines that passed a rank left their characters there, and labels stand where they stood; a drawing
that grows leads its lines the same ways again.
"""

from coach.boards.diagram.picture import Picture
from coach.text import width

_UPRIGHT = frozenset("│┆║|:#")
_LEVEL = frozenset("─┄═-.=")


class Traces:
    """The cells of an earlier drawing outside of its boxes."""

    def __init__(self, previous: Picture, down: bool) -> None:
        self.down = down
        self.rows = [_cells(line) for line in previous.text.split("\n")]
        for box in previous.boxes:
            for y in range(max(0, box.y), min(len(self.rows), box.y + box.h)):
                row = self.rows[y]
                for x in range(max(0, box.x), min(len(row), box.x + box.w)):
                    row[x] = " "

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
        cells = _cells(text if self.down else f" {text} ")
        found: list[tuple[int, int]] = []
        for y, row in enumerate(self.rows):
            for x in range(len(row) - len(cells) + 1):
                if row[x] == cells[0] and row[x : x + len(cells)] == cells:
                    found.append((x, y) if self.down else (y, x))
        return found[0] if len(found) == 1 else None


def _cells(line: str) -> list[str]:
    cells: list[str] = []
    for char in line:
        taken = width(char)
        if taken:
            cells += [char] + [""] * (taken - 1)
    return cells
