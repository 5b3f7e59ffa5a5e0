"""Slots: the order of a drawing that grows: old items keep theirs, new ones go where room is."""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.frames import spacing
from coach.boards.diagram.layers import BEND, BOX, LayerItem, Layers
from coach.boards.diagram.order import Ordering

_PASSES = 4
_CROWDED = 400
_TIGHT = 40
_SHORT = 3
_UNTRODDEN = 10
_REFINEMENTS = 2


def keep_order(
    layers: Layers, measures: Clearances, trails: list[list[int]], crossing: int
) -> Ordering:
    """Order all ranks by where their items stand or would like to; old items have `old` set.

    `trails` are, by rank, the cross coordinates where lines passed before; `crossing` is how many
    cells further away an item may go to save one.
    """
    ordering = Ordering(layers)
    filling = _Filling(ordering, measures, trails, crossing)
    for rank in ordering.ranks:
        rank[:] = filling.fill(rank)
    for _ in range(_REFINEMENTS):
        for rank in ordering.ranks:
            rank[:] = filling.refill(rank)
        filling.swap()
    ordering.take(filling.wishes)
    return ordering


def _wishes(ordering: Ordering) -> dict[LayerItem, float]:
    """The centre every item has, or, if it is new, the mean of its neighbours' centres."""
    wishes: dict[LayerItem, float] = {}
    new: list[LayerItem] = []
    for rank in ordering.ranks:
        for item in rank:
            if item.old is not None:
                wishes[item] = item.old + item.size / 2
            else:
                new.append(item)
    for _ in range(_PASSES):
        for items in (new, new[::-1]):
            for item in items:
                near = [*ordering.above[item], *ordering.below[item]]
                known = [wishes[other] for other in near if other in wishes]
                if known:
                    wishes[item] = sum(known) / len(known)
    for item in new:
        wishes.setdefault(item, 0.0)
    return wishes


class _Filling:
    """Puts new items among old ones; `wishes` are centres, true ones once an item is placed."""

    def __init__(
        self, ordering: Ordering, measures: Clearances, trails: list[list[int]], crossing: int
    ) -> None:
        self.crossing = crossing
        self.trails = trails
        self.ordering = ordering
        self.measures = measures
        self.wishes = _wishes(ordering)

    def fill(self, rank: list[LayerItem]) -> list[LayerItem]:
        """Old items in order, then each new one in its best slot."""
        old = [item for item in rank if item.old is not None]
        row = sorted(old, key=lambda item: item.old or 0)
        new = [item for item in rank if item.old is None]
        for item in sorted(new, key=self.wishes.__getitem__):
            self._insert(row, item)
        return row

    def refill(self, row: list[LayerItem]) -> list[LayerItem]:
        """The same items, each new one put anew now that its neighbours are known."""
        for item in [item for item in row if item.old is None]:
            near = [*self.ordering.above[item], *self.ordering.below[item]]
            if near:
                row.remove(item)
                self.wishes[item] = sum([self.wishes[other] for other in near]) / len(near)
                self._insert(row, item)
        return row

    def swap(self) -> None:
        """Swap new neighbours of one group as long as that removes crossings."""
        ranks = self.ordering.ranks
        for rank in ranks:
            for place, item in enumerate(rank):
                item.pos = place
        changed = True
        rounds = 0
        while changed and rounds < _PASSES:
            changed = False
            rounds += 1
            for rank in ranks:
                for place in range(len(rank) - 1):
                    left, right = rank[place], rank[place + 1]
                    new = left.old is None and right.old is None
                    if new and left.groups == right.groups and self.ordering.gain(left, right) > 0:
                        rank[place], rank[place + 1] = right, left
                        left.pos, right.pos = place + 1, place
                        self._trade(left, right)
                        changed = True

    def _trade(self, left: LayerItem, right: LayerItem) -> None:
        """Centres for two items that have changed places."""
        start = self.wishes[left] - left.size / 2
        end = self.wishes[right] + right.size / 2
        self.wishes[right] = start + right.size / 2
        self.wishes[left] = end - left.size / 2

    def _insert(self, row: list[LayerItem], item: LayerItem) -> None:
        crossed = self._crossed(row, item)
        best: tuple[float, int, float] | None = None
        here = {group for other in row for group in other.groups}
        for slot in range(len(row) + 1):
            if here and not _allowed(row, slot, item, here):
                continue
            price, centre = self._price(row, slot, item)
            price += self.crossing * crossed[slot]
            if best is None or price < best[0]:
                best = (price, slot, centre)
        _, slot, centre = best or (0.0, len(row), self.wishes[item])
        self.wishes[item] = centre
        row.insert(slot, item)

    def _crossed(self, row: list[LayerItem], item: LayerItem) -> list[int]:
        """For every slot how many lines of the row the item's lines would cross there."""
        changes = [0] * len(row)
        first = 0
        for side in (self.ordering.above, self.ordering.below):
            own = sorted([self.wishes[other] for other in side[item]])
            if not own:
                continue
            for place, other in enumerate(row):
                for end in side[other]:
                    at = self.wishes[end]
                    left, right = bisect_left(own, at), len(own) - bisect_right(own, at)
                    first += right
                    changes[place] += left - right
        return list(accumulate(changes, initial=first))

    def _price(self, row: list[LayerItem], slot: int, item: LayerItem) -> tuple[float, float]:
        """How bad a slot is for an item, and where its centre would be there."""
        wishes = self.wishes
        half = item.size / 2
        least, most = half + item.low, float("inf")
        if slot:
            left = row[slot - 1]
            end = wishes[left] + left.size / 2 + left.high + _apart(left, item, self.measures)
            least = max(least, end + item.low + half)
        if slot < len(row):
            right = row[slot]
            start = wishes[right] - right.size / 2 - right.low
            most = start - _apart(item, right, self.measures) - item.high - half
        centre = min(max(wishes[item], least), max(most, least))
        if item.form == BEND:
            ways = [way + 0.5 for way in self.trails[item.rank] if least <= way + 0.5 <= most]
            if ways:
                centre = min(ways, key=lambda way: abs(way - wishes[item]))
                return abs(centre - wishes[item]), centre
        price = abs(centre - wishes[item]) + (_UNTRODDEN if item.form == BEND else 0)
        if least > most:
            price += (_CROWDED if item.form == BOX else _TIGHT) + _SHORT * (least - most)
        return price, centre


def _apart(left: LayerItem, right: LayerItem, measures: Clearances) -> int:
    """The free cells between neighbours, with the walls of frames that end between them."""
    same = 0
    for a, b in zip(left.groups, right.groups, strict=False):
        if a != b:
            break
        same += 1
    walls = len(left.groups) + len(right.groups) - 2 * same
    if walls:
        return measures.wall_gap + walls * (1 + measures.wall_gap)
    return spacing(left, right, measures)


def _allowed(row: list[LayerItem], slot: int, item: LayerItem, here: set[str]) -> bool:
    """Whether every group stays together with an item in a slot; `here` are the row's groups."""
    left = row[slot - 1].groups if slot else ()
    right = row[slot].groups if slot < len(row) else ()
    for a, b in zip(left, right, strict=False):
        if a == b and a not in item.groups:
            return False
    return all(group in left or group in right for group in item.groups if group in here)
