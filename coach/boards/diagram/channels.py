"""Channels: which track between two ranks each wire runs on.

Channel routing after Hashimoto and Stevens (1971) and Deutsch (1976): bars that share a column
must keep an order (the vertical constraint graph), cycles of that order are broken by doglegs, and
bars are packed onto tracks from the first free one (left-edge packing). No two lines ever meet in
a four-armed junction: where a line would go on straight below its own branching, the branches to
either side take tracks of their own, so a crossing sign always means crossing.
"""

from dataclasses import field

from coach.boards.diagram.layers import DrawnWire
from coach.frozen import dataclass


@dataclass(slots=True, eq=False, repr=False)
class Crossbar:
    """A level piece of a wire from column lo to hi. `tops` and `bottoms` are where lines end on it.

    `row` is its track, counted from 0 at the upper rank.
    """

    wire: DrawnWire
    tops: list[int]
    bottoms: list[int]
    lo: int
    hi: int
    row: int = 0
    whole: bool = True


@dataclass(slots=True, eq=False, repr=False)
class Channel:
    """A routed channel: bars on tracks, upright joints between bars, and straight wires."""

    bars: list[Crossbar] = field(default_factory=list)
    joints: list[tuple[int, Crossbar, Crossbar]] = field(default_factory=list)
    straight: list[DrawnWire] = field(default_factory=list)
    tracks: int = 0


def route(wires: list[DrawnWire], walls: set[int]) -> Channel:
    """Route the wires of one channel; `walls` are columns that frames pass through."""
    return _Routing(wires, walls).run()


