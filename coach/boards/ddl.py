"""Tables read from SQL: CREATE TABLE with its keys and references, CREATE INDEX, ALTER TABLE ADD.

As PostgreSQL, SQLite and MySQL write them, and as the schema board writes them itself. Checks,
defaults and options are passed over; a column without NOT NULL may be left out, as in SQL.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.boards.board import Severity, Span
from coach.boards.fields import Piece, closing, parts
from coach.boards.table import Column, Index, Reading, Reference, Spread, Table, same

_QUOTED = r'(?:"[^"\n]+"|`[^`\n]+`|\[[^\]\n]+\]|[^\W\d][\w$]*)'
_NAME = rf"(?:{_QUOTED}\s*\.\s*)*({_QUOTED})"
_COMMENT = re.compile(r"--[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^'\n]|'')*'", re.S)
_SPREAD = re.compile(r"^--[ \t]*(shard|partition) by ([^\n]+)$", re.I | re.M)
_TABLE = re.compile(
    rf"\bcreate\s+(?:(?:global|local|temp|temporary|unlogged)\s+)*table\s+"
    rf"(?:if\s+not\s+exists\s+)?{_NAME}\s*\(",
    re.I,
)
_INDEX = re.compile(
    rf"\bcreate\s+(unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?"
    rf"(?:{_NAME}\s+)?on\s+(?:only\s+)?{_NAME}\s*(?:using\s+\w+\s*)?\(",
    re.I,
)
_ALTER = re.compile(rf"\balter\s+table\s+(?:if\s+exists\s+|only\s+)*{_NAME}\s+add\s+", re.I)
_OTHER = re.compile(
    r"\b(?:insert\s+into|select|update\s+\w+\s+set|delete\s+from|create\s+(?:type|view))\b", re.I
)
_CONSTRAINT = re.compile(rf"constraint\s+{_NAME}\s+", re.I)
_GROUP = re.compile(
    rf"(primary\s+key|unique(?:\s+(?:key|index))?|foreign\s+key|index|key|check|exclude)"
    rf"(?:\s+{_QUOTED})?\s*\(",
    re.I,
)
_REFERENCES = re.compile(rf"\breferences\s+{_NAME}(?:\s*\(\s*({_QUOTED})\s*\))?", re.I)
_COLUMN = re.compile(rf"({_QUOTED})\s*(.*)\Z", re.S)
_TYPE_ENDS = re.compile(
    r"\b(?:primary|unique|not\s+null|null|default|references|check|constraint|collate|comment"
    r"|generated|auto_?increment|identity|on\s+(?:delete|update)|encode|key)\b",
    re.I,
)
_LONGEST = 2000
"""Characters of a statement that is no table."""

_PASSED = "Only tables, their keys and indexes are read of SQL; this is passed over."


def read(text: str) -> Reading:
    """The tables, indexes and spreads of a text in SQL. Never raises."""
    reading = Reading()
    bare = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    begun = list(_TABLE.finditer(bare))
    bounds = (*(found.start() for found in begun[1:]), len(bare))
    for found, bound in zip(begun, bounds, strict=False):
        close = closing(bare, found.end() - 1, bound)
        span = Span(found.start(1), found.end(1))
        if close < 0:
            message = "The bracket of this table is not closed."
            reading.report("unclosed", Severity.ERROR, message, span)
        else:
            reading.tables.append(_table(bare, span, Span(found.end(), close), reading))
            reading.spreads += [*_spreads(text, found.start(), _plain(found[1]))][::-1]
    indexed = list(_INDEX.finditer(bare))
    bounds = (*(found.start() for found in indexed[1:]), len(bare))
    for found, bound in zip(indexed, bounds, strict=False):
        close = closing(bare, found.end() - 1, min(bound, found.end() + _LONGEST))
        if close >= 0:
            columns = tuple(_named(bare, found.end(), close))
            span = Span(found.start(), close + 1)
            reading.indexes.append(Index(_plain(found[3]), columns, bool(found[1]), span))
    for found in _ALTER.finditer(bare):
        _altered(bare, found, reading)
    other = _OTHER.search(bare)
    if other:
        reading.report("passed-over", Severity.HINT, _PASSED, Span(*other.span()))
    return reading


_STATEMENT_ENDS = re.compile(r"[^;\n]*;?")


def beside(text: str) -> str:
    """The text as long as it is, blank where SQL stands: what was written in another way."""
    bare = list(_COMMENT.sub(lambda found: " " * len(found[0]), text))
    whole = "".join(bare)
    spans = []
    for found in (*_TABLE.finditer(whole), *_INDEX.finditer(whole)):
        close = closing(whole, found.end() - 1, len(whole))
        end = len(whole) if close < 0 else close + 1
        rest = _STATEMENT_ENDS.match(whole, end)
        spans.append((found.start(), rest.end() if rest else end))
    for found in (*_ALTER.finditer(whole), *_OTHER.finditer(whole)):
        end = whole.find(";", found.end())
        spans.append((found.start(), len(whole) if end < 0 else end + 1))
    for start, end in spans:
        for at in range(start, end):
            if bare[at] != "\n":
                bare[at] = " "
    return "".join(bare)


def _plain(name: str) -> str:
    """A name without its quotes."""
    return name[1:-1] if name[:1] in '"`[' else name


def _named(text: str, start: int, end: int) -> Iterator[Piece]:
    """The columns of a list in brackets, without quotes, directions and lengths."""
    for one in parts(text, start, end):
        found = re.match(rf"{_QUOTED}(?=\s|\(\d+\)|\Z)", one.text)
        if found:
            yield Piece(_plain(found[0]), Span(one.span.start, one.span.start + found.end()))
        else:
            yield one


def _spreads(text: str, start: int, table: str) -> Iterator[Spread]:
    """What comments right above a table say of how its rows are laid out, the last one first."""
    at = start
    while True:
        begin = text.rfind("\n", 0, max(0, at - 1)) + 1
        found = _SPREAD.fullmatch(text[begin:at].rstrip("\n"))
        if not found or at == 0:
            return
        span = Span(begin + found.start(), begin + found.end())
        columns = tuple(parts(text, begin + found.start(2), begin + found.end(2)))
        yield Spread(found[1].lower(), table, columns, span)
        at = begin


def _table(text: str, name: Span, inside: Span, reading: Reading) -> Table:
    """The table of that name with what stands in its brackets; indexes go to the reading."""
    label = _plain(text[name.start : name.end])
    columns: list[Column] = []
    key: tuple[str, ...] = ()
    uniques: list[tuple[str, ...]] = []
    grouped: list[Piece] = []
    pointing: list[tuple[str, Reference]] = []
    for one in parts(text, inside.start, inside.end):
        at = one.span.start + (found.end() if (found := _CONSTRAINT.match(one.text)) else 0)
        group = _GROUP.match(text, at, one.span.end)
        if group is None:
            column = _column(one)
            if column is None:
                message = "This is no column of a table."
                reading.report("unreadable-column", Severity.WARNING, message, one.span)
            else:
                columns.append(column)
            continue
        close = closing(text, group.end() - 1, one.span.end)
        inner = tuple(_named(text, group.end(), close)) if close >= 0 else ()
        names = tuple(piece.text for piece in inner)
        kind = group[1].split()[0].lower()
        if kind == "primary":
            key, grouped = names, [*grouped, *inner]
        elif kind == "unique":
            uniques, grouped = [*uniques, names], [*grouped, *inner]
        elif kind in ("index", "key"):
            reading.indexes.append(Index(label, inner, False, one.span))
        elif kind == "foreign" and len(names) == 1:
            pointing += [(names[0], target) for target in _references(one, text)]
    columns = [_pointed(column, pointing) for column in columns]
    columns = [_of_key(column, key) for column in columns]
    key = key or tuple(column.name for column in columns if column.key)
    return Table(label, name, tuple(columns), key, tuple(uniques), tuple(grouped))


def _references(one: Piece, text: str) -> Iterator[Reference]:
    found = _REFERENCES.search(text, one.span.start, one.span.end)
    if found:
        span = Span(found.start(1), found.end())
        yield Reference(_plain(found[1]), _plain(found[2] or ""), span)


def _pointed(column: Column, pointing: list[tuple[str, Reference]]) -> Column:
    target = next((one for name, one in pointing if same(name, column.name)), None)
    return replace(column, reference=target) if target and not column.reference else column


def _of_key(column: Column, key: tuple[str, ...]) -> Column:
    inside = column.key or any(same(column.name, name) for name in key)
    return replace(column, optional=False) if inside else column


def _column(one: Piece) -> Column | None:
    found = _COLUMN.match(one.text)
    if found is None:
        return None
    rest = found[2]
    ends = _TYPE_ENDS.search(rest)
    told = rest[ends.start() :] if ends else ""
    key = bool(re.search(r"\bprimary\s+key\b", told, re.I))
    reference = _REFERENCES.search(rest)
    target = None
    if reference:
        at = one.span.start + found.start(2)
        span = Span(at + reference.start(1), at + reference.end())
        target = Reference(_plain(reference[1]), _plain(reference[2] or ""), span)
    return Column(
        _plain(found[1]),
        one.span,
        key,
        bool(re.search(r"\bunique\b", told, re.I)),
        not key and not re.search(r"\bnot\s+null\b", told, re.I),
        " ".join((rest[: ends.start()] if ends else rest).split()).lower(),
        target,
    )


def _altered(text: str, found: re.Match[str], reading: Reading) -> None:
    """ALTER TABLE … ADD FOREIGN KEY or PRIMARY KEY, applied to the table it names."""
    bound = min(len(text), found.end() + _LONGEST)
    end = text.find(";", found.end(), bound)
    end = bound if end < 0 else end
    named = _CONSTRAINT.match(text, found.end(), end)
    group = _GROUP.match(text, named.end() if named else found.end(), end)
    place = next(
        (at for at, one in enumerate(reading.tables) if same(one.name, _plain(found[1]))), None
    )
    if group is None or place is None:
        return
    close = closing(text, group.end() - 1, end)
    names = tuple(one.text for one in _named(text, group.end(), close)) if close >= 0 else ()
    table = reading.tables[place]
    kind = group[1].split()[0].lower()
    if kind == "foreign" and len(names) == 1:
        whole = Piece(text[found.start() : end], Span(found.start(), end))
        pointing = [(names[0], target) for target in _references(whole, text)]
        columns = tuple(_pointed(column, pointing) for column in table.columns)
        reading.tables[place] = replace(table, columns=columns)
    elif kind == "primary" and not table.key:
        columns = tuple(_of_key(column, names) for column in table.columns)
        reading.tables[place] = replace(table, columns=columns, key=names)
