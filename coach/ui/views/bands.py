"""The timeline of a replay: phases as bands, how much happened, marks as letters, and the head."""

from collections.abc import Collection

from coach.boards.board import Row
from coach.live.replay import Replay
from coach.session import events as ev
from coach.session.pacing import Pace
from coach.session.stopwatch import clock
from coach.text import cut, pad, width
from coach.ui.views.conversation import speaker

LETTERS = {"phase": "p", "fact": "f", "hint": "h", "curveball": "c", "mark": "*"}
MATCH, MISSED = "/", "x"
_LEAST_TITLE = 8
"""Cells that the titles of session and phase keep in the header."""
_HEIGHTS = " ▁▂▃▄▅▆▇█"
_PLAIN_HEIGHTS = " .:-=+*%#"
_QUIET = (ev.ClockNoted, ev.Tagged, ev.DraftEdited)
_RANK = "pfh*xc/"
"""Of several marks in one cell the last of these is shown."""


def timeline(
    replay: Replay,
    cells: int,
    matches: Collection[int] = (),
    missed: Collection[int] = (),
    plain: bool = False,
) -> tuple[Row, ...]:
    """Four rows: the phases, what happened in each stretch, the marks, the head. `matches` are
    numbers of entries, `missed` counts of entries."""
    room = max(10, cells - 2)
    scale = _Scale(replay.line.seconds, room)
    return (
        ((" ", ""), (_bands(replay, scale, room, plain), "dim")),
        ((" ", ""), (_activity(replay, scale, room, plain), "accent")),
        ((" ", ""), (_letters(replay, scale, room, matches, missed), "title")),
        ((" " * (1 + scale.cell(replay.clock)), ""), ("^" if plain else "▲", "current")),
    )


class _Scale:
    """Turns the interview's seconds into cells."""

    def __init__(self, seconds: float, room: int) -> None:
        self._seconds = seconds
        self._room = room

    def cell(self, when: float) -> int:
        """The cell of a time, from 0."""
        if self._seconds <= 0:
            return 0
        return max(0, min(self._room - 1, int(when / self._seconds * self._room)))


def _bands(replay: Replay, scale: _Scale, room: int, plain: bool) -> str:
    drawn = [" "] * room
    bands = replay.line.bands
    for at, band in enumerate(bands):
        start = scale.cell(band.start)
        end = scale.cell(bands[at + 1].start) if at + 1 < len(bands) else room
        begin = start + (1 if at else 0)
        if at and start < room:
            drawn[start] = "|" if plain else "│"
        name = pad(cut(band.phase, max(0, end - begin)), max(0, end - begin))
        drawn[begin:end] = list(name)[: max(0, end - begin)]
    return "".join(drawn[:room])


def _activity(replay: Replay, scale: _Scale, room: int, plain: bool) -> str:
    counts = [0] * room
    for entry, when in zip(replay.entries, replay.line.clocks, strict=True):
        if not isinstance(entry.event, _QUIET):
            counts[scale.cell(when)] += 1
    most = max(counts, default=0) or 1
    signs = _PLAIN_HEIGHTS if plain else _HEIGHTS
    return "".join(signs[-(-count * (len(signs) - 1) // most)] for count in counts)


def _letters(
    replay: Replay,
    scale: _Scale,
    room: int,
    matches: Collection[int],
    missed: Collection[int],
) -> str:
    drawn = [" "] * room
    line = replay.line
    placed: list[tuple[str, float]] = [(LETTERS[mark.kind], mark.clock) for mark in line.marks]
    placed += [(MATCH, line.clocks[line.count_of(n) - 1]) for n in matches]
    placed += [(MISSED, line.clocks[count - 1]) for count in missed]
    for letter, when in sorted(placed, key=lambda pair: _RANK.index(pair[0])):
        drawn[scale.cell(when)] = letter
    return "".join(drawn)


def heading(replay: Replay, minutes: Pace, speed: str, cells: int) -> Row:
    """The header line: the title, where of how much, the phase's minutes, and how it plays."""
    where = f"{clock(replay.clock)} of {clock(replay.line.seconds)}"
    phase = minutes.current
    told = ""
    if phase is not None:
        window = f" of {clock(phase.least)}–{clock(phase.most)}" if phase.most else ""
        used = f"{clock(phase.used)}{window}"
        fixed = len(where) + len(speed) + len(replay.caption) + len(used) + _LEAST_TITLE + 13
        told = f"{cut(phase.title.lower(), max(_LEAST_TITLE, cells - fixed))} {used}"
    fixed = len(where) + len(speed) + len(replay.caption) + width(told) + 12
    title = cut(replay.state.title, max(_LEAST_TITLE, cells - fixed))
    left = f" {title}   {replay.caption}   {where}   "
    gap = max(1, cells - width(left) - width(told) - width(speed) - 1)
    return (
        (f" {title}", "title"),
        (f"   {replay.caption}   ", "accent"),
        (f"{where}   ", "current"),
        (told, "dim"),
        (" " * gap, ""),
        (speed, "warn" if speed == "paused" else "good"),
    )


def marks_here(replay: Replay, cells: int, most: int) -> tuple[Row, ...]:
    """One's own marks and notes in this phase, up to the head; the last ones where many."""
    phase = replay.state.phase
    begin = max((band.start for band in replay.line.bands
                 if band.phase == phase and band.start <= replay.clock), default=0.0)  # fmt: skip
    own = [mark for mark in replay.line.marks
           if mark.kind == "mark" and begin <= mark.clock <= replay.clock]  # fmt: skip
    if not own:
        return ()
    rows: list[Row] = [(("Marks here", "heading"),)]
    for mark in own[-most:]:
        note = f"{mark.label}: {mark.note}" if mark.note else mark.label
        rows.append(((f"* {clock(mark.clock)} ", "accent"), (cut(note, max(6, cells - 9)), "")))
    return tuple(rows)


def told_at(replay: Replay, cells: int) -> Row:
    """The last thing said before the head, in one line."""
    words = replay.state.conversation[-1] if replay.state.conversation else None
    if words is None:
        return ((" Nothing was said yet.", "dim"),)
    who = speaker(words, replay.state.role(words.by))
    head = f" {who} {clock(words.clock)} #{words.n}  "
    return ((head, "title"), (cut(" ".join(words.text.split()), max(8, cells - len(head))), ""))
