"""SQL as PostgreSQL, MySQL, SQLite and Cassandra write it, whole or unfinished.

CREATE TABLE with keys, references, indexes and partitions, CREATE INDEX, ALTER TABLE ADD, enums,
SELECT as a query, Citus' create_distributed_table as a shard, COMMENT ON as a note. Other
statements are passed over, and that is said once of each sort.
"""

import re
from dataclasses import replace

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.index_words import index_of
from coach.boards.schema.list_pieces import bare, closed, cut, names
from coach.boards.schema.schema_parts import NamedPart, Reference, Spread
from coach.boards.schema.select_reader import select
from coach.boards.schema.sql_columns import SqlItems
from coach.boards.schema.table_statements import UNITS

_QUOTED = r'(?:"[^"\n]+"|`[^`\n]+`|\[[^\]\n]+\]|[^\W\d][\w$]*)'
QUALIFIED = rf"(?:{_QUOTED}\s*\.\s*)*({_QUOTED})"
BEGINS = lazy(
    r"[ \t]*(?:create\s+(?:or\s+replace\s+)?(?:(?:global"
    r"|local|temp|temporary|unlogged|unique|nonclustered|clustered|columnstore|materialized"
    r"|external)\s+)*"
    r"(?:table|index|type|view|extension|schema|database|sequence|function|trigger|keyspace|policy|role|user)\b(?!\s*[:({]\s*\w+\s*,)"
    r"|alter\s+table\b|select\s+(?!one\b)[\w*(\"`]|with\s+\w+\s+as\s*\(|insert\s+into\b|update\s+[\w\"`]+\s+set\b"
    r"|delete\s+from\b|drop\s+(?:table|index|type)\b|begin\s*;|commit\s*;|set\s+\w+\s*=|comment\s+on\b|use\s+\w+\s*;|pragma\b"
    r"|grant\b|explain\b|go\s*$)",
    re.I,
)
_TABLE = lazy(
    rf"\s*create\s+(?:(?:global|local|temp|temporary|unlogged|external)\s+)*table\s+"
    rf"(?:if\s+not\s+exists\s+)?{QUALIFIED}\s*(\(|partition\s+of\b|as\b)",
    re.I,
)
_INDEX = lazy(
    rf"\s*create\s+(unique\s+)?(?:\w+\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?"
    rf"(?P<name>{_QUOTED}\s+)??on\s+(?:only\s+)?{QUALIFIED}\s*(?:using\s+(?P<method>\w+)\s*)?(?=\()",
    re.I,
)
_ALTER = lazy(
    rf"\s*alter\s+table\s+(?:if\s+exists\s+|only\s+)*{QUALIFIED}\s+(add\s+.*)", re.I | re.S
)
_ENUM = lazy(rf"\s*create\s+type\s+{QUALIFIED}\s+as\s+enum\b", re.I)
_CITUS = lazy(r"\s*select\s+create_distributed_table\s*\(\s*'([\w.]+)'\s*,\s*'(\w+)'", re.I)
_SPREAD = lazy(
    r"\b(?:partition\s+by\s+(?P<kind>range|list|hash|key)(?:\s+columns)?|distribut(?:ed|e)\s+by(?:\s+hash)?"
    r"|distkey|shard\s+key)\s*(?=\()",
    re.I,
)
_STEP = lazy(r"[,;\s]*\b(hourly|daily|weekly|monthly|yearly)\b", re.I)
_WRITTEN = lazy(
    r"^[ \t]*--[ \t]*(shard|partition)(?:ed)? by (?:(range|list|hash) )?([\w ,\"]+?)[ \t]*$", re.I
)
_CASSANDRA = lazy(r"\bclustering\s+order\b|\bfrozen\s*<|\btimeuuid\b|\b(?:set|list|map)\s*<", re.I)
_CLUSTERED = lazy(r"clustering\s+order\s+by\s*\(([^()]*)\)", re.I)
_ORDERED = lazy(r"[\"`]?(\w+)[\"`]?\s+(asc|desc)\b", re.I)
_PASSED = "Only tables, keys, indexes and queries are read of SQL; this is passed over."
_TOLD = 200
"""Characters of a statement that are told to be passed over."""
_STRING = lazy(r"'(?:[^'\n]|'')*'")


