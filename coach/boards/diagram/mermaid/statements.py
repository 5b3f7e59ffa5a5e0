"""The statements of a flowchart, one after the other: what each does and where it stands.

What only styles a chart is passed over, but for the names of styled nodes and classes given.
"""

import re
from collections.abc import Iterator

from coach.boards.board import Span
from coach.boards.diagram.mermaid.labels import plain
from coach.boards.diagram.mermaid.links import link
from coach.boards.diagram.mermaid.points import MermaidLine, line
from coach.tuples import NamedTuple

_BLANK = re.compile(r"(?>(?:[\s;]+|%%[^\n]*)*)")
_WORD = re.compile(
    r"(style|linkStyle|classDef|class|click|href|subgraph|end|direction|accTitle|accDescr)\b"
    r"(?=[\s;:{]|\Z)"
)
_REST = re.compile(r"(?:#\w+;|[^;\n])*")
_ROW = re.compile(r"[^\n]*")
_DESCRIPTION = re.compile(r"accDescr[ \t]*\{[^}]*\}")
_CLASS = re.compile(r"class[ \t]+([^\n;]+?)[ \t]+([\w-]+)[ \t]*$")
_STYLE = re.compile(r"style[ \t]+(\S+)[ \t]+\S")
_TITLE = re.compile(
    r'subgraph\b[ \t]*(?:(?P<quoted>"[^"]*")|(?P<id>(?:[^\n;\["]|"[^"\n]*")*))[ \t]*'
    r'(?:\[[ \t]*(?:"(?P<title>[^"]*)"|(?P<bare>[^\n]*?))[ \t]*\](?=[ \t]*(?:[;\n]|:::|\Z)))?'
    r"(?P<rest>[^\n;]*)"
)


class OpenSubgraph(NamedTuple):
    """The beginning of a subgraph. `id` is "" where links cannot name it."""

    id: str
    title: str


class Named(NamedTuple):
    """Nodes that are styled, or get a class (`kind` is its name)."""

    ids: tuple[str, ...]
    kind: str


class Statement(NamedTuple):
    """One statement: nodes with links, the beginning of a subgraph, names, or its end (None)."""

    said: MermaidLine | OpenSubgraph | Named | None
    span: Span


def statements(text: str, at: int) -> Iterator[Statement]:
    """The statements from a place on; after a fault reading goes on with the next line."""
    while True:
        blank = _BLANK.match(text, at)
        assert blank is not None
        start = blank.end()
        if start >= len(text):
            return
        word = _WORD.match(text, start)
        if word is not None and not _leads(text, word.end()):
            said, at = _structure(text, start, word[1])
            if said is not _PASSED:
                yield Statement(said, _span(text, start, at))
            continue
        statement_lines = line(text, start)
        at = statement_lines.end
        if statement_lines.fault is not None:
            at = _past_fault(text, start, statement_lines.fault)
        yield Statement(statement_lines, _span(text, start, at))


_PASSED = Named((), "")


def _structure(text: str, start: int, word: str) -> tuple[OpenSubgraph | Named | None, int]:
    if word == "subgraph":
        return _frame(text, start)
    if word == "end":
        return None, start + len(word)
    pattern = _ROW if word in ("click", "href", "accTitle", "accDescr") else _REST
    described = _DESCRIPTION.match(text, start)
    rest = described or pattern.match(text, start)
    assert rest is not None
    if word == "class" and (classed := _CLASS.match(rest[0].rstrip())):
        return Named(tuple(name.strip() for name in classed[1].split(",")), classed[2]), rest.end()
    if word == "style" and (styled := _STYLE.match(rest[0])):
        return Named((styled[1],), ""), rest.end()
    return _PASSED, rest.end()


def _frame(text: str, start: int) -> tuple[OpenSubgraph, int]:
    match = _TITLE.match(text, start)
    assert match is not None
    if match["quoted"] is not None:
        name = match["quoted"][1:-1].strip().strip("`")
    else:
        name = match["id"].strip().strip('"')
    title = match["title"] if match["title"] is not None else match["bare"]
    if title is not None:
        return OpenSubgraph(name, plain(title)), match.end()
    return OpenSubgraph("" if re.search(r"\s", name) else name, plain(name)), match.end()


def _leads(text: str, at: int) -> bool:
    """Whether a link follows on the same line, so that the word before is a node's name."""
    stop = text.find("\n", at)
    link_read, _ = link(text[: stop if stop >= 0 else len(text)], at)
    return link_read is not None


def _past_fault(text: str, start: int, fault: int) -> int:
    """Where reading goes on: at the line of the fault if that was only begun, else behind it."""
    begun = text.rfind("\n", 0, fault) + 1
    if begun > start and not text[begun:fault].strip():
        return fault
    rest = _REST.match(text, fault)
    assert rest is not None
    return max(rest.end(), fault)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, start + len(text[start:end].rstrip()))
