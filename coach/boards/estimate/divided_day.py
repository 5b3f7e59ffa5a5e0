"""`10B / 24 * 60 * 60`: a day written out after a division, of which only the 24 divides.

Taken as it stands the 60 × 60 multiplies. An answer that fits says where all of it divides; without
one the sum is done as written, and a note says what it does.
"""

from fractions import Fraction
from typing import Final

from coach.boards.estimate.nodes import Node, Number, Product
from coach.boards.estimate.quantity import brief

_TIMES: Final = frozenset(map(Fraction, (60, 24, 7, 30, 12, 365, 3600)))
_WRITTEN_OUT: Final = frozenset(
    map(Fraction, (3600, 1440, 86400, 604800, 2592000, 31536000, 31104000, 720, 8760))
)
"""The counts of one time in another that are written as a product: 60 × 60, 24 × 60 × 60, ..."""


def divided_day(node: Node | None) -> tuple[Product, str] | None:
    """The calculation with the whole day below the line, and how the day is written; else None."""
    if not isinstance(node, Product):
        return None
    factors = node.factors
    for at in range(1, len(factors) - 1):
        if factors[at][0] > 0 or not _is_time(factors[at][1]):
            continue
        end = at + 1
        while end < len(factors) and factors[end][0] > 0 and _is_time(factors[end][1]):
            end += 1
        numbers = [part.value for _, part in factors[at:end] if isinstance(part, Number)]
        product = Fraction(1)
        for number in numbers:
            product *= number
        if len(numbers) > 1 and product in _WRITTEN_OUT:
            below = tuple((-1, part) for _, part in factors[at:end])
            said = " × ".join(brief(number) for number in numbers)
            return Product((*factors[:at], *below, *factors[end:])), said
    return None


def _is_time(node: Node) -> bool:
    return isinstance(node, Number) and not node.unit and node.value in _TIMES
