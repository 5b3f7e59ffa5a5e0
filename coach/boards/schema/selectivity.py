"""How many rows conditions leave: shares that were said, distinct values, keys, or a guess."""

from coach.boards.schema.schema_parts import Condition, Schema
from coach.frozen import dataclass

MOST_ROWS_SCANNED = 1000
"""A table of fewer rows is read whole: it fits a few pages (PostgreSQL 15, 14.1)."""
COMMON = 0.10
"""Conditions that keep more of a table are answered by reading it all (measured: 200,000 rows)."""
RARE = 0.10
"""A constant that keeps at most this share is worth a partial index."""
NARROW = 0.02
"""A range that keeps at most this share is worth sorting what it leaves."""
FEW_VALUES = 5
"""Distinct values guessed for a column that tells a state."""
GUESSED_ROWS = 1_000_000

_STATES = frozenset(("status", "state", "plan"))


@dataclass(frozen=True, slots=True)
class Selectivity:
    """Answers for one table of a schema."""

    schema: Schema
    table: str

    @property
    def rows(self) -> float:
        """Rows that were said, or a guess of a table that grows."""
        return self.schema.sizes.rows.get(self.table, GUESSED_ROWS)

    def said(self, condition: Condition) -> float | None:
        """The share that was said of a condition (0 to 1)."""
        return self.schema.sizes.shares.get((self.table, condition.text.casefold()))

    def values(self, column: str) -> float:
        """Distinct values of a column: said, guessed for a state, else one a row."""
        folded = column.casefold()
        said = self.schema.sizes.values.get((self.table, folded))
        if said:
            return said
        return FEW_VALUES if folded in _STATES else max(1.0, self.rows)

    def share(self, condition: Condition) -> float:
        """The share of the rows that a condition keeps."""
        said = self.said(condition)
        return said if said is not None else 1 / max(1.0, self.values(condition.column))

    def kept(self, conditions: list[Condition]) -> float:
        """The share that several keep together, taken as independent."""
        share = 1.0
        for condition in conditions:
            share *= self.share(condition)
        return share

    def narrow(self, column: str) -> bool:
        """Whether a range of the column was said to keep few rows."""
        start = column.casefold()
        return any(
            table == self.table and said.startswith(start) and share <= NARROW
            for (table, said), share in self.schema.sizes.shares.items()
            if any(mark in said for mark in "<>") or "between" in said
        )
