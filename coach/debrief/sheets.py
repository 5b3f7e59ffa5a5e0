"""The estimate sheet's named values, as the debrief needs them."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Value:
    """A named line of a sheet: its name, exact amount, unit as text, the line and its result."""

    name: str
    amount: Fraction
    unit: str
    line: str
    shown: str


@lru_cache(maxsize=128)
def values(text: str) -> tuple[Value, ...]:
    """All named values of a sheet's text, in order."""
    return ()
