"""The candidate's estimates that are far from the reference."""

from functools import lru_cache

from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.prompt import Prompt
from coach.match.quantities import Figure, judge
from coach.session.state import State

WILD = 10.0
"""A factor from which an estimate is worth asking about."""


def wild(state: State, prompt: Prompt) -> tuple[tuple[ReferenceQuantity, Figure], ...]:
    """Quantities that stand on the sheet only with values a factor of ten or more off, each with
    the line that is taken for it.

    Left alone are a line without a unit for a quantity that has one ("peak = 3x" may be another
    thing), one whose unit does not compare, and one that may be meant for two quantities.
    """
    text = state.boards.get("estimate", "")
    return _wild(text, prompt.quantities) if text.strip() else ()


@lru_cache(maxsize=8)
def _wild(
    text: str, quantities: tuple[ReferenceQuantity, ...]
) -> tuple[tuple[ReferenceQuantity, Figure], ...]:
    figures = [(quantity, judge(quantity, text)) for quantity in quantities]
    lines = [figure.line for _, figure in figures if figure]
    return tuple(
        (quantity, figure)
        for quantity, figure in figures
        if figure
        and figure.factor > 0
        and not figure.bare
        and figure.off >= max(WILD, quantity.factor)
        and lines.count(figure.line) == 1
    )
