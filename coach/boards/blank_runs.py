"""Long runs of blanks inside a line, made short before a board's patterns see them.

A pattern that may begin or go on at any blank of a run takes time in the square or the cube of its
length, and nobody sets so many on purpose: the run is cut, the text read, and every place that the
reading names is moved to where it stands in the text as it was written.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from coach.boards.board import Span

LONGEST: Final = 40
"""Blanks in a row that are kept; columns of a table drawn in a terminal stand closer."""
_LONG: Final = re.compile(rf"[^\S\n]{{{LONGEST + 1},}}")


def shortened(text: str) -> tuple[str, Callable[[Any], Any]] | None:
    """The text with its long runs cut, and what moves a value's spans back; None without any."""
    if _LONG.search(text) is None:
        return None
    pieces: list[str] = []
    starts, shifts, at, gone = [0], [0], 0, 0
    for run in _LONG.finditer(text):
        pieces.append(text[at : run.start() + LONGEST])
        at = run.end()
        gone += at - run.start() - LONGEST
        starts.append(at - gone)
        shifts.append(gone)
    pieces.append(text[at:])

    def place(short: int) -> int:
        return short + shifts[bisect_right(starts, short) - 1]

    return "".join(pieces), lambda value: _moved(value, place, {})


def _moved(value: Any, place: Callable[[int], int], known: dict[int, Any]) -> Any:
    """The value with each span of it moved; what it holds twice stays one thing."""
    if isinstance(value, Span):
        return Span(place(value.start), place(value.end))
    if isinstance(value, tuple):
        parted = [_moved(part, place, known) for part in value]
        return type(value)(*parted) if hasattr(value, "_fields") else tuple(parted)
    if isinstance(value, Mapping):
        return {key: _moved(part, place, known) for key, part in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if id(value) not in known:
        parts = {
            part.name: _moved(getattr(value, part.name), place, known)
            for part in fields(value)
            if part.init
        }
        known[id(value)] = replace(value, **parts)
    return known[id(value)]
