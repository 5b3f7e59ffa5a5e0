"""Which facts of a schema stand on which lines: what a mark such as `pk` has to answer to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.notation_words import MARKS
from coach.boards.schema.schema_parts import Column, Index, Schema, Table

_COUNTED = lazy(r"\s*[(:=]+\s*(?:auto|uuid|cuid|ulid|gen_random)", re.I)
_DIGITS = lazy(r"(?<![^\W_])\d+(?![^\W_])")
_DEFAULT = lazy(r"default\W*\Z", re.I)
_RATE = lazy(r"(?:\d+[kmb]?|s|sec|second|min|minute|h|hour|d|day|qps|rps|tps|req)\Z")
_MOMENTS = frozenset(("now", "interval", "current_date", "current_timestamp", "today", "days"))


_OF_COLUMNS = frozenset(("key", "unique", "optional", "pointing"))
"""Facts that a mark in a column's words has to find at that column, and not beside it."""


class LineFacts:
    """The facts by line, collected when a word asks for the first time."""

    def __init__(self, schema: Schema, text: str) -> None:
        self.breaks = schema.breaks
        self.schema = schema
        self.text = text
        self.annotated = "@" in text or "\n[" in text
        self.checks = [check.span for table in schema.tables for check in table.checks]
        self.columns: list[tuple[Column, Table]] = []
        self.starts: list[int] = []
        self.whole = False
        """Whether the columns' facts are among those by line."""
        self.facts: dict[int, set[str]] = {}

    def taken(self, word: str, at: int) -> bool:
        """Whether a word is a mark whose line has what it says, or means what the model holds."""
        kinds = (word, *MARKS.get(word, ()))
        own = self._own(at) if len(kinds) > 1 else None
        if own is not None:
            if not own.isdisjoint(kinds):
                return True
            kinds = tuple(kind for kind in kinds if kind not in _OF_COLUMNS)
        if not self.facts:
            self._collect()
        line = bisect_left(self.breaks, at)
        facts = self.facts.get(line, set())
        if not facts.isdisjoint(kinds) or self._asked(word, at, facts):
            return True
        if any(span.start <= at < span.end for span in self.checks):
            return True
        if self._counts(word, at):
            return True
        if len(kinds) == 1 and not word.isdigit():
            return False
        if not self.whole:
            self.whole = True
            for table in self.schema.tables:
                self._of_table(table)
        return not self.facts.get(line, set()).isdisjoint(kinds)

    def _own(self, at: int) -> set[str] | None:
        """The facts of the column in whose words a place is; None where it is in none's."""
        if not self.columns:
            pairs = [(c, table) for table in self.schema.tables for c in table.columns]
            self.columns = sorted(pairs, key=lambda pair: pair[0].span.start)
            self.starts = [column.span.start for column, _ in self.columns]
        place = bisect_right(self.starts, at) - 1
        if place < 0:
            return None
        column, table = self.columns[place]
        return set(_kinds(column, table)) if at < column.span.end else None

    def _counts(self, word: str, at: int) -> bool:
        """Whether a number only counts the lines of a list, or the fields of a message, a value
        that is left out is a key that counts, or a truth is that of a mark."""
        text, end = self.text, at + len(word)
        if word == "default":
            return bool(_COUNTED.match(text, end))
        before = text[text.rfind("\n", 0, at) + 1 : at]
        if word in ("true", "false"):
            return not _DEFAULT.search(before)
        if not word.isdigit():
            return False
        if not before.strip(" \t(") and text[end : end + 1] in (".", ")"):
            return True
        if not before.rstrip().endswith("=") or text[end : end + 1] != ";":
            return False
        return self._own(at) is not None

    def _asked(self, word: str, at: int, facts: Iterable[str]) -> bool:
        """Whether a word is a value or a rate of a query, which keeps what is compared."""
        if "rated" in facts and _RATE.match(word):
            return True
        if "asked" not in facts:
            return False
        return word.isdigit() or self.text[at - 1 : at] in ("'", '"') or word in _MOMENTS

    def _add(self, span: Span, *kinds: str) -> None:
        line = bisect_left(self.breaks, span.start)
        self.facts.setdefault(line, set()).update(kinds)
        while line < len(self.breaks) and self.breaks[line] < span.end - 1:
            line += 1
            self.facts.setdefault(line, set()).update(kinds)

    def _collect(self) -> None:
        schema = self.schema
        self.facts[-1] = set()
        for table in schema.tables:
            for part in table.grouped:
                self._add(part.span, "key", "unique")
        for index in schema.indexes:
            self._of_index(index)
        for query in schema.queries:
            self._add(query.span, "optional", "falling", "asked")
            if query.rate:
                self._add(query.span, "rated")
        for spread in (*schema.partitions, *schema.shards):
            self._add(spread.span, "spread")
        for relation in schema.relations:
            self._add(relation.span, "pointing", "counted")

    def _of_index(self, index: Index) -> None:
        self._add(index.span, "index", *_DIGITS.findall(f"{index.said} {index.where}"))
        if "{" in self.text[index.span.start : index.span.end]:
            self._add(index.span, "counted")
        if index.unique:
            self._add(index.span, "unique")
        if index.where:
            self._add(index.span, "optional")
        if any(part.descending for part in index.parts):
            self._add(index.span, "falling")

    def _of_table(self, table: Table) -> None:
        for column in table.columns:
            if kinds := _kinds(column, table):
                self._add(self._from_marks(column.span), *kinds)
            if column.reference is not None:
                self._add(column.reference.span, "pointing")
        if table.exclusions:
            self._add(table.span, "index")

    def _from_marks(self, span: Span) -> Span:
        """A span from the annotations on the lines above it."""
        if not self.annotated:
            return span
        start = self.text.rfind("\n", 0, span.start) + 1
        while start:
            above = self.text.rfind("\n", 0, start - 1) + 1
            if self.text[above:start].lstrip()[:1] not in ("@", "["):
                break
            start = above
        return Span(min(start, span.start), span.end)


def _kinds(column: Column, table: Table) -> list[str]:
    """The facts of a column, and the numbers of its name and type."""
    kinds = []
    if not (column.type.isalpha() and column.name.isidentifier()):
        kinds = _DIGITS.findall(f"{column.name} {column.type}")
    if column.key or column.name in table.key:
        kinds.append("key")
    if column.unique:
        kinds.append("unique")
    if column.optional:
        kinds.append("optional")
    if column.reference is not None or column.note:
        kinds.append("pointing")
    return kinds
