"""The values of solved lines, also in other scenarios and at the corners of ranges."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from coach.boards.estimate import answers
from coach.boards.estimate.answers import Solved, Source
from coach.boards.estimate.dependencies import Dependencies
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.implied_unit import take_implied, whole_rate
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import divides
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Refused, Unsolved

Corner: TypeAlias = tuple[tuple[Source, int], ...]
MIDDLE: Final[Corner] = ()


class Values:
    """What the lines of a sheet come to, with one memo for the pass.

    known: values from outside the sheet; width: how many scenario columns it has; spent: how many
    values were worked out so far.
    """

    def __init__(
        self, dependencies: Dependencies, known: Mapping[Name, Quantity], width: int
    ) -> None:
        self.dependencies = dependencies
        self.known = known
        self.width = width
        self.solved: dict[int, Solved] = {}
        self.spent = 0
        self._memo: dict[tuple[int, int, Corner], Quantity] = {}

    def settle(self, line: int, solved: Solved) -> None:
        """Keeps what a line came to."""
        self.solved[line] = solved
        self._memo[line, 0, MIDDLE] = solved.quantity

    def env(
        self,
        line: int,
        column: int = 0,
        corner: Corner = MIDDLE,
        loose: bool = True,
        spread: bool = False,
    ) -> Env:
        """What a line looks at in a column and at a corner of the ranges it depends on."""
        corners = {place: end for (where, place), end in corner if where == line}

        def lookup(name: Name) -> Quantity:
            place = self.dependencies.where(name, line)
            if place is None:
                return self.known[name]
            return self._value(place, column, corner)

        return Env(lookup, corners, loose, spread)

    def _value(self, line: int, column: int, corner: Corner) -> Quantity:
        """The value of a solved line in a column and at a corner of the ranges it depends on."""
        solved = self.solved.get(line)
        if solved is None:
            raise Unsolved(f"line {line + 1} has no value")
        value = self._memo.get(_key(line, solved, column, corner))
        if value is None:
            for place in self.dependencies.ancestors(line):
                if place in self.solved:
                    value = self.computed(place, column, corner)
            if value is None:
                raise Unsolved(f"line {line + 1} has no value")
        return value

    def computed(self, line: int, column: int, corner: Corner) -> Quantity:
        """The value of a solved line; the lines it needs must be solved."""
        solved = self.solved[line]
        key = _key(line, solved, column, corner)
        value = self._memo.get(key)
        if value is None:
            self.spent += 1
            plan = self.dependencies.plans[line]
            readings = plan.readings
            if plan.columns:
                readings = plan.columns[min(column, len(plan.columns) - 1)]
            node = readings[solved.reading if not plan.columns else 0].parsed.node
            if node is None:
                raise Unsolved(f"line {line + 1} has no value")
            raw = evaluate(node, self.env(line, column, corner, solved.loose, solved.spread))
            counted = whole_rate(raw, plan.implied) if divides(node) else None
            value = answers.as_read(solved, counted or take_implied(raw, plan.implied))
            self._memo[key] = value
        return value

    def fill_columns(self, line: int, solved: Solved) -> None:
        """Fills in the line's value for each scenario it depends on."""
        plan = self.dependencies.plans[line]
        used = [self.solved[p] for p in self.dependencies.needed(line) if p in self.solved]
        if not plan.columns and not any(other.columns for other in used):
            return
        width = self.width or max(len(plan.columns), *(len(other.columns) for other in used), 0)
        solved.columns = (None,) * width
        values: list[Quantity | None] = [solved.quantity]
        for column in range(1, width):
            try:
                values.append(self.computed(line, column, MIDDLE))
            except Refused:
                values.append(None)
        solved.columns = tuple(values)


def _key(line: int, solved: Solved, column: int, corner: Corner) -> tuple[int, int, Corner]:
    """What the value of a line depends on: columns and ranges that it does not use are left out."""
    mine = tuple(item for item in corner if item[0] in solved.sources) if corner else MIDDLE
    return line, column if solved.columns else 0, mine
