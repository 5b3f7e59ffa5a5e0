"""Where somebody points in a drawing: the boxes of one line of the text, and the words beside them.

The words say it, not the colour alone.
"""

from collections.abc import Sequence

from coach.boards.board import Row
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Box, Picture
from coach.text import width
from coach.ui.views.highlight import highlight, overlaid

_TO_LEFT, _TO_RIGHT = "◀", "▶"


def boxes_of_line(graph: Graph, picture: Picture, line: int) -> tuple[Box, ...]:
    """The boxes of what a line of the graph's text names, in the order in which it names them;
    `line` counts from 0."""
    spans = sorted(
        (span.start, node.id)
        for node in graph.nodes
        for span in node.said
        if graph.text.count("\n", 0, span.start) == line
    )
    named = dict.fromkeys(node for _, node in spans)
    return tuple(box for node in named if (box := picture.box(node)) is not None)


def pointed_rows(
    rows: tuple[Row, ...], boxes: Sequence[Box], words: str, cells: int
) -> tuple[Row, ...]:
    """The rows with these boxes marked and `words` beside the last of them: at its right where
    `cells` leave room for them, else at its left, else their sign alone."""
    marked = rows
    for box in boxes:
        marked = highlight(marked, box.x, box.y, box.w, box.h)
    if not boxes:
        return marked
    box = boxes[-1]
    right, left = f"{_TO_LEFT} {words}", f"{words} {_TO_RIGHT}"
    place, told = box.x + box.w, right
    if place + width(right) > cells:
        place, told = box.x - width(left), left
    if place < 0:
        place, told = box.x + box.w, _TO_LEFT
    return overlaid(marked, place, box.y + box.h - 1, told, "accent")
