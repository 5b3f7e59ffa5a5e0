"""What a value is to be converted to: `in GB/day`, `to hours`, `as %`, `-> downtime per year`."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate import units
from coach.boards.estimate.cursor import Cursor
from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nodes import Node, literals, references
from coach.boards.estimate.nouns import singular
from coach.boards.estimate.per_units import STOP, Below
from coach.boards.estimate.units import NONE, Unit

_ASIDE: Final = frozenset(("flight", "total", "parallel", "all", "transit"))
"""What stands behind `in` and is no unit: `200 requests in flight`."""


class Targets:
    """Reads the unit that a value is converted to at the cursor."""

    def __init__(self, cursor: Cursor, below: Below) -> None:
        self.cursor = cursor
        self.below = below

    def target(self, of: Node) -> tuple[Unit, Fraction, bool, bool] | None:
        """The unit after the word or arrow at the cursor, its factor, whether a percentage or a
        downtime is asked for; None, nothing taken, where no unit stands there."""
        mark = self.cursor.at
        self.cursor.at += 1
        token = self.cursor.peek()
        percent = downtime = False
        unit: Unit = NONE
        scale = units.ONE
        if token is not None and (token.text == "%" or token.text in ("percent", "percentage")):
            self.cursor.at += 1
            return NONE, units.ONE, True, False
        if token is not None and token.text.lower() in _ASIDE:
            self.cursor.at = mark
            return None
        if token is not None and token.text == "1" and self.cursor.is_op("/", 1):
            self.cursor.at += 1
            token = self.cursor.peek()
        if token is not None and token.text.lower() == "downtime":
            downtime = True
            self.cursor.at += 1
        below, divided = self.below.tail()
        named = token is not None and (token.kind == "word" or token.text == "$")
        if not below and token is not None and named and not downtime:
            scaled_unit = self.below.unit_word(False)
            if scaled_unit is not None:
                self.cursor.at += 1
                unit, scale = scaled_unit
                below, divided = self.below.tail()
                if not below and self._counts_else(unit, of):
                    self.cursor.at = mark
                    return None
            else:
                unit, below, divided = self._counted_target(token, of)
        if not (unit or below):
            self.cursor.at = mark
            return None
        if (
            unit
            and units.dimension(unit) == units.BARE
            and not below
            and self.cursor.peek() is not None
        ):
            self.cursor.at = mark
            return None
        return units.merge(unit, below), scale * divided, percent, downtime

    def _counted_target(self, token: Token, of: Node) -> tuple[Unit, Unit, Fraction]:
        """`in transfers/s`: any noun per time, or one the value has, at the end."""
        mark = self.cursor.at
        low = token.text.lower()
        self.cursor.at += 1
        below, divided = self.below.tail()
        carried = any((singular(low), 1) in number.unit for number in literals(of))
        carried = carried or any(singular(low) in reference.name for reference in references(of))
        rate = units.dimension(below)[units.TIME] == -1
        if (
            token.text.isalpha()
            and low not in STOP
            and self.cursor.peek() is None
            and (rate or carried)
        ):
            return ((singular(low), 1),), below, divided
        self.cursor.at = mark
        return NONE, NONE, units.ONE

    def _counts_else(self, unit: Unit, of: Node) -> bool:
        """Whether a noun on its own is none of the value's counts: `3 req in flight`."""
        said = [literal.unit for literal in literals(of) if literal.unit]
        bare = all(units.dimension(unit_said) == units.BARE for unit_said in (unit, *said))
        return (
            bare
            and bool(said)
            and not any(item in unit_said for unit_said in said for item in unit)
        )