class _Routing:
    def __init__(self, wires: list[DrawnWire], walls: set[int]) -> None:
        self.channel = Channel()
        self.used = set(walls)
        for wire in wires:
            for pin in (*wire.tops, *wire.bottoms):
                self.used.add(pin.at)
        for wire in wires:
            self._cut(wire)

    def _free(self, middle: int, lo: int, hi: int) -> int:
        """The unused column nearest to the middle, inside lo..hi if there is one."""
        distance = 0
        while True:
            for column in (middle + distance, middle - distance):
                inside = lo < column < hi or distance > hi - lo
                if inside and column >= 0 and column not in self.used:
                    self.used.add(column)
                    return column
            distance += 1

    def _cut(self, wire: DrawnWire) -> None:
        """Cut a wire into the bars it needs."""
        tops = sorted([pin.at for pin in wire.tops])
        bottoms = sorted([pin.at for pin in wire.bottoms])
        bars = self.channel.bars
        lo, hi = min(tops[0], bottoms[0]), max(tops[-1], bottoms[-1])
        if len(tops) == 1 == len(bottoms):
            if lo == hi:
                self.channel.straight.append(wire)
            else:
                bars.append(Crossbar(wire, tops, bottoms, lo, hi))
            return
        if len(tops) > 1 < len(bottoms):
            self._cut_block(wire, tops, bottoms)
            return
        root = tops[0] if len(tops) == 1 else bottoms[0]
        if not (lo < root < hi and root in tops and root in bottoms):
            bars.append(Crossbar(wire, tops, bottoms, lo, hi))
            return
        for near, far in ((lo, root), (root, hi)):
            mine_above = [at for at in tops if near <= at <= far and at != root]
            mine_below = [at for at in bottoms if near <= at <= far and at != root]
            bars.append(Crossbar(wire, mine_above, mine_below, near, far, whole=False))

    def _cut_block(self, wire: DrawnWire, tops: list[int], bottoms: list[int]) -> None:
        """A block of many to many is one bar that gathers and one that spreads, joined once."""
        lo, hi = max(tops[0], bottoms[0]), min(tops[-1], bottoms[-1])
        middle = (min(tops[0], bottoms[0]) + max(tops[-1], bottoms[-1])) // 2
        middle = min(max(middle, lo), hi) if lo <= hi else (lo + hi) // 2
        joint = self._free(middle, lo, hi)
        upper = Crossbar(wire, tops, [], min(joint, tops[0]), max(joint, tops[-1]), whole=False)
        lower = Crossbar(
            wire, [], bottoms, min(joint, bottoms[0]), max(joint, bottoms[-1]), whole=False
        )
        self.channel.bars += [upper, lower]
        self.channel.joints.append((joint, upper, lower))

    def run(self) -> Channel:
        channel = self.channel
        if channel.bars:
            order, over = self._sort()
            _improve(order, over)
            _pack(order, over)
            channel.tracks = 1 + max([bar.row for bar in channel.bars])
        return channel

    def _constraints(self) -> dict[Crossbar, set[Crossbar]]:
        """For every bar the bars that must run below it."""
        above: dict[int, list[Crossbar]] = {}
        over: dict[Crossbar, set[Crossbar]] = {}
        for bar in self.channel.bars:
            over[bar] = set()
            for column in bar.tops:
                above.setdefault(column, []).append(bar)
        for bar in self.channel.bars:
            for column in bar.bottoms:
                for other in above.get(column, ()):
                    if other.wire is not bar.wire:
                        over[other].add(bar)
        for _, upper, lower in self.channel.joints:
            over[upper].add(lower)
        return over

    def _sort(self) -> tuple[list[Crossbar], dict[Crossbar, set[Crossbar]]]:
        """A topological order of the bars, cycles broken by doglegs."""
        while True:
            over = self._constraints()
            missing = dict.fromkeys(self.channel.bars, 0)
            for below in over.values():
                for bar in below:
                    missing[bar] += 1
            order = [bar for bar in self.channel.bars if not missing[bar]]
            done = set(order)
            for bar in order:
                for other in self.channel.bars:
                    if other in over[bar]:
                        missing[other] -= 1
                        if not missing[other]:
                            order.append(other)
                            done.add(other)
            if len(order) == len(self.channel.bars):
                return order, over
            stuck = [bar for bar in self.channel.bars if bar not in done and bar.whole]
            self._dogleg(min(stuck, key=lambda bar: len(bar.tops) + len(bar.bottoms)))

    def _dogleg(self, bar: Crossbar) -> None:
        joint = self._free((bar.lo + bar.hi) // 2, bar.lo, bar.hi)
        wire, tops, bottoms = bar.wire, bar.tops, bar.bottoms
        upper = Crossbar(wire, tops, [], min(joint, tops[0]), max(joint, tops[-1]), whole=False)
        lower = Crossbar(
            wire, [], bottoms, min(joint, bottoms[0]), max(joint, bottoms[-1]), whole=False
        )
        place = self.channel.bars.index(bar)
        self.channel.bars[place : place + 1] = [upper, lower]
        self.channel.joints.append((joint, upper, lower))


def _crossings(upper: Crossbar, lower: Crossbar) -> int:
    """Crossings of two bars when the first runs above the second."""
    count = 0
    for column in upper.bottoms:
        count += lower.lo < column < lower.hi
    for column in lower.tops:
        count += upper.lo < column < upper.hi
    return count


def _improve(order: list[Crossbar], over: dict[Crossbar, set[Crossbar]]) -> None:
    """Swap neighbouring bars while that removes crossings and breaks no constraint."""
    for _ in range(len(order)):
        changed = False
        for place in range(len(order) - 1):
            upper, lower = order[place], order[place + 1]
            if upper.lo > lower.hi or lower.lo > upper.hi or lower in over[upper]:
                continue
            if _crossings(lower, upper) < _crossings(upper, lower):
                order[place], order[place + 1] = lower, upper
                changed = True
        if not changed:
            return


def _pack(order: list[Crossbar], over: dict[Crossbar, set[Crossbar]]) -> None:
    """Give every bar the first track below all that it meets or must follow."""
    for place, bar in enumerate(order):
        row = 0
        for other in order[:place]:
            meets = other.lo <= bar.hi + 1 and bar.lo <= other.hi + 1
            if other.row >= row and (meets or bar in over[other]):
                row = other.row + 1
        bar.row = row
