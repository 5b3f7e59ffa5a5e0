"""Folding text into rows of a width, by words, counting cells."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from coach.boards.board import Row
from coach.text import width

Page: TypeAlias = Sequence[Row] | Callable[[int], Sequence[Row]]
"""Rows, or what makes them for a width in cells."""


def at_width(page: Page, cells: int) -> tuple[Row, ...]:
    """The page's rows at that width."""
    return tuple(page(cells) if callable(page) else page)


def wrap(text: str, cells: int, indent: str = "") -> list[str]:
    """Lines of at most `cells` cells; lines after the first of a paragraph begin with indent."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_paragraph(paragraph, max(4, cells), indent))
    return lines


def _paragraph(text: str, cells: int, indent: str) -> list[str]:
    stripped = text.lstrip(" ")
    lead = text[: len(text) - len(stripped)][: cells // 2]
    lines = []
    line = lead
    empty = True
    for raw in stripped.replace("\t", "    ").split(" "):
        word = raw
        if not empty and width(line) + 1 + width(word) > cells:
            lines.append(line)
            line, empty = indent + lead, True
        while width(line) + width(word) > cells and width(word) > cells - width(indent + lead):
            room = max(1, cells - width(line) - (0 if empty else 1))
            head = _head(word, room)
            lines.append(line + ("" if empty else " ") + head)
            word = word[len(head) :]
            line, empty = indent + lead, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    lines.append(line)
    return lines


def _head(word: str, cells: int) -> str:
    taken = word[0]
    for char in word[1:]:
        if width(taken + char) > cells:
            break
        taken += char
    return taken


def wrapped(text: str, cells: int, role: str = "", indent: str = "") -> list[Row]:
    """The same as rows of one role."""
    return [((line, role),) for line in wrap(text, cells, indent)]
