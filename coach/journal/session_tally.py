"""A sound session counted for the library: what its summary tells of, and its words by column.

The session is not folded whole: of the fold only the steps are made that a summary reads, and of
its moments only the words are kept. What is unusual has no tally, and is summarized in full.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coach.journal.access import ReadBounds
from coach.journal.file import read_file
from coach.journal.quick import MOST, quick_lines
from coach.journal.search_words import by_column, column_of
from coach.journal.summary import Summary, summary_of, with_head
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import Folding, edited
from coach.session.state import State
from coach.session.timeline import UNTOLD, MomentKind, Writing, what_is_told
from coach.session.touched import Touched

_SEARCHED = frozenset({ev.Said, ev.FactRevealed, ev.HintGiven, ev.CurveballThrown})
"""Events whose words can be found again, beside those of edits."""
_COUNTED = frozenset(
    {
        ev.SessionOpened,
        ev.PhaseEntered,
        ev.Paused,
        ev.Resumed,
        ev.FactRevealed,
        ev.HintGiven,
        ev.ScorePredicted,
        ev.Scored,
        ev.GaveUp,
        ev.Labelled,
        ev.Renamed,
        ev.SessionClosed,
    }
)
"""Events whose steps a summary reads."""


def tally(path: Path, bounds: ReadBounds) -> tuple[Summary, Mapping[str, str]] | None:
    """The summary of a session's file and its words by column, as
    `coach.journal.summary.summarize` has them; None where anything about it is unusual.

    The errors of `coach.journal.file.read` where the file cannot be read.
    """
    lines = quick_lines(read_file(path, bounds))
    counted = None if lines is None else _count(lines, bounds.effort)
    if lines is None or counted is None:
        return None
    state, told = counted
    summary = summary_of(path, state, len(lines), None)
    return None if summary is None else (summary, with_head(summary, by_column(told)))


def _count(lines: Sequence[Entry], effort: int) -> tuple[State, list[tuple[str, str]]] | None:
    """What the summary reads of the state, and the texts that can be found, each with its column;
    None for an edit that does not fit and where more than `effort` characters are moved."""
    folding, writing, told = Folding(), None, list[tuple[str, str]]()
    folding.take(lines[0])
    boards = dict(folding.state.boards)
    for line in lines[1:]:
        event = line.event
        if isinstance(event, ev.TextEdited):
            text = edited(boards, event) if event.at < MOST else None
            effort -= len(text or "") + len(event.removed)
            if text is None or effort < 0:
                return None
            if writing and not writing.goes_on(line, event):
                told += _written(writing)
                writing = None
            if writing is None:
                old = boards[event.board]
                writing = Writing(line, line, event.board, old, old, 0.0, Touched())
            writing.add(line, event, text)
            boards[event.board] = text
            continue
        kind = type(event)
        if kind in UNTOLD:
            if kind is ev.SessionOpened:
                return None
            continue
        if writing:
            told += _written(writing)
            writing = None
        if kind in _COUNTED:
            folding.take(line)
        if kind in _SEARCHED and (words := what_is_told(event, folding.state)):
            told.append((column_of(words[0], words[2], line.by == ev.CANDIDATE), words[1]))
    if writing:
        told += _written(writing)
    last = max([line.at for line in lines])
    return folding.state.but({"n": len(lines), "at": last}), told


def _written(writing: Writing) -> Iterator[tuple[str, str]]:
    """What a stretch of writing added and took away, where that is anything."""
    if words := writing.told():
        yield column_of(MomentKind.EDIT, writing.board, True), words
