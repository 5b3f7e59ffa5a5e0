"""What a growing amount comes to after a time: exact while the periods are whole."""

from fractions import Fraction
from math import exp, log
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.arithmetic import add
from coach.boards.estimate.quantity import Quantity, bounded, describe
from coach.boards.estimate.refusal import LARGEST_EXPONENT, MOST_BITS, LineRefused
from coach.boards.estimate.show import short
from coach.tuples import NamedTuple

_MOST_PERIODS: Final = 4096
_MOST_LOG: Final = LARGEST_EXPONENT * log(10)
TOO_FAR: Final = "the growth passes what a sheet can hold: check the rate and its period"


class Grown(NamedTuple):
    """An amount after a time, and whether it is a float and no exact fraction."""

    quantity: Quantity
    rough: bool = False


def compound(base: Quantity, factor: Fraction, periods: Fraction) -> Grown:
    """base × factor ^ periods: exact where the periods are whole and the fraction stays short."""
    if abs(periods) > _MOST_PERIODS:
        raise LineRefused(TOO_FAR)
    if periods.denominator == 1:
        value = _exact(base.value, factor, periods.numerator)
        if value is not None:
            return Grown(base._replace(value=value))
    power = float(periods) * log(factor)
    if abs(power) > _MOST_LOG:
        raise LineRefused(TOO_FAR)
    value = bounded(Fraction(float(base.value) * exp(power)))
    return Grown(base._replace(value=value), True)


def _exact(base: Fraction, factor: Fraction, times: int) -> Fraction | None:
    """None where the fraction would grow beyond what is kept exactly."""
    bits = max(factor.numerator.bit_length(), factor.denominator.bit_length())
    own = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(times) + own > MOST_BITS:
        return None
    return bounded(base * factor**times)


def linear(base: Quantity, step: Quantity, periods: Fraction) -> Quantity:
    """base + step × periods, both of one dimension."""
    if units.dimension(base.unit) != units.dimension(step.unit):
        raise LineRefused(
            f"{short(base)} is {describe(base.unit)} and grows by {describe(step.unit)}:"
            f" write the growth in the unit of the amount"
        )
    return add(base, step._replace(value=bounded(step.value * periods)), 1, [])
