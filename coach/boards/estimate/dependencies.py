"""Which line of a sheet means which name, and in what order lines are computed."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.names import Name
from coach.boards.estimate.refusal import Cycle

_REACH: Final = 6
"""How many lines further up a line that begins with a sign still goes on from: a house rule."""


class Dependencies:
    """The dependencies between the plans of a sheet.

    A name means its last definition above the line, else its first below. defined: the lines that
    define each name, in order. Lines that go in a circle are in `circular`.
    """

    def __init__(self, plans: Sequence[LinePlan], defined: Mapping[Name, Sequence[int]]) -> None:
        self.plans = plans
        self.defined = defined
        self.circular: dict[int, Cycle] = {}
        self._needed: dict[int, tuple[int, ...]] = {}
        self._done: set[int] = set()

    def where(self, name: Name, line: int) -> int | None:
        """The line that defines a name for another line; None where no line does."""
        places = self.defined.get(name)
        if not places:
            return None
        above = bisect_left(places, line)
        if above:
            return places[above - 1]
        below = bisect_right(places, line)
        return places[below] if below < len(places) else line

    def order(self, start: int) -> list[int]:
        """The lines not yet given that a line needs, needed ones first, and the line itself."""
        if start in self._done:
            return []
        if self._done.issuperset(self.needed(start)):
            self._done.add(start)
            return [start]
        out: list[int] = []
        stack: list[tuple[int, int]] = [(start, 0)]
        path: dict[int, None] = {}
        while stack:
            line, step = stack.pop()
            if line in self._done or line in self.circular:
                path.pop(line, None)
                continue
            path[line] = None
            needed = self.needed(line)
            if step < len(needed):
                stack.append((line, step + 1))
                child = needed[step]
                if child in path:
                    ring = list(path)
                    self._circle([*ring[ring.index(child) :], child])
                else:
                    stack.append((child, 0))
                continue
            del path[line]
            self._done.add(line)
            out.append(line)
        return out

    def needed(self, line: int) -> tuple[int, ...]:
        """The lines a line uses."""
        plan = self.plans[line]
        if not plan.needs and plan.kind != "more":
            return ()
        places = self._needed.get(line)
        if places is None:
            used = [self.where(name, line) for name in plan.needs]
            if plan.kind == "more":
                used.append(self.above(line))
            places = tuple(dict.fromkeys(place for place in used if place is not None))
            self._needed[line] = places
        return places

    def above(self, line: int) -> int | None:
        """The line that a line beginning with a sign goes on from."""
        for place in range(line - 1, max(-1, line - _REACH), -1):
            if self.plans[place].kind in ("line", "more"):
                return place
            if self.plans[place].kind != "none":
                return None
        return None

    def _circle(self, lines: list[int]) -> None:
        names = [" ".join(self.plans[line].name) or f"line {line + 1}" for line in lines]
        first = names[0]
        if len(set(names)) == 1:
            message = f"{first} is defined by itself: give one of the two another name"
        else:
            message = f"{' -> '.join(names)} goes in a circle: give one of them a number"
        for line in set(lines):
            self.circular[line] = Cycle(message)

    def ancestors(self, line: int) -> list[int]:
        """The line and those it depends on, needed ones first."""
        out: list[int] = []
        stack = [(line, False)]
        seen: set[int] = set()
        while stack:
            place, done = stack.pop()
            if done:
                out.append(place)
            elif place not in seen:
                seen.add(place)
                stack.append((place, True))
                stack.extend((other, False) for other in self.needed(place))
        return out
