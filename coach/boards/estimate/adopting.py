"""What an answer that holds lends to the value it confirms: its unit, its noun, its time."""

from coach.boards.estimate import units
from coach.boards.estimate.nodes import NameReference, Node, Number, parts
from coach.boards.estimate.nouns import is_capacity
from coach.boards.estimate.quantity import Quantity, to_unit


def adopt(quantity: Quantity, claim: Quantity) -> Quantity:
    """A bare result takes the unit of the claim that confirms it, a count its noun."""
    if _of_time(claim) and units.dimension(quantity.unit) == units.BARE and not quantity.percent:
        if abs(quantity.base - claim.base) * 5 <= claim.base:
            return to_unit(Quantity(quantity.base), claim.unit)
        return quantity if quantity.unit else Quantity(quantity.value, claim.unit)
    if quantity.unit and claim.unit and not _sized_by(quantity, claim):
        left, said = units.dimension(quantity.unit), units.dimension(claim.unit)
        if (left[units.DATA] < 0 or left[units.TIME] > 0) and said == units.BARE:
            return Quantity(quantity.value, claim.unit)
        if left == units.BARE and said == (0, 1, 0) and not quantity.percent:
            return Quantity(quantity.value, claim.unit)
        bought = [s for s, power in claim.unit if power > 0 and is_capacity(s)]
        if left == (0, -1, 0) and said == units.BARE and bought:
            return Quantity(quantity.value, claim.unit)
        if left[units.MONEY] == 1 and left[units.TIME] > 0:
            return Quantity(quantity.value, claim.unit)
        if left == said and (left[units.DATA] or left[units.MONEY]):
            quantity = _for_all(quantity, claim)
        return _renamed(quantity, claim)
    if not claim.unit or quantity.percent or claim.percent:
        return quantity
    if quantity.unit and not _sized_by(quantity, claim):
        return quantity
    ratio = quantity.value / claim.value if claim.value else quantity.value
    if units.dimension(claim.unit)[units.DATA] == 1 and not 1 / 2 <= ratio <= 2:
        size = units.factor(tuple(i for i in claim.unit if units.KINDS.get(i[0]) == units.DATA))
        size *= 8 if 4 * size <= ratio <= 16 * size else 1
        return Quantity(quantity.value / size, claim.unit)
    return Quantity(quantity.value, claim.unit)


def _of_time(claim: Quantity) -> bool:
    """Whether an answer is so much time of a time: `6 h/year`."""
    hard = any(units.is_hard(symbol) for symbol, _ in claim.unit)
    return hard and units.dimension(claim.unit) == units.BARE


def _sized_by(quantity: Quantity, claim: Quantity) -> bool:
    """Whether only the claim says what is measured: `total per year = 2 * 365 = 730 TB/year`."""
    left, said = units.dimension(quantity.unit), units.dimension(claim.unit)
    if (
        left[units.DATA]
        or left[units.MONEY]
        or (units.nouns_of(quantity.unit) and left[units.TIME])
    ):
        return False
    return said[units.DATA] + said[units.MONEY] == 1


def _for_all(quantity: Quantity, claim: Quantity) -> Quantity:
    """A size without the nouns below its line that its answer has not: what was counted with a
    bare number is for all of them, as in `0.3 MB / token × 32,000 = 10 GB`."""
    said = {symbol for symbol, power in claim.unit if power < 0}
    unit = tuple((s, p) for s, p in quantity.unit if p > 0 or units.is_hard(s) or s in said)
    return quantity._replace(unit=unit)


def _renamed(quantity: Quantity, claim: Quantity) -> Quantity:
    mine = [symbol for symbol, _ in quantity.unit if not units.is_hard(symbol)]
    theirs = [symbol for symbol, _ in claim.unit if not units.is_hard(symbol)]
    if len(mine) != 1 or len(theirs) != 1 or (mine[0], 1) not in quantity.unit:
        return quantity
    if (theirs[0], 1) not in claim.unit:
        return quantity
    unit = tuple((theirs[0] if s == mine[0] else s, p) for s, p in quantity.unit)
    return quantity._replace(unit=unit)


def continued(quantity: Quantity, claim: Quantity) -> Quantity:
    """What the next line goes on from: the exact number per the time the claim says."""
    mine, theirs = units.dimension(quantity.unit), units.dimension(claim.unit)
    if mine == theirs or mine[units.DATA] != theirs[units.DATA] or mine[units.TIME]:
        return quantity
    times = tuple(i for i in claim.unit if units.KINDS.get(i[0]) == units.TIME and i[1] < 0)
    return Quantity(quantity.value, units.merge(quantity.unit, times))


def lasts(node: Node) -> bool:
    """Whether a calculation counts a time in its unit (`× 365 days`) or with a name, so that what
    it comes to is a total, whatever time its answer is told per."""
    if isinstance(node, NameReference):
        return True
    if isinstance(node, Number):
        return units.dimension(node.unit)[units.TIME] > 0
    return any(lasts(part) for part in parts(node))
