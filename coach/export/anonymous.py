"""A session without who, where and when: id, times of day, program, paths, labels and notes gone,
dates as day 1, day 2, and words that one names blotted.

Numbers of entries stay, as evidence cites them: what goes leaves a sign of life in its place.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.history import History
from coach.session.merging import difference
from coach.session.state import EMPTY

SAYS = (
    "Anonymous as far as a program can tell: names, employers and figures in what was said stay,"
    " unless they were given with --hide. Read it before you send it."
)
_BEGINNING = 3
"""Letters of a hidden word from which on its beginning is hidden too: texts show it half typed."""
_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_PATH = re.compile(
    r"(?<![\w/])(?:~|/(?:home|Users|root|mnt|tmp|var|etc|opt|srv|usr))(?:/[^\s,;:'\"]+)+"
    r"|\b[A-Za-z]:\\[^\s,;'\"]+"
)
_GONE = (ev.Labelled, ev.Renamed, ev.Tagged, ev.DraftEdited)


class _Blotter:
    """Takes dates, paths and the hidden words out of texts; equal dates become the same day."""

    def __init__(self, hidden: Sequence[str], first_day: str) -> None:
        self._days: dict[str, int] = {first_day: 1} if first_day else {}
        beginnings = {
            word[:size]
            for word in hidden
            for size in range(min(_BEGINNING, len(word)), len(word) + 1)
            if word
        }
        pattern = "|".join(
            re.escape(beginning) for beginning in sorted(beginnings, key=len, reverse=True)
        )
        self._hidden = re.compile(rf"\b(?:{pattern})(?:\b|(?<=\W))", re.I) if pattern else None
        self._whole = [re.compile(re.escape(word), re.I) for word in hidden if word]

    def text(self, text: str) -> str:
        """What is left of a text."""
        text = _DATE.sub(self._day, _PATH.sub("[path]", text))
        for pattern in self._whole:
            text = pattern.sub(lambda match: "█" * len(match[0]), text)
        if self._hidden is not None:
            text = self._hidden.sub(lambda match: "█" * len(match[0]), text)
        return text

    def value(self, value: Any) -> Any:
        """A value with every text in it blotted."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self.value(part) for part in value)
        if isinstance(value, dict):
            return {self.text(name): self.value(part) for name, part in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            changed = {part.name: self.value(getattr(value, part.name)) for part in fields(value)}
            return replace(value, **changed)
        return value

    def _day(self, match: "re.Match[str]") -> str:
        return f"day {self._days.setdefault(match[0][:10], len(self._days) + 1)}"


def anonymous(history: History, hidden: Sequence[str] = ()) -> History:
    """The same session with nothing in it that tells whose it was; `hidden` are words to blot."""
    opened = history.entries[0].event if history.entries else None
    day = opened.wall[:10] if isinstance(opened, ev.SessionOpened) else ""
    blotter = _Blotter(hidden, day)
    authors: dict[str, str] = {ev.CANDIDATE: ev.CANDIDATE, ev.INTERVIEWER: ev.INTERVIEWER}
    state = EMPTY
    boards: dict[str, str] = {}
    entries = []
    for entry in history.entries:
        state = step(state, entry)
        author = authors.setdefault(entry.by, f"person {len(authors) + 1}")
        event = _event(entry.event, blotter)
        if isinstance(entry.event, ev.SessionOpened) and isinstance(event, ev.SessionOpened):
            boards = {board.name: board.text for board in event.boards}
            seats = (replace(seat, author=authors.get(seat.author, "")) for seat in event.roles)
            event = replace(event, roles=tuple(seats))
        if isinstance(entry.event, ev.TextEdited):
            board = blotter.text(entry.event.board)
            now = blotter.text(state.boards.get(entry.event.board, ""))
            event = difference(board, boards.get(board, ""), now) or ev.ClockNoted()
            boards[board] = now
        entries.append(Entry(entry.n, entry.at, author, event))
    return History(tuple(entries), blotter.text(history.damage))


def _event(event: ev.Event, blotter: _Blotter) -> ev.Event:
    if isinstance(event, _GONE):
        return ev.ClockNoted()
    if isinstance(event, ev.Unknown):
        return ev.Unknown(event.type, event.v, {})
    if isinstance(event, ev.SessionOpened):
        event = replace(event, session="", wall="day 1", program="")
    if isinstance(event, ev.Overruled):
        event = replace(event, note="")
    blotted: ev.Event = blotter.value(event)
    return blotted
