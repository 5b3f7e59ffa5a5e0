"""The values of solved lines, also in other scenarios and at the corners of ranges."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from coach.boards.estimate import answers, units
from coach.boards.estimate.answers import Solved, Source
from coach.boards.estimate.cells import OPEN
from coach.boards.estimate.column_titles import SheetColumn, has_loads
from coach.boards.estimate.dependencies import Dependencies
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.implied_time import implied_time, in_busiest_hour, take_time
from coach.boards.estimate.implied_unit import take_implied, whole_rate
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, divides
from coach.boards.estimate.quantity import Quantity, describe
from coach.boards.estimate.refusal import LineRefused, Open, Unsolved
from coach.boards.estimate.show import short

Corner: TypeAlias = tuple[tuple[Source, int], ...]
MIDDLE: Final[Corner] = ()
LOAD: Final[Name] = ("load",)
"""The name that stands for a column's multiple of today's load."""


class Values:
    """What the lines of a sheet come to, with one memo for the pass.

    known: values from outside the sheet; columns: those of the sheet; spent: how many values were
    worked out so far. leads are the columns in which lines are read that are open in earlier ones.
    """

    def __init__(
        self,
        dependencies: Dependencies,
        known: Mapping[Name, Quantity],
        columns: Sequence[SheetColumn] = (),
    ) -> None:
        self.dependencies = dependencies
        self.known = known
        self.columns = tuple(columns)
        self.solved: dict[int, Solved] = {}
        self.leads: dict[int, int] = {}
        self.spent = 0
        self._memo: dict[tuple[int, int, Corner], Quantity] = {}

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.columns)

    def settle(self, line: int, solved: Solved) -> None:
        """Keeps what a line came to."""
        self.solved[line] = solved
        self._memo[_key(line, solved, solved.lead, MIDDLE)] = solved.quantity

    def env(
        self,
        line: int,
        column: int | None = None,
        corner: Corner = MIDDLE,
        loose: bool = True,
        spread: bool = False,
    ) -> Env:
        """What a line looks at in a column, without one in its lead, and at a corner of the ranges
        it depends on."""
        corners = {place: end for (where, place), end in corner if where == line}
        at = self.leads.get(line, 0) if column is None else column

        def lookup(name: Name) -> Quantity:
            place = self.dependencies.where(name, line)
            if place is None:
                return self._given(name, at)
            return self._value(place, at, corner)

        here = self.columns[at] if at < self.width else None
        return Env(lookup, corners, loose, spread, here)

    def _given(self, name: Name, column: int) -> Quantity:
        if name == LOAD and has_loads(self.columns):
            load = self.columns[column].load
            if load is None:
                title = self.columns[column].title
                raise Unsolved(f"the column {title} says no multiple: write one like {title} 2x")
            return Quantity(load)
        return self.known[name]

    def varies(self, line: int, solved: Solved) -> bool:
        """Whether the value of a line hangs on the column."""
        plan = self.dependencies.plans[line]
        return bool(plan.columns) or solved.grew or self.follows_columns(line)

    def follows_columns(self, line: int) -> bool:
        """Whether a line looks at anything that hangs on the column."""
        used = [self.solved[p] for p in self.dependencies.needed(line) if p in self.solved]
        return any(other.varies for other in used) or self._loaded(line)

    def _loaded(self, line: int) -> bool:
        needs = self.dependencies.plans[line].needs
        return (
            LOAD in needs
            and self.dependencies.where(LOAD, line) is None
            and has_loads(self.columns)
        )

    def open_columns(self, line: int) -> frozenset[int]:
        """The columns in which a line has no value, because it or what it uses is open there."""
        cells = self.dependencies.plans[line].columns
        out = {place for place, cell in enumerate(cells) if cell is OPEN}
        for place in self.dependencies.needed(line):
            if place in self.solved:
                out |= self.solved[place].open
        return frozenset(out)

    def _value(self, line: int, column: int, corner: Corner) -> Quantity:
        """The value of a solved line in a column and at a corner of the ranges it depends on."""
        solved = self.solved.get(line)
        if solved is None:
            raise Unsolved(f"line {line + 1} has no value")
        if column in solved.open:
            raise Open(f"line {line + 1} is open here")
        if corner == MIDDLE and column < len(solved.columns):
            kept = solved.columns[column]
            if kept is None:
                raise Unsolved(solved.faults.get(column) or f"line {line + 1} has no value")
            return kept
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
            value = self._memo[key] = self._fresh(line, column, corner)[0]
        return value

    def _fresh(self, line: int, column: int, corner: Corner) -> tuple[Quantity, bool]:
        """The value of a solved line in a column, and whether it is no exact fraction."""
        self.spent += 1
        solved = self.solved[line]
        node = self.node_at(line, column)
        if node is None:
            raise Unsolved(f"line {line + 1} has no value")
        env = self.env(line, column, corner, solved.loose, solved.spread)
        return self.finished(line, evaluate(node, env)), env.rough

    def node_at(self, line: int, column: int) -> Node | None:
        """The calculation of a solved line in a column; None where its cell is open."""
        plan, solved = self.dependencies.plans[line], self.solved[line]
        if not plan.columns:
            return plan.readings[solved.reading].parsed.node if plan.readings else None
        cell = plan.columns[column]
        return cell[min(solved.reading, len(cell) - 1)].parsed.node

    def finished(self, line: int, raw: Quantity) -> Quantity:
        """A raw value of a solved line with what its name lends, read as its first one was."""
        plan, solved = self.dependencies.plans[line], self.solved[line]
        node = self.node_at(line, solved.lead)
        raw = raw if node is None else in_busiest_hour(plan.label, raw, node)
        counted = whole_rate(raw, plan.implied) if node is not None and divides(node) else None
        lent = take_implied(raw, plan.implied)
        lent = take_time(lent, implied_time(plan.label, False)) if solved.timed else lent
        return answers.as_read(solved, counted or lent)

    def fill_columns(self, line: int, solved: Solved) -> None:
        """Fills in the line's value for each column where it varies, and judges claims there."""
        if not solved.varies or not self.columns:
            return
        values: list[Quantity | None] = []
        rough = set[int]()
        for column in range(self.width):
            value, inexact = self._in_column(line, column, solved)
            values.append(value)
            if value is not None and (inexact or self._rough_before(line, column)):
                rough.add(column)
        solved.columns, solved.rough = tuple(values), frozenset(rough)
        self._same_kind(line, solved)

    def fill_moved(self, line: int, solved: Solved) -> None:
        """Fills in the line's values anew for the columns that moved."""
        values, rough = list(solved.columns), set(solved.rough - solved.moved)
        for column in solved.moved:
            values[column], inexact = self._in_column(line, column, solved)
            if values[column] is not None and (inexact or self._rough_before(line, column)):
                rough.add(column)
        solved.columns, solved.rough = tuple(values), frozenset(rough)

    def _in_column(self, line: int, column: int, solved: Solved) -> tuple[Quantity | None, bool]:
        """The value of a line in a column, None where there is none, and whether it is inexact."""
        if column in solved.open:
            return None, False
        if column == solved.lead:
            return solved.quantity, solved.inexact
        try:
            return self._fresh(line, column, MIDDLE)
        except Open:
            solved.open |= {column}
        except LineRefused as refused:
            if self.dependencies.plans[line].varies:
                raise
            solved.faults[column] = refused.message
        return None, False

    def _rough_before(self, line: int, column: int) -> bool:
        used = self.dependencies.needed(line)
        return any(column in self.solved[p].rough for p in used if p in self.solved)

    def _same_kind(self, line: int, solved: Solved) -> None:
        """Refuses a row whose cells measure different things."""
        plan = self.dependencies.plans[line]
        mine = units.dimension(solved.quantity.unit)
        for value in solved.columns if plan.columns else ():
            if value is not None and units.dimension(value.unit) != mine:
                first = solved.quantity
                raise LineRefused(
                    f"{short(first)} is {describe(first.unit)} and {short(value)} is"
                    f" {describe(value.unit)}: one row holds one kind, its unit in the last cell"
                )


def _key(line: int, solved: Solved, column: int, corner: Corner) -> tuple[int, int, Corner]:
    """What the value of a line depends on: columns and ranges that it does not use are left out."""
    mine = tuple(item for item in corner if item[0] in solved.sources) if corner else MIDDLE
    return line, column if solved.varies else 0, mine
