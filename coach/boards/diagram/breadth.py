"""Breadth: how wide ranks will be, and the spilling of those too wide for the page.

A rank that does not fit sends components on to the next one, after the width-bounded layering of
Coffman and Graham (1972); lines that pass and frames that stand beside count as well. What spills
first forces the fewest others down and stands outside of frames.
"""

from collections.abc import Mapping

from coach.boards.diagram.bundles import Net
from coach.boards.diagram.drawn_parts import GraphOutline
from coach.boards.diagram.ranks import Slope

_FRAME = 4
_TITLE = 6
_LINE = 3


class Breadth:
    """Estimates the cells every rank takes across; `sizes` are the boxes' own."""

    def __init__(
        self, drawn: GraphOutline, nets: list[Net], sizes: Mapping[str, int], gap: int
    ) -> None:
        self.drawn = drawn
        self.nets = nets
        self.sizes = sizes
        self.gap = gap
        self.titles = {group: len(title) for group, title in drawn.titles.items()}

    def of(self, ranks: Mapping[str, int]) -> list[int]:
        """The estimate for every rank."""
        count = max(ranks.values(), default=0) + 1
        result = [-self.gap] * count
        inside: dict[str, list[int]] = {}
        spans: dict[str, tuple[int, int]] = {}
        parents: dict[str, str] = {}
        for name, rank in ranks.items():
            chain = self.drawn.chains[name]
            size = self.sizes[name] + self.gap
            if not chain:
                result[rank] += size
                continue
            for depth, group in enumerate(chain):
                first, last = spans.get(group, (rank, rank))
                spans[group] = (min(first, rank), max(last, rank))
                inside.setdefault(group, [0] * count)
                if depth:
                    parents[group] = chain[depth - 1]
            inside[chain[-1]][rank] += size
        for group in sorted(spans, key=lambda group: -self._depth(group, parents)):
            cells = max(max(inside[group]) - self.gap + _FRAME, self.titles[group] + _TITLE)
            target = inside[parents[group]] if group in parents else result
            for rank in range(spans[group][0], spans[group][1] + 1):
                target[rank] += cells + self.gap
        for net in self.nets:
            first = min(ranks[name] for name in net.tops)
            last = max(ranks[name] for name, _ in net.bottoms)
            for rank in range(first + 1, last):
                result[rank] += _LINE
        return result

    def _depth(self, group: str, parents: Mapping[str, str]) -> int:
        depth = 0
        while group in parents:
            group = parents[group]
            depth += 1
        return depth

    def spill(self, slope: Slope, ranks: dict[str, int], room: int) -> dict[str, int]:
        """Ranks that fit into the room, as far as pushing components down can do that."""
        place = {name: number for number, name in enumerate(ranks)}
        rank = 0
        while rank <= max(ranks.values(), default=0) and rank < 4 * len(ranks):
            members = [name for name, value in ranks.items() if value == rank]
            total = self.of(ranks)[rank]
            if total > room and len(members) > 1:
                ranks = self._push(slope, ranks, members, (total, room), place)
            rank += 1
        return ranks

    def _push(
        self,
        slope: Slope,
        ranks: dict[str, int],
        members: list[str],
        widths: tuple[int, int],
        place: Mapping[str, int],
    ) -> dict[str, int]:
        total, room = widths
        rank = ranks[members[0]]
        forced = {
            name: sum(ranks[target] == rank + 1 for target in slope.after[name]) for name in members
        }
        aim = room
        if not any(forced.values()) and not self.drawn.titles:
            rows = -(-total // room)
            aim = min(room, -(-total // rows) + max(self.sizes[name] for name in members) // 2)
        pushed = dict(ranks)
        left = len(members)
        for name in sorted(
            members, key=lambda name: (forced[name], len(self.drawn.chains[name]), -place[name])
        ):
            if total <= aim or left == 1:
                break
            pushed[name] = rank + 1
            total -= self.sizes[name] + self.gap - _LINE
            left -= 1
        return slope.settle(pushed)
