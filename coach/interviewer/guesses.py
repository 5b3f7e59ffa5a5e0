"""The candidate's estimates against the reference, by factor."""

from functools import lru_cache

from coach.catalog.figure import lines_for, off, ratio, reference
from coach.catalog.prompt import Prompt, Quantity
from coach.session.state import State

WILD = 10.0
"""A factor from which an estimate is worth asking about."""


def wild(state: State, prompt: Prompt) -> tuple[Quantity, ...]:
    """Quantities that stand on the sheet only with values a factor of ten or more off.

    A quantity whose units do not compare with the reference's is left alone: it may be another, as
    the bare 3 of "peak = 3x" is.
    """
    text = state.boards.get("estimate", "")
    return _wild(text, prompt.estimates.quantities) if text.strip() else ()


@lru_cache(maxsize=8)
def _wild(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    found = []
    for quantity in quantities:
        known = reference(quantity.value)
        lines = [
            line
            for line in lines_for(text, quantity)
            if ratio(line, quantity) is not None and (line.unit or not (known and known.unit))
        ]
        if lines and min(off(line, quantity) for line in lines) >= max(WILD, quantity.factor):
            found.append(quantity)
    return tuple(found)
