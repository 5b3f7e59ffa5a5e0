"""Which index serves each query, and which is missing: rules proved against PostgreSQL 15.

Equalities first in any order, then the sort, then a range; rare constants make an index partial;
what keeps most of a table needs none. Each answer names its rule.
"""

from dataclasses import field

from coach.boards.schema.advised import KEY, ProposedIndex, QueryAdvice
from coach.boards.schema.index_serving import serves
from coach.boards.schema.schema_parts import Condition, Index, Query, Schema, SortPart, Table
from coach.boards.schema.selectivity import (
    COMMON,
    FEW_VALUES,
    MOST_ROWS_SCANNED,
    RARE,
    Selectivity,
)
from coach.boards.schema.sharing import merged
from coach.boards.schema.special_indexes import special
from coach.frozen import dataclass

_SMALL = ("text", "json", "jsonb", "blob", "bytea", "clob", "xml")
_MOST_INCLUDED = 3


@dataclass(slots=True)
class _Asked:
    """A query's conditions by what an index can do with them."""

    equal: list[str] = field(default_factory=list)
    known: list[Condition] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    special: list[Condition] = field(default_factory=list)
    rare: list[Condition] = field(default_factory=list)
    many: bool = False


def advise(schema: Schema) -> tuple[QueryAdvice, ...]:
    """One answer a query, in their order; an index that another one begins is merged into it."""
    answers: list[QueryAdvice] = []
    for query in schema.queries:
        table = schema.table(query.table)
        if table is None:
            answers.append(QueryAdvice(query, reason="The table is not known."))
        else:
            answers.append(Adviser(schema, table, query, answers).answer())
    return tuple(merged(answers))


