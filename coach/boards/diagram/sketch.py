"""Sketch: one connected part of a graph taken through every phase of the layout."""

from coach.boards.diagram.bundles import bundle
from coach.boards.diagram.captions import WIDEST_LABEL, Caption, shorten, wrap
from coach.boards.diagram.channels import route
from coach.boards.diagram.drafting import Draft, Drafting, Loop, loop_cells, loops_of, titled
from coach.boards.diagram.flow import flow
from coach.boards.diagram.frames import Rows
from coach.boards.diagram.glyphs import Glyphs
from coach.boards.diagram.graph import Node
from coach.boards.diagram.kinds import mark
from coach.boards.diagram.layers import Item, Layers, build
from coach.boards.diagram.measures import DOWNWARDS, RIGHTWARDS
from coach.boards.diagram.order import order
from coach.boards.diagram.outline import Outline
from coach.boards.diagram.placement import Placement
from coach.boards.diagram.ports import set_ports
from coach.boards.diagram.ranks import Slope, back_edges, rank, spill
from coach.boards.diagram.stars import part_stars
from coach.boards.diagram.straighten import Straightening
from coach.text import width

_TITLE_MARGIN = 5


class Sketch:
    """One part: what the phases share."""

    def __init__(self, drawn: Outline, marks: bool, glyphs: Glyphs) -> None:
        self.drawn = drawn
        self.marks = marks
        self.glyphs = glyphs
        pairs = [(edge.source, edge.target) for edge in drawn.edges]
        self.back = back_edges(list(drawn.nodes), pairs)
        turned = [
            (target, source) if place in self.back else (source, target)
            for place, (source, target) in enumerate(pairs)
        ]
        self.slope = Slope(list(drawn.nodes), turned)
        self.ranks = rank(self.slope)
        labels = {edge.label for edge in drawn.edges if edge.label}
        labels |= {edge.label for loops in drawn.loops.values() for edge in loops if edge.label}
        self.texts = {label: shorten(label, WIDEST_LABEL, glyphs.ellipsis) for label in labels}
        self.titles = {
            group: shorten(title, WIDEST_LABEL, glyphs.ellipsis)
            for group, title in drawn.titles.items()
        }
        self.loops: dict[str, list[Loop]] = {
            name: loops_of(edges, self.texts) for name, edges in drawn.loops.items()
        }

    def caption(self, node: Node, limit: int) -> Caption:
        """What is written in a component's box, in lines of at most so many cells."""
        lines = wrap(node.label, limit, self.glyphs.ellipsis)
        if not self.marks:
            return Caption(lines)
        badge = f"{self.glyphs.times}{node.replicas}" if node.replicas > 1 else ""
        return Caption(lines, mark(node.kind, self.glyphs.ascii), badge)

    def draft(self, down: bool, name_cells: int, room: int | None) -> Draft:
        """The part drawn in a direction, ranks limited to the room across if that is given."""
        measures = DOWNWARDS if down else RIGHTWARDS
        captions = {name: self.caption(node, name_cells) for name, node in self.drawn.nodes.items()}
        sizes = {name: self._size(name, captions[name], down) for name in captions}
        ranks = self.ranks
        if room is not None:
            ranks = spill(self.slope, ranks, lambda name: sizes[name][0] + measures.box_gap, room)
        nets = bundle(self.drawn.edges, self.back)
        texts = {
            label: (width(text), 1) if down else (1, width(text) + 2)
            for label, text in self.texts.items()
        }
        layers = build(self.drawn, ranks, nets, sizes, texts)
        for name, loops in self.loops.items():
            _reserve(layers.boxes[name], loops, down)
        ordering = order(layers)
        set_ports(layers, measures)
        rows = Rows(layers, ordering, measures)
        titles = {group: width(title) for group, title in self.titles.items()}
        least = {group: cells + _TITLE_MARGIN if down else 2 for group, cells in titles.items()}
        placement = Placement(layers, rows, least)
        placement.run()
        placement.open_walls()
        Straightening(layers, rows, measures).run()
        placement.close_walls()
        _shift(layers, rows)
        channels = []
        for number in range(len(layers.wires)):
            walls = _walls(rows, number)
            part_stars(layers, number, walls, measures)
            channels.append(route(layers.wires[number], walls))
        flows = flow(layers, channels, rows, titles, measures)
        drafting = Drafting(
            drawn=self.drawn,
            layers=layers,
            rows=rows,
            flow=flows,
            captions=captions,
            loops=self.loops,
            texts=self.texts,
            measures=measures,
        )
        draft = drafting.run(channels)
        titled(draft, self.titles)
        return draft

    def _size(self, name: str, caption: Caption, down: bool) -> tuple[int, int]:
        """A box's extents along cross and flow."""
        wide = caption.cells + 4 + bool(caption.badge)
        tall = len(caption.lines) + 2
        if name in self.loops and down:
            tall = max(tall, 2 + sum(loop.rows for loop in self.loops[name]))
        return (wide, tall) if down else (tall, wide)


def _reserve(item: Item, loops: list[Loop], down: bool) -> None:
    """Make room beside (or below) a box for its self-loops."""
    if down:
        texts = [width(text) for loop in loops for text in loop.labels]
        item.high = 2 + (1 + max(texts) if texts else 0)
    else:
        item.high = max(loop.rows for loop in loops)
        item.deep = max(item.depth, 1 + sum(loop_cells(loop) + 1 for loop in loops))


def _walls(rows: Rows, number: int) -> set[int]:
    """The columns of frames that pass through a channel."""
    return {
        wall.x
        for group, (first, last) in rows.spans.items()
        if first <= number + 1 and last >= number
        for wall in rows.walls[group]
    }


def _shift(layers: Layers, rows: Rows) -> None:
    """Move everything so that the first cell used is 0."""
    near = [item.x - item.low for items in layers.ranks for item in items]
    near += [wall.x for walls in rows.walls.values() for wall in walls]
    start = min(near, default=0)
    for items in layers.ranks:
        for item in items:
            item.x -= start
    for walls in rows.walls.values():
        for wall in walls:
            wall.x -= start
