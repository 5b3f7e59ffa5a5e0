"""The way from a graph to a picture: the one entry of the layout engine."""

from collections.abc import Mapping

from coach.boards.board import plain
from coach.boards.diagram.captions import Note
from coach.boards.diagram.fit import fit, grow
from coach.boards.diagram.glyphs import ASCII, UNICODE, Glyphs
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.outline import outline, parts
from coach.boards.diagram.paint import paint
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.stability import remember

__all__ = ["ASCII", "EDGE_LIMIT", "NODE_LIMIT", "UNICODE", "Glyphs", "lay_out"]

NODE_LIMIT = 240
EDGE_LIMIT = 480


def lay_out(
    graph: Graph,
    *,
    direction: Direction = Direction.AUTO,
    width: int | None = None,
    previous: Picture | None = None,
    marks: bool = True,
    glyphs: Glyphs = UNICODE,
    notes: Mapping[str, tuple[Note, ...]] | None = None,
    fitting: bool = False,
) -> Picture:
    """The picture of a graph, at most width cells wide where it can be done.

    `previous` keeps old boxes where they were; it needs only boxes, width, height and text.
    `notes` are lines below the names of components, by id.
    `marks` adds the kind's mark and the replicas' badge; without it labels stand as they are.
    Where `fitting` is asked for and a fresh drawing does not fit the width, it is not made: the
    picture is empty then.
    Of more than NODE_LIMIT components or EDGE_LIMIT edges the first are drawn, and the picture
    says `clipped`. Never raises on any graph.
    """
    drawn = outline(graph, NODE_LIMIT, EDGE_LIMIT)
    memory = remember(previous, graph, direction, width)
    sketches = [Sketch(part, marks, glyphs, memory, notes) for part in parts(drawn)]
    if memory is None:
        draft, chosen = fit(sketches, direction, width, fitting)
    else:
        draft, chosen = grow(sketches, memory)
    rows = paint(draft, glyphs)
    return Picture(
        boxes=tuple(draft.boxes),
        width=draft.width,
        height=draft.height,
        text=plain(rows),
        direction=chosen,
        frames=tuple(draft.frames),
        strokes=tuple(draft.strokes),
        heads=tuple(draft.heads),
        labels=tuple(draft.labels),
        rows=rows,
        clipped=drawn.clipped,
    )
