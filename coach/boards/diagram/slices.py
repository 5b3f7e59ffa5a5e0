"""Work done in slices, so that whoever asked for it can do something else between two of them."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")
Slices: TypeAlias = Generator[None, None, Result]
"""Work that yields after each slice of it and returns what it made."""


def finished(slices: Slices[Result]) -> Result:
    """What the work makes, all of it done at once."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: Result = end.value
            return result
