"""What is held for every shipped prompt: for some of them each time, for all in the long tests."""

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

EVERY = 8
"""Of so many values in a row the first is tried in the quick tests."""


def sampled(values: Iterable[str], every: int = EVERY) -> list[ParameterSet]:
    """The values as parameters; all but the first of so many in a row are for the long tests."""
    return [
        pytest.param(value, marks=() if place % every == 0 else pytest.mark.long)
        for place, value in enumerate(values)
    ]
