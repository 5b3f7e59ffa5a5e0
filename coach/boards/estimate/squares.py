"""Refuses what no estimate means: bytes, times or money multiplied with themselves."""

from collections.abc import Sequence
from typing import Protocol

from coach.boards.estimate import units
from coach.boards.estimate.quantity import Quantity, describe
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.show import short
from coach.boards.estimate.units import DATA, MONEY, TIME, Unit


class HasQuantity(Protocol):
    """What has a quantity, as a factor has."""

    @property
    def quantity(self) -> Quantity:
        """The amount and its unit."""
        ...


def refuse_squares(unit: Unit, factors: Sequence[HasQuantity]) -> None:
    """Refuses bytes squared and time squared, naming the two factors that made it."""
    size = units.dimension(unit)
    for kind, name in ((DATA, "bytes"), (TIME, "time"), (MONEY, "money")):
        if abs(size[kind]) <= 1:
            continue
        guilty = [f for f in factors if units.dimension(f.quantity.unit)[kind] != 0]
        said = " and ".join(short(f.quantity) for f in guilty[:2])
        raise LineRefused(
            f"{said} together make {name} squared ({describe(unit)}):"
            " write one of them as a bare number"
        )
