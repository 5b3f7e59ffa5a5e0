"""Lists in brackets as the api and schema boards write them: cut at commas that stand free."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.boards.board import Span

_OPEN = {"(": ")", "{": "}", "[": "]"}


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
    for at in range(start, end):
        char = text[at]
        if char in _OPEN:
            stack.append(_OPEN[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                return at
    return -1


def parts(text: str, start: int, end: int, separator: str = ",") -> Iterator[Piece]:
    """The pieces of text[start:end] between separators outside of brackets, empty ones left out."""
    depth = 0
    begun = start
    for at in range(start, end + 1):
        char = text[at] if at < end else separator
        if char in _OPEN:
            depth += 1
        elif char in _OPEN.values():
            depth = max(0, depth - 1)
        elif char == separator and (depth == 0 or at == end):
            found = piece(text, begun, at)
            if found.text:
                yield found
            begun = at + 1


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a text."""
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
