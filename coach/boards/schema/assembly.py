"""What has been read so far: tables that still grow, statements, findings; at the end a schema."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from coach.boards.board import Finding, Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.column_tokens import Target, Words, looks_typed
from coach.boards.schema.schema_parts import (
    Column,
    Exclusion,
    Index,
    NamedPart,
    Query,
    Reference,
    Relation,
    Spread,
    Table,
    Update,
)
from coach.boards.schema.sketch_words import bag
from coach.frozen import dataclass

_BLANK = lazy(r"\n[ \t]*\n")
_NOUNS = bag("date number time year point text money name count instant")
UNREAD = "This is not read. A table is name(column pk, column, column -> other.column)."


@dataclass(slots=True)
class GrowingTable:
    """A table while it is read; items keep their order, keys and references come from anywhere."""

    name: str
    span: Span
    items: list[tuple[Words, int, str]] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    key: list[NamedPart] = field(default_factory=list)
    uniques: list[tuple[NamedPart, ...]] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    checks: list[NamedPart] = field(default_factory=list)
    constraints: list[NamedPart] = field(default_factory=list)
    pointing: dict[str, Reference] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    declared: bool = True
    apart: list[tuple[str, str, Span]] = field(default_factory=list)
    """Columns that are unique within what another one says."""

    def has(self, name: str) -> bool:
        """Whether it has a column of that name so far."""
        wanted = name.casefold()
        return any(words.name.casefold() == wanted for words, _, _ in self.items) or any(
            column.name.casefold() == wanted for column in self.columns
        )

    def make(self, name: str, span: Span) -> None:
        """A column that only a key names."""
        if not self.has(name):
            self.made.add(name.casefold())
            self.columns.append(Column(name, span))

    def finished(self) -> Table:
        """The table with all that was said of it."""
        columns = self._columns()
        listed = {column.name.casefold() for column in columns if column.name.casefold()}
        made = [c for c in self.columns if c.name.casefold() not in self.made]
        first = [c for c in self.columns if c.name.casefold() in self.made]
        first = [c for c in first if c.name.casefold() not in listed]
        all_columns = [*first, *columns, *made]
        self._unite({column.name.casefold(): column.name for column in all_columns})
        inside = {part.name.casefold() for part in self.key}
        final = []
        named: dict[str, Column] = {}
        for column in all_columns:
            folded = column.name.casefold()
            pointed = column.reference or self.pointing.get(folded)
            optional = column.optional and not (folded in inside and (column.type or pointed))
            if pointed is not column.reference or optional is not column.optional:
                column = column._replace(optional=optional, reference=pointed)  # noqa: PLW2901
            named.setdefault(folded, column)
            final.append(column)
        key = tuple(part.name for part in self.key) or tuple(c.name for c in final if c.key)
        grouped = (*self.key, *(part for group in self.uniques for part in group))
        return Table(
            self.name,
            self.span,
            tuple(final),
            tuple(dict.fromkeys(key)),
            tuple(tuple(part.name for part in group) for group in self.uniques),
            grouped,
            self.declared,
            tuple(self.exclusions),
            tuple(self.checks),
            tuple(self.constraints),
            named,
        )

    def _unite(self, names: dict[str, str]) -> None:
        """Unique groups out of columns that are unique within another: `unique per merchant`."""
        for column, within, span in self.apart:
            folded = within.casefold()
            outer = next(
                (names[n] for n in (folded, f"{folded}_id", f"{folded}id") if n in names), ""
            )
            group = (NamedPart(outer, span), NamedPart(column, span))
            self.uniques.append(group if outer else group[1:])

    def _columns(self) -> list[Column]:
        wordy = any(w.more and not looks_typed(w.more) for w, _, _ in self.items)
        typed = any(w.type and w.type.lower() not in _NOUNS for w, _, _ in self.items)
        return [self._column(*item, wordy and not typed) for item in self.items]

    def _column(self, words: Words, at: int, text: str, wordy: bool) -> Column:
        name, kind = words.name, words.type
        if words.more:
            if looks_typed(words.more) and " " not in words.more and not kind:
                kind = words.more
            else:
                name = f"{name} {words.more}"
        elif wordy and kind.lower() in _NOUNS and text == f"{name} {kind}":
            name, kind = text, ""
        target = words.target
        return Column(
            name,
            Span(at, at + len(text)),
            kind,
            words.optional,
            words.unique,
            words.key,
            reference(target, at) if target else None,
        )


def reference(target: Target, at: int) -> Reference:
    """A target as a reference, its places counted in the whole text."""
    return Reference(target.table, target.column, Span(at + target.start, at + target.end))


class Assembly:
    """Collects what the readers of the several notations find in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables: list[GrowingTable] = []
        self.relations: list[Relation] = []
        self.indexes: list[Index] = []
        self.queries: list[Query] = []
        self.spreads: list[Spread] = []
        self.updates: list[Update] = []
        self.rows: dict[str, float] = {}
        self.growth: dict[str, float] = {}
        self.values: dict[tuple[str, str], float] = {}
        self.shares: dict[tuple[str, str], float] = {}
        self.enums: dict[str, str] = {}
        self.unpointed: list[tuple[str, str, Span]] = []
        """Columns called a foreign key without a word of what they point at: table, column."""
        self.pointed: list[tuple[str, str, Reference]] = []
        """References between columns, said before or after their table: table, column."""
        self.remarked: list[tuple[int, str]] = []
        """Comments that are nothing but a reference, with their places."""
        self.findings: list[Finding] = []
        self.notes: list[NamedPart] = []
        self.aliases: dict[str, str] = {}
        """Names of classes, folded, whose tables are called otherwise."""
        self.whole: list[Span] = []
        """Lines of which every word was taken."""
        self.passed: list[Span] = []
        """What was understood and of which not every word is kept elsewhere."""
        self.lists: list[tuple[str, str, Span]] = []
        """Fields that hold many of another table: whose, of which."""
        self.silenced: set[tuple[int, str]] = set()
        self._named: dict[str, GrowingTable] = {}
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        """The number of the line of a place, from 1."""
        return bisect_left(self.breaks, at) + 1

    def report(self, code: str, severity: Severity, message: str, span: Span) -> None:
        """Notes a finding."""
        self.findings.append(Finding(code, severity, message, span))

    def unread(self, start: int, end: int, message: str = UNREAD) -> None:
        """Says that text[start:end] was not read."""
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        span = Span(start, start + len(inner.strip()))
        self.report("unread", Severity.ERROR, message, span)

    def begin(self, name: str, span: Span) -> GrowingTable:
        """A new table, at the end of those there are."""
        table = GrowingTable(name, span)
        self.tables.append(table)
        self._named.clear()
        return table

    def named(self, name: str) -> GrowingTable | None:
        """The first table of that name, also where one says it in the singular or plural."""
        if not self._named and self.tables:
            for table in reversed(self.tables):
                self._named[singular(table.name.casefold())] = table
            for table in reversed(self.tables):
                self._named[table.name.casefold()] = table
        folded = name.casefold()
        folded = self.aliases.get(folded, folded).casefold()
        return self._named.get(folded) or self._named.get(singular(folded))

    def above(self, at: int) -> GrowingTable | None:
        """The table that ends above a place, with no blank line between."""
        if not self.tables:
            return None
        table = self.tables[-1]
        last = max(table.span.start, *(item[1] for item in table.items), 0)
        last = max([last, *(column.span.start for column in table.columns)])
        return None if _BLANK.search(self.text, last, at) else table

    def known(self, name: str) -> str:
        """The name of the table that is meant, or the name as said where there is none."""
        table = self.named(name)
        return table.name if table else name


@lru_cache(maxsize=4096)
def singular(name: str) -> str:
    """A folded name without the plural's ending and without what joins its words."""
    if name.endswith("ies"):
        name = f"{name[:-3]}y"
    elif name.endswith(("sses", "shes", "ches", "xes", "zes")):
        name = name[:-2]
    elif name.endswith("s") and not name.endswith("ss"):
        name = name[:-1]
    return re.sub(r"[\s_-]", "", name)


def first_of(tables: Sequence[Table]) -> dict[str, Table]:
    """The first table of each folded name."""
    first: dict[str, Table] = {}
    for table in tables:
        first.setdefault(table.name.casefold(), table)
    return first
