"""The candidate's boards beside the reference's where the answer is no drawing: endpoints, tables
and whatever other board a workflow has a reference for."""

from collections.abc import Iterator

from coach.boards import registry
from coach.boards.board import Row, plain
from coach.debrief.score import Debrief
from coach.debrief.typeset import beside, heading
from coach.text import width

_ELSEWHERE = frozenset({"notes", "estimate", "diagram"})
"""Boards that have a section of their own, or none."""
_ROWS = 60


def texts(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Each such board of a session whose prompt has no drawing, side by side where both fit."""
    if debrief.prompt.design is not None:
        return
    for name in debrief.state.boards:
        reference = debrief.prompt.reference(name)
        if name in _ELSEWHERE or not reference.strip():
            continue
        yield heading(f"Your {registry.spec(name).title} beside the reference")
        mine = debrief.state.boards[name]
        half = (cells - 5) // 2
        left, right = _drawn(name, mine, half), _drawn(name, reference, half)
        if max(map(width, left + right), default=0) <= half:
            yield from beside(["Yours", *left], ["Reference", *right])
            continue
        for title, text in (("Yours", mine), ("Reference", reference)):
            yield ((title, "title"),)
            yield from (((line, ""),) for line in _drawn(name, text, cells))


def _drawn(name: str, text: str, cells: int) -> list[str]:
    """A board's text as the board draws it."""
    if not text.strip():
        return ["(nothing written)"]
    return plain(registry.drawn(name, text, cells, _ROWS)).split("\n")
