"""One line's answer, as the sheet gives it to whoever shows, exports or judges it."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.boards.estimate.note import Note
from coach.boards.estimate.own_answers import Claim
from coach.boards.estimate.quantity import Quantity
from coach.tuples import NamedTuple

if TYPE_CHECKING:
    from coach.boards.board import Span


class ColumnCell(NamedTuple):
    """The value of a line in one column: None where it is open or has an error, which says why.

    All cells of a line count the same unit. exact: the value is the fraction itself; else a float.
    figure is the number of `shown` without its unit.
    """

    column: str
    value: Fraction | None = None
    unit: str = ""
    exact: bool = True
    shown: str = ""
    error: str = ""
    figure: str = ""


class Line(NamedTuple):
    """One line's answer. kind is value, range, none, columns or error; value counts `unit`.

    shown is the text for the right of the line, second another reading of it, notes how the line
    was read where it could be read otherwise, hints what the number is near to, formula what was
    computed ("" for an assumption), fault that the error is another line's. columns are the values
    by the titles of the scenarios, None where one cannot be computed; cells are these in the order
    of the columns. value is then the first column's, None where that is open. column is the title
    at which a review trigger is due where no time can be said. counted is the unit of the cells as
    it is said once for all.
    """

    text: str
    kind: str
    start: int
    name: str = ""
    value: Fraction | None = None
    unit: str = ""
    lo: Fraction | None = None
    hi: Fraction | None = None
    shown: str = ""
    second: str = ""
    message: str = ""
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    hints: tuple[str, ...] = ()
    columns: Mapping[str, Quantity | None] = MappingProxyType({})
    quantity: Quantity | None = None
    formula: str = ""
    fault: bool = False
    cells: tuple[ColumnCell, ...] = ()
    column: str = ""
    rough: bool = False
    counted: str = ""

    @property
    def span(self) -> "Span":
        """Where the line stands in the text."""
        from coach.boards.board import Span

        return Span(self.start, self.start + len(self.text))


def is_trigger(line: Line) -> bool:
    """Whether a line says when something is to be looked at again."""
    return line.kind == "value" and bool(line.formula) and line.formula == line.name
