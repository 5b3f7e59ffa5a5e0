"""Answers of the index adviser: what serves a query, or which indexes to make, and why."""

from coach.boards.schema.schema_parts import Index, Query
from coach.frozen import dataclass

KEY = "pk"
"""What is said to serve a query where the primary key does."""


@dataclass(frozen=True, slots=True)
class ProposedIndex:
    """An index to make: columns as they are written in it, and its clauses."""

    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    where: str = ""
    method: str = "btree"

    @property
    def plain(self) -> tuple[str, ...]:
        """The columns' names without directions, folded."""
        return tuple(column.split()[0].casefold() for column in self.columns)

    @property
    def said(self) -> str:
        """The index as one writes it: `(a, b desc) where ... include (c)`."""
        parts = [f"({', '.join(self.columns)})"]
        if self.method != "btree":
            parts.insert(0, f"using {self.method}")
        if self.include:
            parts.append(f"include ({', '.join(self.include)})")
        if self.where:
            parts.append(f"where {self.where}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class QueryAdvice:
    """What is said of one query. `served_by` names an index or "pk"; "" where nothing serves it.

    `common` says that the conditions keep so much that reading the table is right.
    """

    query: Query
    served_by: str = ""
    index: Index | None = None
    proposals: tuple[ProposedIndex, ...] = ()
    reason: str = ""
    common: bool = False
