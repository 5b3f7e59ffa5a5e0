"""What may be done with two quantities: conversion, sums, powers and roots, and why not."""

from fractions import Fraction
from math import isqrt
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.nouns import REQUESTS
from coach.boards.estimate.quantity import Quantity, bounded, brief, describe, to_unit
from coach.boards.estimate.refusal import MOST_BITS, LineRefused
from coach.boards.estimate.show import short
from coach.boards.estimate.units import BARE, NONE, Unit

_WHOLE: Final = Quantity(Fraction(1))


def convert(quantity: Quantity, unit: Unit, scale: Fraction) -> Quantity:
    """The quantity in the unit asked for; nouns of the value stay where the unit names none, and
    its size or money where only a time below the line is asked for: `12 MB/s -> per day`."""
    as_asked = True
    if _only_below_time(unit) and units.dimension(quantity.unit)[units.TIME] == -1:
        rest = tuple(item for item in quantity.unit if units.KINDS.get(item[0]) != units.TIME)
        as_asked = not any(units.is_hard(symbol) for symbol, _ in rest)
        unit = units.merge(rest, unit)
    if units.dimension(quantity.unit) != units.dimension(unit):
        raise LineRefused(
            f"{short(quantity)} is {describe(quantity.unit)} and {units.text(unit)} is"
            f" {describe(unit)}: {_target(quantity.unit)}"
        )
    target = unit
    if not any(not units.is_hard(symbol) for symbol, _ in unit):
        nouns = tuple(item for item in quantity.unit if not units.is_hard(item[0]))
        target = units.merge(nouns, unit)
    value = quantity.base / (units.factor(unit) * scale)
    return Quantity(bounded(value), target, False, as_asked)


def _only_below_time(unit: Unit) -> bool:
    return len(unit) == 1 and unit[0][1] == -1 and units.KINDS.get(unit[0][0]) == units.TIME


def add(left: Quantity, right: Quantity, sign: int, notes: list[Note]) -> Quantity:
    """left + right or left - right; a percentage on the right is of the left."""
    if right.percent and not left.percent:
        if left == _WHOLE and sign < 0:
            return Quantity(1 - right.value, NONE, True)
        return left._replace(value=bounded(left.value * (1 + sign * right.value)))
    if left.unit == right.unit:
        value = bounded(left.value + sign * right.value)
        return Quantity(value, left.unit, left.percent and right.percent)
    if units.dimension(left.unit) != units.dimension(right.unit):
        raise LineRefused(_mismatch(left, right, sign))
    unit = _joined(left.unit, right.unit, notes)
    value = bounded(to_unit(left, unit).value + sign * to_unit(right, unit).value)
    return Quantity(value, unit)


def _mismatch(left: Quantity, right: Quantity, sign: int) -> str:
    verb = "add" if sign > 0 else "subtract"
    if left.percent:
        return f"{short(left)} is a share and {short(right)} is {describe(right.unit)}: " + (
            f"write {short(right)} {'+' if sign > 0 else '-'} {short(left)} for a share of it"
        )
    for bare, other in ((left, right), (right, left)):
        if units.dimension(bare.unit) == BARE and not bare.unit:
            kind = describe(other.unit)
            said = f"{short(bare)} has no unit and {short(other)} is {kind}"
            mended = short(Quantity(bare.value, other.unit, False, True))
            return f"{said}: write {mended} to {verb} them"
    return (
        f"cannot {verb} {short(left)} ({describe(left.unit)}) and {short(right)}"
        f" ({describe(right.unit)}): {_remedy(left, right)}"
    )


def _remedy(left: Quantity, right: Quantity) -> str:
    """What to write instead of adding two things of different dimensions."""
    mine, theirs = units.dimension(left.unit), units.dimension(right.unit)
    if mine[units.DATA] == theirs[units.DATA] and mine[units.MONEY] == theirs[units.MONEY]:
        rate = left if mine[units.TIME] < theirs[units.TIME] else right
        return f"multiply {short(rate)} by a time first"
    return "they measure different things, give each a line of its own"


