"""The way from a graph to a picture: the one entry of the layout engine."""

from collections.abc import Mapping

from coach.boards.board import plain
from coach.boards.diagram.captions import BoxNote
from coach.boards.diagram.drawn_parts import GraphOutline, outline, parts
from coach.boards.diagram.fit import fit, grow
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.lone_drafts import LoneDrafts
from coach.boards.diagram.paint import paint
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.picture_glyphs import ASCII, UNICODE, Glyphs
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.slices import Slices, finished
from coach.boards.diagram.stability import EarlierPlaces, remember

__all__ = ["ASCII", "EDGE_LIMIT", "NODE_LIMIT", "UNICODE", "Glyphs", "lay_out", "laying"]

NODE_LIMIT = 240
"""So many boxes can still be read in a terminal: a limit of legibility, not of time."""
EDGE_LIMIT = 2 * NODE_LIMIT


def lay_out(
    graph: Graph,
    *,
    direction: Direction = Direction.AUTO,
    width: int | None = None,
    previous: Picture | None = None,
    marks: bool = True,
    glyphs: Glyphs = UNICODE,
    notes: Mapping[str, tuple[BoxNote, ...]] | None = None,
    limit: int = NODE_LIMIT,
) -> Picture:
    """The picture of a graph, at most width cells wide where it can be done.

    `previous` keeps old boxes where they were; it needs only boxes, width, height and text.
    `notes` are lines below the names of components, by id.
    `marks` adds the kind's mark and the replicas' badge; without it labels stand as they are.
    Of more than `limit` components, or twice as many edges, the first are drawn, and the picture
    says `clipped`. Never raises on any graph.
    """
    drawn = outline(graph, limit, 2 * limit)
    memory = remember(previous, graph, direction, width)
    sketches = [Sketch(part, marks, glyphs, memory, notes) for part in parts(drawn)]
    wanted = (direction, width, False)
    return finished(_laying(drawn, sketches, memory, wanted, glyphs, lone=LoneDrafts()))


def laying(
    graph: Graph,
    *,
    direction: Direction = Direction.AUTO,
    width: int | None = None,
    previous: Picture | None = None,
    glyphs: Glyphs = UNICODE,
    fitting: bool = False,
    lone: LoneDrafts | None = None,
) -> Slices[Picture]:
    """What `lay_out` gives, laid in slices of a few milliseconds. Where only a `fitting` one is
    wanted and a fresh drawing does not fit the width, none is made: the picture is empty then.
    `lone` are the boxes alone of the pictures before it."""
    drawn = outline(graph, NODE_LIMIT, EDGE_LIMIT)
    memory = remember(previous, graph, direction, width)
    sketches = []
    for part in parts(drawn):
        sketches.append(Sketch(part, True, glyphs, memory))
        yield
    wanted, lone = (direction, width, fitting), lone or LoneDrafts()
    return (yield from _laying(drawn, sketches, memory, wanted, glyphs, lone=lone))


def _laying(
    drawn: GraphOutline,
    sketches: list[Sketch],
    memory: EarlierPlaces | None,
    wanted: tuple[Direction, int | None, bool],
    glyphs: Glyphs,
    *,
    lone: LoneDrafts,
) -> Slices[Picture]:
    """The picture of sketches; `wanted` are its direction, its width, and whether it must fit."""
    try:
        if memory is None:
            draft, chosen = yield from fit(sketches, *wanted)
        else:
            draft, chosen = yield from grow(sketches, memory, lone)
    finally:
        for sketch in sketches:
            sketch.part()
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
