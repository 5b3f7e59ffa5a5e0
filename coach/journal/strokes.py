"""Edits that belong together as one: what was typed in one go, its corrections made."""

from collections.abc import Iterator, Sequence

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import TEXT_MOST


class TypingStroke:
    """An edit and those behind it by the same author that stay within what it put in, or type on
    at its end. The same text comes of them all at once as of one after the other."""

    __slots__ = ("_at", "_board", "_edits", "_inserted", "_most", "_moved", "_removed", "line")

    def __init__(self, line: Entry, edit: ev.TextEdited) -> None:
        """Begins with the edit of that line."""
        self.line = line
        self._board, self._at, self._removed = edit.board, edit.at, edit.removed
        self._inserted = edit.inserted
        self._edits, self._most = 1, len(edit.inserted)
        self._moved = self._most + len(edit.removed)

    def takes(self, line: Entry, edit: ev.TextEdited) -> bool:
        """Takes the next edit too, where it belongs to it."""
        text, removed = self._inserted, edit.removed
        start = edit.at - self._at
        if edit.board != self._board or line.by != self.line.by:
            return False
        size = len(text)
        if start == size and not removed:
            self._inserted = text = text + edit.inserted
        else:
            end = start + len(removed)
            if start < 0 or end > size or (removed and text[start:end] != removed):
                return False
            self._inserted = text = text[:start] + edit.inserted + text[end:]
            self._moved += len(removed)
        size = len(text)
        self._edits += 1
        self._moved += size
        self._most = max(self._most, size)
        return True

    def edit(self) -> ev.TextEdited:
        """All of it as one edit."""
        return ev.TextEdited(self._board, self._at, self._removed, self._inserted)

    def effort(self, text: str) -> int:
        """The characters that its edits move, as `coach.session.fold.effort` counts them, where
        the last of them leaves the board that text."""
        return self._moved + self._edits * (len(text) - len(self._inserted))

    def fits(self, text: str) -> bool:
        """Whether none of its edits makes too much of a board that it leaves with that text."""
        return len(text) - len(self._inserted) + self._most <= TEXT_MOST


def strokes(
    lines: Sequence[Entry], passed: frozenset[type[ev.Event]]
) -> Iterator[Entry | TypingStroke]:
    """The lines in their order, edits as strokes; events of the kinds in `passed` are left out."""
    stroke: TypingStroke | None = None
    for line in lines:
        event = line.event
        if isinstance(event, ev.TextEdited):
            if stroke:
                if stroke.takes(line, event):
                    continue
                yield stroke
            stroke = TypingStroke(line, event)
        elif type(event) not in passed:
            if stroke:
                yield stroke
                stroke = None
            yield line
    if stroke:
        yield stroke
