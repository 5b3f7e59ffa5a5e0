"""Computes the lines of a sheet in the order of their dependencies.

Of several readings of a line the likeliest is taken, unless its claims confirm another. What a line
came to is kept for the next pass as long as its plan and what it uses stay the same.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate import answers, units
from coach.boards.estimate.adopting import lasts
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.bounds import Bounds
from coach.boards.estimate.cells import count_fault
from coach.boards.estimate.column_titles import SheetColumn
from coach.boards.estimate.dependencies import Dependencies
from coach.boards.estimate.evaluation import evaluate
from coach.boards.estimate.going_on import go_on
from coach.boards.estimate.implied_time import implied_time, in_busiest_hour, take_time
from coach.boards.estimate.implied_unit import take_implied, whole_rate
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import divides
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Cycle, LineRefused, Unsolved
from coach.boards.estimate.review_dates import due
from coach.boards.estimate.reviews import Due
from coach.boards.estimate.show import worded
from coach.boards.estimate.values import LOAD, Values
from coach.boards.estimate.workings import LineWork

_MANNERS: Final = ((True, False), (False, False), (True, True))
"""How a calculation may be read, the likeliest first: loose, spread (see Env)."""

_IDLE: Final = frozenset(("none", "columns"))
"""The kinds of plans that have no value."""


class Solver:
    """One pass over the plans of a sheet; what cannot be solved is in `failed`."""

    def __init__(
        self,
        plans: Sequence[LinePlan],
        defined: Mapping[Name, Sequence[int]],
        known: Mapping[Name, Quantity],
        columns: Sequence[SheetColumn] = (),
    ) -> None:
        self.plans = plans
        self.dependencies = Dependencies(plans, defined)
        self.values = Values(self.dependencies, known, columns)
        self.failed: dict[int, LineRefused] = {}
        self.due: dict[int, Due] = {}
        self._bounds = Bounds(self.values)
        self._counting: dict[str, list[int]] = {}
        self._uncounted: list[int] = []

    def run(self, works: Sequence[LineWork]) -> None:
        """Solves every line, from what the last pass left of it where that still holds."""
        order, circular = self.dependencies.order, self.dependencies.circular
        for start, plan in enumerate(self.plans):
            if plan.kind in _IDLE:
                continue
            for line in order(start):
                self._solve(line, works[line])
        self.failed.update(circular)

    def _solve(self, line: int, work: LineWork) -> None:
        plan = self.plans[line]
        if plan.kind in _IDLE:
            return
        try:
            if plan.kind == "error":
                raise LineRefused(plan.message)
            inside = self._check_needs(line, plan)
            if plan.review is not None:
                self.due[line] = due(line, plan.review, self.values)
                return
            solved_lines = self.values.solved
            places = self.dependencies.needed(line)
            used = tuple(solved_lines[place] for place in places if place in solved_lines)
            solved = work.recall(line, used, self.values.width) if inside else None
            if solved is None and inside:
                solved = self._moved(line, work, used)
            if solved is None:
                solved = self._anew(line, plan)
                if solved is None:
                    return
                if inside and not solved.lonely:
                    work.keep(line, used, self.values.width, solved)
                else:
                    work.forget()
            self._settle(line, solved)
        except LineRefused as refused:
            self.failed[line] = refused
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            kind = type(error).__name__
            self.failed[line] = LineRefused(
                f"this cannot be computed ({kind}): write it more simply"
            )

    def _moved(self, line: int, work: LineWork, used: tuple[Solved, ...]) -> Solved | None:
        """The line worked out in the columns that moved alone; None where that would not do."""
        moved = work.moved_columns(used, self.values.width)
        if not moved or work.solved is None:
            return None
        solved = work.solved.in_columns_moved(moved)
        self.values.leads[line] = solved.lead
        self._settle(line, solved)
        self.values.fill_moved(line, solved)
        if solved.faults or solved.open != work.solved.open:
            return None
        work.renew(line, used, solved)
        return solved

    def _settle(self, line: int, solved: Solved) -> None:
        if line not in self.values.solved:
            self._uncounted.append(line)
        self.values.settle(line, solved)

    def _counted_above(self, line: int, noun: str) -> int | None:
        """The nearest line above that counts a noun and nothing else."""
        for place in self._uncounted:
            if self.values.solved[place].varies:
                continue
            unit = self.values.solved[place].quantity.unit
            if len(unit) == 1 and unit[0][1] == 1:
                insort(self._counting.setdefault(unit[0][0], []), place)
        self._uncounted.clear()
        counting = self._counting.get(noun, [])
        above = bisect_left(counting, line)
        return counting[above - 1] if above else None

    def _anew(self, line: int, plan: LinePlan) -> Solved | None:
        if plan.kind == "more":
            solved = self._more(line, plan)
            answers_it = solved is not None and any(c.verdict != "off" for c in solved.claims)
            alone = plan.alone and self.dependencies.above(line) is None
            if plan.own is None or answers_it or (plan.alone and not alone):
                return solved
            plan = plan._replace(kind="line", claims=plan.own)
        values = self.values
        if plan.columns and len(plan.columns) != values.width:
            titles = [column.title for column in values.columns]
            raise LineRefused(count_fault(len(plan.columns), titles))
        vacant = values.open_columns(line)
        lead = next((at for at in range(values.width) if at not in vacant), 0)
        values.leads[line] = lead
        if vacant and len(vacant) == values.width:
            solved = Solved(Quantity(Fraction(0), plan.implied))
        else:
            solved = self._scaled(line, plan.at(lead))
        solved.varies, solved.lead, solved.open = values.varies(line, solved), lead, vacant
        self._settle(line, solved)
        values.fill_columns(line, solved)
        if len(solved.open) < max(1, values.width):
            self._judge_columns(line, plan, solved)
            self._bounds.fill_bounds(line, solved)
        return solved

    def _judge_columns(self, line: int, plan: LinePlan, solved: Solved) -> None:
        """Puts on each claim its column, and adds the claims on the columns after the lead."""
        if not solved.columns:
            return
        titles = [column.title for column in self.values.columns]
        wrong = next((c for c in plan.claims if c.cells and len(c.cells) != len(titles)), None)
        if wrong is not None:
            raise LineRefused(count_fault(len(wrong.cells), titles).replace("value", "answer"))
        made = [claim._replace(column=titles[solved.lead]) for claim in solved.claims]
        for at, value in enumerate(solved.columns):
            there = plan.at(at)
            node = self.values.node_at(line, at)
            if at == solved.lead or value is None or node is None or not there.claims:
                continue
            judged = answers.judged(value, there, self.values.env(line, at), node)
            made += [claim._replace(column=titles[at]) for claim in judged]
        solved.claims = tuple(made)

    def _check_needs(self, line: int, plan: LinePlan) -> bool:
        """Whether all names that a line uses are the sheet's own; refuses what has no value."""
        inside = True
        for name in plan.needs:
            place = self.dependencies.where(name, line)
            said = " ".join(name)
            if place is None:
                inside = inside and name == LOAD
                if name not in self.values.known:
                    raise Unsolved(f"{said} is not defined: write {said} = … on a line of its own")
            elif place in self.values.solved and place not in self.failed:
                continue
            else:
                self._refuse(place, self.plans[place].label or said)
        return inside

    def _refuse(self, place: int, said: str) -> None:
        why = self.failed.get(place) or self.dependencies.circular.get(place)
        if isinstance(why, Unsolved | Cycle):
            raise Unsolved(why.message)
        if why is not None:
            raise Unsolved(f"{said} (line {place + 1}) has an error of its own: mend it first")
        raise Unsolved(f"{said} (line {place + 1}) has no value: write a number there")

    def _more(self, line: int, plan: LinePlan) -> Solved | None:
        """`= 36 TB/year` on a line of its own: a claim on what stands above."""
        above = self.dependencies.above(line)
        if above is None or above not in self.values.solved:
            return None
        before = self.values.solved[above]
        readings = self.plans[above].readings
        node = readings[before.reading].parsed.node if readings else None
        return go_on(before, plan, self.values.env(line), node)

    def _scaled(self, line: int, plan: LinePlan) -> Solved:
        """The line; an answer that leaves out "per user" is tried with the users known above."""
        solved = self._line(line, plan)
        if plan.times != 1 and not solved.quantity.unit:
            self._lend_above(line, plan.times, solved)
        if _all_good(solved):
            return solved
        missing = answers.left_out(solved)
        solved.lonely = bool(missing)
        place = self._counted_above(line, missing) if missing else None
        if place is None or self.values.solved[place].varies:
            return solved
        node = plan.readings[solved.reading].parsed.node
        count = self.values.solved[place].quantity
        again = answers.times(solved, count, self.plans[place].label)
        if node is not None:
            answers.apply(again, plan, self.values.env(line), node)
        again.lonely = True
        return again if _all_good(again) else solved

    def _lend_above(self, line: int, times: Fraction, solved: Solved) -> None:
        """`peak 3x = 60k` under 20k req/s: where it is three times the line above, in its unit."""
        above = self.dependencies.above(line)
        before = self.values.solved.get(above) if above is not None else None
        solved.lonely = True
        if before is None or before.quantity.percent:
            return
        for quantity in (before.quantity, before.going_on or before.quantity):
            meant = quantity.value * times
            if abs(meant - solved.quantity.value) <= abs(meant) / 10:
                solved.quantity = Quantity(solved.quantity.value, quantity.unit)
                return

    def _line(self, line: int, plan: LinePlan) -> Solved:
        """The likeliest reading; another one where the claims confirm it and not the first."""
        best: Solved | None = None
        error: LineRefused | None = None
        for manner in _MANNERS:
            loose, spread = manner
            for place in range(len(plan.readings)):
                if spread and not plan.claims:
                    continue
                try:
                    solved = self._read(line, plan, place, manner)
                except LineRefused as refused:
                    error = error or refused
                    continue
                if solved is None or (solved.aside and place):
                    continue
                if solved.claims or len(plan.readings) == 1:
                    settled = _all_good(solved)
                else:
                    settled = answers.likely(solved.quantity)
                if settled:
                    return solved
                if plan.readings[place].doubt:
                    error = error or LineRefused(plan.readings[place].doubt)
                    continue
                best = answers.better(best, solved)
            if not plan.claims and loose and (best is None or len(plan.readings) > 1):
                break
        if best is None:
            raise error or LineRefused("this cannot be computed")
        return best

    def _read(
        self, line: int, plan: LinePlan, place: int, manner: tuple[bool, bool]
    ) -> Solved | None:
        """What the reading at a place comes to; None where it is no calculation."""
        node = plan.readings[place].parsed.node
        if node is None:
            return None
        loose, spread = manner
        env = self.values.env(line, loose=loose, spread=spread)
        value = in_busiest_hour(plan.label, evaluate(node, env), node)
        counted = whole_rate(value, plan.implied) if divides(node) else None
        if counted is not None:
            left = next(symbol for symbol, power in value.unit[::-1] if power < 0)
            counted_in = worded(units.text(plan.implied), Quantity(Fraction(2), plan.implied))
            per = {"s": "second", "min": "minute"}.get(left, left)
            said = f"the result counts {counted_in}: per {per} is left out"
            env.notes.append(Note(NoteKind.WHOLE, said))
        quantity = counted or take_implied(value, plan.implied)
        if len(plan.readings) > 1:
            answers.plausible(quantity)
        notes = tuple(dict.fromkeys((*plan.readings[place].parsed.notes, *env.notes)))

        def solved_as(lent: Quantity) -> Solved:
            solved = Solved(lent, notes, place, loose, spread)
            solved.inexact, solved.grew = env.rough, env.grew
            solved.timed = lent is not quantity
            answers.apply(solved, plan, env, node)
            return solved

        timed = take_time(quantity, implied_time(plan.label, lasts(node)))
        first = solved_as(timed)
        if timed is quantity or (_all_good(first) and not answers.untimed(first)):
            return first
        plain = solved_as(quantity)
        return plain if _all_good(plain) else answers.better(first, plain)


def _all_good(solved: Solved) -> bool:
    return all(claim.good for claim in solved.claims)
