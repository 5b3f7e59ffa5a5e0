"""Placement: the cross coordinate of every item and wall, in whole cells.

Each run of items between two walls is placed by weighted L1 isotonic regression: an item wants to
stand at the weighted median of what its wires ask for, and neighbours that would overlap are
pooled and moved as one (the pool-adjacent-violators algorithm; Barlow et al. 1972, for drawing
Sugiyama et al.'s priority method made exact). Sweeps go down and up until nothing changes; then
walls close in on their members.
"""

from itertools import pairwise
from typing import TypeAlias

from coach.boards.diagram.frames import Entry, Rows, Wall
from coach.boards.diagram.layers import BEND, LayerItem, Layers, Pin
from coach.boards.diagram.slices import Slices

_ROUNDS = 4
_STILL = 50
_OPEN = 8
_MANY = 1000
_TITLE_SLACK = 3

Want: TypeAlias = tuple[int, int]
Link: TypeAlias = tuple[LayerItem, int, int]


def _links(pins: list[Pin], upper: bool) -> list[Link]:
    """What the wires of one side ask of an item: another item, an offset to it, a weight."""
    links: list[Link] = []
    for pin in pins:
        wire = pin.wire
        others = wire.bottoms if upper else wire.tops
        single = len(wire.tops) == 1 == len(wire.bottoms)
        for other in others:
            if pin.elbow or other.elbow:
                weight = 1
            elif pin.item.form == BEND == other.item.form:
                weight = 8 if single else 4
            elif single:
                weight = 4
            else:
                weight = 2 if BEND in (pin.item.form, other.item.form) else 1
            links.append((other.item, other.off - pin.off, weight))
    return links


