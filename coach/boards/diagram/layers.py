"""The layered form of a graph: items on ranks, joined by wires that span one channel each.

Axes are abstract: `cross` runs along a rank and `flow` from rank to rank, so that drawings to the
right and drawings downwards share all code. A net that passes ranks is carried across them by
bends (the dummy nodes of Sugiyama's method); an edge's label is an item with a rank of its own,
so nothing can collide with it.
"""

from collections.abc import Mapping

from coach.boards.diagram.bundles import Net
from coach.boards.diagram.drawn_parts import GraphOutline
from coach.boards.diagram.graph import EdgeStyle, Tip

BOX, BEND, TEXT = 0, 1, 2


class Pin:
    """Where a wire meets an item: `off` cells from the item's start along cross.

    `elbow` is 1 or -1 where the wire leaves the box by its far or near side and turns into the
    flow beyond it; `upper` says whether the item is above the wire. `text` stands where a head
    would, and takes its place.
    """

    __slots__ = ("elbow", "head", "item", "off", "text", "upper", "wire")

    def __init__(self, item: "LayerItem", wire: "DrawnWire", upper: bool, head: bool) -> None:
        self.item = item
        self.wire = wire
        self.upper = upper
        self.head = head
        self.off = 0
        self.elbow = 0
        self.text = ""

    @property
    def at(self) -> int:
        """The pin's cross coordinate."""
        return self.item.x + self.off


class DrawnWire:
    """The part of a net in the channel below one rank."""

    __slots__ = ("bottoms", "rises", "style", "tip", "tops")

    def __init__(self, style: EdgeStyle, rises: bool, tip: Tip = Tip.ARROW) -> None:
        self.style = style
        self.tip = tip
        self.rises = rises
        self.tops: list[Pin] = []
        self.bottoms: list[Pin] = []

    def hang(self, item: "LayerItem", upper: bool, head: bool) -> None:
        """Join an item that is above (upper) or below the channel."""
        pin = Pin(item, self, upper, head)
        (self.tops if upper else self.bottoms).append(pin)
        (item.down if upper else item.up).append(pin)


class LayerItem:
    """Something on a rank: a component's box, a bend of a line, or the text of a label.

    It takes `low` cells before `x`, `size` cells from there and `high` after them along cross, and
    `depth` cells along flow, `deep` with what hangs below it.
    """

    __slots__ = (
        "deep", "depth", "down", "form", "groups", "high", "low", "name", "old", "pos", "rank",
        "share", "size", "up", "x",
    )  # fmt: skip

    def __init__(
        self,
        form: int,
        rank: int,
        groups: tuple[str, ...],
        *,
        size: int = 1,
        depth: int = 1,
        name: str = "",
    ) -> None:
        self.form = form
        self.rank = rank
        self.groups = groups
        self.size = size
        self.depth = self.deep = depth
        self.name = name
        self.low = self.high = self.x = self.pos = 0
        self.share = 0.0
        self.old: int | None = None
        self.up: list[Pin] = []
        self.down: list[Pin] = []


class Layers:
    """Items by rank and wires by the channel below a rank."""

    def __init__(self, count: int) -> None:
        self.ranks: list[list[LayerItem]] = [[] for _ in range(count)]
        self.wires: list[list[DrawnWire]] = [[] for _ in range(count)]
        self.boxes: dict[str, LayerItem] = {}

    def part(self) -> None:
        """Take items and wires apart, which hold each other: else they would wait for the
        collector, which stops the keys."""
        for wires in self.wires:
            for wire in wires:
                wire.tops, wire.bottoms = [], []
        for items in self.ranks:
            for item in items:
                item.up, item.down = [], []

    def add(self, item: LayerItem) -> LayerItem:
        """The item, put at the end of its rank."""
        self.ranks[item.rank].append(item)
        return item


def build(
    drawn: GraphOutline,
    base: Mapping[str, int],
    nets: list[Net],
    boxes: Mapping[str, tuple[int, int]],
    texts: Mapping[str, tuple[int, int]],
) -> Layers:
    """The layers of an outline whose nodes have ranks.

    `boxes` gives (cross, flow) extents by node name and `texts` those of every edge label.
    """
    tagged = {
        2 * max(base[name] for name in net.tops) + 1
        for net in nets
        if any(label for _, label in net.bottoms)
    }
    deepest = max(base.values(), default=0)
    steps = [step for step in range(2 * deepest + 2) if step % 2 == 0 or step in tagged]
    row = {step: place for place, step in enumerate(steps)}
    layers = Layers(row[2 * deepest] + 1)
    for name in drawn.nodes:
        size, depth = boxes[name]
        item = LayerItem(
            BOX, row[2 * base[name]], drawn.chains[name], size=size, depth=depth, name=name
        )
        layers.boxes[name] = layers.add(item)
    for net in nets:
        _Threading(drawn, layers, net, texts).run()
    return layers


