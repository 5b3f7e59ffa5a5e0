"""The cells of one row: what stands between its bars, which are open, and what they share."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.boards.estimate.clause import PROSE
from coach.boards.estimate.clause_readings import ClauseReading
from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.nodes import Number
from coach.boards.estimate.units import NONE

_OPEN: Final = re.compile(
    r"^(?:\?+|[-–—]+|_+|\.{2,}|…|tb[dca]\.?|to\s*do|n/?a|unknown|open)?(?:\s+[A-Za-z$][\w/$]{0,9})?$",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"^(?:\?|[-–—_.…]|tb[dca]|to\s*do|n/?a|unknown|open)", re.IGNORECASE)
OPEN: Final = (ClauseReading(PROSE, frozenset()),)
"""What an open cell is read as."""


def split(text: str) -> tuple[str, ...]:
    """The texts between the bars of a clause, empty ones too."""
    return tuple(cell.strip() for cell in text.split("|"))


def is_open(cell: str) -> bool:
    """Whether a cell holds no value yet: nothing, a dash, a question mark, ___, TBD."""
    cell = cell.strip()
    return not cell or (_MARKED.match(cell) is not None and _OPEN.match(cell) is not None)


def is_number(readings: Sequence[ClauseReading]) -> bool:
    """Whether a cell holds a plain amount and nothing to compute."""
    return isinstance(readings[0].parsed.node, Number)


def shared(
    cells: Sequence[tuple[ClauseReading, ...]], bracket: str
) -> tuple[tuple[ClauseReading, ...], ...]:
    """The cells with the unit that the last one says for all, or the row's bracket.

    A bracket lends `%` and magnitudes (`Users (millions)`) here; units are lent by the name.
    """
    last = next((c for c in reversed(cells) if c is not OPEN), OPEN)[0].parsed.node
    lent = last if isinstance(last, Number) and (last.unit or last.percent) else None
    if lent is None and bracket.strip() in ("%", "percent", "in %"):
        lent = Number(Fraction(0), percent=True)
    power = magnitude(bracket.strip().removeprefix("in ")) if bracket else None
    if lent is None and power is None:
        return tuple(cells)
    return tuple(
        cell if cell is OPEN else tuple(_lend(reading, lent, power) for reading in cell)
        for cell in cells
    )


def _lend(reading: ClauseReading, lent: Number | None, power: int | None) -> ClauseReading:
    node = reading.parsed.node
    if not isinstance(node, Number) or node.unit or node.percent:
        return reading
    by = Fraction(1)
    if power is not None and abs(node.value) < 10**power:
        by *= Fraction(10) ** power
    percent = lent is not None and lent.percent
    if percent:
        by /= 100
    number = node._replace(
        value=node.value * by,
        lo=None if node.lo is None else node.lo * by,
        hi=None if node.hi is None else node.hi * by,
        unit=lent.unit if lent is not None else NONE,
        percent=percent,
    )
    return reading._replace(parsed=reading.parsed._replace(node=number))


def count_fault(cells: int, titles: Sequence[str]) -> str:
    """Why a row whose cells are not as many as the columns cannot be read."""
    values = "1 value" if cells == 1 else f"{cells} values"
    columns = "1 column" if len(titles) == 1 else f"{len(titles)} columns"
    return f"{values} for {columns}: {', '.join(titles)}"
