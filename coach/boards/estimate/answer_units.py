"""Bare factors that lead to the unit of an answer: `3.5 hours × 60 = 210 minutes`."""

from fractions import Fraction
from math import prod
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.evaluation import Env, evaluate
from coach.boards.estimate.nodes import Node, Product
from coach.boards.estimate.quantity import Quantity, to_unit
from coach.boards.estimate.units import Unit


def converted(exact: Quantity, claim: Quantity, node: Node, env: Env) -> Quantity | None:
    """`3.5 hours × 60 = 210 minutes`, `15 min × 60 × 1000 = 900,000 ms`: bare factors, one or all
    of them, that convert to the unit of the claim; 1024 does it among sizes as 1000 does."""
    mine, theirs = units.dimension(exact.unit), units.dimension(claim.unit)
    streams = mine == (1, 0, 0) and theirs == (1, -1, 0) and _bits(claim.unit)
    alike = mine == theirs or streams
    if not isinstance(node, Product) or not alike or not claim.unit or exact.unit == claim.unit:
        return None
    if streams:
        claim = Quantity(claim.value, tuple(part for part in claim.unit if part[1] > 0))
    ratio = units.factor(exact.unit) / units.factor(claim.unit)
    steps = []
    for sign, node_of_factor in node.factors:
        factor = evaluate(node_of_factor, env, False)
        if factor.unit or not factor.value:
            continue
        by = factor.value if sign > 0 else 1 / factor.value
        steps.append(by)
        if by == ratio or (mine == (1, 0, 0) and (ratio, by) in _THOUSANDS):
            return Quantity(exact.value, claim.unit)
        if by == 8 and _bits(claim.unit) and not _bits(exact.unit):
            return to_unit(Quantity(exact.value / 8, exact.unit), claim.unit)
    return Quantity(exact.value, claim.unit) if prod(steps) == ratio != 1 else None


_THOUSANDS: Final = frozenset(
    (Fraction(1000) ** power, Fraction(1024) ** power) for power in (-2, -1, 1, 2)
)
"""Steps between sizes and what some divide or multiply by for them."""


def _bits(unit: Unit) -> bool:
    return any(s in units.FAMILIES and units.FAMILIES[s][0] == "bit" for s, _ in unit)