class SqlReader:
    """Reads statements at places of a text whose comments are blanked."""

    def __init__(self, assembly: Assembly, masked: str) -> None:
        self.assembly = assembly
        self.masked = masked
        self._flat = ""
        self._from = len(masked) + 1
        self.altered: list[tuple[str, int, int]] = []
        self._keyed: bool | None = None
        self.passed: set[str] = set()
        """The sorts of statements that were told to be passed over, by their first words."""

    def flat(self, start: int) -> str:
        """The text with the insides of its strings blanked."""
        if not self._flat:
            self._flat = _STRING.sub(
                lambda match: "'" + "_" * (len(match[0]) - 2) + "'", self.masked
            )
        return self._flat

    def _cassandra(self) -> bool:
        """Whether a table of the text is one of Cassandra's: then all of them are."""
        if self._keyed is None:
            self._keyed = bool(_CASSANDRA.search(self.flat(0)))
        return self._keyed

    def statement(self, start: int) -> int:
        """Reads the statement that begins there; where it ends."""
        flat = self.flat(start)
        table = _TABLE.match(flat, start)
        if table and table[2] == "(":
            return self._table(table)
        end = self._end(flat, start)
        index = _INDEX.match(flat, start, end)
        if index:
            self._index(index, end)
        elif alter := _ALTER.match(flat, start, end):
            self.altered.append((bare(alter[1]), alter.start(2), end))
            self.assembly.whole.append(Span(start, alter.start(2)))
        elif enum := _ENUM.match(flat, start, end):
            values = " ".join(self.masked[enum.end() : end].split()).strip("( );")
            self.assembly.enums[bare(enum[1]).casefold()] = values
            self.assembly.whole += [Span(*enum.span(1)), Span(enum.end(), end)]
        elif citus := _CITUS.match(self.masked, start, end):
            name = citus[1].rpartition(".")[2]
            self.assembly.spreads.append(Spread("shard", name, (citus[2],), Span(start, end)))
        elif re.match(r"\s*select\b", flat[start : start + 200], re.I):
            if not select(self.assembly, self.masked, start, end):
                self.assembly.unread(
                    start, end, "This SELECT is not read: it needs FROM one table."
                )
        else:
            self._passed(flat, start, end)
        return end

    def _passed(self, flat: str, start: int, end: int) -> None:
        """Keeps a comment on a table as a note; tells the first statement of each other sort."""
        self.assembly.whole.append(Span(start, end))
        said = " ".join(self.masked[start:end].split()).rstrip(";")
        if said[:10].lower() == "comment on":
            self.assembly.notes.append(NamedPart(said, Span(start, start)))
            return
        sort = " ".join(word for word in said.split(" ")[:2] if word.isalpha()).casefold()
        if sort not in self.passed:
            self.passed.add(sort)
            span = Span(start, min(end, start + _TOLD))
            self.assembly.report("passed-over", Severity.HINT, _PASSED, span)

    def _end(self, flat: str, start: int) -> int:
        """Where a statement ends: at its semicolon, an empty line, or the next statement."""
        depth, at = 0, start
        while at < len(flat):
            stop = flat.find("\n", at)
            stop = len(flat) if stop < 0 else stop
            line = flat[at:stop]
            if at > start and (not line.strip() or (depth <= 0 and self._begins(line))):
                return at
            for match in re.finditer(r"[();]", line):
                depth += {"(": 1, ")": -1, ";": 0}[match[0]]
                if match[0] == ";" and depth <= 0:
                    return at + match.end()
            at = stop + 1
        return len(flat)

    @staticmethod
    def _begins(line: str) -> bool:
        return bool(BEGINS.match(line)) or bool(
            re.match(r"\s*(?:query|index|shard|partition|rows|grow|values|share)\s+\w+", line, re.I)
        )

    def _table(self, match: re.Match[str]) -> int:
        flat, masked = self._flat, self.masked
        opening = match.end() - 1
        following = re.compile(r"^[ \t]*(?:create\s|alter\s+table\b)", re.I | re.M).search(
            flat, opening
        )
        bound = following.start() if following else len(flat)
        close = closed(flat, opening, bound)
        table = self.assembly.begin(bare(match[1]), Span(match.start(1), match.end(1)))
        if close < 0:
            message = "The bracket of this table is not closed."
            self.assembly.report("unclosed", Severity.ERROR, message, table.span)
            blank = re.compile(r"\n[ \t]*\n|;[ \t]*(?:\n|\Z)").search(flat, opening, bound)
            close = end = blank.start() if blank else bound
        else:
            end = self._options(table, close + 1)
        items = SqlItems(self.assembly, table, self._cassandra())
        for start, stop in cut(flat, opening + 1, close, ","):
            items.take(masked[start:stop], start)
        if (order := _CLUSTERED.search(flat, close, end)) is not None:
            self._clustered(table, order)
        self._remarks(table, match.start())
        return end

    def _options(self, table: GrowingTable, start: int) -> int:
        """Reads what follows the list of columns up to the statement's end."""
        flat = self._flat
        semicolon = flat.find(";", start)
        blank = re.compile(
            r"\n[ \t]*\n|\n(?=[ \t]*(?:[\w\"`]+\s*\(|create\s|alter\s"
            r"|select\s|index\s|shard\s|partition\s+\w+\s+by|query\s"
            r"|\w+\s+\d))",
            re.I,
        ).search(flat, start)
        end = min(
            semicolon + 1 if semicolon >= 0 else len(flat), blank.start() if blank else len(flat)
        )
        for spread in _SPREAD.finditer(flat, start, end):
            close = closed(flat, spread.end(), end)
            if close < 0:
                continue
            kind = (spread["kind"] or "shard").lower().replace("key", "hash")
            columns = tuple(names(self.masked[spread.end() : close + 1]))
            step = _STEP.match(flat, close + 1, end)
            span = Span(spread.start(), step.end() if step else close + 1)
            unit = UNITS[step[1].lower()] if step else ""
            self.assembly.spreads.append(Spread(kind, table.name, columns, span, unit))
        return end

    def _clustered(self, table: GrowingTable, order: re.Match[str]) -> None:
        """Notes at the columns which way the rows of a partition are ordered."""
        for name, direction in _ORDERED.findall(order[1]):
            for place, column in enumerate(table.columns):
                if column.name.casefold() == name.casefold():
                    note = f"clustered {direction.lower()}"
                    table.columns[place] = column._replace(note=note)
        self.assembly.whole.append(Span(*order.span()))

    def _remarks(self, table: GrowingTable, start: int) -> None:
        """Comments right above a table that say how its rows are spread."""
        text = self.assembly.text
        remarks = []
        while start > 0:
            begin = text.rfind("\n", 0, start - 1) + 1
            match = _WRITTEN.match(text[begin:start].rstrip("\n"))
            if match is None:
                break
            kind = "shard" if match[1].lower() == "shard" else (match[2] or "range").lower()
            span = Span(begin, start - 1)
            remarks.append(Spread(kind, table.name, tuple(names(match[3])), span))
            start = begin
        self.assembly.spreads += reversed(remarks)

    def _index(self, match: re.Match[str], end: int) -> None:
        rest = self.masked[match.end() : end].rstrip().rstrip(";")
        span = Span(match.start(), end)
        index = index_of(
            bare(match[3]), rest, span, bool(match[1]), (match["method"] or "").lower()
        )
        self.assembly.indexes.append(replace(index, name=bare(match["name"] or "")))

    def finish(self) -> None:
        """Applies ALTER TABLE to the tables, wherever they stood."""
        for name, start, end in self.altered:
            table = self.assembly.named(name)
            if table is None:
                span = Span(start, end)
                message = f"There is no table {name} to alter."
                self.assembly.report("unknown-table", Severity.ERROR, message, span)
                continue
            items = SqlItems(self.assembly, table, False)
            for begin, stop in cut(self.flat(start), start, end, ",;"):
                text = self.masked[begin:stop]
                added = re.match(r"add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?", text, re.I)
                if added:
                    items.take(text[added.end() :], begin + added.end())


def pointed(table: str, column: str, span: Span) -> Reference:
    """A reference to a table that may have been quoted and qualified."""
    return Reference(bare(table), bare(column), span)