def _target(unit: Unit) -> str:
    """A unit that a value of this unit could be converted to."""
    examples = {(1, 0, 0): "GB", (0, 1, 0): "seconds", (0, 0, 1): "$", (1, -1, 0): "MB/s"}
    examples[0, -1, 0] = "per second"
    example = examples.get(units.dimension(unit))
    return f"convert to a unit like {example}" if example else "write the unit behind the number"


def _joined(left: Unit, right: Unit, notes: list[Note]) -> Unit:
    """The unit of a sum: the left one's, with a noun both can stand under."""
    mine = [item for item in left if not units.is_hard(item[0])]
    theirs = [item for item in right if not units.is_hard(item[0])]
    if not left:
        return right
    if not mine:
        return units.merge(tuple(theirs), left) if units.dimension(left) == BARE else left
    if mine == theirs or not theirs:
        return left
    if all(name in REQUESTS for name, _ in mine + theirs):
        return units.merge((("req", 1),), units.without_nouns(left))
    said = (units.text((mine[0],)), units.text((theirs[0],)))
    notes.append(Note(NoteKind.SUM, f"adds {said[0]} and {said[1]}"))
    return units.without_nouns(left)


def power(base: Quantity, exponent: Quantity) -> Quantity:
    """base ^ exponent, exact for whole exponents, else to 30 digits, as a root is.

    What would not fit is refused before it is computed.
    """
    if exponent.unit:
        raise LineRefused(f"{short(exponent)} is no exponent: write the number alone")
    if exponent.value.denominator != 1:
        return _between_powers(base, exponent)
    times = exponent.value.numerator
    if abs(times) > 4096:
        raise LineRefused(f"the exponent {brief(exponent.value)} is too large: at most 4096")
    bits = max(base.value.numerator.bit_length(), base.value.denominator.bit_length())
    if (bits - 1) * abs(times) > MOST_BITS:
        raise LineRefused(f"{short(base)}^{times} is too large to be kept: check the exponent")
    if base.value == 0 and times < 0:
        raise LineRefused("cannot divide by zero: 0 has no negative power")
    if units.dimension(base.unit) != BARE and times != 1:
        raise LineRefused(f"{short(base)} has a unit and cannot be raised: write the number alone")
    return Quantity(bounded(base.value**times), base.unit, base.percent)


def _between_powers(base: Quantity, exponent: Quantity) -> Quantity:
    """base ^ exponent where the exponent is no whole number: growth of 1.04 ^ 1.5 in six weeks."""
    from decimal import Context

    if base.value <= 0:
        raise LineRefused(f"{short(base)}^{short(exponent)}: only what is above 0 has such a power")
    if units.dimension(base.unit) != BARE:
        raise LineRefused(f"{short(base)} has a unit and cannot be raised: write the number alone")
    whole = exponent.value.numerator // exponent.value.denominator
    power(base, exponent._replace(value=Fraction(whole + (whole > 0))))
    context = Context(prec=60)
    parts = (base.value, exponent.value)
    shown = [context.divide(part.numerator, part.denominator) for part in parts]
    value = Fraction(context.power(*shown))
    scale = 10**30
    return Quantity(bounded(Fraction(round(value * scale), scale)), base.unit, base.percent)


def root(quantity: Quantity) -> Quantity:
    """The square root: exact where it can be, else to 30 digits."""
    if quantity.value < 0:
        raise LineRefused(f"sqrt of {short(quantity)}: a negative number has no square root here")
    if units.dimension(quantity.unit) != BARE:
        raise LineRefused(f"sqrt of {short(quantity)}: take the root of a number without a unit")
    top, bottom = quantity.value.numerator, quantity.value.denominator
    exact = Fraction(isqrt(top), isqrt(bottom))
    if exact * exact == quantity.value:
        return quantity._replace(value=exact)
    scale = 10**30
    return quantity._replace(value=Fraction(isqrt(top * scale * scale // bottom), scale))
