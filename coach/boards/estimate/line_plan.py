"""What a line asks for, before anything is computed: its name, its calculation and its claims."""

from fractions import Fraction
from typing import Final

from coach.boards.estimate.clause_readings import ClaimClause, ClauseReading
from coach.boards.estimate.names import Name
from coach.boards.estimate.reviews import ReviewTrigger
from coach.boards.estimate.units import NONE, Unit
from coach.tuples import NamedTuple


class LinePlan(NamedTuple):
    """A line to compute. kind: none, line, more (claims on the line above), columns, review, error.

    columns are the readings of a line's cells, varies says that its value hangs on the column by
    itself. own are the claims of a line of kind more where it is taken for a calculation of its
    own; alone: only where no line stands above it.
    """

    kind: str
    label: str = ""
    name: Name = ()
    implied: Unit = NONE
    readings: tuple[ClauseReading, ...] = ()
    columns: tuple[tuple[ClauseReading, ...], ...] = ()
    claims: tuple[ClaimClause, ...] = ()
    message: str = ""
    review: ReviewTrigger | None = None
    varies: bool = False
    needs: tuple[Name, ...] = ()
    times: Fraction = Fraction(1)
    own: tuple[ClaimClause, ...] | None = None
    alone: bool = False

    def at(self, column: int) -> "LinePlan":
        """The plan as it reads in a column: its cell there, and the answers given for it.

        An answer that is given once is about the first column.
        """
        if not self.columns and not any(claim.cells for claim in self.claims) and not column:
            return self
        claims = tuple(
            claim._replace(parsed=claim.cells[column], cells=()) if claim.cells else claim
            for claim in self.claims
            if (column < len(claim.cells) and claim.cells[column]) or not (claim.cells or column)
        )
        readings = self.columns[column] if self.columns else self.readings
        return self._replace(readings=readings, claims=claims)


NOTHING: Final = LinePlan("none")
