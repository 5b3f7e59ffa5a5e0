"""An exact number with the unit a person wrote it in: its bounds, and what its unit measures."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.refusal import LARGEST_EXPONENT, MOST_BITS, LineRefused
from coach.boards.estimate.units import BARE, NONE, Unit
from coach.tuples import NamedTuple

_LARGEST: Final = Fraction(10) ** LARGEST_EXPONENT

_SURE_BITS: Final = (10**LARGEST_EXPONENT).bit_length() - 2
"""Numbers whose halves differ by fewer bits are within the bounds in any case."""


class Quantity(NamedTuple):
    """value counts units of `unit`; fixed ones were asked for in it and are not rescaled."""

    value: Fraction
    unit: Unit = NONE
    percent: bool = False
    fixed: bool = False

    @property
    def base(self) -> Fraction:
        """The value in bytes, seconds and dollars."""
        return self.value * units.factor(self.unit)


def bounded(value: Fraction) -> Fraction:
    """The value itself; refuses one beyond 1e±60 or 2,048 bits."""
    above, below = value.numerator.bit_length(), value.denominator.bit_length()
    if max(above, below) <= MOST_BITS and -_SURE_BITS < above - below < _SURE_BITS:
        return value
    if above > MOST_BITS or below > MOST_BITS:
        raise LineRefused("the number is too large to be kept exactly: round one of the factors")
    if value and not 1 / _LARGEST <= abs(value) <= _LARGEST:
        raise LineRefused("the result is beyond 1e±60: check the exponents")
    return value


def brief(value: Fraction) -> str:
    """A number for a message: short, never wrong by more than its last digit."""
    if value.denominator == 1 and abs(value) < 10**6:
        return f"{value.numerator:,}"
    return f"{float(value):.4g}"


def describe(unit: Unit) -> str:
    """What a unit measures, in words: "data", "time", "money per time", "a count of users"."""
    size = units.dimension(unit)
    if size == BARE:
        nouns = units.nouns_of(unit)
        return f"a count of {nouns[-1]}" if nouns else "a bare number"
    names = ("data", "time", "money")
    above = [name for name, power in zip(names, size, strict=True) if power > 0]
    below = [name for name, power in zip(names, size, strict=True) if power < 0]
    if not above:
        return "a rate per " + " per ".join(below)
    return " × ".join(above) + "".join(f" per {name}" for name in below)


def to_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """The same amount counted in another unit of the same dimension."""
    if quantity.unit == unit:
        return quantity
    return quantity._replace(value=quantity.base / units.factor(unit), unit=unit)
