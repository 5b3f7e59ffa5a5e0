"""The values of solved lines, also in other scenarios and at the corners of ranges.

Ranges are followed by evaluating at the corners of the range literals a line depends on, which is
exact for monotone formulas and keeps w - w at 0; beyond eight literals, or when the pass has spent
its budget, one literal is moved at a time and the two extreme corners are taken.
"""

from collections.abc import Mapping, Sequence
from itertools import product as combinations
from typing import Final, TypeAlias

from coach.boards.estimate import answers
from coach.boards.estimate.answers import Solved, Source
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.implied_unit import take_implied, whole_rate
from coach.boards.estimate.line_plan import Plan
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, divides, literals
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.order import Order
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Refused, Unsolved

Corner: TypeAlias = tuple[tuple[Source, int], ...]

MOST_CORNERS: Final = 8
BUDGET: Final = 1500


class Values(Order):
    """What the lines of a sheet come to; width is how many scenario columns it has."""

    def __init__(
        self,
        plans: Sequence[Plan],
        defined: Mapping[Name, Sequence[int]],
        known: Mapping[Name, Quantity],
        width: int = 0,
    ) -> None:
        super().__init__(plans, defined)
        self.known = known
        self.width = width
        self.solved: dict[int, Solved] = {}
        self.memo: dict[tuple[int, int, Corner], Quantity] = {}
        self.spent = 0

    def env(self, line: int) -> Env:
        """What a solved line looks at, in the first column and with ranges at their middle."""
        return self._env(line, 0, (), True, False)

    def _env(self, line: int, column: int, corner: Corner, loose: bool, spread: bool) -> Env:
        corners = {place: end for (where, place), end in corner if where == line}

        def lookup(name: Name) -> Quantity:
            place = self.where(name, line)
            if place is None:
                return self.known[name]
            return self._value(place, column, corner)

        return Env(lookup, corners, loose, spread)

    def _value(self, line: int, column: int, corner: Corner) -> Quantity:
        """The value of a solved line in a column and at a corner of the ranges it depends on."""
        solved = self.solved.get(line)
        if solved is None:
            raise Unsolved(f"line {line + 1} has no value")
        if not solved.columns:
            column = 0
        mine = tuple(item for item in corner if item[0] in solved.sources) if corner else ()
        key = (line, column, mine)
        found = self.memo.get(key)
        if found is None:
            for place in self.ancestors(line):
                if place not in self.solved:
                    continue
                found = self.computed(place, column, corner)
            if found is None:
                raise Unsolved(f"line {line + 1} has no value")
        return found

    def computed(self, line: int, column: int, corner: Corner) -> Quantity:
        """The value of a solved line; the lines it needs must be solved."""
        solved = self.solved[line]
        mine = tuple(item for item in corner if item[0] in solved.sources)
        at = column if solved.columns else 0
        key = (line, at, mine)
        found = self.memo.get(key)
        if found is None:
            self.spent += 1
            plan = self.plans[line]
            asked = plan.readings
            if plan.columns:
                asked = plan.columns[min(column, len(plan.columns) - 1)]
            node = asked[solved.reading if not plan.columns else 0].parsed.node
            if node is None:
                raise Unsolved(f"line {line + 1} has no value")
            env = self._env(line, column, corner, solved.loose, solved.spread)
            value = evaluate(node, env)
            counted = whole_rate(value, plan.implied) if divides(node) else None
            found = counted or take_implied(value, plan.implied)
            found = answers.as_read(solved, found)
            self.memo[key] = found
        return found

    def columns(self, line: int, solved: Solved) -> None:
        """Fills in the line's value for each scenario it depends on."""
        plan = self.plans[line]
        scenario = bool(plan.columns) or any(
            self.solved[place].columns for place in self.needed(line) if place in self.solved
        )
        if not scenario:
            return
        width = self.width or max(
            [len(plan.columns)]
            + [len(self.solved[p].columns) for p in self.needed(line) if p in self.solved]
        )
        solved.columns = (None,) * width
        values: list[Quantity | None] = [solved.quantity]
        for column in range(1, width):
            try:
                values.append(self.computed(line, column, ()))
            except Refused:
                values.append(None)
        solved.columns = tuple(values)

    def ranges(self, line: int, solved: Solved) -> None:
        """Fills in the line's bounds and what drives them."""
        plan = self.plans[line]
        node = plan.readings[solved.reading].parsed.node
        own = [(line, place) for place in range(_places(node))] if node is not None else []
        taken = [s for p in self.needed(line) if p in self.solved for s in self.solved[p].sources]
        sources = tuple(dict.fromkeys(own + taken))
        solved.sources = sources
        if not sources:
            return
        middle = solved.quantity
        values: list[Quantity] = [middle]
        widest = middle.value * 0
        low: list[tuple[Source, int]] = []
        high: list[tuple[Source, int]] = []
        for source in sources:
            down = self.computed(line, 0, ((source, -1),))
            up = self.computed(line, 0, ((source, 1),))
            values += [down, up]
            if abs(up.base - down.base) > widest:
                widest, solved.driver = abs(up.base - down.base), source
            rises = up.base >= down.base
            low.append((source, -1 if rises else 1))
            high.append((source, 1 if rises else -1))
        if len(sources) > 1:
            values += self._corners(line, sources, tuple(low), tuple(high))
            self._driven(line, solved)
        solved.lo = min(values, key=lambda one: one.base)
        solved.hi = max(values, key=lambda one: one.base)

    def _corners(
        self, line: int, sources: Sequence[Source], low: Corner, high: Corner
    ) -> list[Quantity]:
        if len(sources) > MOST_CORNERS or self.spent + 2 ** len(sources) > BUDGET:
            return [self.computed(line, 0, low), self.computed(line, 0, high)]
        return [
            self.computed(line, 0, tuple(zip(sources, ends, strict=True)))
            for ends in combinations((-1, 1), repeat=len(sources))
        ]

    def _driven(self, line: int, solved: Solved) -> None:
        """Notes which of several ranges makes most of the spread."""
        where = solved.driver[0] if solved.driver else line
        label = self.plans[where].label
        if where != line and label:
            note = Note(NoteKind.SPREAD, f"{label} drives most of the spread")
            solved.notes = (*solved.notes, note)


def _places(node: Node) -> int:
    """How many range literals a calculation has."""
    return sum(one.place >= 0 for one in literals(node))
