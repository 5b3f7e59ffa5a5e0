"""One amount of a line in words, with what the words beside it say of it."""

from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.nodes import Node
from coach.boards.estimate.nouns import family, singular, words
from coach.boards.estimate.units import NONE, Unit
from coach.tuples import NamedTuple

_SAME_COUNT: Final = words("req op query call hit")


class SpokenFact(NamedTuple):
    """One amount: its calculation and unit, its nouns by family, the words before and after it.

    sign is 1 or -1 where words fix it, 0 where the question does. of is what it is for each of
    ("" for nothing, "*" for what was counted last); soft: unless that is counted nowhere.
    """

    node: Node
    unit: Unit
    lead: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    paused: bool = True
    sign: int = 0
    of: str = ""
    soft: bool = False
    share: bool = False
    scalar: bool = False
    said: str = ""
    summed: bool = False

    @property
    def size(self) -> units.Dimension:
        """Its data, time and money."""
        return units.dimension(self.unit)

    @property
    def counts(self) -> str:
        """The noun it is a count of, "" where it is none."""
        above = units.nouns_of(self.unit)
        return above[0] if above and self.size == units.BARE and not self.scalar else ""


def family_of(unit: Unit) -> Unit:
    """A unit with each noun by its family, all kinds of requests by one."""
    out: Unit = NONE
    for symbol, power in unit:
        named = symbol if units.is_hard(symbol) else counted(symbol)
        out = units.merge(out, ((named, power),))
    return out


def counted(symbol: str) -> str:
    """The family of a noun."""
    named = family(singular(symbol))
    return "req" if named in _SAME_COUNT else named


def plain_unit(unit: Unit) -> bool:
    """Whether a unit is one of data, time or money and nothing else."""
    return len(unit) == 1 and units.is_hard(unit[0][0]) and unit[0][1] > 0
