"""The candidate's estimates against the reference, by factor."""

from coach.catalog.prompt import Prompt, Quantity
from coach.session.state import State

WILD = 10.0
"""A factor from which an estimate is worth asking about."""


def wild(state: State, prompt: Prompt) -> tuple[Quantity, ...]:
    """Quantities that stand on the sheet a factor of ten or more off the reference."""
    return ()
