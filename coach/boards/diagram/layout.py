"""The way from a graph to a picture: the one entry of the layout engine."""

from dataclasses import replace

from coach.boards.board import plain
from coach.boards.diagram.captions import WIDEST_NAME
from coach.boards.diagram.drafting import Draft
from coach.boards.diagram.glyphs import ASCII, UNICODE, Glyphs
from coach.boards.diagram.graph import Graph
from coach.boards.diagram.outline import outline, parts
from coach.boards.diagram.paint import paint
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.sketch import Sketch

__all__ = ["ASCII", "EDGE_LIMIT", "NODE_LIMIT", "UNICODE", "Glyphs", "lay_out"]

NODE_LIMIT = 240
EDGE_LIMIT = 480
_USUAL_WIDTH = 80
_PART_GAP = 3


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
    drawn = outline(graph, NODE_LIMIT, EDGE_LIMIT)
    sketches = [Sketch(part, marks, glyphs) for part in parts(drawn)]
    room = width or _USUAL_WIDTH
    best: tuple[tuple[bool, int], Draft, Direction] | None = None
    tries: list[tuple[bool, int, int | None]] = []
    if direction != Direction.RIGHT:
        tries.append((True, WIDEST_NAME, None))
    if direction != Direction.DOWN:
        tries.append((False, WIDEST_NAME, None))
    if direction != Direction.RIGHT:
        tries += [(True, WIDEST_NAME, room), (True, 14, room)]
    for down, cells, limit in tries:
        draft = pack([sketch.draft(down, cells, limit) for sketch in sketches], room)
        fits = draft.width <= room
        score = (not fits, draft.width * draft.height if fits else draft.width)
        if best is None or score < best[0]:
            best = (score, draft, Direction.DOWN if down else Direction.RIGHT)
    assert best is not None
    _, draft, chosen = best
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


def pack(drafts: list[Draft], room: int) -> Draft:
    """Parts side by side on shelves of at most that many cells, in order."""
    whole = Draft()
    x = y = shelf = 0
    for draft in drafts:
        if x and x + draft.width > room:
            x, y, shelf = 0, y + shelf + 1, 0
        if len(drafts) == 1:
            return draft
        whole.boxes += [replace(b, x=b.x + x, y=b.y + y) for b in draft.boxes]
        whole.frames += [replace(b, x=b.x + x, y=b.y + y) for b in draft.frames]
        whole.heads += [replace(b, x=b.x + x, y=b.y + y) for b in draft.heads]
        whole.labels += [replace(b, x=b.x + x, y=b.y + y) for b in draft.labels]
        whole.strokes += [
            replace(s, x1=s.x1 + x, x2=s.x2 + x, y1=s.y1 + y, y2=s.y2 + y) for s in draft.strokes
        ]
        whole.width = max(whole.width, x + draft.width)
        whole.height = max(whole.height, y + draft.height)
        x += draft.width + _PART_GAP
        shelf = max(shelf, draft.height)
    return whole