class _Threading:
    """Carries one net across the ranks between its ends."""

    def __init__(
        self, drawn: GraphOutline, layers: Layers, net: Net, texts: Mapping[str, tuple[int, int]]
    ) -> None:
        self.drawn = drawn
        self.layers = layers
        self.net = net
        self.texts = texts
        self.wires: list[DrawnWire] = []

    def _wire(self, channel: int) -> DrawnWire:
        net = self.net
        wire = DrawnWire(net.style, net.head_top and not net.head_bottom, net.tip)
        self.layers.wires[channel].append(wire)
        self.wires.append(wire)
        return wire

    def _write(self) -> None:
        """Texts beside the boxes at the net's ends, in the place of heads."""
        for wire in self.wires:
            for pins, text in (
                (wire.tops, self.net.top_text),
                (wire.bottoms, self.net.bottom_text),
            ):
                for pin in pins:
                    if text and pin.item.form == BOX:
                        pin.text, pin.head = text, True

    def _bend(self, rank: int, groups: tuple[str, ...]) -> LayerItem:
        return self.layers.add(LayerItem(BEND, rank, groups))

    def run(self) -> None:
        net, layers = self.net, self.layers
        tops = [layers.boxes[name] for name in net.tops]
        last = max(item.rank for item in tops)
        ends: list[tuple[LayerItem, tuple[str, ...]]] = []
        for name, label in net.bottoms:
            end = layers.boxes[name]
            if label:
                groups = self.drawn.common([*net.tops, name])
                size, depth = self.texts[label]
                text = layers.add(
                    LayerItem(TEXT, last + 1, groups, size=size, depth=depth, name=label)
                )
                self._carry(text, end, groups)
                ends.append((text, groups))
            else:
                ends.append((end, end.groups))
        carried = self._gather(tops, last)
        self._spread(carried, last, ends)
        if net.top_text or net.bottom_text:
            self._write()

    def _carry(self, item: LayerItem, end: LayerItem, groups: tuple[str, ...]) -> None:
        for channel in range(item.rank, end.rank):
            wire = self._wire(channel)
            wire.hang(item, True, False)
            arrives = channel + 1 == end.rank
            item = end if arrives else self._bend(channel + 1, groups)
            wire.hang(item, False, arrives and self.net.head_bottom)

    def _gather(self, tops: list[LayerItem], last: int) -> list[LayerItem]:
        """What of the upper ends reaches the last channel above the lower ends."""
        carried: LayerItem | None = None
        names: list[str] = []
        for channel in range(min(item.rank for item in tops), last):
            here = [item for item in tops if item.rank == channel]
            names += [item.name for item in here]
            wire = self._wire(channel)
            if carried is not None:
                wire.hang(carried, True, False)
            for item in here:
                wire.hang(item, True, self.net.head_top)
            groups = self.drawn.common([*names, *(name for name, _ in self.net.bottoms)])
            carried = self._bend(channel + 1, groups)
            wire.hang(carried, False, False)
        here = [item for item in tops if item.rank == last]
        return here if carried is None else [carried, *here]

    def _spread(
        self, tops: list[LayerItem], last: int, ends: list[tuple[LayerItem, tuple[str, ...]]]
    ) -> None:
        """Lead the line on from the last upper rank to every lower end."""
        shared = self.drawn.common(self.net.tops)
        final = max(end.rank for end, _ in ends)
        for channel in range(last, final):
            wire = self._wire(channel)
            for item in tops:
                wire.hang(item, True, item.form == BOX and self.net.head_top)
            for end, _ in ends:
                if end.rank == channel + 1:
                    wire.hang(end, False, end.form == BOX and self.net.head_bottom)
            if channel + 1 < final:
                groups = shared
                for end, chain in ends:
                    if end.rank > channel + 1:
                        same = 0
                        for a, b in zip(groups, chain, strict=False):
                            if a != b:
                                break
                            same += 1
                        groups = groups[:same]
                bend = self._trunk(channel + 1, groups, [end for end, _ in ends])
                wire.hang(bend, False, False)
                tops = [bend]

    def _trunk(self, rank: int, groups: tuple[str, ...], ends: list[LayerItem]) -> LayerItem:
        """A bend of the line that goes on, in the middle of the ends that stand on its rank."""
        bend = LayerItem(BEND, rank, groups)
        row = self.layers.ranks[rank]
        held = set(ends)
        beside = [place for place, item in enumerate(row) if item in held]
        row.insert(beside[(len(beside) - 1) // 2] + 1 if beside else len(row), bend)
        return bend
