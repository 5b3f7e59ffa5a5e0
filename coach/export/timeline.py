"""What happened in a session, in order, as a person would list it.

Entries that belong together become one moment: edits of one board with nothing between them are
one stretch of writing, shown as the lines it added and took away. Private marks are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.state import EMPTY, State

_DIFF_LIMIT = 400

_Edit: TypeAlias = tuple[Entry, str, str, float]
"""A splice: its entry, the board's text before and after, the interview's clock."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, from entry `n` to entry `last`, in `phase`.

    `at` is in seconds since the session opened, `clock` in seconds of the interview's own clock,
    which stands still in pauses and while the machine sleeps.
    `kind` is phase, said, fact, hint, curveball, edit, ticked, unticked, paused, resumed, away,
    predicted, overruled, scored, gave up, closed or unknown. `ref` is the phase, board, fact,
    hint ladder with its rung, curveball, checklist item or observable it is about.
    """

    n: int
    last: int
    at: float
    by: str
    phase: str
    kind: str
    text: str = ""
    ref: str = ""
    clock: float = 0.0


def moments(entries: Iterable[Entry]) -> tuple[Moment, ...]:
    """The moments of a session in the order of its entries."""
    found: list[Moment] = []
    writing: list[_Edit] = []
    state = EMPTY
    for entry in entries:
        before, state = state, step(state, entry)
        event = entry.event
        if isinstance(event, ev.TextEdited):
            if state.unknown > before.unknown:
                continue
            if writing and not _continues(writing[-1][0], entry):
                _flush(found, writing, state.phase)
            old, new = before.boards[event.board], state.boards[event.board]
            writing.append((entry, old, new, state.elapsed(entry.at)))
            continue
        moment = _moment(entry, state)
        if moment is not None:
            _flush(found, writing, before.phase)
            found.append(moment)
    _flush(found, writing, state.phase)
    return tuple(found)


def changes(old: str, new: str) -> str:
    """The lines that went (- ) and came (+ ) between two texts; blank lines are not told."""
    before, after = old.split("\n"), new.split("\n")
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    before, after = before[start : len(before) - end], after[start : len(after) - end]
    lines: list[str] = []
    for gone, come in _pieces(before, after):
        lines += [f"- {line}" for line in gone if line.strip()]
        lines += [f"+ {line}" for line in come if line.strip()]
    return "\n".join(lines)


def _pieces(
    before: Sequence[str], after: Sequence[str]
) -> Iterable[tuple[Sequence[str], Sequence[str]]]:
    if len(before) + len(after) > _DIFF_LIMIT:
        yield before, after
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield before[a:b], after[c:d]


def _continues(last: Entry, entry: Entry) -> bool:
    if not isinstance(last.event, ev.TextEdited) or not isinstance(entry.event, ev.TextEdited):
        return False
    return last.by == entry.by and last.event.board == entry.event.board


def _flush(found: list[Moment], writing: list[_Edit], phase: str) -> None:
    """Turns the edits gathered so far into one moment."""
    if not writing:
        return
    (first, old, _, clock), (last, _, new, _) = writing[0], writing[-1]
    board = first.event.board if isinstance(first.event, ev.TextEdited) else ""
    told = changes(old, new)
    if told:
        moment = Moment(first.n, last.n, first.at, first.by, phase, "edit", told, board, clock)
        found.append(moment)
    writing.clear()


def _moment(entry: Entry, state: State) -> Moment | None:
    told = _told(entry.event, state)
    if told is None:
        return None
    kind, text, ref = told
    clock = state.elapsed(entry.at)
    return Moment(entry.n, entry.n, entry.at, entry.by, state.phase, kind, text, ref, clock)


def _told(event: ev.Event, state: State) -> tuple[str, str, str] | None:
    """Kind, text and reference of one event, None for what is no moment of its own."""
    match event:
        case ev.PhaseEntered():
            plan = state.planned(event.phase)
            return "phase", plan.title if plan else event.phase, event.phase
        case ev.Said():
            return "said", event.text, event.kind
        case ev.FactRevealed():
            return "fact", event.answer, event.fact
        case ev.HintGiven():
            return "hint", event.text, f"{event.ladder} {event.rung}"
        case ev.CurveballThrown():
            return "curveball", event.text, event.curveball
        case ev.ItemTicked():
            return "ticked" if event.on else "unticked", _item(event, state), event.item
        case ev.WasAway():
            return "away", f"{event.seconds:.0f}", event.why
        case _:
            return _closing(event)


def _closing(event: ev.Event) -> tuple[str, str, str] | None:
    match event:
        case ev.Paused():
            return "paused", "", ""
        case ev.Resumed():
            return "resumed", "", ""
        case ev.ScorePredicted():
            return "predicted", str(event.score), ""
        case ev.Overruled():
            met = "met" if event.met else "not met"
            return "overruled", f"{met}, by entry {event.entry}. {event.note}", event.observable
        case ev.Scored():
            return "scored", f"{event.total:g}, {event.verdict}", ""
        case ev.GaveUp():
            return "gave up", "", ""
        case ev.SessionClosed():
            return "closed", "", event.why
        case ev.Unknown():
            return "unknown", "made by a newer version", event.type
        case _:
            return None


def _item(event: ev.ItemTicked, state: State) -> str:
    plan = state.planned(event.phase)
    items = plan.items if plan else ()
    return next((item.text for item in items if item.id == event.item), event.item)
