"""A debrief for ears: the page's own sentences without bars, signs and drawings beside each other;
and the questions before it, put one after another."""

import re
from collections.abc import Iterator

from coach.boards.board import Row
from coach.boards.diagram.describe import whole
from coach.boards.diagram.diagram_text import read
from coach.debrief.asks import Ask
from coach.debrief.report import report
from coach.debrief.score import Debrief

WIDE = 10_000
"""Cells of a line that is never folded: whoever reads it folds it."""
_DRAWN = re.compile("[│┃┌┐└┘├┤┬┴┼┄┆╎▼▲◀▶▸]")
_BAR = re.compile(r"\s*[█▌?×·─╷]+\s*")
_COLUMNS = re.compile(r"\s{2,}")
_SIGNS_TOLD = ("! is what", "0 █", "0 ?", "0 ·", "yours  ")
_MARKS = {
    "+ ": "Heard: ", "? ": "Unsure: ", "– ": "Missed: ", "× ": "Wrong: ", "! ": "Important: ",
    "· ": "", "n ": "Proposed: ",
}  # fmt: skip


def debrief_lines(debrief: Debrief) -> Iterator[str]:
    """The page, a sentence or a row a line. Where it draws two designs beside each other, the
    reference is told in sentences; one's own can be told any time."""
    told = False
    for row in report(debrief, WIDE):
        text = "".join(part for part, _ in row).strip()
        if _DRAWN.search(text):
            if not told:
                told = True
                yield "The reference, told:"
                yield from whole(read(debrief.comparison.reference_text))
            continue
        line = _spoken(_without_bars(row))
        if line:
            yield line


def _without_bars(row: Row) -> str:
    """A row's text without the cells that are parts of a bar; a sign before the row is none."""
    text = ""
    for part, _ in row:
        text += "  " if text.strip() and _BAR.fullmatch(part) else part
    return text.strip()


def _spoken(text: str) -> str:
    """A row in words: the sign before it named, columns parted by commas; "" for what only explains
    signs or says again what stands elsewhere."""
    if text.startswith(_SIGNS_TOLD) or text.endswith("part of it"):
        return ""
    for mark, word in _MARKS.items():
        if text.startswith(mark):
            text = word + text.removeprefix(mark).strip()
            break
    text = ", ".join(_COLUMNS.split(text))
    return text if any(map(str.isalnum, text)) else ""


def question(ask: Ask, at: int, count: int) -> Iterator[str]:
    """One question of the debrief: what was said, in its context, and what it may have shown."""
    if ask.before:
        yield f"Before it: {ask.before}"
    yield f"Entry {ask.entry}: “{ask.quote}”"
    if ask.after:
        yield f"After it: {ask.after}"
    yield (
        f"Question {at} of {count}, {ask.worth:.0f} points: did it say: {ask.text.rstrip('.')}? "
        "yes, no, Enter skips, stop skips all."
    )
