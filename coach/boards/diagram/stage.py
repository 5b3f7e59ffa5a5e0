"""Stage: one part of a graph taken through the phases of the layout in one manner."""

from collections import Counter
from itertools import chain, pairwise

from coach.boards.diagram.breadth import Breadth
from coach.boards.diagram.channels import route
from coach.boards.diagram.distances import DOWNWARDS, RIGHTWARDS
from coach.boards.diagram.drafting import Drafting, Loop, PlacedParts, loop_cells, titled
from coach.boards.diagram.flow import flow
from coach.boards.diagram.frames import Rows
from coach.boards.diagram.layers import TEXT, LayerItem, Layers, build
from coach.boards.diagram.order import order
from coach.boards.diagram.placement import Placement
from coach.boards.diagram.ports import set_ports
from coach.boards.diagram.sketch import Sketch
from coach.boards.diagram.slices import Slices
from coach.boards.diagram.slots import keep_order
from coach.boards.diagram.stability import EarlierPlaces
from coach.boards.diagram.stars import part_stars
from coach.boards.diagram.straighten import Straightening
from coach.text import width
from coach.tuples import NamedTuple

_TITLE_MARGIN = 5


class DrawingManner(NamedTuple):
    """How a part is drawn: downwards or not, names in so many cells, ranks spilled at a width.

    `crossing` is what saving a crossing is worth in a drawing that grows; 0 tries the order that
    a fresh drawing would have.
    """

    down: bool
    name_cells: int
    spill: int | None = None
    crossing: int = 8


