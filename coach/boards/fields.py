"""Lists in brackets as the api and schema boards write them: cut at commas that stand free."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.boards.board import Span

_OPEN = {"(": ")", "{": "}", "[": "]"}
_BRACKETS = frozenset("(){}[]")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, stripped, with where it stands."""

    text: str
    span: Span


def piece(text: str, start: int, end: int) -> Piece:
    """text[start:end] without the white space around it; offsets are of the whole text."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Piece(text[start:end], Span(start, end))


def closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opens at `start` closes before `end`; -1 where it does not."""
    stack: list[str] = []
    for at, char in _marks(text, start, end):
        if char in _OPEN:
            stack.append(_OPEN[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                return at
    return -1


def depth(text: str, start: int, end: int) -> int:
    """How many brackets text[start:end] opens more than it closes."""
    return sum(1 if char in _OPEN else -1 for _, char in _marks(text, start, end))


def parts(text: str, start: int, end: int, separator: str = ",") -> Iterator[Piece]:
    """The pieces of text[start:end] between separators outside of brackets, empty ones left out."""
    depth = 0
    begun = start
    for at, char in (*_marks(text, start, end, separator), (end, separator)):
        if char in _OPEN:
            depth += 1
        elif char in _OPEN.values():
            depth = max(0, depth - 1)
        elif depth == 0 or at == end:
            found = piece(text, begun, at)
            if found.text:
                yield found
            begun = at + 1


def _marks(text: str, start: int, end: int, separator: str = "") -> Iterator[tuple[int, str]]:
    """The brackets and separators of text[start:end] with their places, none out of quotes.

    A quote that is not closed on its line is a character like others, and so are those after it.
    """
    at = start
    unquoted = start
    while at < end:
        char = text[at]
        if char == '"' and at >= unquoted:
            quoted = _STRING.match(text, at, end)
            if quoted:
                at = quoted.end()
                continue
            line = text.find("\n", at, end)
            unquoted = end if line < 0 else line
        if char in _BRACKETS or char == separator:
            yield at, char
        at += 1


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a text."""
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
