"""Indexes as people write them: `index t(a, b desc) where … include (c)`, `idx t.a`, `on t: a`."""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.list_pieces import bare, closed, cut, names
from coach.boards.schema.schema_parts import Index
from coach.boards.schema.sorting import sort_parts

_NAME = r'[\w$"`.-]+(?:[ ]+(?!on\b|using\b|where\b|by\b|over\b)[\w$]+)??'
_HEAD = lazy(
    r"(?P<unique>unique\s+)?(?:(?:secondary|composite|covering|compound|partial|global|local)\s+)?"
    r"(?:index(?:es)?|idx|ix|gsi|lsi)\b\s*(?P<colon>:)?\s*",
    re.I,
)
_SHAPES = tuple(
    lazy(pattern, re.I | re.S)
    for pattern in (
        rf"(?:on\s+)?(?P<table>{_NAME})\s*(?:using\s+(?P<method>\w+)\s*)?(?P<columns>\(.*)\Z",
        r"(?:\w+\s+)?on\s+(?P<table>[\w$\"`.-]+)\s*(?:using\s+(?P<method>\w+)\s*)?(?P<columns>\(.*)\Z",
        rf"(?:on\s+)?(?P<table>{_NAME})\s*:\s*(?P<columns>.+)\Z",
        r"(?P<columns>\(.*\)|[\w$]+(?:\s*,\s*[\w$]+)*)\s+(?:on|of|in|for)\s+(?P<table>[\w$\"`-]+)\s*\Z",
        r"(?:on\s+)?(?P<table>[\w$\"`-]+)\.(?P<columns>\(?[\w$]+(?:\s+desc)?(?:\s*,\s*[\w$.]+(?:\s+desc)?)*\)?)\s*\Z",
        r"(?:on\s+)?(?P<table>[\w$\"`-]+)\s+(?:by|over|->)\s+(?P<columns>.+)\Z",
        r"on\s+(?P<table>[\w$\"`-]+)\s+(?P<columns>[\w$]+(?:\s*,\s*[\w$]+)*)\Z",
    )
)
_BRACED = lazy(
    r"(?:on\s+)?([\w$-]+)\s*[:.]?\s*\{([^{}]*)\}\s*[,(]*\s*(unique\b)?(?:\s*:\s*true)?[)\s;]*\Z",
    re.I,
)
"""A document store's index: the table, then `{ a: 1, b: -1 }`, and whether it is unique."""
_NEXT = lazy(r"\)\s*,\s*[\w$]+\s*\(")
"""Where one index ends and the next begins with its table."""
_CLAUSE = lazy(r"\b(where|include|using)\b", re.I)


def index_line(assembly: Assembly, start: int, text: str, listed: bool = False) -> bool:
    """Takes a line that says an index; False where it says none.

    `listed` lines stand under a title such as "indexes" and need not say the word.
    """
    head = _HEAD.match(text)
    if head is None and not listed:
        return False
    rest = text[head.end() if head else 0 :].strip()
    pieces = list(cut(rest, 0, len(rest), ";")) if ";" in rest else []
    if not pieces and _NEXT.search(rest):
        pieces = list(cut(rest, 0, len(rest), ","))
    if len(pieces) > 1:
        return _several(assembly, start + text.index(rest), rest, pieces)
    unique = bool(head and head["unique"])
    braced = _BRACED.match(rest)
    if braced:
        rest = f"{braced[1]} ({in_order(braced[2])})"
        unique = unique or bool(braced[3])
    for shape in _SHAPES:
        match = shape.match(rest)
        if match is None or not match["columns"]:
            continue
        table = bare(match["table"])
        if "." in table and not match["columns"].startswith("("):
            continue
        table = table.rpartition(".")[2]
        columns = match["columns"]
        if columns.startswith("(") and closed(columns, 0, len(columns)) < 0:
            assembly.report(*_unclosed(start, text))
            columns += ")"
        if f"{table}." in columns:
            columns = re.sub(rf"(?<![\w.]){re.escape(table)}\.", "", columns)
        span = Span(start, start + len(text))
        method = match.groupdict().get("method") or ""
        index = index_of(table, columns, span, unique, method)
        if not _sensible(index):
            continue
        assembly.indexes.append(index)
        return True
    return False


def _several(assembly: Assembly, start: int, text: str, pieces: list[tuple[int, int]]) -> bool:
    """Indexes one behind the other; none is kept where one is not read."""
    before = len(assembly.indexes)
    if all(index_line(assembly, start + at, text[at:end], listed=True) for at, end in pieces):
        return True
    del assembly.indexes[before:]
    return False


def in_order(columns: str) -> str:
    """`a: 1, b: -1` as `a, b desc`."""
    rising = re.sub(r"[\"']?([\w.]+)[\"']?\s*:\s*\+?1\b", r"\1", columns)
    return re.sub(r"[\"']?([\w.]+)[\"']?\s*:\s*-\s*1\b", r"\1 desc", rising)


def _unclosed(start: int, text: str) -> tuple[str, Severity, str, Span]:
    opened = start + text.find("(")
    return "unclosed", Severity.ERROR, "The bracket is not closed.", Span(opened, start + len(text))


def _sensible(index: Index) -> bool:
    """Whether each part is a name or an expression, and not a sentence."""
    return all(
        re.fullmatch(r"[\w$]+(?: [\w$]+)?|.*\(.*\)|.*(?:->>?|::).*", part.text, re.S)
        for part in index.parts
    ) and not any(word in index.table.lower().split() for word in ("the", "on", "we"))


def index_of(table: str, rest: str, span: Span, unique: bool, method: str = "") -> Index:
    """The index whose columns and clauses are in `rest`: `(a, b) include (c) where x`, `a, b`."""
    clauses = {"where": "", "include": "", "using": method}
    end = closed(rest, 0, len(rest)) + 1 if rest.startswith("(") else 0
    places = list(_CLAUSE.finditer(rest, end))
    stop = places[0].start() if places else len(rest)
    columns = rest[:end] if end else re.sub(r"\s+\([^()]*\)\s*\Z", "", rest[:stop])
    for number, place in enumerate(places):
        until = places[number + 1].start() if number + 1 < len(places) else len(rest)
        clauses[place[1].lower()] = rest[place.end() : until].strip().rstrip(";").strip()
    word = clauses["using"].split()[0].lower() if clauses["using"] else "btree"
    return Index(
        table,
        sort_parts(columns),
        span,
        unique,
        " ".join(clauses["where"].split()),
        tuple(names(clauses["include"])) if clauses["include"] else (),
        word,
    )
