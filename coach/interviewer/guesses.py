"""The candidate's estimates against the reference, by factor."""

from coach.catalog.figure import lines_for, off, ratio
from coach.catalog.prompt import Prompt, Quantity
from coach.session.state import State

WILD = 10.0
"""A factor from which an estimate is worth asking about."""


def wild(state: State, prompt: Prompt) -> tuple[Quantity, ...]:
    """Quantities that stand on the sheet only with values a factor of ten or more off.

    A quantity whose units do not compare with the reference's is left alone: it may be another.
    """
    text = state.boards.get("estimate", "")
    if not text.strip():
        return ()
    found = []
    for quantity in prompt.estimates.quantities:
        lines = [line for line in lines_for(text, quantity) if ratio(line, quantity) is not None]
        if lines and min(off(line, quantity) for line in lines) >= max(WILD, quantity.factor):
            found.append(quantity)
    return tuple(found)
