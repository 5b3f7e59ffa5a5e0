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

from coach.boards.estimate import units
from coach.boards.estimate.claims import Claim, counts_whole, judge
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.lending import lend
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Node, Number, computes, literals
from coach.boards.estimate.part import Parsed
from coach.boards.estimate.plan import Plan
from coach.boards.estimate.quantity import Quantity, bounded, to_unit
from coach.boards.estimate.refusal import Cycle, Refused, Unsolved
from coach.boards.estimate.units import BARE

Source: TypeAlias = tuple[int, int]
Corner: TypeAlias = tuple[tuple[Source, int], ...]

MOST_CORNERS: Final = 8
BUDGET: Final = 1500


class Solved:
    """A computed line: its value, what it is claimed to be, and how it was read."""

    def __init__(
        self,
        quantity: Quantity,
        notes: tuple[str, ...] = (),
        reading: int = 0,
        loose: bool = True,
        spread: bool = False,
    ) -> None:
        self.quantity = quantity
        self.notes = notes
        self.reading = reading
        self.loose = loose
        self.spread = spread
        self.claims: tuple[Claim, ...] = ()
        self.going_on: Quantity | None = None
        self.sources: tuple[Source, ...] = ()
        self.lo: Quantity | None = None
        self.hi: Quantity | None = None
        self.driver: Source | None = None
        self.columns: tuple[Quantity | None, ...] = ()


