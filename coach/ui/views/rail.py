"""The phase rail, the header line and the checklist: where the session stands."""

from coach.boards.board import Row
from coach.session.events import CANDIDATE, INTERVIEWER, Phase, SessionOpened
from coach.session.pacing import Pace, PhasePace, Standing, clock
from coach.session.state import State
from coach.text import clean_line, cut, pad, width
from coach.ui.views.wrap import wrap

_BAR = 10
_SIGNS = {
    Standing.AHEAD: ("·", "dim"),
    Standing.BEFORE: ("▸", "accent"),
    Standing.INSIDE: ("•", "good"),
    Standing.OVER: ("!", "bad"),
    Standing.UNTIMED: ("▸", "accent"),
}


AWAY_SHOWN = 120.0
"""Seconds of the session's clock for which time away stands in the header."""
_PHASE = 8
_TITLE = 13
_LEAST_TITLE = 8
_NAME = 12
"""Cells that the title of a phase keeps at least, the prompt's where there is room, and where
there is none."""


def header(state: State, pace: Pace, cells: int, now: float, saved: str = "") -> Row:
    """One line: the prompt, how it is sat, the phase and its clock, what is left, and trouble if
    any. Where it is narrow the phase's title is cut first, then the prompt's."""
    opened = state.opened
    if opened is None:
        return ((pad("", cells), ""),)
    parts: list[tuple[str, str]] = [(saved, "bad")] if saved else []
    if state.closed:
        parts.append(("closed", "dim"))
    elif state.paused:
        parts.append(("PAUSED", "warn"))
    before = len(parts)
    if pace.total:
        left = f"{clock(pace.left)} left" if pace.left >= 0 else f"{clock(-pace.left)} over"
        parts.append((left, "bad" if pace.left < 0 else "dim"))
    else:
        parts.append((clock(pace.elapsed), "dim"))
    if state.away_total >= 1 and now - state.away_at < AWAY_SHOWN:
        parts.append((f"away {clock(state.away_total)}", "dim"))
    room = cells - sum(width(text) + 2 for text, _ in parts)
    how = _how(state, opened)
    current = pace.current
    if current is not None:
        told = _against(current)
        most = room - min(width(opened.title), _TITLE) - width(how) - width(told) - 6
        phase = f"{cut(current.title, max(_PHASE, most))} {told}"
        parts.insert(before, (phase, _role(current)))
        room -= width(phase) + 2
    least = min(width(opened.title), _LEAST_TITLE)
    if room < least + width(how) + 3:
        how = ""
    title = cut(opened.title, max(least, room - width(how) - 3))
    gap = max(0, room - width(title) - width(how) - 3)
    row: list[tuple[str, str]] = [(f" {title}", "title"), (f"  {how}", "dim"), (" " * gap, "")]
    for part in parts:
        row.extend((("  ", ""), part))
    return tuple(row)


def _how(state: State, opened: SessionOpened) -> str:
    """Level, mode and pace, which stand nowhere else on the screen; in a mock with whom."""
    level, mode, length = (clean_line(w, 12) for w in (opened.level, opened.mode, opened.pace))
    if other := _opposite(state):
        mode = f"with {cut(clean_line(other, 40), _NAME)}"
    return f"{level} {mode} {length}" if length == "untimed" else f"{level} {mode} {length} min"


def _opposite(state: State) -> str:
    """The name of whoever sits on the other side of the desk; "" while nobody is known there."""
    mine = state.seat.role if state.seat else ""
    wanted = {CANDIDATE: INTERVIEWER, INTERVIEWER: CANDIDATE}.get(mine)
    people = state.people.values()
    return next((person.name for person in people if person.role == wanted), "")


def _against(phase: PhasePace) -> str:
    if not phase.most:
        return clock(phase.used)
    return f"{clock(phase.used)} of {window(phase.least, phase.most)}"


def window(least: int, most: int) -> str:
    """A window in m:ss, one time where both ends are the same."""
    return clock(most) if least == most else f"{clock(least)}–{clock(most)}"


def quarters(least: int, most: int, plain: bool = False) -> str:
    """A window in minutes, quarters of them as ¼ ½ ¾: shorter than m:ss and as exact.

    In plain ASCII, which has no such signs, only the end of the window in m:ss.
    """
    if plain:
        return clock(most)
    return _minutes(most) if least == most else f"{_minutes(least)}–{_minutes(most)}"


def _minutes(seconds: int) -> str:
    whole, quarter = divmod(seconds // 15, 4)
    return f"{whole or ''}{('', '¼', '½', '¾')[quarter]}" or "0"


def _role(phase: PhasePace) -> str:
    return {
        Standing.OVER: "bad",
        Standing.INSIDE: "good",
    }.get(phase.standing, "accent")


def rail(pace: Pace, cells: int, plain: bool = False) -> tuple[Row, ...]:
    """Each phase with its window and minutes, the current one with a bar and a sentence."""
    rows: list[Row] = [(("Phases", "heading"),)]
    for number, phase in enumerate(pace.phases, 1):
        sign, role = _SIGNS[phase.standing]
        if not phase.current and phase.standing is Standing.BEFORE:
            sign, role = "◦", "warn"
        minutes = clock(phase.used) if phase.standing is not Standing.AHEAD else ""
        if not minutes and phase.most:
            minutes = quarters(phase.least, phase.most, plain)
        title = pad(f"{number} {phase.title}", max(1, cells - width(minutes) - 3))
        text_role = "current" if phase.current else "dim" if not phase.used else ""
        rows.append(((f"{sign} ", role), (title, text_role), (f" {minutes}", text_role)))
        if phase.lost >= 1 and not phase.current:
            rows.append(((f"    loses {clock(phase.lost)}", "warn"),))
        if phase.current and phase.most:
            rows.append(_bar(phase, cells))
    if pace.sentence:
        rows.extend(((line, "hint"),) for line in wrap(pace.sentence, cells))
    return tuple(rows)


def _bar(phase: PhasePace, cells: int) -> Row:
    """Filled to the minutes used; the bar marks where the least is reached, `!` what is over."""
    room = max(8, min(_BAR * 2, cells - 9))
    scale = max(phase.most, phase.used)
    filled = int(room * phase.used / scale)
    least = min(room - 1, int(room * phase.least / scale))
    most = int(room * phase.most / scale)
    done = "".join("!" if i >= most else "━" for i in range(filled))
    rest = "".join("╷" if i == least else "─" for i in range(filled, room))
    role = _role(phase)
    word = {
        Standing.BEFORE: " early",
        Standing.INSIDE: " ok",
        Standing.OVER: " over",
    }.get(phase.standing, "")
    return (("   ", ""), (done, role), (rest, "dim"), (word, role))


def tick_rows(state: State, phase: Phase, item_index: int, cells: int) -> tuple[Row, ...]:
    """The checklist line of an item, folded; a tick shows as [x]."""
    item = phase.items[item_index]
    on = (phase.id, item.id) in state.ticked
    lines = wrap(item.text, cells - 4)
    first: Row = (("[x] " if on else "[ ] ", "good" if on else ""), (lines[0], "dim" if on else ""))
    return (first, *((("    " + line, "dim" if on else ""),) for line in lines[1:]))