class PartStage:
    """A part on its way to a draft: built at once, then arranged, then finished.

    `cells` is a lower bound of the cells the part will take across the page, better after
    `arrange`; `crossings` is known then, and `order`: stages of one sketch and manner whose orders
    are equal are drawn alike.
    """

    def __init__(self, sketch: Sketch, manner: DrawingManner) -> None:
        self.sketch = sketch
        self.manner = manner
        self.measures = DOWNWARDS if manner.down else RIGHTWARDS
        self.captions = sketch.captions(manner.name_cells)
        sizes = {name: self._size(name) for name in self.captions}
        ranks = sketch.ranks
        if manner.spill is not None:
            across = {name: size for name, (size, _) in sizes.items()}
            breadth = Breadth(sketch.drawn, sketch.nets, across, self.measures.box_gap)
            ranks = breadth.spill(sketch.slope, ranks, manner.spill)
        texts = {
            label: (width(text), 1) if manner.down else (1, width(text) + 2)
            for label, text in sketch.texts.items()
        }
        self.layers = build(sketch.drawn, ranks, sketch.nets, sizes, texts)
        sketch.layers.append(self.layers)
        for name, loops in sketch.loops.items():
            _reserve(self.layers.boxes[name], loops, manner.down)
        self.text_starts: dict[int, int] = {}
        memory = sketch.memory
        if memory is not None:
            for name, item in self.layers.boxes.items():
                item.old = memory.cross.get(name)
            self._recall_texts(memory)
        self.cells = self._least()
        self.crossings = 0
        self.order: object = None
        self.rows: Rows | None = None
        self.placement: Placement | None = None

    def _size(self, name: str) -> tuple[int, int]:
        """A box's extents along cross and flow."""
        caption = self.captions[name]
        wide = caption.cells + 4 + bool(caption.badge)
        tall = caption.tall + 2
        if name in self.sketch.loops and self.manner.down:
            above = caption.tall - len(caption.rows) if caption.rows else 0
            tall = max(tall, 2 + above + sum(loop.rows for loop in self.sketch.loops[name]))
        return (wide, tall) if self.manner.down else (tall, wide)

    def _least(self) -> int:
        """The cells that the items alone take across the page."""
        ranks = self.layers.ranks
        if self.manner.down:
            return max([sum([item.size + item.high + 1 for item in items]) for items in ranks]) - 1
        channels = self.measures.arrow * (len(ranks) - 1)
        return channels + sum([max(item.deep for item in items) for items in ranks if items])

    def arrange(self) -> None:
        """Order the items, give them ports and pack them."""
        afresh = self.sketch.memory is None or self.manner.crossing == 0
        built = {item: place for place, item in enumerate(chain.from_iterable(self.layers.ranks))}
        if afresh:
            ordering = order(self.layers)
        if not afresh or not _kept(self.layers):
            ordering = keep_order(self.layers, self.measures, self._trails(), self.manner.crossing)
        self.order = (
            afresh,
            *((built[item], item.share) for items in self.layers.ranks for item in items),
        )
        set_ports(self.layers, self.measures)
        self.rows = Rows(self.layers, ordering, self.measures)
        least = {
            group: width(title) + _TITLE_MARGIN if self.manner.down else 2
            for group, title in self.sketch.titles.items()
        }
        self.placement = Placement(self.layers, self.rows, least)
        if self.sketch.memory is not None:
            for items in self.layers.ranks:
                for item in items:
                    at = 0 if afresh else int(item.share - item.size / 2)
                    item.x = at if item.old is None else item.old
        packed = self.placement.pack()
        self.crossings = ordering.crossings()
        if self.manner.down or self.sketch.memory is not None:
            self.cells = packed

    def _recall_texts(self, memory: EarlierPlaces) -> None:
        """Let labels stand where they stood."""
        counts = Counter(edge.label for edge in self.sketch.drawn.edges)
        for rank, items in enumerate(self.layers.ranks):
            for item in items:
                if item.form == TEXT and counts[item.name] == 1:
                    place = memory.traces.label(self.sketch.texts[item.name])
                    if place is not None:
                        item.old, start = place
                        self.text_starts[rank] = max(self.text_starts.get(rank, start), start)

    def _trails(self) -> list[list[int]]:
        """Where lines passed every rank."""
        memory, held = self.sketch.memory, self._held()
        return [
            memory.traces.passing(held[rank]) if memory is not None and rank in held else []
            for rank in range(len(self.layers.ranks))
        ]

    def _held(self) -> dict[int, int]:
        """Where the ranks of old boxes began."""
        memory = self.sketch.memory
        held = dict(self.text_starts)
        if memory is not None:
            for name, item in self.layers.boxes.items():
                if name in memory.start:
                    start = memory.start[name]
                    held[item.rank] = max(held.get(item.rank, start), start)
        return held

    def finish(self, room: int | None) -> Slices[PlacedParts]:
        """The drawing, inside the room across if that is given."""
        layers, measures = self.layers, self.measures
        if self.rows is None or self.placement is None:
            self.arrange()
            yield
        rows, placement = self.rows, self.placement
        assert rows is not None
        assert placement is not None
        across = room if self.manner.down else None
        if self.sketch.memory is not None:
            across = max(self.cells, self.sketch.memory.room if self.manner.down else 1 << 20)
        yield from placement.run(across)
        placement.open_walls()
        yield from Straightening(layers, rows, measures, across).run()
        placement.close_walls()
        if self.manner.down:
            placement.clear_titles(layers)
        if self.sketch.memory is None:
            _shift(layers, rows)
        channels = []
        for number in range(len(layers.wires)):
            walls = _walls(rows, number)
            part_stars(layers, number, walls, measures)
            channels.append(route(layers.wires[number], walls))
        yield
        titles = {group: width(title) for group, title in self.sketch.titles.items()}
        drafting = Drafting(
            drawn=self.sketch.drawn,
            layers=layers,
            rows=rows,
            flow=flow(layers, channels, rows, titles, measures=measures, held=self._held()),
            captions=self.captions,
            loops=self.sketch.loops,
            texts=self.sketch.texts,
            measures=measures,
        )
        draft = drafting.run(channels)
        titled(draft, self.sketch.titles)
        yield
        return draft


def _kept(layers: Layers) -> bool:
    """Whether the items that stood somewhere are in the order they stood in."""
    for items in layers.ranks:
        places = [item.old for item in items if item.old is not None]
        if any(a > b for a, b in pairwise(places)):
            return False
    return True


def _reserve(item: LayerItem, loops: list[Loop], down: bool) -> None:
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
