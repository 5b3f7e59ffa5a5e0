"""Tables and what is said about them in the schema board's notation, and the reading of it.

name(column pk, column -> other.column, column?, column: type, pk(a, b), unique(a))
index table(columns)   unique index table(columns)
shard table by column   partition table by column
a 1:N b
"""

import re
from dataclasses import dataclass, field

from coach.boards.board import Finding, Severity, Span
from coach.boards.fields import Piece, closing, lines, parts, piece

_NAME = r"[^\W\d][\w$-]*"
_TABLE = re.compile(rf"[ \t]*(?:[-*•][ \t]+)?(?:table[ \t]+)?({_NAME})[ \t]*\(", re.I)
_INDEX = re.compile(rf"[ \t]*(unique[ \t]+)?index[ \t]+(?:on[ \t]+)?({_NAME})[ \t]*\(", re.I)
_SPREAD = re.compile(
    rf"[ \t]*(shard|partition)[ \t]+({_NAME})[ \t]+by[ \t]+(.+?)[ \t]*$", re.I | re.M
)
_RELATION = re.compile(rf"[ \t]*({_NAME})[ \t]+([1nNmM]):([1nNmM])[ \t]+({_NAME})[ \t]*$", re.M)
_COLUMN = re.compile(rf"({_NAME})(\?)?(?:[ \t]*:[ \t]*|[ \t]+)?(.*)$", re.S)
_REFERENCE = re.compile(
    rf"[ \t]*(?:->|→|(\b(?:fk|foreign[ \t]+key|references|refs?)\b)[ \t]*(?:to\b|->|→|[:(])?)[ \t]*"
    rf"({_NAME})(?:[ \t]*[.(][ \t]*({_NAME})[ \t]*\)?)?\)?",
    re.I,
)
_ON_CHANGE = re.compile(
    r"\bon[ \t]+(?:delete|update)[ \t]+(?:cascade|restrict|set[ \t]+null|no[ \t]+action)", re.I
)
_TYPES = frozenset(
    re.findall(
        r"\w+",
        """int integer bigint smallint serial bigserial text string varchar char uuid bool boolean
        date time timestamp timestamptz datetime json jsonb float double decimal numeric number
        blob bytea not null nullable unique pk index optional required""",
    )
)
_GROUPED = re.compile(r"(pk|primary key|unique|key)[ \t]*\(", re.I)
_PK = re.compile(r"\b(?:pk|primary key)\b", re.I)
_UNIQUE = re.compile(r"\bunique\b", re.I)
_NULL = re.compile(r"\b(?:null|nullable|optional)\b", re.I)
_NOT_NULL = re.compile(r"\bnot null\b", re.I)
_FK = re.compile(r"\bfk\b", re.I)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column points at another table's column ("" where only the table is named)."""

    table: str
    column: str
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` is what was written about it beyond the known words."""

    name: str
    span: Span
    key: bool = False
    unique: bool = False
    optional: bool = False
    type: str = ""
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, its key's columns, and its unique groups of columns."""

    name: str
    span: Span
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    uniques: tuple[tuple[str, ...], ...] = ()
    grouped: tuple[Piece, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name, whatever its case."""
        return next((one for one in self.columns if same(one.name, name)), None)


@dataclass(frozen=True, slots=True)
class Index:
    """An index on columns of a table."""

    table: str
    columns: tuple[Piece, ...]
    unique: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Spread:
    """How a table's rows are laid out: `kind` is shard or partition."""

    kind: str
    table: str
    columns: tuple[Piece, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """How many of one there are for another: `left` 1:N `right` and so on."""

    left: str
    right: str
    count: str
    span: Span


@dataclass(slots=True)
class Reading:
    """What has been read of a text so far."""

    tables: list[Table] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    spreads: list[Spread] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unclosed: Span | None = None
    """From the last bracket that is not closed to where its paragraph ends."""

    def report(self, code: str, severity: Severity, message: str, span: Span) -> None:
        """Notes a finding."""
        self.findings.append(Finding(code, severity, message, span))


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case."""
    return one.casefold() == other.casefold()


def read(text: str) -> Reading:
    """All statements of a text; what is none is a finding. Never raises."""
    reading = Reading()
    done = 0
    for start, end in lines(text):
        line = text[start:end].strip()
        if start < done or not line or line.startswith(("#", "//", "--")):
            continue
        done = _statement(text, start, end, reading)
    return reading


def _statement(text: str, start: int, end: int, reading: Reading) -> int:
    """Reads the statement that begins on a line, and says where it ends."""
    index = _INDEX.match(text, start, end)
    if index:
        close = _close(text, index.end() - 1, end, reading)
        inside = end if close is None else close
        columns = tuple(parts(text, index.end(), inside))
        span = Span(start, min(inside + 1, len(text)))
        reading.indexes.append(Index(index[2], columns, bool(index[1]), span))
        return end if close is None else _rest(text, close + 1, end, reading)
    spread = _SPREAD.match(text, start, end)
    if spread:
        columns = tuple(
            piece(text, one.span.start + one.text.startswith("("), one.span.end)
            for one in _unwrapped(text, spread.start(3), spread.end(3))
        )
        reading.spreads.append(Spread(spread[1].lower(), spread[2], columns, Span(start, end)))
        return end
    relation = _RELATION.match(text, start, end)
    if relation:
        count = f"{relation[2]}:{relation[3]}".upper().replace("M", "N")
        reading.relations.append(Relation(relation[1], relation[4], count, Span(start, end)))
        return end
    table = _TABLE.match(text, start, end)
    if table:
        close = _close(text, table.end() - 1, end, reading)
        name = Span(table.start(1), table.end(1))
        inside = end if close is None else close
        reading.tables.append(_table(text, name, table.end(), inside, reading))
        return end if close is None else _rest(text, close + 1, max(end, close + 1), reading)
    message = "This is not read. A table is name(column pk, column, column -> other.column)."
    unclosed = reading.unclosed
    if unclosed is not None and start < unclosed.end:
        line = text.count("\n", 0, unclosed.start) + 1
        message = f"This is not read, as the bracket opened on line {line} is not closed."
    reading.report("unreadable", Severity.ERROR, message, piece(text, start, end).span)
    return end


def _unwrapped(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a list that may stand in brackets."""
    if text[start:end].startswith("(") and text[start:end].endswith(")"):
        start, end = start + 1, end - 1
    return list(parts(text, start, end))


def _close(text: str, opening: int, end: int, reading: Reading) -> int | None:
    """Where a bracket closes, on a later line too, but not beyond an empty line; None, with a
    finding, where it does not."""
    paragraph = text.find("\n\n", opening)
    last = len(text) if paragraph < 0 else paragraph
    close = closing(text, opening, last)
    if close >= 0:
        return close
    message = "The bracket is not closed."
    reading.report("unclosed", Severity.ERROR, message, Span(opening, end))
    reading.unclosed = Span(opening, last)
    return None


def _rest(text: str, start: int, end: int, reading: Reading) -> int:
    """What follows a closed bracket on its line should be nothing, or a comment."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    rest = piece(text, min(start, line_end), line_end)
    if rest.text and not rest.text.startswith(("#", "//", "--", ";")):
        reading.report("stray-words", Severity.WARNING, "This is not read.", rest.span)
    return max(end, line_end)


def _table(text: str, name: Span, start: int, end: int, reading: Reading) -> Table:
    columns: list[Column] = []
    key: tuple[str, ...] = ()
    uniques: list[tuple[str, ...]] = []
    grouped: list[Piece] = []
    for one in parts(text, start, end):
        group = _GROUPED.match(one.text)
        if group and one.text.endswith(")"):
            inner = tuple(parts(text, one.span.start + group.end(), one.span.end - 1))
            grouped += inner
            names = tuple(part.text for part in inner)
            if group[1].lower() == "unique":
                uniques.append(names)
            else:
                key = names
            continue
        column = _column(one)
        if column is None:
            message = "This is no column's name."
            reading.report("unreadable-column", Severity.WARNING, message, one.span)
        else:
            columns.append(column)
    key = key or tuple(column.name for column in columns if column.key)
    label = text[name.start : name.end]
    return Table(label, name, tuple(columns), key, tuple(uniques), tuple(grouped))


def _column(one: Piece) -> Column | None:
    found = _COLUMN.match(one.text)
    if found is None:
        return None
    rest = found[3] or ""
    reference = None
    pointed = _pointed(rest)
    if pointed:
        at = one.span.start + found.start(3)
        span = Span(at + pointed.start(2), at + pointed.end())
        reference = Reference(pointed[2], pointed[3] or "", span)
        rest = rest[: pointed.start()] + " " + rest[pointed.end() :]
    optional = bool(found[2]) or rest.rstrip().endswith("?")
    optional = optional or bool(_NULL.search(_NOT_NULL.sub("", rest)))
    words = rest.rstrip(" \t\n?")
    for known in (_ON_CHANGE, _NOT_NULL, _PK, _UNIQUE, _NULL, _FK):
        words = known.sub(" ", words)
    return Column(
        found[1],
        one.span,
        bool(_PK.search(rest)),
        bool(_UNIQUE.search(rest)),
        optional,
        " ".join(words.split()),
        reference,
    )


def _pointed(rest: str) -> re.Match[str] | None:
    """Where a column says what it points at: an arrow, or fk, references and a table's name."""
    for found in _REFERENCE.finditer(rest):
        if not found[1] or found[3] or found[2].lower() not in _TYPES:
            return found
    return None
