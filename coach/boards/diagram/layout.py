"""The way from a graph to a picture: the one entry of the layout engine."""

from coach.boards.diagram.glyphs import ASCII, UNICODE, Glyphs
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Direction, Picture

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
) -> Picture:
    """The picture of a graph, at most width cells wide where it can be done.

    `previous` keeps old boxes where they were; it needs only boxes, width, height and text.
    `marks` adds the kind's mark and the replicas' badge; without it labels stand as they are.
    Of more than NODE_LIMIT components or EDGE_LIMIT edges the first are drawn, and the picture
    says `clipped`. Never raises on any graph.
    """
    raise NotImplementedError
