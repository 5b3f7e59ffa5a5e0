"""Captions: what is written in a box, wrapped to a width, and how many cells that takes."""

from functools import lru_cache

from coach.boards.board import Finding, Row, Severity
from coach.boards.diagram.graph import Graph
from coach.text import cut, width
from coach.tuples import NamedTuple

WIDEST_NAME = 30
WIDEST_LABEL = 48
ROW_CELLS = 24
"""The least that rows of a box are cut to, however narrow names are wrapped."""
_MOST_LINES = 80


class BoxNote(NamedTuple):
    """A line below a component's name in its box, and the role it is shown in."""

    text: str
    role: str = "label"


class Caption(NamedTuple):
    """The lines of a box: a name between `mark` and `badge`, then the notes.

    `rows` stand under a rule below them.
    """

    lines: tuple[str, ...]
    mark: str = ""
    badge: str = ""
    rows: tuple[Row, ...] = ()
    notes: tuple[BoxNote, ...] = ()

    @property
    def tall(self) -> int:
        """The lines, notes and rows, the rule before the rows included."""
        return len(self.lines) + len(self.notes) + (1 + len(self.rows) if self.rows else 0)

    @property
    def cells(self) -> int:
        """The cells the widest line takes, mark and badge included."""
        widths = [width(line) for line in self.lines]
        widths += [sum(width(text) for text, _ in row) for row in self.rows]
        if self.mark:
            widths[0] += width(self.mark) + 1
        if self.badge:
            widths[len(self.lines) - 1] += width(self.badge) + 1
        return max([*widths, *(width(note.text) for note in self.notes)])


def _pieces(word: str, limit: int) -> list[str]:
    pieces = [""]
    used = 0
    for char in word:
        cells = width(char)
        if used + cells > limit and pieces[-1]:
            pieces.append("")
            used = 0
        pieces[-1] += char
        used += cells
    return pieces


@lru_cache(maxsize=4096)
def wrap(text: str, limit: int, ellipsis: str) -> tuple[str, ...]:
    """A name in lines of at most limit cells, words kept whole where they fit.

    A name that needs too many lines is cut and ends in the ellipsis.
    """
    text = text[: limit * (_MOST_LINES + 1)] if len(text) > limit * (_MOST_LINES + 1) else text
    if width(text) <= limit:
        return (" ".join(text.split()) or " ",)
    lines: list[str] = []
    for word in text.split():
        for number, piece in enumerate(_pieces(word, limit)):
            if lines and not number and width(lines[-1]) + 1 + width(piece) <= limit:
                lines[-1] += " " + piece
            else:
                lines.append(piece)
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        last = cut(lines[-1], limit - 1).removesuffix("…")
        lines[-1] = last + ellipsis
    return tuple(lines) or (" ",)


def shorten(text: str, limit: int, ellipsis: str) -> str:
    """A label on one line of at most limit cells."""
    return text if width(text) <= limit else cut(text, limit).removesuffix("…") + ellipsis


def fitted(row: Row, limit: int, ellipsis: str) -> Row:
    """A row of at most limit cells: shortened where it is longer, never wrapped."""
    pieces: list[tuple[str, str]] = []
    left = limit
    for text, role in row:
        cells = width(text)
        if cells > left:
            if left > 1 and text.strip():
                pieces.append((cut(text, left).removesuffix("…").rstrip() + ellipsis, role))
            break
        pieces.append((text, role))
        left -= cells
    return tuple(pieces)


def shortened(graph: Graph) -> tuple[Finding, ...]:
    """A finding for every label of an edge and title of a group that no picture shows whole."""
    texts = [("label", edge.label, edge.span) for edge in graph.edges if edge.label]
    texts += [("title", group.label, group.span) for group in graph.groups]
    return tuple(
        Finding(
            "shortened",
            Severity.HINT,
            f"This {sort} is longer than {WIDEST_LABEL} cells and is cut in the picture: "
            f"{cut(text, 20)}",
            span,
        )
        for sort, text, span in texts
        if len(text) * 2 > WIDEST_LABEL and width(" ".join(text.split())) > WIDEST_LABEL
    )
