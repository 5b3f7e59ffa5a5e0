"""The value of a calculation, exact, given the values of the names it uses."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import e, log10

from coach.boards.estimate import units
from coach.boards.estimate.arithmetic import add, convert, power, root
from coach.boards.estimate.bare_capacities import Factor
from coach.boards.estimate.column_titles import SheetColumn
from coach.boards.estimate.compounding import compound, linear
from coach.boards.estimate.multiply import multiply
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import (
    Conversion,
    FunctionCall,
    Growth,
    NameReference,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Spare,
    Sum,
)
from coach.boards.estimate.note import Note, NoteKind
from coach.boards.estimate.quantity import Quantity, bounded, describe, to_unit
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.show import short
from coach.boards.estimate.units import BARE, Unit

NO_COLUMNS = "growth needs columns in time: write scenarios: now | 6 months | 1 year above"


class Env:
    """What a calculation may look at, and the notes it leaves.

    corners moves a range literal to its low or high end; loose lets bare numbers be the days of a
    year and the like; spread gives every bare term of a sum the unit of the last one; column is
    the one whose time counts for growth. rough says afterwards that a value is no exact fraction,
    grew that the time counted.
    """

    __slots__ = ("column", "corners", "grew", "lookup", "loose", "notes", "rough", "spread")

    def __init__(
        self,
        lookup: Callable[[Name], Quantity],
        corners: Mapping[int, int],
        loose: bool = True,
        spread: bool = False,
        column: SheetColumn | None = None,
    ) -> None:
        self.lookup = lookup
        self.corners = corners
        self.loose = loose
        self.spread = spread
        self.column = column
        self.rough = self.grew = False
        self.notes: list[Note] = []


def evaluate(node: Node, env: Env, final: bool = True) -> Quantity:
    """The quantity a node stands for; Refused where it has none."""
    match node:
        case Number():
            return _number(node, env)
        case NameReference():
            return env.lookup(node.name)
        case Product():
            factors = [Factor(evaluate(factor, env, False), sign) for sign, factor in node.factors]
            return multiply(factors, env.notes, final, env.loose)
        case Sum():
            return _sum(node, env)
        case Power():
            return power(evaluate(node.base, env, False), evaluate(node.exponent, env, False))
        case Negative():
            quantity = evaluate(node.of, env, final)
            return quantity._replace(value=-quantity.value)
        case FunctionCall():
            return _call(node, env)
        case Conversion():
            return _converted(node, env)
        case Growth():
            return _grown(node, env)
        case Spare():
            return _with_spare(node, env)


def _number(node: Number, env: Env) -> Quantity:
    value = node.value
    if node.place >= 0 and node.lo is not None and node.hi is not None:
        corner = env.corners.get(node.place, 0)
        value = node.lo if corner < 0 else node.hi if corner > 0 else value
    return Quantity(bounded(value), node.unit, node.percent)


def _sum(node: Sum, env: Env) -> Quantity:
    values = [(sign, evaluate(term, env, True)) for sign, term in node.terms]
    last = values[-1][1]
    bare = len(values) > 1 and all(not value.unit and not value.percent for _, value in values[:-1])
    added = all(sign > 0 for sign, _ in values)
    if (env.spread or (bare and added and len(values) > 2)) and units.dimension(last.unit) != BARE:
        values = [
            (sign, value._replace(unit=last.unit) if not value.unit else value)
            for sign, value in values
        ]
        env.notes.append(Note(NoteKind.SUM, f"all {len(values)} read as {units.text(last.unit)}"))
    total = values[0][1]
    for sign, value in values[1:]:
        total = add(total, value, sign, env.notes)
    return total


def _grown(node: Growth, env: Env) -> Quantity:
    """The amount at the time of the column; what can be added is added and does not grow."""
    if node.plain is not None:
        try:
            return evaluate(node.plain, env)
        except LineRefused:
            pass
    env.grew = True
    base = evaluate(node.of, env)
    if node.step is None:
        grown = compound(base, node.factor, _periods(node, env))
        env.rough = env.rough or grown.rough
        return grown.quantity
    return linear(base, evaluate(node.step, env), _periods(node, env))


def _periods(node: Growth, env: Env) -> Fraction:
    column = env.column
    if column is None:
        raise LineRefused(NO_COLUMNS)
    if column.months is None:
        said = "a number" if column.title.isdigit() else "no time"
        raise LineRefused(
            f"the column {column.title} says {said}: growth needs titles like now | 6 months"
        )
    return column.months * units.MONTH / node.period


def _with_spare(node: Spare, env: Env) -> Quantity:
    quantity = evaluate(node.of, env)
    if quantity.percent or units.dimension(quantity.unit) not in (BARE, (0, -1, 0)):
        raise LineRefused(
            f"N+{node.more} adds machines and {short(quantity)} is {describe(quantity.unit)}:"
            " divide by what a machine does first"
        )
    return quantity._replace(value=Fraction(quantity.value.__ceil__()) + node.more)


def _converted(node: Conversion, env: Env) -> Quantity:
    quantity = evaluate(node.of, env)
    if node.percent:
        if units.dimension(quantity.unit) != BARE:
            raise LineRefused(
                f"{short(quantity)} is {describe(quantity.unit)}, not a share of anything"
            )
        return Quantity(quantity.base, units.NONE, True, True)
    if node.downtime:
        return _downtime(quantity, node)
    _refuse_per_itself(quantity, node.unit)
    if node.said and units.dimension(quantity.unit) != units.dimension(node.unit):
        below = node.unit if node.said == "/" else units.NONE
        return quantity._replace(unit=units.merge(quantity.unit, below))
    return convert(quantity, node.unit, node.scale)


def _refuse_per_itself(quantity: Quantity, unit: Unit) -> None:
    """Refuses `12 pods -> conns per pod`, which says nothing of conns."""
    above = {s for s, power in quantity.unit if power > 0 and not units.is_hard(s)}
    below = {s for s, power in unit if power < 0 and not units.is_hard(s)}
    if above & below:
        raise LineRefused(
            f"{short(quantity)} is no {units.text(unit)}: divide by it, as in"
            f" 500 / {short(quantity)}"
        )


def _downtime(quantity: Quantity, node: Conversion) -> Quantity:
    """The share of a year, month or day that an availability leaves out."""
    if units.dimension(quantity.unit) != BARE or not 0 <= quantity.value <= 1:
        raise LineRefused(
            f"{short(quantity)} is not an availability: write 99.9% -> downtime per year"
        )
    whole = next((s for s, p in node.unit if p < 0 and units.is_hard(s)), "year")
    missing = (1 - quantity.value) * units.FACTORS[whole] / units.FACTORS["min"]
    return Quantity(bounded(missing), (("min", 1),), False, True)


def _call(node: FunctionCall, env: Env) -> Quantity:
    arguments = [evaluate(argument, env) for argument in node.arguments]
    first = arguments[0]
    name = node.function
    if name in ("min", "max", "sum", "avg", "average", "mean"):
        return _several(name, arguments)
    if name == "round" and len(arguments) == 2 and arguments[1].value.denominator == 1:
        places = max(-30, min(30, arguments[1].value.numerator))
        return first._replace(value=Fraction(round(first.value, places)))
    if name == "log" and len(arguments) == 2:
        return _to_base(first, arguments[1])
    if len(arguments) > 1:
        raise LineRefused(f"{name}() takes one value: write a thousand as 3,600 or 3600")
    if name == "sqrt":
        return root(first)
    if name in ("log", "ln", "log2", "log10"):
        if name == "log":
            said = "log is to the base 10: write log2() or ln() for another"
            env.notes.append(Note(NoteKind.LOGARITHM, said))
        return _logarithm(name, first)
    if name == "abs":
        return first._replace(value=abs(first.value))
    if name == "floor":
        return first._replace(value=Fraction(first.value.__floor__()))
    if name == "round":
        half = Fraction(1, 2)
        return first._replace(value=Fraction((first.value + half).__floor__()))
    return first._replace(value=Fraction(first.value.__ceil__()))


def _to_base(quantity: Quantity, base: Quantity) -> Quantity:
    """log(8, 2): the first to the base of the second, exact for whole powers."""
    below = _logarithm("log10", base).value
    if not below:
        raise LineRefused("there is no logarithm to the base 1: write log(8, 2)")
    exponent = _logarithm("log10", quantity).value / below
    whole = round(exponent)
    exact = abs(whole) < 2048 and base.value**whole == quantity.value
    return Quantity(Fraction(whole) if exact else exponent)


def _several(name: str, arguments: list[Quantity]) -> Quantity:
    if len(arguments) == 1:
        raise LineRefused(
            f"{name}() needs two values or more: put a space after the comma between them"
        )
    first = arguments[0]
    for other in arguments[1:]:
        if units.dimension(other.unit) != units.dimension(first.unit):
            raise LineRefused(
                f"{name}() of {short(first)} ({describe(first.unit)}) and {short(other)}"
                f" ({describe(other.unit)}): compare values of one kind"
            )
    if name == "min":
        return min(arguments, key=lambda argument: argument.base)
    if name == "max":
        return max(arguments, key=lambda argument: argument.base)
    total = sum((to_unit(argument, first.unit).value for argument in arguments), Fraction(0))
    value = total if name == "sum" else total / len(arguments)
    return Quantity(bounded(value), first.unit)


def _logarithm(name: str, quantity: Quantity) -> Quantity:
    """Exact for powers of 2 and 10, else to 15 digits."""
    value = quantity.value
    if value <= 0 or units.dimension(quantity.unit) != BARE:
        raise LineRefused(f"{name} of {short(quantity)}: it needs a positive number without a unit")
    base = 2 if name == "log2" else 10
    ten = log10(value.numerator) - log10(value.denominator)
    if name == "ln":
        return Quantity(Fraction(ten / log10(e)).limit_denominator(10**15))
    logarithm = ten if base == 10 else ten / log10(2)
    whole = round(logarithm)
    if abs(whole) < 2048 and Fraction(base) ** whole == value:
        return Quantity(Fraction(whole))
    return Quantity(Fraction(logarithm).limit_denominator(10**15))
