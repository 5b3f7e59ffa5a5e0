"""Order: who stands beside whom on each rank, with few crossings and groups together.

Barycenter sweeps down and up (Sugiyama, Tagawa and Toda 1981), the best sweep kept, then the
transposition of neighbours (Gansner et al. 1993). Members of a group stay contiguous on every rank
and sibling groups keep one order on all ranks, after Forster (2002), so that frames cannot overlap.
"""

from bisect import bisect_right, insort
from collections.abc import Callable

from coach.boards.diagram.layers import LayerItem, Layers

_SWEEPS = 8
_PATIENCE = 3
_MANY = 160
_HUGE = 1000
_TRANSPOSITIONS = 4


def inversions(sequence: list[int]) -> int:
    """How many pairs of a sequence are in falling order."""
    seen: list[int] = []
    count = 0
    for value in sequence:
        count += len(seen) - bisect_right(seen, value)
        insort(seen, value)
    return count


class Ordering:
    """The order of all ranks while it is being improved."""

    def __init__(self, layers: Layers) -> None:
        self.ranks = layers.ranks
        self.above: dict[LayerItem, list[LayerItem]] = {}
        self.below: dict[LayerItem, list[LayerItem]] = {}
        self.means: dict[str, float] = {}
        self.nested = False
        for rank in self.ranks:
            for item in rank:
                self.above[item] = [pin.item for own in item.up for pin in own.wire.tops]
                self.below[item] = [pin.item for own in item.down for pin in own.wire.bottoms]
                self.nested = self.nested or bool(item.groups)

    def number(self) -> None:
        """Tell every item its place, and every group its mean place."""
        sums: dict[str, list[float]] = {}
        for rank in self.ranks:
            count = len(rank) or 1
            for place, item in enumerate(rank):
                item.pos = place
                item.share = (place + 0.5) / count
                for group in item.groups:
                    sums.setdefault(group, []).append(item.share)
        self.means = {group: sum(all_) / len(all_) for group, all_ in sums.items()}

    def arrange(self, items: list[LayerItem], key: Callable[[LayerItem], float]) -> list[LayerItem]:
        """Items sorted by key, members of a group together and groups by their mean place."""
        return self._nest(items, key, 0) if self.nested else sorted(items, key=key)

    def _nest(
        self, items: list[LayerItem], key: Callable[[LayerItem], float], depth: int
    ) -> list[LayerItem]:
        entries: list[tuple[float, str, list[LayerItem]]] = []
        inner: dict[str, list[LayerItem]] = {}
        for item in items:
            if len(item.groups) > depth:
                inner.setdefault(item.groups[depth], []).append(item)
            else:
                entries.append((key(item), "", [item]))
        entries += [
            (self.means[group], group, self._nest(members, key, depth + 1))
            for group, members in inner.items()
        ]
        entries.sort(key=lambda entry: entry[:2])
        return [item for _, _, members in entries for item in members]

    def crossings(self) -> int:
        """Crossings of the wires as if each were a bundle of straight lines."""
        total = 0
        below = self.below
        for rank in self.ranks:
            ends: list[int] = []
            for item in rank:
                ends += sorted([other.pos for other in below[item]])
            if len(ends) > 1:
                total += inversions(ends)
        return total

    def sweep(self, down: bool) -> None:
        """Sort every rank by the mean place of its neighbours on the rank before it."""
        count = len(self.ranks)
        neighbours = self.above if down else self.below
        for number in range(1, count) if down else range(count - 2, -1, -1):
            rank = self.ranks[number]
            if not rank:
                continue
            keys = {}
            for item in rank:
                near = neighbours[item]
                keys[item] = sum([o.share for o in near]) / len(near) if near else item.share
            rank[:] = self.arrange(rank, keys.__getitem__)
            size = len(rank)
            for place, item in enumerate(rank):
                item.pos = place
                item.share = (place + 0.5) / size
        self.number()

    def gain(self, left: LayerItem, right: LayerItem) -> int:
        """How many crossings fewer there were if two neighbours changed places."""
        gained = 0
        for side in (self.above, self.below):
            ours, theirs = side[left], side[right]
            if not ours or not theirs:
                continue
            if len(ours) == 1 == len(theirs):
                mine, other = ours[0].pos, theirs[0].pos
                gained += (mine > other) - (mine < other)
                continue
            places = [item.pos for item in theirs]
            for item in ours:
                mine = item.pos
                for other in places:
                    if mine > other:
                        gained += 1
                    elif mine < other:
                        gained -= 1
        return gained

    def take(self, centres: dict[LayerItem, float]) -> None:
        """Take the order that items' centres say, groups together by their mean centre."""
        sums: dict[str, list[float]] = {}
        for item, centre in centres.items():
            item.share = centre
            for group in item.groups:
                sums.setdefault(group, []).append(centre)
        self.means = {group: sum(all_) / len(all_) for group, all_ in sums.items()}
        for rank in self.ranks:
            if self.nested:
                rank[:] = self.arrange(rank, centres.__getitem__)
            for place, item in enumerate(rank):
                item.pos = place

    def reset(self, ranks: list[list[LayerItem]]) -> None:
        """Take up an order."""
        for rank, items in zip(self.ranks, ranks, strict=True):
            rank[:] = items
        self.number()

    def transpose(self) -> bool:
        """Swap neighbours of one group as long as that removes crossings; whether any were."""
        swapped = False
        for _ in range(_TRANSPOSITIONS):
            changed = False
            for rank in self.ranks:
                for place in range(len(rank) - 1):
                    left, right = rank[place], rank[place + 1]
                    if left.groups == right.groups and self.gain(left, right) > 0:
                        rank[place], rank[place + 1] = right, left
                        left.pos, right.pos = place + 1, place
                        changed = swapped = True
            if not changed:
                break
        return swapped

    def regroup(self) -> None:
        """Bring sibling groups into one order on all ranks."""
        if self.nested:
            self.number()
            for rank in self.ranks:
                rank[:] = self.arrange(rank, lambda item: item.share)
                for place, item in enumerate(rank):
                    item.pos = place
                    item.share = (place + 0.5) / len(rank)


def order(layers: Layers) -> Ordering:
    """Order all ranks of fresh layers, sweeping down first and then up first.

    The better of the two is kept; ties keep the order of mention.
    """
    ordering = Ordering(layers)
    start = [list(rank) for rank in ordering.ranks]
    best: tuple[int, list[list[LayerItem]]] | None = None
    size = sum(map(len, start))
    many = size > _MANY
    for first in (0,) if many else (0, 1):
        ordering.reset(start)
        stale = 0
        sweeps = _SWEEPS if size <= _HUGE else 3
        for number in range(first, first + sweeps):
            ordering.sweep(number % 2 == 0)
            count = ordering.crossings()
            if count and not many and ordering.transpose():
                ordering.number()
                count = ordering.crossings()
            if best is None or count < best[0]:
                best = (count, [list(rank) for rank in ordering.ranks])
                stale = 0
            else:
                stale += 1
            if not count or stale == _PATIENCE:
                break
        if best is None or not best[0]:
            break
    if best is not None:
        ordering.reset(best[1])
        if many and best[0]:
            ordering.transpose()
    ordering.regroup()
    return ordering
