"""Straighten: bends taken out of a placed drawing without moving anything over anything else.

Wherever a line between two items jogs, the rigid cluster at either end (all that hangs together by
straight lines) is shifted as one, pushing neighbours that are in the way; the shift stays if lines
got straighter and shorter. It is the local search by segments of Sander (1996). What remains is
tried by sliding the port along the side of its box.
"""

from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.frames import Entry, Rows, Wall
from coach.boards.diagram.layers import BOX, DrawnWire, LayerItem, Layers, Pin
from coach.boards.diagram.slices import Slices

_ROUNDS = 3
_LARGEST = 40
_MANY = 1000
_JOG = 4
_NEAR = 2
_NEAR_MISS = 5


def cost(wire: DrawnWire) -> int:
    """How far a wire is from straight (or, of several ends, from short and centred)."""
    tops, bottoms = wire.tops, wire.bottoms
    if len(tops) == 1 == len(bottoms):
        distance = abs(tops[0].item.x + tops[0].off - bottoms[0].item.x - bottoms[0].off)
        if not distance:
            return 0
        if tops[0].elbow or bottoms[0].elbow:
            return 2 * distance
        return 2 * distance + _JOG + (_NEAR_MISS if distance <= _NEAR else 0)
    uppers = sorted([pin.item.x + pin.off for pin in tops])
    lowers = sorted([pin.item.x + pin.off for pin in bottoms])
    span = max(uppers[-1], lowers[-1]) - min(uppers[0], lowers[0])
    if len(uppers) > 1 < len(lowers):
        return 2 * span + abs(uppers[0] + uppers[-1] - lowers[0] - lowers[-1])
    root, leaves = (uppers[0], lowers) if len(uppers) == 1 else (lowers[0], uppers)
    half = len(leaves) // 2
    middle = leaves[half] if len(leaves) % 2 else (leaves[half - 1] + leaves[half]) // 2
    total = 2 * span + abs(root - middle)
    for leaf in leaves:
        if 0 < abs(leaf - root) <= _NEAR:
            total += _NEAR_MISS
    return total


class Straightening:
    """The local search; coordinates are changed in place."""

    def __init__(self, layers: Layers, rows: Rows, measures: Clearances, room: int | None) -> None:
        self.layers = layers
        self.rows = rows
        self.room = room
        self.measures = measures
        self.before: dict[Entry, list[tuple[Entry, int]]] = {}
        self.after: dict[Entry, list[tuple[Entry, int]]] = {}
        for row, gaps in zip(rows.rows, rows.gaps, strict=True):
            for place, gap in enumerate(gaps):
                self.after.setdefault(row[place], []).append((row[place + 1], gap))
                self.before.setdefault(row[place + 1], []).append((row[place], gap))

    def run(self) -> Slices[None]:
        """Shift clusters until nothing gets better, a slice a channel, then slide ports."""
        many = sum(map(len, self.layers.ranks)) > _MANY
        for _ in range(0 if many else _ROUNDS):
            changed = False
            for wires in self.layers.wires:
                for wire in wires:
                    changed = self._mend(wire) or changed
                yield
            if not changed:
                break
        for wires in self.layers.wires:
            for wire in wires:
                if len(wire.tops) == 1 == len(wire.bottoms):
                    self._slide(wire.tops[0], wire.bottoms[0])

    def _mend(self, wire: DrawnWire) -> bool:
        single = len(wire.tops) == 1 == len(wire.bottoms)
        changed = False
        for top in wire.tops:
            for bottom in wire.bottoms:
                distance = bottom.at - top.at
                if not distance or not (single or abs(distance) <= 4 * _NEAR):
                    continue
                changed = (
                    self._shift(bottom.item, -distance, wire)
                    or self._shift(top.item, distance, wire)
                    or changed
                )
        return changed

    def _cluster(self, seed: LayerItem, without: DrawnWire, members: dict[LayerItem, None]) -> bool:
        """Add to members all that hangs together with the seed by straight lines; False where that
        is too much, or something that stood somewhere before, which is not shifted."""
        stack = [seed]
        members[seed] = None
        while stack:
            item = stack.pop()
            if item.old is not None or len(members) > _LARGEST:
                return False
            x = item.x
            for side in (item.up, item.down):
                for pin in side:
                    wire = pin.wire
                    if wire is without or len(wire.tops) != 1 or len(wire.bottoms) != 1:
                        continue
                    other = wire.bottoms[0] if pin.upper else wire.tops[0]
                    near = other.item
                    if near.x + other.off == x + pin.off and near not in members:
                        members[near] = None
                        stack.append(near)
        return len(members) <= _LARGEST

    def _shift(self, seed: LayerItem, distance: int, wire: DrawnWire) -> bool:
        """Shift the cluster of an item, pushing others, if that is an improvement."""
        members: dict[LayerItem, None] = {}
        if not self._cluster(seed, wire, members):
            return False
        ahead = self.after if distance > 0 else self.before
        reached = list(members)
        for item in reached:
            for other, gap in ahead.get(item, ()):
                free = other.x - item.x - gap if distance > 0 else item.x - other.x - gap
                if free >= abs(distance) or other in members:
                    continue
                known = len(members)
                if isinstance(other, Wall) or not self._cluster(other, wire, members):
                    return False
                reached += list(members)[known:]
        if not self._inside(members, distance):
            return False
        wires = dict.fromkeys(
            pin.wire for item in members for side in (item.up, item.down) for pin in side
        )
        before = sum(map(cost, wires))
        for item in members:
            item.x += distance
        if sum(map(cost, wires)) < before:
            return True
        for item in members:
            item.x -= distance
        return False

    def _inside(self, members: dict[LayerItem, None], distance: int) -> bool:
        """Whether the members stay in the room when they are shifted."""
        if self.room is None:
            return True
        if distance < 0:
            return all(item.x - item.low + distance >= 0 for item in members)
        return all(item.x + item.size + item.high + distance <= self.room for item in members)

    def _slide(self, top: Pin, bottom: Pin) -> None:
        """Move a port along its box's side so that a line becomes straight."""
        distance = bottom.at - top.at
        if not distance:
            return
        for pin, wanted in ((bottom, bottom.off - distance), (top, top.off + distance)):
            if self._reach(pin, wanted) if pin.elbow else self._may_slide(pin, wanted):
                pin.off = wanted
                return

    def _reach(self, pin: Pin, wanted: int) -> bool:
        """Let a line turn further out beside its box, where there is room for that."""
        item = pin.item
        near = pin.elbow < 0
        reach = -wanted if near else wanted + 1 - item.size
        more = reach - (item.low if near else item.high)
        row, gaps = self.rows.rows[item.rank], self.rows.gaps[item.rank]
        place = row.index(item) - near
        if more < 0:
            return False
        if 0 <= place < len(gaps) and row[place + 1].x - row[place].x < gaps[place] + more:
            return False
        edge = item.x - reach if near else item.x + item.size + reach
        if self.room is not None and not 0 <= edge <= self.room:
            return False
        if 0 <= place < len(gaps):
            gaps[place] += more
        if near:
            item.low = reach
        else:
            item.high = reach
        return True

    def _may_slide(self, pin: Pin, wanted: int) -> bool:
        item, margin = pin.item, self.measures.port_margin
        if item.form != BOX or not margin <= wanted <= item.size - 1 - margin:
            return False
        for other in item.down if pin.upper else item.up:
            if other is pin or other.elbow:
                continue
            if abs(other.off - wanted) < self.measures.port_step:
                return False
            if (other.off < pin.off) != (other.off < wanted):
                return False
        return True
