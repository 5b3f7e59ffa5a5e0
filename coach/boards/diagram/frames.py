"""Frames: the walls of groups among the items of every rank.

A group's near and far wall are two variables shared by all ranks it spans, so the group is a part
of the one layout and not a layout of its own. On a rank without members the group is an empty pair
of walls that nothing may stand between.
"""

from itertools import pairwise
from typing import TypeAlias

from coach.boards.diagram.distances import Clearances
from coach.boards.diagram.layers import BEND, BOX, TEXT, LayerItem, Layers
from coach.boards.diagram.order import Ordering


class Wall:
    """One side of a frame. It is placed like an item."""

    __slots__ = ("far", "group", "high", "low", "size", "x")

    def __init__(self, group: str, far: bool) -> None:
        self.group = group
        self.far = far
        self.x = self.low = self.high = 0
        self.size = 1


Entry: TypeAlias = LayerItem | Wall


class Rows:
    """Every rank as a sequence of entries with the least distance from each to the next."""

    def __init__(self, layers: Layers, ordering: Ordering, measures: Clearances) -> None:
        self.measures = measures
        self.spans: dict[str, tuple[int, int]] = {}
        self.chains: dict[str, tuple[str, ...]] = {}
        for number, rank in enumerate(layers.ranks):
            for item in rank:
                for depth, group in enumerate(item.groups):
                    first, last = self.spans.get(group, (number, number))
                    self.spans[group] = (min(first, number), max(last, number))
                    self.chains[group] = item.groups[: depth + 1]
        self.walls = {group: (Wall(group, False), Wall(group, True)) for group in self.spans}
        self.rows = [
            self._row(number, rank, ordering.means) for number, rank in enumerate(layers.ranks)
        ]
        self.gaps = [[self.gap(a, b) for a, b in pairwise(row)] for row in self.rows]

    def _row(self, number: int, rank: list[LayerItem], means: dict[str, float]) -> list[Entry]:
        if not self.spans:
            return list(rank)
        row: list[Entry] = []
        opened: list[str] = []
        seen: set[str] = set()
        for item in rank:
            same = 0
            while (
                same < len(opened) and same < len(item.groups) and opened[same] == item.groups[same]
            ):
                same += 1
            while len(opened) > same:
                row.append(self.walls[opened.pop()][1])
            for group in item.groups[same:]:
                row.append(self.walls[group][0])
                opened.append(group)
                seen.add(group)
            row.append(item)
        while opened:
            row.append(self.walls[opened.pop()][1])
        empty = [
            group
            for group, (first, last) in self.spans.items()
            if first <= number <= last and group not in seen
        ]
        for group in sorted(empty, key=lambda group: len(self.chains[group])):
            place = self._opening(row, group, means)
            row[place:place] = self.walls[group]
        return row

    def _opening(self, row: list[Entry], group: str, means: dict[str, float]) -> int:
        """Where an empty group goes: inside its parent, in order among its siblings."""
        chain = self.chains[group]
        place, end = 0, len(row)
        if len(chain) > 1 and self.walls[chain[-2]][0] in row:
            near, far = self.walls[chain[-2]]
            place, end = row.index(near) + 1, row.index(far)
        own = (means[group], group)
        at = place
        while at < end:
            entry = row[at]
            if isinstance(entry, Wall):
                if (means[entry.group], entry.group) > own:
                    end = at
                    break
                at = place = row.index(self.walls[entry.group][1], at) + 1
            else:
                at += 1
        while place < end:
            entry = row[place]
            if isinstance(entry, Wall) or entry.share >= means[group]:
                break
            place += 1
        return place

    def gap(self, left: Entry, right: Entry) -> int:
        """The least distance from one entry's x to the next one's."""
        return left.size + left.high + right.low + spacing(left, right, self.measures)


def spacing(left: Entry, right: Entry, measures: Clearances) -> int:
    """The free cells between two neighbours of one rank."""
    if isinstance(left, Wall) or isinstance(right, Wall):
        return measures.wall_gap
    forms = {left.form, right.form}
    if forms == {BOX}:
        return measures.box_gap
    if forms == {BEND}:
        return measures.bend_gap
    return measures.text_gap if TEXT in forms else measures.line_gap
