"""Tables drawn as boxes of characters: a name, a rule, columns; several may stand side by side."""

import re
from itertools import pairwise

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.bracket_lists import columnar
from coach.boards.schema.cardinality import relation_line
from coach.boards.schema.table_items import Items

_TOP = lazy(r"[+┌╭╔][-─═+┬╌]{2,}[+┐╮╗]")
_RULE = lazy(r"[\s|│║+├┤╠╣└┘╚╝╰╯┴┼─═-]*\Z")
_BOTTOM = lazy(r"[└╚╰]|\+[-=]+\+?\Z")
_COUNTS = lazy(r"(0?\.{0,2}1|[nNmM*∞])\s+(0?\.{0,2}1|[nNmM*∞])")
"""The counts at both ends of a line between two boxes."""
_NAME = lazy(r"[^\W\d][\w $-]*\Z")


class _Frame:
    """One box: where it stands across, and the lines of text inside it."""

    def __init__(self, left: int, right: int) -> None:
        self.left = left
        self.right = right
        self.parts: list[list[tuple[int, str]]] = [[]]
        self.closed = False


def drawn(assembly: Assembly, masked: str, lines: list[tuple[int, int]], number: int) -> int:
    """Reads the boxes whose top is on a line; the line after them, or `number` if they are none."""
    first = masked[slice(*lines[number])]
    frames = [_Frame(*match.span()) for match in _TOP.finditer(first)]
    at = number + 1
    strays: list[int] = []
    while at < len(lines) and not all(frame.closed for frame in frames):
        start, end = lines[at]
        line = masked[start:end]
        if not line.strip():
            return number
        _take(frames, line, start)
        if _outside(frames, line):
            strays.append(at)
        at += 1
    tables = [frame for frame in frames if frame.closed and _is_table(frame)]
    if len(tables) < len(frames):
        return number
    named = [_build(assembly, frame) for frame in tables]
    for stray in strays:
        _beside(assembly, frames, named, masked[slice(*lines[stray])], lines[stray])
    return at


def _beside(
    assembly: Assembly, frames: list[_Frame], named: list[str], line: str, span: tuple[int, int]
) -> None:
    """Reads what stands before, between and behind the boxes on one line: lines and counts."""
    edges = [(0, frames[0].left), *((a.right, b.left) for a, b in pairwise(frames))]
    for place, (begin, end) in enumerate([*edges, (frames[-1].right, len(line))]):
        told = line[begin:end].strip()
        if not told or re.fullmatch(r"[─—\-=<>▶►→←◀|│┌┐└┘+ ]+", told):
            continue
        apart = _COUNTS.fullmatch(told)
        told = f"{apart[1]}:{apart[2]}" if apart else told
        inside = 0 < place < len(frames)
        pair = named[place - 1 : place + 1]
        if not inside or not relation_line(assembly, span[0], f"{pair[0]} {told} {pair[1]}"):
            assembly.unread(*span, "What stands beside the boxes is not read.")


def _take(frames: list[_Frame], line: str, start: int) -> None:
    for frame in frames:
        if frame.closed:
            continue
        cell = line[frame.left : frame.right]
        if _RULE.match(cell) and cell.strip():
            if cell.strip()[0] in "└╚╰" or (
                cell.strip().startswith("+") and frame.parts[0] and len(frame.parts) > 1
            ):
                frame.closed = True
            elif frame.parts[-1]:
                frame.parts.append([])
        else:
            inner = cell.strip().strip("|│║├┤┼").strip()
            if inner:
                frame.parts[-1].append((start + line.index(inner, frame.left), inner))


def _is_table(frame: _Frame) -> bool:
    parts = [part for part in frame.parts if part]
    if not parts or not _NAME.match(parts[0][0][1]):
        return False
    items = [inner for part in parts for _, inner in part][1:]
    return bool(items) and all(columnar(inner.rstrip(",;")) for inner in items)


def _build(assembly: Assembly, frame: _Frame) -> str:
    listed = [place for part in frame.parts for place in part]
    at, name = listed[0]
    table = assembly.begin(name, Span(at, at + len(name)))
    reader = Items(assembly, table)
    for begin, inner in listed[1:]:
        reader.take(begin, begin + len(inner.rstrip(",;")))
    return name


def _outside(frames: list[_Frame], line: str) -> bool:
    return bool(_between(frames, line).strip())


def _between(frames: list[_Frame], line: str) -> str:
    cells = list(line)
    for frame in frames:
        for place in range(frame.left, min(frame.right, len(cells))):
            cells[place] = " "
    return "".join(cells).strip()