class Placement:
    """Coordinates while they are being improved; always free of overlaps once packed."""

    def __init__(self, layers: Layers, rows: Rows, widths: dict[str, int]) -> None:
        self.rows = rows
        self.widths = widths
        self.room: int | None = None
        self.moved = False
        self.stamps: list[int] = []
        self.still: list[set[tuple[object, ...]]] = []
        self.margins: dict[str, tuple[int, int]] = {}
        self.above: dict[LayerItem, list[Link]] = {}
        self.below: dict[LayerItem, list[Link]] = {}
        for rank in layers.ranks:
            for item in rank:
                self.above[item] = _links(item.up, False)
                self.below[item] = _links(item.down, True)

    def pack(self) -> int:
        """Put everything as near to 0 as the gaps allow (longest path); the cells that takes."""
        ahead: dict[Entry, list[tuple[Entry, int]]] = {}
        missing: dict[Entry, int] = {}
        for row, gaps in zip(self.rows.rows, self.rows.gaps, strict=True):
            for entry in row:
                entry.x = max(entry.x, entry.low)
                ahead.setdefault(entry, [])
                missing.setdefault(entry, 0)
            for place, gap in enumerate(gaps):
                ahead[row[place]].append((row[place + 1], gap))
                missing[row[place + 1]] += 1
        for group, (near, far) in self.rows.walls.items():
            ahead[near].append((far, self.widths[group]))
            missing[far] += 1
        ready = [entry for entry, count in missing.items() if not count]
        for entry in ready:
            for other, gap in ahead[entry]:
                other.x = max(other.x, entry.x + gap)
                missing[other] -= 1
                if not missing[other]:
                    ready.append(other)
        return max([entry.x + entry.size + entry.high for entry in ready], default=0)

    def run(self, room: int | None) -> Slices[None]:
        """Improve a packed placement by sweeps, a slice each, inside 0..room if that is given.

        Items that have an `old` coordinate stay there unless something has to pass.
        """
        self.room = room
        rows = self.rows.rows
        self.stamps = [0] * (len(rows) + 2)
        self.still = [set() for _ in rows]
        grouped = bool(self.rows.walls)
        rounds = _ROUNDS if len(self.above) <= _MANY else 0
        number = 0
        while number < rounds + 2:
            self.moved = False
            if grouped:
                self.open_walls()
            settle = number >= rounds
            even = number % 2 == 0
            for place in range(len(rows)):
                self._improve(place, True, settle or not even)
            for place in reversed(range(len(rows))):
                self._improve(place, settle or not even, True)
            if grouped:
                self.close_walls()
            number = number + 1 if self.moved else max(number + 1, rounds + settle)
            yield

    def _improve(self, place: int, above: bool, below: bool) -> None:
        """Place a row, unless nothing that it depends on has moved since that left it as it is."""
        row = self.rows.rows[place]
        stamps = self.stamps
        near = stamps[place] if above else 0, stamps[place + 2] if below else 0
        key = (above, below, stamps[place + 1], near, *(e.x for e in row if isinstance(e, Wall)))
        if key in self.still[place]:
            return
        if self._place(row, self.rows.gaps[place], above, below):
            stamps[place + 1] += 1
            self.moved = True
        else:
            self.still[place].add(key)

    def _wants(self, item: LayerItem, above: bool, below: bool) -> list[Want]:
        wants = [(other.x + delta, w) for other, delta, w in self.above[item]] if above else []
        if below:
            wants += [(other.x + delta, w) for other, delta, w in self.below[item]]
        if item.old is not None:
            wants.append((item.old, _STILL))
        return wants or [(item.x, 0)]

    def _place(self, row: list[Entry], gaps: list[int], above: bool, below: bool) -> bool:
        """Place the items of a row between its walls; whether any of them moved."""
        start, count = 0, len(row)
        moved = False
        while start < count:
            if isinstance(row[start], Wall):
                start += 1
                continue
            end = start
            while end < count and not isinstance(row[end], Wall):
                end += 1
            least = row[start - 1].x + gaps[start - 1] if start else self._first(row)
            most = row[end].x - gaps[end - 1] if end < count else self._last(row)
            run: list[LayerItem] = row[start:end]  # type: ignore[assignment]
            bounds = (least, most)
            moved = self._regress(run, gaps[start : end - 1], bounds, (above, below)) or moved
            start = end
        return moved

    def _first(self, row: list[Entry]) -> int | None:
        return None if self.room is None else row[0].low

    def _last(self, row: list[Entry]) -> int | None:
        return None if self.room is None else self.room - row[-1].size - row[-1].high

    def _regress(
        self,
        run: list[LayerItem],
        gaps: list[int],
        bounds: tuple[int | None, int | None],
        sides: tuple[bool, bool],
    ) -> bool:
        least, most = bounds
        offsets = [0]
        for gap in gaps:
            offsets.append(offsets[-1] + gap)
        pools: list[tuple[int, list[Want], int]] = []
        for item, offset in zip(run, offsets, strict=True):
            wants = [(at - offset, weight) for at, weight in self._wants(item, *sides)]
            middle, members = median(wants, item.x - offset), 1
            while pools and pools[-1][0] > middle:
                _, others, count = pools.pop()
                wants = others + wants
                members += count
                middle = median(wants, item.x - offset)
            pools.append((middle, wants, members))
        if most is not None:
            most -= offsets[-1]
        place, moved = 0, False
        for middle, _, members in pools:
            at = middle if least is None else max(middle, least)
            at = at if most is None else min(at, most)
            for _ in range(members):
                if run[place].x != at + offsets[place]:
                    run[place].x = at + offsets[place]
                    moved = True
                place += 1
        return moved

    def open_walls(self) -> None:
        """Move every wall halfway towards what is outside of it, outer frames first."""
        for group in sorted(self.rows.walls, key=lambda group: len(self.rows.chains[group])):
            outer_near, near, far, outer_far = self._room(group)
            if near is None or far is None:
                continue
            left, right = self.rows.walls[group]
            left.x = near - _OPEN if outer_near is None else (outer_near + near) // 2
            right.x = far + _OPEN if outer_far is None else (outer_far + far + 1) // 2
            self._widen(group, outer_near, outer_far)

    def _widen(self, group: str, outer_near: int | None, outer_far: int | None) -> None:
        """Give a frame the width its title needs, at the far side first."""
        left, right = self.rows.walls[group]
        end = left.x + self.widths[group]
        if right.x < end:
            right.x = end if outer_far is None else max(right.x, min(end, outer_far))
        start = right.x - self.widths[group]
        if left.x > start:
            left.x = start if outer_near is None else min(left.x, max(start, outer_near))

    def close_walls(self) -> None:
        """Move every wall up to its members, inner frames first."""
        for group in sorted(self.rows.walls, key=lambda group: -len(self.rows.chains[group])):
            outer_near, near, far, outer_far = self._room(group)
            if near is None or far is None:
                continue
            left, right = self.rows.walls[group]
            before, after = self.margins.get(group, (0, 0))
            near, far = near - before, far + after
            left.x = near if outer_near is None else max(near, min(outer_near, near + before))
            right.x = far if outer_far is None else min(far, max(outer_far, far - after))
            self._widen(group, outer_near, outer_far)

    def clear_titles(self, layers: Layers) -> None:
        """Widen frames whose titles find no place between the lines that enter from above.

        Walls must be closed; they are closed again.
        """
        for group, (first, _) in self.rows.spans.items():
            if not first:
                continue
            left, right = self.rows.walls[group]
            crossed = sorted(
                pin.at
                for wire in layers.wires[first - 1]
                for pin in wire.bottoms
                if group in pin.item.groups
            )
            if not crossed:
                continue
            stops = [left.x, *crossed, right.x]
            need = self.widths[group] - _TITLE_SLACK
            if max(b - a - 1 for a, b in pairwise(stops)) >= need:
                continue
            before, after = crossed[0] - left.x - 1, right.x - crossed[-1] - 1
            if before >= after:
                self.margins[group] = (need - before, 0)
            else:
                self.margins[group] = (0, need - after)
        if self.margins:
            self.open_walls()
            self.close_walls()

    def _room(self, group: str) -> tuple[int | None, int | None, int | None, int | None]:
        """How far a frame's near wall may go out and in, and its far wall in and out."""
        left, right = self.rows.walls[group]
        first, last = self.rows.spans[group]
        bounds: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
        for rank in range(first, last + 1):
            row, gaps = self.rows.rows[rank], self.rows.gaps[rank]
            i, j = row.index(left), row.index(right)
            outer = row[i - 1].x + gaps[i - 1] if i else self._first(row)
            if outer is not None:
                bounds[0].append(outer)
            if i + 1 < j:
                bounds[1].append(row[i + 1].x - gaps[i])
                bounds[2].append(row[j - 1].x + gaps[j - 1])
            outer = row[j + 1].x - gaps[j] if j + 1 < len(row) else self._last(row)
            if outer is not None:
                bounds[3].append(outer)
        outer_near, near, far, outer_far = bounds
        return (
            max(outer_near, default=None),
            min(near, default=None),
            max(far, default=None),
            min(outer_far, default=None),
        )


def median(wants: list[Want], now: int) -> int:
    """A weighted median; where a whole interval is one, its middle or, of two single wants, `now`.

    Keeping `now` when two equal wants pull apart leaves one of the two lines straight instead of
    bending both.
    """
    if len(wants) == 1:
        return wants[0][0]
    wants.sort()
    half = sum([weight for _, weight in wants])
    seen = 0
    for place, (at, weight) in enumerate(wants):
        seen += 2 * weight
        if seen > half:
            return at
        if seen == half:
            after = wants[min(place + 1, len(wants) - 1)][0]
            if len(wants) == 2 and weight > 1:
                return min(max(now, at), after) if now in (at, after) else at
            return (at + after) // 2
    return wants[-1][0]
