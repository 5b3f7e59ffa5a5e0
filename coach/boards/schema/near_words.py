"""The words that a schema holds of each line of its text, so that none counts for another line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

from coach.boards.board import Span
from coach.boards.remainder import words_in
from coach.boards.schema.assembly import singular
from coach.boards.schema.schema_parts import Schema, Table


class NearWords:
    """What is kept of each line, and the names of the table that a place stands in."""

    def __init__(self, schema: Schema, aliases: Mapping[str, str]) -> None:
        self.breaks = schema.breaks
        self.said: dict[int, list[str]] = {}
        self.words: dict[int, set[str]] = {}
        tables = sorted(schema.tables, key=lambda table: table.span.start)
        self.starts = [table.span.start for table in tables]
        other: dict[str, str] = {}
        for alias, name in aliases.items():
            other[name] = f"{other.get(name, '')} {alias}"
        self.names = [words_in(_of_whole(table, other.get(table.name, ""))) for table in tables]
        for names in self.names:
            names.update([singular(name) for name in names])
        for table in tables:
            self._table(table)
        self._statements(schema)

    def has(self, word: str, at: int) -> bool:
        """Whether a folded word that stands at a place is kept of its line."""
        line = bisect_left(self.breaks, at)
        words = self.words.get(line)
        if words is None:
            words = words_in(self.said.get(line, ()))
            words.update([singular(known) for known in words])
            self.words[line] = words
        if word in words or singular(word) in words:
            return not word.isdigit()
        above = bisect_right(self.starts, at) - 1
        names = self.names[above] if above >= 0 else ()
        if word in names or singular(word) in names:
            return True
        if "_" not in word:
            return False
        return all(part in words or part in names for part in word.split("_") if part)

    def _add(self, span: Span, *said: str) -> None:
        line = bisect_left(self.breaks, span.start)
        text = " ".join(said)
        while True:
            self.said.setdefault(line, []).append(text)
            if line >= len(self.breaks) or self.breaks[line] >= span.end - 1:
                return
            line += 1

    def _table(self, table: Table) -> None:
        self._add(table.span, table.name)
        for column in table.columns:
            self._add(column.span, column[0], column[2], column.note)
            if pointed := column.reference:
                self._add(pointed.span, column[0], pointed.table, pointed.column)
        for part in (*table.grouped, *table.checks):
            self._add(part.span, part.name)
        for part in table.constraints:
            self._add(part.span, part.name.split(" ", 1)[0])

    def _statements(self, schema: Schema) -> None:
        for relation in schema.relations:
            self._add(relation.span, relation.left, relation.right, relation.label)
        for index in schema.indexes:
            said = (index.table, index.said, index.where, index.method, index.name)
            self._add(index.span, *said, *index.include)
        for query in schema.queries:
            self._add(query.span, query.table, f"{query.limit} {query.offset}", *query.returning)
            conditions = (*query.conditions, *query.either)
            self._add(query.span, *(f"{c.column} {c.text} {c.kind}" for c in conditions))
            self._add(query.span, *(part.said for part in query.sort))
        for spread in (*schema.partitions, *schema.shards):
            self._add(spread.span, spread.table, *spread.columns, spread.kind, spread.unit)


def _of_whole(table: Table, alias: str) -> Iterator[str]:
    """What holds wherever one stands in a table."""
    yield table.name
    yield alias
    for exclusion in table.exclusions:
        yield f"exclude {exclusion.said} {exclusion.method}"


def within(place: Span, spans: Iterable[Span]) -> bool:
    """Whether one of some spans holds a place."""
    return any(span.start <= place.start < span.end for span in spans)
