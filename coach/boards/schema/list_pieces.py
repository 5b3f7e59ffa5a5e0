"""Cutting lists: items at commas, semicolons and line ends that stand outside of brackets."""

import re
from collections.abc import Iterator

from coach.boards.patterns import lazy

_STOPS = lazy(r'"[^"\n]*"|`[^`\n]*`|(?<=\w)<[^<>\n]*>|[()\[\]{},;\n]')
_NESTED = lazy(r"[\"`<()\[\]{}]")
_ENDS = lazy(r"[,;\n&]")
_BAR = lazy(r"\s\|\s")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MOST_LINES = 20
"""Over so many lines a bracket of a statement may reach."""
DEEPEST = 200


def cut(text: str, start: int, end: int, stops: str = ",;\n") -> Iterator[tuple[int, int]]:
    """Start and end of each item of text[start:end], stripped; empty ones are left out."""
    if not _NESTED.search(text, start, end):
        yield from _flat(text, start, end, stops)
        return
    depth = 0
    begun = start
    for match in _STOPS.finditer(text, start, end):
        char = match[0]
        if char in _PAIRS:
            depth += 1
        elif char in ")]}":
            depth = max(0, depth - 1)
        elif depth == 0 and char in stops:
            yield from _stripped(text, begun, match.start())
            begun = match.end()
    yield from _stripped(text, begun, end)


def _flat(text: str, start: int, end: int, stops: str) -> Iterator[tuple[int, int]]:
    """The same where nothing is nested."""
    begun = start
    for match in _ENDS.finditer(text, start, end):
        if match[0] in stops:
            yield from _stripped(text, begun, match.start())
            begun = match.end()
    yield from _stripped(text, begun, end)


def between_bars(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each item of a list whose items stand between bars: `id PK | size | at`."""
    begun = start
    for match in _BAR.finditer(text, start, end):
        yield from _stripped(text, begun, match.start())
        begun = match.end()
    yield from _stripped(text, begun, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    bare = inner.strip()
    if bare:
        start += len(inner) - len(inner.lstrip())
        yield start, start + len(bare)


def closed(text: str, opening: int, end: int) -> int:
    """Where the bracket that opens at `opening` closes before `end`; -1 where it does not."""
    stack: list[str] = []
    for match in _STOPS.finditer(text, opening, end):
        char = match[0]
        if char in _PAIRS:
            stack.append(_PAIRS[char])
            if len(stack) > DEEPEST:
                return -1
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                return match.start()
    return -1


def unwrapped(text: str) -> str:
    """A text without the brackets around the whole of it."""
    text = text.strip()
    while text.startswith("(") and closed(text, 0, len(text)) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def names(text: str) -> list[str]:
    """The plain names of a list such as `(a, b desc)` or `a + b`; expressions stay whole."""
    inner = unwrapped(text)
    return [
        bare(inner[start:end]) for start, end in cut(inner.replace("+", ","), 0, len(inner), ",;&")
    ]


def bare(name: str) -> str:
    """A name without quotes, direction and length."""
    if name.isidentifier():
        return name
    name = re.sub(r"\s+(?:asc|desc)\b.*\Z", "", name.strip(), flags=re.I | re.S)
    name = re.sub(r"\s*\(\d+\)\Z", "", name)
    if len(name) > 1 and name[0] in "\"`['" and name[-1] in "\"`]'":
        return name[1:-1]
    return name


def unbroken(masked: str, at: int, inner: str) -> str:
    """The statement that begins as `inner` at a place, up to the line where its bracket closes."""
    if inner.count("(") <= inner.count(")"):
        return inner
    paragraph = masked.find("\n\n", at)
    opening = at + inner.index("(")
    close = closed(masked, opening, paragraph if paragraph >= 0 else len(masked))
    if close < 0 or masked.count("\n", at, close) > _MOST_LINES:
        return inner
    stop = masked.find("\n", close)
    return masked[at : stop if stop >= 0 else len(masked)].rstrip()
