"""Captions: what is written in a box, wrapped to a width, and how many cells that takes."""

from typing import NamedTuple

from coach.boards.board import Finding, Severity
from coach.boards.diagram.graph import Graph
from coach.text import cut, width

WIDEST_NAME = 30
WIDEST_LABEL = 48
_MOST_LINES = 80


class Note(NamedTuple):
    """A line below a component's name in its box, and the role it is shown in."""

    text: str
    role: str = "label"


class Caption(NamedTuple):
    """The lines of a box: a name between `mark` and `badge`, then the notes."""

    lines: tuple[str, ...]
    mark: str = ""
    badge: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return len(self.lines) + len(self.notes)

    @property
    def cells(self) -> int:
        """The cells the widest line takes, mark and badge included."""
        widths = [width(line) for line in self.lines]
        if self.mark:
            widths[0] += width(self.mark) + 1
        if self.badge:
            widths[-1] += width(self.badge) + 1
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
