"""Stability: a drawing that grows without moving what is already there.

The mental map is kept as Misue et al. (1995) ask: old boxes keep their rank, their order and, as
heavily weighted wishes of the placement, their coordinates; what is new goes where there is room
near its neighbours. All that is needed is where the boxes of the earlier picture stood.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from coach.boards.diagram.graph import Graph
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.ranks import Pair, Slope
from coach.boards.diagram.traces import Traces
from coach.frozen import dataclass

_CHEAP_SHARE = 10
_LEAF_GAP = 3


@dataclass(slots=True, eq=False, repr=False)
class EarlierPlaces:
    """Where old boxes stood along cross and flow, and how many cells they took along either."""

    down: bool
    room: int
    traces: Traces
    cross: dict[str, int] = field(default_factory=dict)
    start: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)
    depth: dict[str, int] = field(default_factory=dict)

    def levels(self, names: Iterable[str]) -> dict[str, int]:
        """The rank that each old box stood on, counted from 0."""
        old = sorted((self.start[name], name) for name in names if name in self.start)
        ranks: dict[str, int] = {}
        level, end = -1, -1
        for start, name in old:
            if start > end:
                level += 1
                end = start
            end = max(end, start + self.depth[name] - 1) if start == end else end
            end = max(end, start)
            ranks[name] = level
        return self._apart(ranks)

    def _apart(self, ranks: dict[str, int]) -> dict[str, int]:
        """Levels joined where boxes of one overlap boxes of the next along flow."""
        ends: dict[int, int] = {}
        starts: dict[int, int] = {}
        for name, level in ranks.items():
            ends[level] = max(ends.get(level, 0), self.start[name] + self.depth[name])
            starts[level] = min(starts.get(level, self.start[name]), self.start[name])
        number = -1
        reach = -1
        joined: dict[int, int] = {}
        for level in sorted(starts):
            if starts[level] >= reach:
                number += 1
                reach = ends[level]
            else:
                reach = max(reach, ends[level])
            joined[level] = number
        return {name: joined[level] for name, level in ranks.items()}

    def has_space(self, names: Iterable[str], size: int, framed: bool) -> bool:
        """Whether one more box finds a place on the rank of these old ones.

        Among frames only the far end of the rank counts, since gaps may lie inside of them.
        """
        at = 0
        for left, end in sorted((self.cross[name], self.size[name]) for name in names):
            if not framed and left - at >= size + 2 * _LEAF_GAP:
                return True
            at = max(at, left + end)
        return not self.down or at + _LEAF_GAP + size <= self.room


def remember(
    previous: Picture | None, graph: Graph, direction: Direction, width: int | None
) -> EarlierPlaces | None:
    """What an earlier picture says about a graph's boxes; nothing if it shows none of them."""
    if previous is None:
        return None
    names = {node.id for node in graph.nodes}
    boxes = [box for box in previous.boxes if box.id in names]
    if not boxes:
        return None
    down = _led_down(previous, graph)
    if direction not in (Direction.AUTO, Direction.DOWN if down else Direction.RIGHT):
        return None
    memory = EarlierPlaces(down, max(previous.width, width or 0), Traces(previous, down))
    for box in boxes:
        memory.cross[box.id], memory.start[box.id] = (box.x, box.y) if down else (box.y, box.x)
        memory.size[box.id], memory.depth[box.id] = (box.w, box.h) if down else (box.h, box.w)
    return memory


def _led_down(previous: Picture, graph: Graph) -> bool:
    """Whether the picture's edges led down, as it says or as its arrow heads and boxes show."""
    if previous.direction != Direction.AUTO:
        return previous.direction == Direction.DOWN
    down = sum(map(previous.text.count, "▼▲"))
    level = sum(map(previous.text.count, "►◄"))
    if down != level:
        return down > level
    boxes = {box.id: box for box in previous.boxes}
    for edge in graph.edges:
        source, target = boxes.get(edge.source), boxes.get(edge.target)
        if source is not None and target is not None and source is not target:
            down += source.y + source.h <= target.y or target.y + target.h <= source.y
            level += source.x + source.w <= target.x or target.x + target.w <= source.x
    return down >= level


class Ranking:
    """Ranks that keep old boxes on theirs as far as the edges allow."""

    def __init__(
        self,
        names: Sequence[str],
        pairs: Sequence[Pair],
        memory: EarlierPlaces,
        *,
        sizes: Mapping[str, int],
        framed: bool,
    ) -> None:
        self.framed = framed
        self.names = names
        self.pairs = pairs
        self.memory = memory
        self.sizes = sizes
        self.old = memory.levels(names)
        self.ranks = dict(self.old)
        self.forward: dict[int, bool] = {}

    def run(self) -> tuple[dict[str, int], set[int]]:
        """Ranks of all nodes from 0, and the positions of the edges that lead back."""
        waiting = [name for name in self.names if name not in self.ranks]
        while waiting:
            ready = [name for name in waiting if self._neighbours(name) != ([], [])]
            name = (ready or waiting)[0]
            waiting.remove(name)
            self.ranks[name] = self._rank(name)
        key = {name: (self.ranks[name], place) for place, name in enumerate(self.names)}
        for place, (source, target) in enumerate(self.pairs):
            self.forward[place] = key[source] < key[target]
        for place, (source, target) in enumerate(self.pairs):
            if self.ranks[source] == self.ranks[target]:
                self._flip(place)
        for name in self.names:
            if name not in self.old:
                against = [
                    place
                    for place, (source, _) in enumerate(self.pairs)
                    if source == name and not self.forward[place]
                ]
                if against and any(target == name for _, target in self.pairs):
                    self._straighten(against)
        settled = self._settle()
        lowest = min(settled.values(), default=0)
        back = {place for place, forward in self.forward.items() if not forward}
        return {name: settled[name] - lowest for name in self.names}, back

    def _neighbours(self, name: str) -> tuple[list[int], list[int]]:
        """The ranks of what feeds a node and of what it feeds, as far as they are known."""
        before = [self.ranks[s] for s, t in self.pairs if t == name and s in self.ranks]
        after = [self.ranks[t] for s, t in self.pairs if s == name and t in self.ranks]
        return before, after

    def _rank(self, name: str) -> int:
        before, after = self._neighbours(name)
        if not before:
            return min(after) - 1 if after else 0
        rank = max(before) + 1
        if not after:
            for further in (rank, rank + 1):
                beside = [other for other, level in self.old.items() if level == further]
                if self.memory.has_space(beside, self.sizes[name], self.framed):
                    return further
        return rank

    def _settle(self) -> dict[str, int]:
        edges = [
            pair if self.forward[place] else (pair[1], pair[0])
            for place, pair in enumerate(self.pairs)
        ]
        slope = Slope(self.names, edges)
        if len(slope.order) < len(self.names):
            return {}
        return slope.settle(self.ranks)

    def _moved(self) -> int:
        settled = self._settle()
        if not settled:
            return len(self.names) + 1
        return sum(settled[name] != rank for name, rank in self.old.items())

    def _flip(self, place: int) -> None:
        """Turn an edge within a rank round if that moves fewer old boxes."""
        before = self._moved()
        self.forward[place] = not self.forward[place]
        if self._moved() >= before:
            self.forward[place] = not self.forward[place]

    def _straighten(self, places: list[int]) -> None:
        """Let edges that lead back lead on, if that moves few old boxes."""
        for place in places:
            self.forward[place] = True
        if self._moved() > max(1, len(self.old) // _CHEAP_SHARE):
            for place in places:
                self.forward[place] = False
