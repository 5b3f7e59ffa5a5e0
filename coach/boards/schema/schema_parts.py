"""What a schema is made of: columns, tables, indexes, queries, relations, layout, sizes.

Names are kept as they were written and compared without case. Spans are of the board's text.
"""

from collections.abc import Mapping
from dataclasses import field, replace

from coach.boards.board import Finding, Span
from coach.frozen import dataclass
from coach.tuples import NamedTuple

POINTS = "fk, by its name to "
"""Begins the note of a column that was called a foreign key without its table."""


class Reference(NamedTuple):
    """A column points at another table's column ("" where only the table is named)."""

    table: str
    column: str
    span: Span


class Column(NamedTuple):
    """A column; `type` is as it was written ("" where none was), `key` says it was marked so."""

    name: str
    span: Span
    type: str = ""
    optional: bool = False
    unique: bool = False
    key: bool = False
    reference: Reference | None = None
    note: str = ""
    """What stands beside it that is none of these: `default 0`, `check (qty > 0)`."""


class NamedPart(NamedTuple):
    """A column's name in a key or a unique group, and where it stands."""

    name: str
    span: Span


class Exclusion(NamedTuple):
    """No two rows may fulfil all of these at once: a column and the operator that compares it,
    `=` for the same, `&&` for ranges that overlap."""

    parts: tuple[tuple[str, str], ...]
    method: str = "gist"

    @property
    def said(self) -> str:
        """As it is written behind EXCLUDE: `room_id with =, during with &&`."""
        return ", ".join(f"{name} with {operator}" for name, operator in self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `span` is its name's, `key` its key's columns, `uniques` its unique groups.

    `declared` is False for a table that only a relation names.
    """

    name: str
    span: Span
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    uniques: tuple[tuple[str, ...], ...] = ()
    grouped: tuple[NamedPart, ...] = ()
    declared: bool = True
    exclusions: tuple[Exclusion, ...] = ()
    checks: tuple[NamedPart, ...] = ()
    """Conditions that every row keeps, as they were written."""
    constraints: tuple[NamedPart, ...] = ()
    """Keys, conditions and references that have a name, each as it was written."""
    named: Mapping[str, Column] = field(default_factory=dict, compare=False, repr=False)
    """The first column of each folded name."""

    def column(self, name: str) -> Column | None:
        """The column of that name, whatever its case."""
        return self.named.get(name.casefold())

    def changed(self, old: Column, new: Column) -> "Table":
        """The table with a column put in another one's place."""
        columns = tuple(new if column is old else column for column in self.columns)
        named = {name: new if column is old else column for name, column in self.named.items()}
        return replace(self, columns=columns, named=named)


class SortPart(NamedTuple):
    """A column or expression in an index or a sort order; `opclass` as PostgreSQL names it."""

    text: str
    descending: bool = False
    opclass: str = ""

    @property
    def said(self) -> str:
        """As it is written in an index: `created_at desc`, `name gin_trgm_ops`."""
        words = [self.text, self.opclass, "desc" if self.descending else ""]
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Index:
    """An index; `where` makes it partial, `include` are columns it carries beside its order."""

    table: str
    parts: tuple[SortPart, ...]
    span: Span
    unique: bool = False
    where: str = ""
    include: tuple[str, ...] = ()
    method: str = "btree"
    name: str = ""

    @property
    def said(self) -> str:
        """Its columns, as a sentence or a list of what serves a query names them."""
        return ", ".join(part.said for part in self.parts)


class Condition(NamedTuple):
    """One condition of a query.

    `kind` is equal, constant (compared with a value that is written), null, many (IN), range,
    prefix, contains, near, overlap, keyset or other; `text` is as shares name it:
    `status = 'new'`, `deleted_at is null`.
    """

    column: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a table: conditions that all hold, or `either` of some, order, limit.

    `rate` is per second, 0 where it was not said. `counting` asks for the number of rows alone.
    """

    table: str
    span: Span
    conditions: tuple[Condition, ...] = ()
    either: tuple[Condition, ...] = ()
    sort: tuple[SortPart, ...] = ()
    limit: int | None = None
    offset: int = 0
    returning: tuple[str, ...] = ()
    counting: bool = False
    rate: float = 0.0
    newest: str = ""
    """`desc` or `asc` where the order was said as newest or oldest first."""
    said: str = ""
    """As it was written."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How many of one there are for another: each count is 1, 0..1 or N."""

    left: str
    left_count: str
    right_count: str
    right: str
    span: Span
    label: str = ""
    """What is said of it besides: what one does to the other, the table between."""
    filled: bool = False
    """Whether there is at least one of the many."""

    @property
    def count(self) -> str:
        """As it is printed: 1:N, 0..1:N, N:M."""
        many = self.left_count == self.right_count == "N"
        return "N:M" if many else f"{self.left_count}:{self.right_count}"


@dataclass(frozen=True, slots=True)
class Spread:
    """How a table's rows are laid out: `kind` is shard, or range, list or hash of a partition."""

    kind: str
    table: str
    columns: tuple[str, ...]
    span: Span
    unit: str = ""
    """The step of a partition by time: day, week, month or year."""


@dataclass(frozen=True, slots=True)
class Update:
    """A column that is changed so many times a second."""

    table: str
    column: str
    rate: float
    span: Span


@dataclass(frozen=True, slots=True)
class Sizes:
    """What was said of amounts: rows, rows a day, distinct values, shares of the rows (0 to 1).

    Keys are folded names; a share's condition is as `Condition.text` writes it.
    """

    rows: Mapping[str, float] = field(default_factory=dict)
    growth: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[tuple[str, str], float] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole of a text, in its order, and what the reading noticed.

    `silenced` are the codes of findings waved through: everywhere (line 0), or on a line.
    """

    tables: tuple[Table, ...] = ()
    relations: tuple[Relation, ...] = ()
    indexes: tuple[Index, ...] = ()
    queries: tuple[Query, ...] = ()
    partitions: tuple[Spread, ...] = ()
    shards: tuple[Spread, ...] = ()
    updates: tuple[Update, ...] = ()
    sizes: Sizes = field(default_factory=Sizes)
    enums: Mapping[str, str] = field(default_factory=dict)
    """The values of each type that lists them, as they were written, by its folded name."""
    findings: tuple[Finding, ...] = ()
    silenced: frozenset[tuple[int, str]] = frozenset()
    notes: tuple[NamedPart, ...] = ()
    """What its comments say, in their order, each where its line begins."""
    asides: tuple[NamedPart, ...] = ()
    """What was understood and is none of these: the name of a field that only leads elsewhere."""
    breaks: tuple[int, ...] = ()
    """Where the text's lines end."""
    names: Mapping[str, Table] = field(default_factory=dict)
    """The first table of each folded name."""
    indexed: Mapping[str, tuple[Index, ...]] = field(default_factory=dict)
    """The indexes of each table, by its folded name."""

    def indexes_of(self, table: str) -> tuple[Index, ...]:
        """The indexes on the table of that name."""
        return self.indexed.get(table.casefold(), ())

    def table(self, name: str) -> Table | None:
        """The table of that name, whatever its case."""
        return self.names.get(name.casefold())


def same(name: str, other: str) -> bool:
    """Whether two names are the same but for case."""
    return name.casefold() == other.casefold()
