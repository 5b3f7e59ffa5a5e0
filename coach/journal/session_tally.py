"""A sound session counted for the library: what its summary tells of, and its words by column.

The session is not folded whole: of the fold only the steps are made that a summary reads, and of
its moments only the words are kept. What is unusual has no tally, and is summarized in full.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.journal.access import ReadBounds
from coach.journal.file import read_file
from coach.journal.quick import quick_lines
from coach.journal.search_words import by_column, column_of
from coach.journal.strokes import TypingStroke, strokes
from coach.journal.summary import Summary, summary_of, with_head
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import Folding, edited
from coach.session.state import State
from coach.session.timeline import UNTOLD, MomentKind, Writing, what_is_told
from coach.session.touched import Touched
from coach.tuples import NamedTuple

_SEARCHED = frozenset({ev.Said, ev.FactRevealed, ev.HintGiven, ev.CurveballThrown})
"""Events whose words can be found again, beside those of edits."""
_COUNTED = frozenset(
    {
        ev.SessionOpened,
        ev.PhaseEntered,
        ev.Paused,
        ev.Resumed,
        ev.ScorePredicted,
        ev.Scored,
        ev.GaveUp,
        ev.Labelled,
        ev.Renamed,
        ev.SessionClosed,
    }
)
"""Events whose steps a summary reads. Of facts and hints it only counts the events."""
_PASSED = UNTOLD - {ev.SessionOpened}
"""Events that are passed over; a second opening is unusual."""


def tally(path: Path, bounds: ReadBounds) -> tuple[Summary, Mapping[str, str]] | None:
    """The summary of a session's file and its words by column, as
    `coach.journal.summary.summarize` has them; None where anything about it is unusual.

    The errors of `coach.journal.file.read` where the file cannot be read.
    """
    lines = quick_lines(read_file(path, bounds))
    counted = None if lines is None else _count(lines, bounds.effort)
    if lines is None or counted is None:
        return None
    summary = summary_of(
        path, counted.state, len(lines), None, hints=counted.hints, facts=counted.facts
    )
    return None if summary is None else (summary, with_head(summary, by_column(counted.told)))


class _Counted(NamedTuple):
    """What a summary reads of the state, the texts that can be found, each with its column, the
    phase of each hint, and how many facts were given."""

    state: State
    told: list[tuple[str, str]]
    hints: tuple[str, ...]
    facts: int


def _count(lines: Sequence[Entry], effort: int) -> _Counted | None:
    """What there is to tell of a session's lines; None for an edit that does not fit and where
    more than `effort` characters are moved."""
    folding, writing, told = Folding(), None, list[tuple[str, str]]()
    hints, facts = list[str](), 0
    folding.take(lines[0])
    boards = dict(folding.state.boards)
    state = folding.state
    for line in strokes(lines[1:], _PASSED):
        if isinstance(line, TypingStroke):
            stroke, edit = line, line.edit()
            old = boards.get(edit.board, "")
            text = edited(boards, edit) if edit.at <= len(old) else None
            if text is None or not stroke.fits(text):
                return None
            effort -= stroke.effort(text)
            if effort < 0:
                return None
            if writing and not writing.goes_on(stroke.line, edit):
                told += _written(writing)
                writing = None
            if writing is None:
                first = stroke.line
                writing = Writing(first, first, edit.board, old, old, 0.0, Touched())
            writing.add(stroke.line, edit, text)
            boards[edit.board] = text
            continue
        if writing:
            told += _written(writing)
            writing = None
        event = line.event
        kind = type(event)
        if kind in _SEARCHED:
            if words := what_is_told(event, state):
                told.append((column_of(words[0], words[2], line.by == ev.CANDIDATE), words[1]))
            if isinstance(event, ev.HintGiven):
                hints.append(event.phase)
            elif kind is ev.FactRevealed:
                facts += 1
        elif kind in _COUNTED:
            if kind is ev.SessionOpened:
                return None
            folding.take(line)
    if writing:
        told += _written(writing)
    last = max([line.at for line in lines])
    return _Counted(state.but({"n": len(lines), "at": last}), told, tuple(hints), facts)


def _written(writing: Writing) -> Sequence[tuple[str, str]]:
    """What a stretch of writing added and took away, where that is anything."""
    words = writing.told()
    return [(column_of(MomentKind.EDIT, writing.board, True), words)] if words else ()
