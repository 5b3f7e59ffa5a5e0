"""What is held for every shipped prompt: for some of them each time, for all in the long tests."""

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet

EVERY = 8
"""Of so many values in a row the first is tried in the quick tests."""


def sampled(values: Iterable[str], also: Iterable[str] = ()) -> list[ParameterSet]:
    """The values as parameters; all but every eighth, and those named, are for the long tests."""
    quick = frozenset(also)
    return [
        pytest.param(value, marks=() if place % EVERY == 0 or value in quick else pytest.mark.long)
        for place, value in enumerate(values)
    ]