class Solver:
    """One pass over the plans of a sheet; width is how many scenario columns it has."""

    def __init__(
        self,
        plans: Sequence[Plan],
        defined: Mapping[Name, Sequence[int]],
        known: Mapping[Name, Quantity],
        width: int = 0,
    ) -> None:
        self.plans = plans
        self.defined = defined
        self.known = known
        self.width = width
        self.solved: dict[int, Solved] = {}
        self.failed: dict[int, Refused] = {}
        self.parents: dict[int, tuple[int, ...]] = {}
        self.memo: dict[tuple[int, int, Corner], Quantity] = {}
        self.spent = 0

    def run(self) -> None:
        """Solves every line; what cannot be solved is in `failed`."""
        for start in range(len(self.plans)):
            for line in self._order(start):
                self._solve(line)

    def where(self, name: Name, line: int) -> int | None:
        """The line that defines a name for another line; None where only the known ones do."""
        places = self.defined.get(name, ())
        above = [place for place in places if place < line]
        below = [place for place in places if place > line]
        if above:
            return above[-1]
        return below[0] if below else (line if places else None)

    def _order(self, start: int) -> list[int]:
        """The unsolved lines a line needs, needed ones first; a cycle fails its first line."""
        out: list[int] = []
        stack: list[tuple[int, int]] = [(start, 0)]
        path: list[int] = []
        while stack:
            line, step = stack.pop()
            if line in self.solved or line in self.failed or line in out:
                continue
            needed = self._needed(line)
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
            out.append(line)
        return out

    def _needed(self, line: int) -> tuple[int, ...]:
        found = self.parents.get(line)
        if found is None:
            plan = self.plans[line]
            places = [self.where(name, line) for name in plan.needs]
            if plan.kind == "more":
                places.append(self._above(line))
            found = tuple(dict.fromkeys(place for place in places if place is not None))
            self.parents[line] = found
        return found

    def _above(self, line: int) -> int | None:
        for place in range(line - 1, max(-1, line - 6), -1):
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

    def _solve(self, line: int) -> None:
        plan = self.plans[line]
        if line in self.failed or plan.kind in ("none", "scenarios"):
            return
        try:
            if plan.kind == "error":
                raise Refused(plan.message)
            self._check_needs(line)
            solved = self._more(line) if plan.kind == "more" else self._line(line)
            if solved is None:
                return
            self.solved[line] = solved
            self.memo[line, 0, ()] = solved.quantity
            if plan.kind == "line":
                self._columns(line, solved)
                self._ranges(line, solved)
        except Refused as refused:
            self.failed[line] = refused
        except (ArithmeticError, RecursionError) as error:
            self.failed[line] = Refused(f"this cannot be computed ({type(error).__name__})")

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
                raise Unsolved(f"{said} (line {place + 1}) has an error of its own: mend it first")
            elif place not in self.solved:
                raise Unsolved(f"{said} (line {place + 1}) has no value: write a number there")

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
                best = self._better(best, solved)
            if best is None and not plan.claims and loose:
                break
        if best is None:
            raise error or Refused("this cannot be computed")
        return best

    def _better(self, best: Solved | None, other: Solved) -> Solved:
        if best is None:
            return other
        mine = [claim.verdict for claim in best.claims]
        theirs = [claim.verdict for claim in other.claims]
        return other if mine.count("off") > theirs.count("off") else best

    def _read(self, line: int, node: Node, place: int, loose: bool, spread: bool) -> Solved:
        plan = self.plans[line]
        env = self._env(line, 0, (), loose, spread)
        quantity = lend(evaluate(node, env), plan.lends)
        notes = tuple(dict.fromkeys((*plan.asked[place].parsed.notes, *env.notes)))
        solved = Solved(quantity, notes, place, loose, spread)
        self._claim(line, solved, node)
        return solved

    def _claim(self, line: int, solved: Solved, node: Node) -> None:
        plan = self.plans[line]
        made: list[Claim] = []
        for part in plan.claims:
            claim = self._judged(line, solved.quantity, part.sign, part.parsed, node)
            if claim is not None:
                made.append(claim)
        solved.claims = tuple(made)
        good = next((claim for claim in made if claim.good), None)
        if good is not None:
            solved.quantity = adopt(solved.quantity, good.quantity)
            solved.going_on = continued(solved.quantity, good.quantity)

    def _judged(
        self, line: int, exact: Quantity, sign: str, parsed: Sequence[Parsed], node: Node | None
    ) -> Claim | None:
        plan = self.plans[line]
        best: Claim | None = None
        for one in parsed:
            if one.node is None:
                continue
            try:
                claimed = evaluate(one.node, self._env(line, 0, (), True, False))
            except Refused:
                continue
            literal = isinstance(node, Number)
            whole = counts_whole(exact.unit, claimed.unit, plan.lends)
            claim = judge(exact, claimed, sign, whole, literal and computes(one.node))
            if claim.good:
                return claim
            best = best or claim
        return best

    def _more(self, line: int) -> Solved | None:
        """`= 36 TB/year` on a line of its own: a claim on what stands above."""
        above = self._above(line)
        if above is None or above not in self.solved:
            return None
        plan = self.plans[line]
        before = self.solved[above]
        exact = before.going_on or before.quantity
        exact = Quantity(exact.value * plan.times, exact.unit, exact.percent)
        made = [
            claim
            for part in plan.claims
            if (claim := self._judged(line, exact, part.sign, part.parsed, Number(exact.value)))
        ]
        if not made:
            return None
        first = made[0].quantity
        if units.dimension(first.unit) == units.dimension(exact.unit) and first.unit:
            exact = to_unit(exact, first.unit)
        exact = adopt(exact, first)
        solved = Solved(exact)
        solved.claims = tuple(made)
        solved.going_on = before.going_on or before.quantity
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
            for place in self._ancestors(line):
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
            if units.dimension(found.unit) == BARE and not found.unit and solved.quantity.unit:
                found = Quantity(bounded(found.value), solved.quantity.unit)
            self.memo[key] = found
        return found

    def _ancestors(self, line: int) -> list[int]:
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
                stack.extend((other, False) for other in self._needed(place))
        return [place for place in out if place in self.solved]

    def _columns(self, line: int, solved: Solved) -> None:
        plan = self.plans[line]
        scenario = bool(plan.columns) or any(
            self.solved[place].columns for place in self._needed(line) if place in self.solved
        )
        if not scenario:
            return
        width = self.width or max(
            [len(plan.columns)]
            + [len(self.solved[p].columns) for p in self._needed(line) if p in self.solved]
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
        taken = [s for p in self._needed(line) if p in self.solved for s in self.solved[p].sources]
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


def adopt(quantity: Quantity, claim: Quantity) -> Quantity:
    """A bare result takes the unit of the claim that confirms it."""
    if quantity.unit or not claim.unit or quantity.percent or claim.percent:
        return quantity
    ratio = quantity.value / claim.value if claim.value else quantity.value
    if units.dimension(claim.unit)[units.DATA] == 1 and not 1 / 2 <= ratio <= 2:
        size = units.factor(tuple(i for i in claim.unit if units.KINDS.get(i[0]) == units.DATA))
        return Quantity(quantity.value / size, claim.unit)
    return Quantity(quantity.value, claim.unit)


def continued(quantity: Quantity, claim: Quantity) -> Quantity:
    """What the next line goes on from: the exact number per the time the claim says."""
    mine, theirs = units.dimension(quantity.unit), units.dimension(claim.unit)
    if mine == theirs or mine[units.DATA] != theirs[units.DATA] or mine[units.TIME]:
        return quantity
    times = tuple(i for i in claim.unit if units.KINDS.get(i[0]) == units.TIME)
    return Quantity(quantity.value, units.merge(quantity.unit, times))
