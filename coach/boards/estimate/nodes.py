"""The parsed form of a calculation."""

from fractions import Fraction
from typing import TypeAlias

from coach.boards.estimate.names import Name
from coach.boards.estimate.units import NONE, Unit
from coach.tuples import NamedTuple


class Number(NamedTuple):
    """A literal; a range literal has lo and hi and a place among the line's ranges."""

    value: Fraction
    unit: Unit = NONE
    percent: bool = False
    lo: Fraction | None = None
    hi: Fraction | None = None
    place: int = -1
    times: bool = False


class NameReference(NamedTuple):
    """A name in its normal form, and the words that say it."""

    name: Name
    said: str


class Negative(NamedTuple):
    """A calculation with a minus sign before it."""

    of: "Node"


class Sum(NamedTuple):
    """Terms with their signs, 1 or -1."""

    terms: tuple[tuple[int, "Node"], ...]


class Product(NamedTuple):
    """Factors with their signs: 1 above the line, -1 below it."""

    factors: tuple[tuple[int, "Node"], ...]


class Power(NamedTuple):
    """A base raised to an exponent."""

    base: "Node"
    exponent: "Node"


class FunctionCall(NamedTuple):
    """A function with its arguments: `ceil(load / 500)`."""

    function: str
    arguments: tuple["Node", ...]


class Conversion(NamedTuple):
    """What to convert and to which unit; downtime is the share of a time that is missing.

    said is "per" or "/" where the unit is a time below the line that stands after a name: what
    cannot be converted is left as it is after the one, and divided by the time after the other.
    """

    of: "Node"
    unit: Unit
    scale: Fraction
    percent: bool = False
    downtime: bool = False
    said: str = ""


class Growth(NamedTuple):
    """What grows with the time of a column: by a factor each period, or by a step each period.

    period is in seconds; factor is 0 where growth is linear, step None where it is not. plain is
    the same text read as a sum, which it is where the terms are of one kind (`10 MB/s + 5 MB/s`).
    """

    of: "Node"
    period: Fraction
    factor: Fraction = Fraction(0)
    step: "Node | None" = None
    plain: "Node | None" = None


class Spare(NamedTuple):
    """A count rounded up, and so many more: N+2."""

    of: "Node"
    more: int


Node: TypeAlias = (
    Number
    | NameReference
    | Negative
    | Sum
    | Product
    | Power
    | FunctionCall
    | Conversion
    | Growth
    | Spare
)


def parts(node: Node) -> tuple[Node, ...]:
    """What a calculation is made of, in the order of the text."""
    match node:
        case Number() | NameReference():
            return ()
        case Negative() | Conversion() | Spare():
            return (node.of,)
        case Sum():
            return tuple(term for _, term in node.terms)
        case Product():
            return tuple(factor for _, factor in node.factors)
        case Power():
            return (node.base, node.exponent)
        case FunctionCall():
            return node.arguments
        case Growth():
            return (node.of,) if node.step is None else (node.of, node.step)


def references(node: Node) -> tuple[NameReference, ...]:
    """Every reference in a calculation, in the order of the text."""
    if isinstance(node, NameReference):
        return (node,)
    return tuple(reference for part in parts(node) for reference in references(part))


def computes(node: Node) -> bool:
    """Whether there is anything to compute: an operator, a function or a conversion."""
    return not isinstance(node, Number | NameReference)


def literals(node: Node) -> tuple[Number, ...]:
    """Every literal in a calculation, in the order of the text."""
    if isinstance(node, Number):
        return (node,)
    return tuple(number for part in parts(node) for number in literals(part))


def grows(node: Node) -> bool:
    """Whether a calculation's value hangs on the time of its column."""
    return isinstance(node, Growth) or any(grows(part) for part in parts(node))


def divides(node: Node) -> bool:
    """Whether a calculation divides by something, outermost or inside a function or a sum."""
    match node:
        case Product():
            return any(sign < 0 for sign, _ in node.factors)
        case FunctionCall():
            return any(divides(argument) for argument in node.arguments)
        case Sum():
            return any(divides(term) for _, term in node.terms)
        case Growth() | Spare():
            return divides(node.of)
        case _:
            return False
