"""A written candidate: what is said, written and drawn in each phase, as a text of lines.

    prompt news-feed            head lines `key value`; prompt and level must be there
    level senior
    == clarify 5:00             enters a phase, which lasts so long; its acts are spread over it
    > How many users a day?     said aloud; `>+`, `>-` and `>~` are a reader's marks
    n[Assumptions]> 1 % write   a line added under a heading of the notes
    diagram<<                   a board's whole new text, up to a line `>>`
    client -> api
    >>
    tick clarify users          ticks an item of a phase's checklist

Reading it never plays anything; what cannot be read is a ContentError that names the line.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from coach.errors import ContentError
from coach.frozen import dataclass
from coach.session.decide import EditBoard, Intent, Say, TickItem
from coach.session.state import State
from coach.text import clean

NEEDED = ("prompt", "level")
LINES = 20_000
"""The most lines of a script that are read."""

_PHASE = re.compile(r"== (\S+) (\d{1,3}):([0-5]\d)\s*$")
_SAID = re.compile(r">[+~-]?(?: (.*))?$")
_NOTED = re.compile(r"n\[([^\]]+)\]>[+~-]? (.*)$")
_BOARD = re.compile(r"([a-z][a-z-]*)<<\s*$")
_TICK = re.compile(r"tick (\S+) (\S+)\s*$")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the candidate does: `kind` says what, `about` the board, heading or phase, `text`
    the words. `line` is where it stands in the script, counted from 1."""

    line: int
    kind: Literal["say", "note", "board", "tick"]
    about: str
    text: str

    def intent(self, state: State) -> Intent:
        """What it asks of the session in this state."""
        match self.kind:
            case "say":
                return Say(self.text)
            case "board":
                return EditBoard(self.about, self.text)
            case "tick":
                return TickItem(self.about, self.text, True)
            case "note":
                return EditBoard("notes", _noted(state.boards.get("notes", ""), self))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase that is entered and lasts `seconds`, with the acts that fill it."""

    line: int
    phase: str
    seconds: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole written candidate: the head by its keys, then the phases in order."""

    head: Mapping[str, str]
    stretches: tuple[Stretch, ...]


def parse(text: str, name: str = "the script") -> Script:
    """The script of a text; ContentError names the line that cannot be read."""
    lines = clean(text).split("\n")
    if len(lines) > LINES:
        raise ContentError(f"{name} has more than {LINES:,} lines.", "Play it in parts.")
    head, at = _head(lines, name)
    stretches: list[Stretch] = []
    while at < len(lines):
        entered = _PHASE.match(lines[at])
        if entered is None:
            raise _unread(name, at, lines[at], "== PHASE M:SS begins a phase.")
        phase, minutes, seconds = entered.groups()
        begun = at + 1
        acts, at = _acts(lines, begun, name)
        stretches.append(Stretch(begun, phase, int(minutes) * 60 + int(seconds), acts))
    missing = [key for key in NEEDED if not head.get(key)]
    if missing:
        raise ContentError(f"{name} does not name its {missing[0]}.", f"Head line: {missing[0]} …")
    if not stretches:
        raise ContentError(f"{name} has no phase.", "== clarify 5:00 begins the first one.")
    return Script(head, tuple(stretches))


def _head(lines: Sequence[str], name: str) -> tuple[dict[str, str], int]:
    """The head lines, the first of each key, and the place of the first line after them."""
    head: dict[str, str] = {}
    for at, line in enumerate(lines):
        if line.startswith("=="):
            return head, at
        key, _, value = line.partition(" ")
        if line.strip() and not value.strip():
            raise _unread(name, at, line, "The head has lines like: level senior.")
        if line.strip():
            head.setdefault(key, value.strip())
    return head, len(lines)


def _acts(lines: Sequence[str], at: int, name: str) -> tuple[tuple[Act, ...], int]:
    """The acts from a place on up to the next phase, and the place of that."""
    acts: list[Act] = []
    while at < len(lines) and not lines[at].startswith("=="):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip():
            continue
        if board := _BOARD.match(line):
            end = next((i for i in range(at, len(lines)) if lines[i].rstrip() == ">>"), None)
            if end is None:
                raise _unread(name, number - 1, line, "A line >> ends a board's text.")
            acts.append(Act(number, "board", board[1], "\n".join(lines[at:end]) + "\n"))
            at = end + 1
        else:
            acts.append(_act(line, number, name))
    return tuple(acts), at


def _act(line: str, number: int, name: str) -> Act:
    if said := _SAID.match(line):
        return Act(number, "say", "", (said[1] or "").strip())
    if noted := _NOTED.match(line):
        return Act(number, "note", noted[1], noted[2].strip())
    if ticked := _TICK.match(line):
        return Act(number, "tick", ticked[1], ticked[2])
    raise _unread(
        name, number - 1, line, "It is none of: > said, n[Heading]> noted, BOARD<<, tick."
    )


def _unread(name: str, at: int, line: str, hint: str) -> ContentError:
    shown = line if len(line) <= 60 else line[:59] + "…"
    return ContentError(f"{name}, line {at + 1} cannot be read: {shown}", hint)


def _noted(notes: str, act: Act) -> str:
    """The notes with one more line under a heading; at the end where there is no such heading."""
    lines = notes.split("\n")
    place = next(
        (i for i, line in enumerate(lines) if line.lstrip("# ").casefold() == act.about.casefold()),
        None,
    )
    if place is None:
        body = notes if not notes or notes.endswith("\n") else notes + "\n"
        return f"{body}# {act.about}\n- {act.text}\n"
    end = place + 1
    while end < len(lines) and lines[end].strip() and not lines[end].startswith("#"):
        end += 1
    return "\n".join([*lines[:end], f"- {act.text}", *lines[end:]])
