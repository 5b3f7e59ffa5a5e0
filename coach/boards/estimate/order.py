"""Which line of a sheet means which name, and in what order lines are computed."""

from collections.abc import Mapping, Sequence

from coach.boards.estimate.line_plan import Plan
from coach.boards.estimate.names import Name
from coach.boards.estimate.refusal import Cycle, Refused

_REACH = 6


class Order:
    """The dependencies between the plans of a sheet.

    A name means its last definition above the line, else its first below. What goes in a circle
    is in `failed`.
    """

    def __init__(self, plans: Sequence[Plan], defined: Mapping[Name, Sequence[int]]) -> None:
        self.plans = list(plans)
        self.defined = defined
        self.failed: dict[int, Refused] = {}
        self.parents: dict[int, tuple[int, ...]] = {}
        self.done: set[int] = set()

    def where(self, name: Name, line: int) -> int | None:
        """The line that defines a name for another line; None where only the known ones do."""
        places = self.defined.get(name, ())
        above = [place for place in places if place < line]
        below = [place for place in places if place > line]
        if above:
            return above[-1]
        return below[0] if below else (line if places else None)

    def order(self, start: int) -> list[int]:
        """The unsolved lines a line needs, needed ones first; a cycle fails its first line."""
        out: list[int] = []
        stack: list[tuple[int, int]] = [(start, 0)]
        path: list[int] = []
        while stack:
            line, step = stack.pop()
            if line in self.done or line in self.failed:
                continue
            needed = self.needed(line)
            if step == 0:
                path.append(line)
            if step < len(needed):
                stack.append((line, step + 1))
                child = needed[step]
                if child in path:
                    self._cycle([*path[path.index(child) :], child])
                else:
                    stack.append((child, 0))
                continue
            path.pop()
            self.done.add(line)
            out.append(line)
        return out

    def needed(self, line: int) -> tuple[int, ...]:
        """The lines a line uses."""
        found = self.parents.get(line)
        if found is None:
            plan = self.plans[line]
            places = [self.where(name, line) for name in plan.needs]
            if plan.kind == "more":
                places.append(self.above(line))
            found = tuple(dict.fromkeys(place for place in places if place is not None))
            self.parents[line] = found
        return found

    def above(self, line: int) -> int | None:
        """The line that a line beginning with a sign goes on from."""
        for place in range(line - 1, max(-1, line - _REACH), -1):
            if self.plans[place].kind in ("line", "more"):
                return place
            if self.plans[place].kind != "none":
                return None
        return None

    def _cycle(self, lines: list[int]) -> None:
        names = [" ".join(self.plans[line].name) or f"line {line + 1}" for line in lines]
        first = names[0]
        if len(set(names)) == 1:
            message = f"{first} is defined by itself: give one of the two another name"
        else:
            message = f"{' -> '.join(names)} goes in a circle: give one of them a number"
        for line in set(lines):
            self.failed[line] = Cycle(message)

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
