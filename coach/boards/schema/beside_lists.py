"""What stands beside the list of a table's columns: a key, a shard, how many rows, a remark."""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.column_words import column_words
from coach.boards.schema.item_shapes import group_of, keyed_together
from coach.boards.schema.list_pieces import cut
from coach.boards.schema.table_items import Items
from coach.boards.schema.table_statements import size_line, spread_line

_POINTER = lazy(r"(?:<[-=]+|←|⟵|[-=]+>|→|[-–—]{1,2}(?=\s)|//)\s*")
_SAID = lazy(
    r"(?P<word>(?:composite\s+|compound\s+)?(?:pk|primary\s+key|key)|unique)\s+(?P<is>is|are|on|over|of)\s+"
    r"(?:the\s+)?(?P<columns>\(?[\w$]+(?:\s*(?:,|\+|\band\b)\s*[\w$]+)*\)?)\s*\.?\Z",
    re.I,
)
_ROWS = lazy(r"[~≈]?\s*[\d.,]+\s*\w*\s+rows?\b", re.I)
_GROWS = lazy(
    r"\+?\s*(?P<amount>[~≈]?\s*[\d.,]+\s*[kmb]?)\s*(?:new\s+)?(?:rows\s*)?(?P<per>(?:/|per\s+|a\s+|each\s+)\s*"
    r"(?:s|sec|second|h|hour|d|day|w|week|month|y|year))\s*\Z",
    re.I,
)


def beside(reader: Items, masked: str, start: int, stop: int) -> None:
    """Takes what stands behind a list, piece by piece; what of it says nothing is told."""
    rest = masked[start:stop]
    text = rest.strip(" \t;,]")
    if not text:
        return
    begin = start + rest.index(text)
    if re.fullmatch(r"\([^()]*\)", text) and not _column(text[1:-1]):
        return
    if pointer := _POINTER.match(text):
        begin, text = begin + pointer.end(), text[pointer.end() :]
    if _taken(reader, begin, text):
        return
    pieces = [(begin + a, text[a:b]) for a, b in cut(text, 0, len(text), ",;")]
    taken = [len(pieces) > 1 and _taken(reader, at, piece) for at, piece in pieces]
    if pointer and not any(taken):
        return
    for (at, piece), known in zip(pieces, taken, strict=True):
        if not known:
            message = f"“{piece[:60]}” is not read."
            span = Span(at, at + len(piece))
            reader.assembly.report("stray-words", Severity.WARNING, message, span)


def _taken(reader: Items, at: int, text: str) -> bool:
    """Takes one thing that is said of the table; False where it is none."""
    assembly, name = reader.assembly, reader.table.name
    if spread_line(assembly, at, text, name):
        return True
    if (said := _SAID.match(text)) is not None:
        word = f"{said['word']} (".ljust(said.start("columns"))
        composed = f"{word}{said['columns'].strip('()').replace(' and ', ' ,   ')})"
        return reader.take(at, at + len(text), text=composed)
    if together := keyed_together(text):
        reader.keyed(at + together[0], at + together[1])
        return True
    if group_of(text) and reader.take(at, at + len(text)):
        return True
    if _ROWS.match(text):
        return size_line(assembly, at, f"{name} {text}", len(text))
    if grows := _GROWS.match(text):
        said_so = f"grow {name} {grows['amount'].strip('~≈ ')}{_per(grows['per'])}"
        return size_line(assembly, at, said_so, len(text))
    return False


def _per(said: str) -> str:
    return "/" + re.sub(r"(?:/|per\s+|a\s+|each\s+)\s*", "", said, count=1, flags=re.I)


def _column(text: str) -> bool:
    words = column_words(text)
    return words is not None and (words.bare or words.sure)
