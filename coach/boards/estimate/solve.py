"""Computes the lines of a sheet in the order of their dependencies, with one memo for the pass.

Of several readings of a line the likeliest is taken, unless its claims confirm another. What a line
came to is kept for the next pass as long as its plan and what it uses stay the same.
"""

from fractions import Fraction
from typing import Final, TypeAlias

from coach.boards.estimate import answers, units
from coach.boards.estimate.answers import Solved
from coach.boards.estimate.evaluation import evaluate
from coach.boards.estimate.implied_unit import take_implied, whole_rate
from coach.boards.estimate.line_plan import Plan
from coach.boards.estimate.nodes import Node, divides
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Cycle, Refused, Unsolved
from coach.boards.estimate.show import worded
from coach.boards.estimate.values import Values

Key: TypeAlias = tuple[Plan | Solved | int, ...]

_REMEMBERED: Final[dict[tuple[int, ...], tuple[Key, int, Solved]]] = {}
_MOST_REMEMBERED: Final = 4096


class Solver(Values):
    """One pass over the plans of a sheet."""

    def run(self) -> None:
        """Solves every line; what cannot be solved is in `failed`."""
        for start in range(len(self.plans)):
            for line in self.order(start):
                self._solve(line)

    def _solve(self, line: int) -> None:
        plan = self.plans[line]
        if line in self.failed or plan.kind in ("none", "scenarios"):
            return
        try:
            if plan.kind == "error":
                raise Refused(plan.message)
            self._check_needs(line)
            key = self._key(line)
            solved = _solved_before(key, line)
            if solved is None:
                solved = self._anew(line, plan)
                if solved is None:
                    return
                if key and not solved.lonely:
                    _remember(key, line, solved)
            self.solved[line] = solved
            self.memo[line, 0, ()] = solved.quantity
        except Refused as refused:
            self.failed[line] = refused
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            kind = type(error).__name__
            self.failed[line] = Refused(f"this cannot be computed ({kind}): write it more simply")

    def _anew(self, line: int, plan: Plan) -> Solved | None:
        if plan.kind == "more":
            solved = self._more(line)
            answers_it = solved is not None and any(c.verdict != "off" for c in solved.claims)
            if plan.own is None or answers_it:
                return solved
            self.plans[line] = plan = plan._replace(kind="line", claims=plan.own)
        solved = self._scaled(line)
        self.solved[line] = solved
        self.memo[line, 0, ()] = solved.quantity
        self.columns(line, solved)
        self.ranges(line, solved)
        return solved

    def _key(self, line: int) -> Key:
        """What the result of a line follows from: its plan and the results it uses.

        Empty where it uses a value from outside the sheet.
        """
        places = self.needed(line)
        needs = self.plans[line].needs
        if any(self.where(name, line) is None for name in needs):
            return ()
        used = [self.solved[place] for place in places if place in self.solved]
        return (self.plans[line], self.width, *used)

    def _check_needs(self, line: int) -> None:
        for name in self.plans[line].needs:
            place = self.where(name, line)
            said = " ".join(name)
            if place is None:
                if name not in self.known:
                    raise Unsolved(f"{said} is not defined: write {said} = … on a line of its own")
            elif place in self.failed:
                why = self.failed[place]
                if isinstance(why, Unsolved | Cycle):
                    raise Unsolved(why.message)
                said = self.plans[place].label or said
                raise Unsolved(f"{said} (line {place + 1}) has an error of its own: mend it first")
            elif place not in self.solved:
                said = self.plans[place].label or said
                raise Unsolved(f"{said} (line {place + 1}) has no value: write a number there")

    def _more(self, line: int) -> Solved | None:
        """`= 36 TB/year` on a line of its own: a claim on what stands above."""
        above = self.above(line)
        if above is None or above not in self.solved:
            return None
        return answers.go_on(self.solved[above], self.plans[line], self.env(line))

    def _scaled(self, line: int) -> Solved:
        """The line; an answer that leaves out "per user" is tried with the users known above."""
        solved = self._line(line)
        if _all_good(solved):
            return solved
        missing = answers.left_out(solved)
        solved.lonely = bool(missing)
        for place in range(line - 1, -1, -1) if missing else ():
            other = self.solved.get(place)
            if other is None or other.quantity.unit != ((missing, 1),):
                continue
            node = self.plans[line].readings[solved.reading].parsed.node
            again = answers.times(solved, other.quantity, self.plans[place].label)
            if node is not None:
                answers.apply(again, self.plans[line], self.env(line), node)
            again.lonely = True
            return again if _all_good(again) else solved
        return solved

    def _line(self, line: int) -> Solved:
        """The likeliest reading; another one where the claims confirm it and not the first."""
        plan = self.plans[line]
        best: Solved | None = None
        error: Refused | None = None
        for loose, spread in ((True, False), (False, False), (True, True)):
            for place, asked in enumerate(plan.readings):
                node = asked.parsed.node
                if node is None or (spread and not plan.claims):
                    continue
                try:
                    solved = self._read(line, node, place, loose, spread)
                except Refused as refused:
                    error = error or refused
                    continue
                if solved.aside and place:
                    continue
                if solved.claims or len(plan.readings) == 1:
                    settled = _all_good(solved)
                else:
                    settled = answers.likely(solved.quantity)
                if settled:
                    return solved
                best = answers.better(best, solved)
            if not plan.claims and loose and (best is None or len(plan.readings) > 1):
                break
        if best is None:
            raise error or Refused("this cannot be computed")
        return best

    def _read(self, line: int, node: Node, place: int, loose: bool, spread: bool) -> Solved:
        plan = self.plans[line]
        env = self._env(line, 0, (), loose, spread)
        value = evaluate(node, env)
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
        solved = Solved(quantity, notes, place, loose, spread)
        answers.apply(solved, plan, env, node)
        return solved


def _all_good(solved: Solved) -> bool:
    return all(claim.good for claim in solved.claims)


def _identity(key: Key) -> tuple[int, ...]:
    return tuple(part if isinstance(part, int) else id(part) for part in key)


def _solved_before(key: Key, line: int) -> Solved | None:
    """The result of the same plan from the same results, from an earlier pass.

    Ranges know the number of their line, so those results hold only on that line.
    """
    found = _REMEMBERED.get(_identity(key)) if key else None
    if found is None or (found[2].sources and found[1] != line):
        return None
    return found[2]


def _remember(key: Key, line: int, solved: Solved) -> None:
    """Keeps a result with all it follows from, so that identities stay what they were."""
    if len(_REMEMBERED) >= _MOST_REMEMBERED:
        _REMEMBERED.clear()
    _REMEMBERED[_identity(key)] = (key, line, solved)
