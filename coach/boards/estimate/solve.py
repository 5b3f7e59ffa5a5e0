"""Computes the lines of a sheet in the order of their dependencies, with one memo for the pass.

A name means its last definition above the line, else its first below. Ranges are followed by
evaluating at the corners of the range literals a line depends on, which is exact for monotone
formulas and keeps w - w at 0; beyond eight literals, or when the pass has spent its budget, one
literal is moved at a time and the two extreme corners are taken. Scenario columns likewise
evaluate a line once a column.
"""

from collections.abc import Mapping, Sequence
from itertools import product as combinations
from typing import Final, TypeAlias

from coach.boards.estimate import answers
from coach.boards.estimate.answers import Solved, Source
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.lending import lend
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, literals
from coach.boards.estimate.order import Order
from coach.boards.estimate.plan import Plan
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.refusal import Cycle, Refused, Unsolved

Corner: TypeAlias = tuple[tuple[Source, int], ...]

Key: TypeAlias = tuple[Plan | Solved | int, ...]

_REMEMBERED: Final[dict[tuple[int, ...], tuple[Key, int, Solved]]] = {}
_MOST_REMEMBERED: Final = 4096
MOST_CORNERS: Final = 8
BUDGET: Final = 1500


class Solver(Order):
    """One pass over the plans of a sheet; width is how many scenario columns it has."""

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
        except (ArithmeticError, RecursionError) as error:
            self.failed[line] = Refused(f"this cannot be computed ({type(error).__name__})")

    def _anew(self, line: int, plan: Plan) -> Solved | None:
        if plan.kind == "more":
            return self._more(line)
        solved = self._scaled(line)
        self.solved[line] = solved
        self.memo[line, 0, ()] = solved.quantity
        self._columns(line, solved)
        self._ranges(line, solved)
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
        if not solved.claims or all(claim.good for claim in solved.claims):
            return solved
        missing = answers.left_out(solved)
        solved.lonely = bool(missing)
        for place in range(line - 1, -1, -1) if missing else ():
            other = self.solved.get(place)
            if other is None or other.quantity.unit != ((missing, 1),):
                continue
            node = self.plans[line].asked[solved.reading].parsed.node
            again = answers.times(solved, other.quantity, self.plans[place].label)
            if node is not None:
                answers.apply(again, self.plans[line], self.env(line), node)
            again.lonely = True
            return again if all(claim.good for claim in again.claims) else solved
        return solved

    def _line(self, line: int) -> Solved:
        """The likeliest reading; another one where the claims confirm it and not the first."""
        plan = self.plans[line]
        best: Solved | None = None
        error: Refused | None = None
        for loose, spread in ((True, False), (False, False), (True, True)):
            for place, asked in enumerate(plan.asked):
                node = asked.parsed.node
                if node is None or (spread and not plan.claims):
                    continue
                try:
                    solved = self._read(line, node, place, loose, spread)
                except Refused as refused:
                    error = error or refused
                    continue
                if not plan.claims or all(claim.good for claim in solved.claims):
                    return solved
                best = answers.better(best, solved)
            if best is None and not plan.claims and loose:
                break
        if best is None:
            raise error or Refused("this cannot be computed")
        return best

    def _read(self, line: int, node: Node, place: int, loose: bool, spread: bool) -> Solved:
        plan = self.plans[line]
        env = self._env(line, 0, (), loose, spread)
        quantity = lend(evaluate(node, env), plan.lends)
        if len(plan.asked) > 1:
            answers.plausible(quantity)
        notes = tuple(dict.fromkeys((*plan.asked[place].parsed.notes, *env.notes)))
        solved = Solved(quantity, notes, place, loose, spread)
        answers.apply(solved, plan, env, node)
        return solved

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
                found = self._computed(place, column, corner)
            if found is None:
                raise Unsolved(f"line {line + 1} has no value")
        return found

    def _computed(self, line: int, column: int, corner: Corner) -> Quantity:
        solved = self.solved[line]
        mine = tuple(item for item in corner if item[0] in solved.sources)
        at = column if solved.columns else 0
        key = (line, at, mine)
        found = self.memo.get(key)
        if found is None:
            self.spent += 1
            plan = self.plans[line]
            asked = plan.asked
            if plan.columns:
                asked = plan.columns[min(column, len(plan.columns) - 1)]
            node = asked[solved.reading if not plan.columns else 0].parsed.node
            if node is None:
                raise Unsolved(f"line {line + 1} has no value")
            env = self._env(line, column, corner, solved.loose, solved.spread)
            found = lend(evaluate(node, env), plan.lends)
            found = answers.as_read(solved, found)
            self.memo[key] = found
        return found

    def _columns(self, line: int, solved: Solved) -> None:
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
                values.append(self._computed(line, column, ()))
            except Refused:
                values.append(None)
        solved.columns = tuple(values)

    def _ranges(self, line: int, solved: Solved) -> None:
        plan = self.plans[line]
        node = plan.asked[solved.reading].parsed.node
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
            down = self._computed(line, 0, ((source, -1),))
            up = self._computed(line, 0, ((source, 1),))
            values += [down, up]
            if abs(up.base - down.base) > widest:
                widest, solved.driver = abs(up.base - down.base), source
            rises = up.base >= down.base
            low.append((source, -1 if rises else 1))
            high.append((source, 1 if rises else -1))
        if len(sources) > 1:
            values += self._corners(line, sources, tuple(low), tuple(high))
        solved.lo = min(values, key=lambda one: one.base)
        solved.hi = max(values, key=lambda one: one.base)

    def _corners(
        self, line: int, sources: Sequence[Source], low: Corner, high: Corner
    ) -> list[Quantity]:
        if len(sources) > MOST_CORNERS or self.spent + 2 ** len(sources) > BUDGET:
            return [self._computed(line, 0, low), self._computed(line, 0, high)]
        return [
            self._computed(line, 0, tuple(zip(sources, ends, strict=True)))
            for ends in combinations((-1, 1), repeat=len(sources))
        ]


def _places(node: Node) -> int:
    """How many range literals a calculation has."""
    return sum(one.place >= 0 for one in literals(node))


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
