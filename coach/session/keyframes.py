"""The texts of a board at the ends of its lines: what a picture grows over.

A board's picture is a fold: it depends on the edits of the board up to an entry and on nothing
else. It grows from one whole line to the next, so that what is typed within a line leaves no trace
in it, however the typing was cut into entries.
"""

from bisect import bisect_right
from collections.abc import Sequence

from coach.session.entry import Entry
from coach.session.events import SessionOpened, TextEdited
from coach.session.fold import splice


class Keyframes:
    """Follows a session's entries as they become more, and keeps one board's texts after each edit
    that ended, joined or took away a line."""

    def __init__(self, board: str) -> None:
        self._board = board
        self._read = 0
        self._text = ""
        self._numbers: list[int] = []
        self._texts: list[str] = []

    def follow(self, entries: Sequence[Entry]) -> None:
        """Reads what is new among the entries of the same session."""
        for entry in entries[self._read :]:
            event = entry.event
            if isinstance(event, SessionOpened):
                starts = (start.text for start in event.boards if start.name == self._board)
                self._text = next(starts, "")
            if not isinstance(event, TextEdited) or event.board != self._board:
                continue
            text = splice(self._text, event)
            if text is None:
                continue
            self._text = text
            if "\n" in event.inserted or "\n" in event.removed:
                self._numbers.append(entry.n)
                self._texts.append(text)
        self._read = len(entries)

    def upto(self, n: int) -> Sequence[str]:
        """The texts up to entry `n`."""
        return self._texts[: bisect_right(self._numbers, n)]

    def every(self) -> Sequence[str]:
        """All of them so far."""
        return self._texts
