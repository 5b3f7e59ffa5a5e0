"""Brackets in a text: where they close, and pieces between separators that stand outside them.

Quotes hide what is inside; a quote that is not closed on its line is a character like others.
"""

import re
from collections.abc import Iterator

_MARKS = re.compile(r"""[{}\[\]()]|"(?:[^"\\\n]|\\.)*"|'[^'\\\n]*'(?!\w)""")
_GENERIC = r"(?<=\w)<[\w.]+\s*,[\w., ]+(?:<[\w., ]*>)?>(?![\w=])"
"""Types in angles with a comma between them, `map<string, int32>`, which cut nothing."""
_PARTS = {
    separators: re.compile(
        rf"""[{{}}\[\]()]|"(?:[^"\\\n]|\\.)*"|'[^'\\\n]*'(?!\w)|{_GENERIC}|[{separators}]"""
    )
    for separators in (r",;\n", r"|", r"&")
}
_CLOSES = {"{": "}", "[": "]", "(": ")"}


def closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opens at `start` closes before `end`; -1 where it does not."""
    stack: list[str] = []
    for mark in _MARKS.finditer(text, start, end):
        char = mark[0]
        if char in _CLOSES:
            stack.append(_CLOSES[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                return mark.start()
    return -1


def balance(text: str, start: int, end: int) -> int:
    """How many braces and square brackets text[start:end] opens more than it closes."""
    count = 0
    for mark in _MARKS.finditer(text, start, end):
        char = mark[0]
        if char in "{[":
            count += 1
        elif char in "}]":
            count -= 1
    return count


def pieces(text: str, start: int, end: int, separators: str = r",;\n") -> Iterator[tuple[int, int]]:
    """Start and end of each piece between separators outside of brackets, stripped, none empty."""
    depth = 0
    begun = start
    for mark in _PARTS[separators].finditer(text, start, end):
        char = mark[0]
        if char in _CLOSES:
            depth += 1
        elif char in ("}", "]", ")"):
            depth = max(0, depth - 1)
        elif depth == 0 and len(char) == 1:
            yield from _stripped(text, begun, mark.start())
            begun = mark.end()
    yield from _stripped(text, begun, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
