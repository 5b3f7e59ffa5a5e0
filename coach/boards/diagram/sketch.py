"""Sketch: what does not depend on how one connected part of a graph is drawn."""

from collections.abc import Mapping

from coach.boards.diagram.bundles import bundle
from coach.boards.diagram.captions import (
    ROW_CELLS,
    WIDEST_LABEL,
    WIDEST_NAME,
    BoxNote,
    Caption,
    fitted,
    shorten,
    wrap,
)
from coach.boards.diagram.drafting import Loop, loops_of
from coach.boards.diagram.drawn_parts import GraphOutline
from coach.boards.diagram.graph import Node
from coach.boards.diagram.kinds import mark
from coach.boards.diagram.layers import Layers
from coach.boards.diagram.picture_glyphs import Glyphs
from coach.boards.diagram.ranks import Slope, back_edges, rank
from coach.boards.diagram.stability import EarlierPlaces, Ranking
from coach.text import width


class Sketch:
    """One part: its back edges, ranks, nets, and texts as they are written."""

    def __init__(
        self,
        drawn: GraphOutline,
        marks: bool,
        glyphs: Glyphs,
        memory: EarlierPlaces | None = None,
        notes: Mapping[str, tuple[BoxNote, ...]] | None = None,
    ) -> None:
        self.drawn = drawn
        self.notes = notes or {}
        shown = memory is not None and any(name in memory.cross for name in drawn.nodes)
        self.memory = memory if shown else None
        self.marks = marks
        self.glyphs = glyphs
        pairs = [(edge.source, edge.target) for edge in drawn.edges]
        if self.memory is None:
            self.back = back_edges(list(drawn.nodes), pairs)
        else:
            sizes = {name: width(node.label) + 4 for name, node in drawn.nodes.items()}
            held, self.back = Ranking(
                list(drawn.nodes), pairs, self.memory, sizes=sizes, framed=bool(drawn.titles)
            ).run()
        turned = [
            (target, source) if place in self.back else (source, target)
            for place, (source, target) in enumerate(pairs)
        ]
        self.slope = Slope(list(drawn.nodes), turned)
        self.ranks = rank(self.slope) if self.memory is None else held
        self.nets = bundle(drawn.edges, self.back)
        labels = {edge.label for edge in drawn.edges if edge.label}
        labels |= {edge.label for loops in drawn.loops.values() for edge in loops if edge.label}
        self.texts = {label: shorten(label, WIDEST_LABEL, glyphs.ellipsis) for label in labels}
        self.titles = {
            group: shorten(title, WIDEST_LABEL, glyphs.ellipsis)
            for group, title in drawn.titles.items()
        }
        self._captions: dict[int, dict[str, Caption]] = {}
        self.layers: list[Layers] = []
        self.loops: dict[str, list[Loop]] = {
            name: loops_of(edges, self.texts) for name, edges in drawn.loops.items()
        }

    def part(self) -> None:
        """Take all layers that were made of it apart; the part has been drawn."""
        for layers in self.layers:
            layers.part()

    def captions(self, limit: int) -> Mapping[str, Caption]:
        """The captions of all components by name, remembered for every limit."""
        if limit not in self._captions:
            nodes = self.drawn.nodes.items()
            self._captions[limit] = {name: self.caption(node, limit) for name, node in nodes}
        return self._captions[limit]

    def caption(self, node: Node, limit: int) -> Caption:
        """What is written in a component's box, in lines of at most so many cells."""
        lines = wrap(node.label, limit, self.glyphs.ellipsis)
        rows = tuple(fitted(row, max(limit, ROW_CELLS), self.glyphs.ellipsis) for row in node.rows)
        notes = self.notes.get(node.id, ())
        if not self.marks:
            return Caption(lines, rows=rows, notes=notes)
        badge = f"{self.glyphs.times}{node.replicas}" if node.replicas > 1 else ""
        return Caption(lines, mark(node.kind, self.glyphs.ascii), badge, rows, notes)

    def estimate(self, down: bool) -> tuple[int, int]:
        """About how wide and how tall the part becomes in a direction."""
        members: dict[int, list[int]] = {}
        tallest: dict[int, int] = {}
        for name, number in self.ranks.items():
            node = self.drawn.nodes[name]
            rows = [sum(width(text) for text, _ in row) for row in node.rows]
            cells = min(WIDEST_NAME, max([width(node.label), *rows]))
            cells = max([cells, *(width(note.text) for note in self.notes.get(name, ()))])
            tallest[number] = max(tallest.get(number, 0), len(node.rows) + bool(node.rows))
            members.setdefault(number, []).append(cells + 4)
        tagged = {self.ranks[edge.source] for edge in self.drawn.edges if edge.label}
        steps = len(members) - 1
        if down:
            wide = max([sum(cells) + 3 * len(cells) - 3 for cells in members.values()], default=0)
            rows_below = sum(tallest.values())
            return wide, 3 * len(members) + 2 * steps + len(tagged) + rows_below
        texts = max([width(text) for text in self.texts.values()], default=0)
        wide = sum([max(cells) for cells in members.values()]) + 5 * steps + texts * len(tagged)
        high = [len(cells) * (4 + tallest[number]) for number, cells in members.items()]
        return wide, max(high, default=0)
