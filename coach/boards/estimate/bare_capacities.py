"""What one machine does, written without its unit: `70k rps / 500 per box` are boxes."""

from collections.abc import Sequence

from coach.boards.estimate import units
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity
from coach.boards.estimate.show import short
from coach.tuples import NamedTuple


class Factor(NamedTuple):
    """A quantity above (sign 1) or below (sign -1) the line."""

    quantity: Quantity
    sign: int


def bare_capacities(factors: Sequence[Factor], notes: list[Note]) -> list[Factor]:
    """The factors, the one number per thing below the line in the unit of the one rate above it."""
    above = [factor.quantity for factor in factors if factor.sign > 0]
    below = [factor for factor in factors if factor.sign < 0]
    rates = [amount for amount in above if units.dimension(amount.unit)[units.TIME] < 0]
    if len(below) != 1 or len(rates) != 1 or any(a.unit for a in above if a is not rates[0]):
        return list(factors)
    each = below[0].quantity
    if len(each.unit) != 1 or each.unit[0][1] != -1 or units.is_hard(each.unit[0][0]):
        return list(factors)
    if each.unit[0][0] in {symbol for symbol, _ in rates[0].unit}:
        return list(factors)
    meant = each._replace(unit=units.merge(rates[0].unit, each.unit))
    notes.append(Note(NoteKind.UNIT, f"{short(each)} read as {short(meant)}"))
    return [f._replace(quantity=meant) if f is below[0] else f for f in factors]