class Adviser:
    """Answers one query; `before` are the answers of those above it."""

    def __init__(
        self, schema: Schema, table: Table, query: Query, before: list[QueryAdvice]
    ) -> None:
        self.schema = schema
        self.table = table
        self.query = query
        self.before = [
            advice for advice in before if advice.query.table.casefold() == table.name.casefold()
        ]
        self.amounts = Selectivity(schema, table.name.casefold())
        self.asked = self._asked()
        self.sort = () if self.asked.many else query.sort

    def _asked(self) -> _Asked:
        asked = _Asked()
        for condition in self.query.conditions:
            kind, column = condition.kind, condition.column
            if kind in ("prefix", "contains", "near", "overlap"):
                asked.special.append(condition)
            elif kind == "range":
                asked.ranges.append(column)
            elif kind in ("constant", "null"):
                asked.known.append(condition)
                if self.amounts.share(condition) <= RARE and not self._plain(condition):
                    asked.rare.append(condition)
                elif kind == "constant":
                    asked.equal.append(column)
            elif kind in ("equal", "many", "expression"):
                asked.equal.append(column)
                asked.known.append(condition)
                asked.many = asked.many or kind == "many"
        asked.equal = list(dict.fromkeys(asked.equal))
        return asked

    def _plain(self, condition: Condition) -> bool:
        """Whether a constant is only an example: of a column with many values, no share said."""
        return (
            condition.kind == "constant"
            and self.amounts.said(condition) is None
            and self.amounts.values(condition.column) > FEW_VALUES * 200
        )

    def answer(self) -> QueryAdvice:
        query, asked = self.query, self.asked
        served = self._served()
        if served is not None:
            return served
        if self.amounts.rows < MOST_ROWS_SCANNED:
            return QueryAdvice(
                query, reason=f"Fewer than {MOST_ROWS_SCANNED:,} rows: reading them all is as good."
            )
        if query.either:
            return self._either()
        if asked.special:
            return self._special()
        kept = self.amounts.kept(asked.known)
        if not asked.ranges and not (query.limit and query.sort) and kept > COMMON:
            if not asked.known:
                return QueryAdvice(query, reason=_whole(query))
            reason = f"About {kept:.0%} of the rows answer it: reading the table is as good."
            return QueryAdvice(query, reason=reason, common=True)
        if not (asked.equal or asked.ranges or asked.rare or query.limit):
            return QueryAdvice(query, reason=_whole(query))
        return self._proposed()

    def _served(self) -> QueryAdvice | None:
        asked = self.asked
        if (
            asked.special
            or self.query.either
            or not (asked.equal or self.sort or asked.ranges or asked.rare)
        ):
            return None
        ranges = tuple(asked.ranges)
        key = tuple(SortPart(name) for name in self.table.key)
        if not asked.rare or self._inside(self.table.key):
            every = [*asked.equal, *(c.column for c in asked.rare if c.kind == "constant")]
            if key and serves(key, True, every, self.sort, ranges):
                return QueryAdvice(self.query, KEY, reason="The primary key serves it.")
        for name, parts in self._unique_groups():
            if serves(parts, True, asked.equal, self.sort, ranges):
                return QueryAdvice(self.query, name, reason=f"The unique key on {name} serves it.")
        mine = self.schema.indexes_of(self.amounts.table)
        for index in sorted(mine, key=lambda index: -len(index.parts)):
            if self.index_serves(index):
                return QueryAdvice(
                    self.query, index.said, index, reason=f"The index on {index.said} serves it."
                )
        return None

    def _either(self) -> QueryAdvice:
        """Each side of an OR needs an index that begins with its column."""
        leads = {
            index.parts[0].text.casefold()
            for index in self.schema.indexes_of(self.amounts.table)
            if index.parts and not index.where
        }
        leads |= {name.casefold() for name in self.table.key[:1]}
        leads |= {c.name.casefold() for c in self.table.columns if c.unique}
        missing = [c for c in self.query.either if c.column.casefold() not in leads]
        if not missing:
            said = ", ".join(c.column for c in self.query.either)
            return QueryAdvice(self.query, said, reason="An index on each side of OR serves it.")
        proposals = tuple(ProposedIndex((self._name(c.column),)) for c in missing)
        return QueryAdvice(
            self.query, proposals=proposals, reason="OR of columns: an index on each."
        )

    def _inside(self, names: tuple[str, ...]) -> bool:
        equal = {name.casefold() for name in self.asked.equal}
        equal |= {c.column.casefold() for c in self.asked.rare if c.kind == "constant"}
        return bool(names) and {name.casefold() for name in names} <= equal

    def _unique_groups(self) -> list[tuple[str, tuple[SortPart, ...]]]:
        groups: list[tuple[str, tuple[SortPart, ...]]] = [
            (c.name, (SortPart(c.name),)) for c in self.table.columns if c.unique
        ]
        for group in self.table.uniques:
            groups.append((", ".join(group), tuple(SortPart(name) for name in group)))
        return groups

    def index_serves(self, index: Index) -> bool:
        if index.method not in ("btree", "hash"):
            return False
        asked = self.asked
        partial = " ".join(index.where.casefold().split())
        covered = [c for c in asked.known if c.text.casefold() in partial] if partial else []
        if partial and not covered:
            sparse = partial.removesuffix(" is not null")
            if sparse == partial or sparse not in [name.casefold() for name in asked.equal]:
                return False
        open_rare = [c for c in asked.rare if c not in covered and c.kind == "constant"]
        equal = [*asked.equal, *(c.column for c in open_rare)]
        equal = [name for name in equal if name not in [c.column for c in covered]]
        if not partial and asked.rare and any(c.kind == "null" for c in asked.rare):
            return False
        if covered and not equal and not self.sort and not asked.ranges:
            return True
        return serves(
            index.parts, index.unique and not partial, equal, self.sort, tuple(asked.ranges)
        )

    def _special(self) -> QueryAdvice:
        asked = self.asked
        proposals, reasons = [], []
        for condition in asked.special:
            column = self.table.column(condition.column)
            kind = column.type if column else ""
            columns, method, reason = special(condition, kind)
            covering = next(
                (index for index in self.schema.indexes_of(self.amounts.table)
                 if index.method == method
                 and (method != "btree" or any(p.opclass for p in index.parts[:1]))
                 and index.parts and index.parts[0].text.casefold() == condition.column.casefold()),
                None,
            )  # fmt: skip
            if covering:
                return QueryAdvice(
                    self.query,
                    covering.said,
                    covering,
                    reason=f"The index on {covering.said} serves it.",
                )
            proposals.append(ProposedIndex((columns,), method=method))
            reasons.append(reason)
        return QueryAdvice(self.query, proposals=tuple(proposals), reason=" ".join(reasons))

    def _proposed(self) -> QueryAdvice:
        asked, amounts = self.asked, self.amounts
        leads = [name for advice in self.before for p in advice.proposals for name in p.plain]
        equal = sorted(
            asked.equal,
            key=lambda name: (name.casefold() not in leads, -amounts.values(name)),
        )
        sort = [part.said for part in self._named(self.sort)]
        ranges = list(dict.fromkeys(asked.ranges))
        if len(ranges) > 1 and not sort:
            ranges.sort(key=lambda name: not amounts.narrow(name))
        narrow = [name for name in ranges if amounts.narrow(name)]
        first = sort[0].split()[0].casefold() if sort else ""
        if sort and first in [name.casefold() for name in ranges]:
            columns = [*equal, *sort, *(r for r in ranges if r.casefold() != first)]
            reason = "Equalities, then the order, which the range bounds."
        elif narrow and not equal and sort:
            columns = narrow
            reason = "The range leaves few rows: sorting those is cheaper than walking the order."
        else:
            columns = [*equal, *sort, *ranges]
            reason = _reason(equal, sort, ranges)
        where = " and ".join(c.text for c in asked.rare)
        if where and not columns:
            columns = [self.table.key[0]] if self.table.key else [asked.rare[0].column]
        if where:
            reason += " The rare constant makes it partial: small, and cheap to keep."
        columns = list(dict.fromkeys(self._name(name) for name in columns))
        proposal = ProposedIndex(tuple(columns), self._included(columns), where)
        reason += self._alternative(ranges, equal, sort)
        return QueryAdvice(self.query, proposals=(proposal,), reason=reason)

    def _named(self, sort: tuple[SortPart, ...]) -> list[SortPart]:
        return [part._replace(text=self._name(part.text)) for part in sort]

    def _name(self, name: str) -> str:
        """A column's name as its table writes it; what follows it (desc) stays."""
        head, _, rest = name.partition(" ")
        column = self.table.column(head)
        return (column.name if column else head) + (f" {rest}" if rest else "")

    def _included(self, columns: list[str]) -> tuple[str, ...]:
        plain = {column.split()[0].casefold() for column in columns}
        known = [self.table.column(name) for name in self.query.returning]
        included = [c for c in known if c is not None and c.name.casefold() not in plain]
        if (
            not included
            or len(included) > _MOST_INCLUDED
            or any(known_ is None for known_ in known)
        ):
            return ()
        large = [c for c in included if c.type.lower().startswith(_SMALL[1:])]
        return () if large else tuple(column.name for column in included)

    def _alternative(self, ranges: list[str], equal: list[str], sort: list[str]) -> str:
        alone = len(ranges) == 1 and not equal and not sort and not self.asked.rare
        if alone and (ranges[0].lower().endswith(("_at", "at", "time", "ts", "day"))):
            return " If rows only ever come in this order: BRIN, at 1/180 of the size."
        return ""


def _whole(query: Query) -> str:
    if query.sort:
        return "The whole table in order: reading and sorting it is cheaper than an index."
    return "The whole table is read: no index helps."


def _reason(equal: list[str], sort: list[str], ranges: list[str]) -> str:
    if equal and sort and ranges:
        return "Equalities, then the order, then the range as a filter inside the index."
    if equal and sort:
        return "Equalities, then the order: the first rows are read and no more."
    if equal and ranges:
        return "Equalities before the range: only then the range bounds what is read."
    if sort:
        return "The order alone: with a limit it stops early."
    if len(ranges) > 1:
        return "Of two ranges only the first bounds: the narrower one."
    return "The range." if ranges else "Equality, the column with most values first."
