"""The answers a line claims, judged, and what they tell about its reading."""

from collections.abc import Sequence
from copy import copy
from fractions import Fraction
from typing import Final, TypeAlias

from coach.boards.estimate import units
from coach.boards.estimate.adopting import adopt, continued, lasts
from coach.boards.estimate.answer_units import converted
from coach.boards.estimate.bare_capacities import Factor
from coach.boards.estimate.clause import Parsed
from coach.boards.estimate.clause_readings import ClaimClause
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.line_plan import LinePlan
from coach.boards.estimate.multiply import multiply
from coach.boards.estimate.nodes import Node, Number, Product, computes, divides, literals
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.nouns import family, is_capacity
from coach.boards.estimate.own_answers import Claim, comparable, counts_whole, judge
from coach.boards.estimate.quantity import Quantity, bounded, describe, to_unit
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.show import short

Source: TypeAlias = tuple[int, int]
MOST_COUNTED: Final = Fraction(10**15)
MOST_COUNTED_A_SECOND: Final = Fraction(10**12)
"""More than anybody counts, so that a B read as a billion was bytes: a house rule."""


class Solved:
    """A computed line: its value, what it is claimed to be, and how it was read.

    columns has a value for each column of a line that varies, None where that column is open or in
    faults, which says why. quantity is that of the lead, the first column that is not open; rough
    are the columns whose values are no exact fractions, inexact says so of the lead alone. grew:
    the time of a column counts. timed: it is per the time that the line's name says. moved are the
    columns in which it differs from what it replaces, of the pass before.
    """

    def __init__(
        self,
        quantity: Quantity,
        notes: tuple[Note, ...] = (),
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
        self.faults: dict[int, str] = {}
        self.varies = False
        self.lead = 0
        self.open: frozenset[int] = frozenset()
        self.rough: frozenset[int] = frozenset()
        self.inexact = self.grew = False
        self.raw = quantity
        self.lonely = False
        self.aside = self.timed = False
        self.replaces: Solved | None = None
        self.moved: frozenset[int] = frozenset()

    def in_columns_moved(self, moved: frozenset[int]) -> "Solved":
        """The line again, of which only these columns are to be worked out anew.

        Only it holds what it replaces, so that no chain of earlier ones is kept.
        """
        again = copy(self)
        self.replaces = None
        again.replaces, again.moved = self, moved
        return again


def apply(solved: Solved, plan: LinePlan, env: Env, node: Node) -> None:
    """Judges the claims of a line and lets them lend their unit to a bare value.

    In `2M/day / 86400 = 23/s * 0.5 MB = 11.5 MB/s` the first answer is calculated on with: the
    line's value is then what the exact one comes to.
    """
    made: list[Claim] = []
    exact = solved.quantity
    going_on: Quantity | None = None
    for clause in plan.claims:
        further = _further(exact, clause, env)
        if further is not None:
            claim, exact = further
            node = Number(exact.value)
            made.append(claim)
            going_on = None
            continue
        judged = _judged(exact, plan, env, clause.sign, (clause.parsed, node))
        if judged is not None and not judged.good and going_on is not None:
            again = _judged(going_on, plan, env, clause.sign, (clause.parsed, node))
            judged = again if again is not None and again.good else judged
        if judged is not None and judged.verdict == "off":
            again_in = converted(exact, judged.quantity, node, env)
            if again_in is not None:
                exact = again_in
                judged = _judged(exact, plan, env, clause.sign, (clause.parsed, node))
            meant = _meant(exact, judged, node) if judged is not None else None
            if meant is not None:
                exact = meant[0]
                solved.notes = (*solved.notes, Note(NoteKind.CLAIM, meant[1]))
                judged = _judged(exact, plan, env, clause.sign, (clause.parsed, node))
        if judged is None:
            continue
        if judged.verdict == "off" and going_on is None and _a_rate(exact, judged.quantity, node):
            exact = Quantity(exact.value, judged.quantity.unit)
            judged = _judged(exact, plan, env, clause.sign, (clause.parsed, node)) or judged
        if not judged.good and clause.sign in "→⇒" and _follows(exact, judged.quantity, node):
            solved.aside = True
            break
        if clause.sign in "→⇒" and (_lasts(exact, judged.quantity) or _buys(exact, judged)):
            break
        if judged.verdict == "off" and not computes(node) and _unlike(exact, judged.quantity):
            break
        made.append(judged)
        if judged.verdict != "off":
            exact = adopt(exact, judged.quantity) if going_on is None or not exact.unit else exact
            later = continued(exact, judged.quantity)
            going_on = later if going_on is None or not lasts(node) else going_on
            exact = exact if lasts(node) else later
    solved.claims = tuple(made)
    solved.quantity = exact
    solved.going_on = going_on


def _a_rate(exact: Quantity, claim: Quantity, node: Node) -> bool:
    """Whether a bare quotient is so much a second although the number of its answer is off:
    `40M / 86,400 = 46 rps`."""
    if units.dimension(exact.unit) != units.BARE or exact.percent or not divides(node):
        return False
    size = units.dimension(claim.unit)
    return size == (0, -1, 0) and any(n.value in _SECONDS for n in literals(node))


_SECONDS: Final = frozenset((86400, 3600, 100_000, 2_592_000))


def _meant(exact: Quantity, claim: Claim, node: Node) -> tuple[Quantity, str] | None:
    """Another value that an answer which is off says is meant, and how the line is read then."""
    seconds = _in_seconds(exact, claim, node)
    if seconds is not None:
        return seconds, "read as seconds, because the answer is a time"
    busy = _busy(exact, claim)
    return None if busy is None else (busy, "read as so many a second, each busy for a time")


def _in_seconds(exact: Quantity, claim: Claim, node: Node) -> Quantity | None:
    """A bare quotient whose answer is a time: `6B / 2,500 = 27.8 days` leaves seconds."""
    if units.dimension(claim.quantity.unit) != (0, 1, 0) or exact.unit or exact.percent:
        return None
    seconds = exact._replace(unit=(("s", 1),))
    if not divides(node) or not judge(seconds, claim.quantity, "≈", False, False).good:
        return None
    return to_unit(seconds, claim.quantity.unit)


def _busy(exact: Quantity, claim: Claim) -> Quantity | None:
    """A time whose answer counts what is busy: `6667 × 2 ms = 13.3 cores` (Little, 1961)."""
    said = claim.quantity
    counted = units.dimension(said.unit) == units.BARE and counts_whole(said.unit)
    if units.dimension(exact.unit) != (0, 1, 0) or not counted:
        return None
    busy = Quantity(exact.base, said.unit)
    return busy if judge(busy, said, "≈", False, False).good else None


def _follows(exact: Quantity, said: Quantity, node: Node) -> bool:
    """Whether an arrow leads to another thing and not to the same in another unit.

    `1000 QPS/server → 3 servers`, `10M users → 5 KB each`: what was said first is no calculation.
    """
    mine, theirs = units.dimension(exact.unit), units.dimension(said.unit)
    each = {s for s, power in exact.unit if power < 0 and not units.is_hard(s)}
    for_all = bool(each - {s for s, power in said.unit if power < 0})
    return not computes(node) and (mine != theirs or not mine[units.TIME] or for_all)


def _lasts(exact: Quantity, said: Quantity) -> bool:
    """Whether an arrow leads from a rate to how long it lasts: `1 GB/day → 90 days → 90 GB`."""
    return units.dimension(said.unit) == (0, 1, 0) and units.dimension(exact.unit)[units.TIME] < 0


def _buys(exact: Quantity, claim: Claim) -> bool:
    """Whether an arrow leads to how many are to be bought for it: `11.6k tokens/s → 9 GPUs`."""
    bare = units.dimension(claim.quantity.unit) == units.BARE != units.dimension(exact.unit)
    return not claim.good and bare and counts_whole(claim.quantity.unit)


def _unlike(exact: Quantity, said: Quantity) -> bool:
    """Whether two amounts are of unlike things, so that one stands for the other and is no answer:
    `1 search = 10 lookups`, `900K req/s = 90 MB/s`."""
    mine, theirs = units.dimension(exact.unit), units.dimension(said.unit)
    if mine != theirs:
        return (
            mine[units.TIME] == theirs[units.TIME] == -1 and mine[units.DATA] != theirs[units.DATA]
        )
    counted = [{family(noun) for noun in units.nouns_of(unit)} for unit in (exact.unit, said.unit)]
    return all(counted) and not counted[0] & counted[1]


def _further(exact: Quantity, clause: ClaimClause, env: Env) -> tuple[Claim, Quantity] | None:
    """An answer that is calculated on with: the claim on its first number, and the exact result."""
    node = clause.parsed[0].node
    if not isinstance(node, Product) or node.factors[0][0] < 0:
        return None
    first = node.factors[0][1]
    if not isinstance(first, Number) or not first.value:
        return None
    try:
        said = evaluate(first, env, False)
        whole = evaluate(node, env)
    except LineRefused:
        return None
    claim = judge(exact, said, clause.sign, counts_whole(exact.unit, said.unit), False)
    if not claim.good or judge(exact, whole, clause.sign, False, False).good:
        return None
    pairs = comparable(exact, said)
    mine, theirs = pairs[0]
    if exact.unit and not said.unit:
        measured = first._replace(value=exact.value, unit=exact.unit)
        factors = ((1, measured), *node.factors[1:])
        try:
            return claim, evaluate(node._replace(factors=factors), env)
        except LineRefused:
            return None
    return claim, whole._replace(value=bounded(whole.value * mine / theirs))


def judged(exact: Quantity, plan: LinePlan, env: Env, node: Node) -> tuple[Claim, ...]:
    """The verdicts on all claims of a plan."""
    made = [_judged(exact, plan, env, part.sign, (part.parsed, node)) for part in plan.claims]
    return tuple(claim for claim in made if claim is not None)


def _judged(
    exact: Quantity, plan: LinePlan, env: Env, sign: str, nodes: tuple[Sequence[Parsed], Node]
) -> Claim | None:
    """The first reading of a claim that holds, else its likeliest."""
    best: Claim | None = None
    parsed, node = nodes
    for reading in parsed:
        if reading.node is None:
            continue
        try:
            claimed = evaluate(reading.node, env)
        except LineRefused:
            continue
        whole = counts_whole(exact.unit, claimed.unit, plan.implied)
        worked = computes(reading.node)
        claim = judge(exact, claimed, sign, whole, isinstance(node, Number) and worked)
        if claim.good:
            return claim
        if claim.verdict == "short" and worked:
            claim = claim._replace(shown=claim.shown + _enough(exact, reading.node, env))
        best = best or claim
    return best


def _enough(exact: Quantity, node: Node, env: Env) -> str:
    """How many would do: `32 servers × 8 cores` is short of 257, 33 servers are not."""
    if not isinstance(node, Product) or [sign for sign, _ in node.factors] != [1, 1]:
        return ""
    first, each = (evaluate(factor, env, False) for _, factor in node.factors)
    nouns = units.nouns_of(first.unit)
    if not nouns or not is_capacity(nouns[0]) or each.value <= 0:
        return ""
    needed = Fraction((exact.value / each.value).__ceil__())
    return f": {short(Quantity(needed, first.unit))}"


def better(best: Solved | None, other: Solved) -> Solved:
    """The reading with fewer claims that are off; the earlier one of two alike."""
    if best is None:
        return other
    mine = sum(claim.verdict == "off" for claim in best.claims)
    theirs = sum(claim.verdict == "off" for claim in other.claims)
    return other if mine > theirs else best


def left_out(solved: Solved) -> str:
    """The noun below the line of a value that none of its claims has there."""
    below = [s for s, p in solved.quantity.unit if p < 0 and not units.is_hard(s)]
    claimed = {s for claim in solved.claims for s, p in claim.quantity.unit if p < 0}
    return next((noun for noun in below if noun not in claimed), "")


def untimed(solved: Solved) -> bool:
    """Whether an answer has a size or a price in it and no time."""
    said = [units.dimension(claim.quantity.unit) for claim in solved.claims]
    return any(size[units.DATA] + size[units.MONEY] and not size[units.TIME] for size in said)


def times(solved: Solved, count: Quantity, label: str) -> Solved:
    """The line's value for all of what it is per: 100 req/user/day times 1M users."""
    said = f"read as times {label or 'the count above'}, {short(count)}"
    value = multiply([Factor(solved.raw, 1), Factor(count, 1)], [], True, False)
    note = Note(NoteKind.CLAIM, said)
    out = Solved(value, (*solved.notes, note), solved.reading, solved.loose, solved.spread)
    out.raw, out.inexact, out.grew = solved.raw, solved.inexact, solved.grew
    return out


def as_read(solved: Solved, quantity: Quantity) -> Quantity:
    """Another value of the line, read as its first one was: in the unit of its claims, times what
    they calculated on with."""
    raw, read = solved.raw, solved.quantity
    if raw == read or not raw.value:
        return quantity
    return Quantity(bounded(quantity.value * read.value / raw.value), read.unit, read.percent)


def likely(quantity: Quantity) -> bool:
    """Whether a count can be meant: nobody counts a quadrillion things, or a trillion a second."""
    size = units.dimension(quantity.unit)
    if size[units.DATA] or size[units.MONEY] or not quantity.value:
        return True
    return abs(quantity.base) <= (MOST_COUNTED if size[units.TIME] >= 0 else MOST_COUNTED_A_SECOND)


def plausible(quantity: Quantity) -> None:
    """Refuses a reading of B that would leave bytes below the line."""
    size = units.dimension(quantity.unit)
    if size[units.DATA] < 0 and not size[units.MONEY]:
        left = describe(quantity.unit)
        raise LineRefused(f"{left} is what is left: write bytes or billion for B")
