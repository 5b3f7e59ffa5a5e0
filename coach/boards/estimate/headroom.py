"""Headroom said as two different factors on one sheet."""

import re
from fractions import Fraction
from typing import Final

from coach.boards.estimate.show import digits
from coach.tuples import NamedTuple

_SHARE: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%")
_APART: Final = Fraction(2, 100)
"""Factors that differ by no more are one, written with other digits: a house rule."""
_MOST: Final = 64
"""How many different factors of the lines above are looked at."""


class Headroom(NamedTuple):
    """What a line's headroom multiplies by, and how it says so."""

    by: Fraction
    said: str


class Headrooms:
    """The factors of the lines read so far, in their order."""

    def __init__(self) -> None:
        self._above: dict[Headroom, None] = {}

    def remark(self, factor: Headroom) -> str:
        """What is wrong with one more factor; it counts from now on."""
        other = next((f for f in self._above if abs(f.by - factor.by) > _APART), None)
        if len(self._above) < _MOST:
            self._above[factor] = None
        if other is None:
            return ""
        return f"headroom is {factor.said} here and {other.said} above: use one of the two"


def factor_of(text: str) -> Headroom | None:
    """What a line's headroom multiplies by, and how it says so."""
    low = text.lower()
    share = _SHARE.search(text)
    if "headroom" not in low or share is None:
        return None
    ratio = Fraction(share.group(1)) / 100
    if not ratio:
        return None
    if "utili" in low or "target" in low:
        return Headroom(1 / ratio, f"÷{digits(ratio)[0]}")
    return Headroom(1 + ratio, f"×{digits(1 + ratio)[0]}")
