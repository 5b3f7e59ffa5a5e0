"""The parsed form of a calculation."""

from fractions import Fraction
from typing import NamedTuple, TypeAlias

from coach.boards.estimate.names import Name
from coach.boards.estimate.units import NONE, Unit


class Number(NamedTuple):
    """A literal; a range literal has lo and hi and a place among the line's ranges."""

    value: Fraction
    unit: Unit = NONE
    percent: bool = False
    lo: Fraction | None = None
    hi: Fraction | None = None
    place: int = -1
    times: bool = False


class Reference(NamedTuple):
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


class Call(NamedTuple):
    """A function with its arguments: `ceil(load / 500)`."""

    function: str
    arguments: tuple["Node", ...]


class Conversion(NamedTuple):
    """What to convert and to which unit; downtime is the share of a time that is missing."""

    of: "Node"
    unit: Unit
    scale: Fraction
    percent: bool = False
    downtime: bool = False


Node: TypeAlias = Number | Reference | Negative | Sum | Product | Power | Call | Conversion


def references(node: Node) -> tuple[Reference, ...]:
    """Every reference in a calculation, in the order of the text."""
    match node:
        case Number():
            return ()
        case Reference():
            return (node,)
        case Negative():
            return references(node.of)
        case Sum():
            return tuple(reference for _, term in node.terms for reference in references(term))
        case Product():
            return tuple(
                reference for _, factor in node.factors for reference in references(factor)
            )
        case Power():
            return references(node.base) + references(node.exponent)
        case Call():
            return tuple(
                reference for argument in node.arguments for reference in references(argument)
            )
        case Conversion():
            return references(node.of)


def computes(node: Node) -> bool:
    """Whether there is anything to compute: an operator, a function or a conversion."""
    return not isinstance(node, Number | Reference)


def literals(node: Node) -> tuple[Number, ...]:
    """Every literal in a calculation, in the order of the text."""
    match node:
        case Number():
            return (node,)
        case Reference():
            return ()
        case Negative():
            return literals(node.of)
        case Sum():
            return tuple(number for _, term in node.terms for number in literals(term))
        case Product():
            return tuple(number for _, factor in node.factors for number in literals(factor))
        case Power():
            return literals(node.base) + literals(node.exponent)
        case Call():
            return tuple(number for argument in node.arguments for number in literals(argument))
        case Conversion():
            return literals(node.of)


def divides(node: Node) -> bool:
    """Whether a calculation divides by something, outermost or inside a function or a sum."""
    match node:
        case Product():
            return any(sign < 0 for sign, _ in node.factors)
        case Call():
            return any(divides(argument) for argument in node.arguments)
        case Sum():
            return any(divides(term) for _, term in node.terms)
        case _:
            return False
