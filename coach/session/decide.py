"""What a wish turns into: `decide(state, intent)` gives the events to append, or refuses.

Intents are what the screen, the scripted interviewer or a peer want; only what `decide` returns
may be appended. A refusal is a `Refused` with a sentence. An intent that changes nothing gives no
events.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from coach.errors import NotFound, Refused
from coach.frozen import dataclass
from coach.session import events as ev
from coach.session.admit import admit
from coach.session.merging import difference
from coach.session.naming import LabelSession, RenameSession, labelled, renamed
from coach.session.scores import (
    Overrule,
    PredictScore,
    RecordScore,
    overruled,
    predicted,
    recorded,
)
from coach.session.state import State
from coach.session.turning import TurnDrawing, turned
from coach.text import clean

TEXT_LIMIT, SAY_LIMIT = 200_000, 20_000


@dataclass(frozen=True, slots=True)
class EnterPhase:
    phase: str


@dataclass(frozen=True, slots=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True)
class EditBoard:
    """The board's whole new text; the event is the smallest splice that leads to it."""

    board: str
    text: str


@dataclass(frozen=True, slots=True)
class EditDraft:
    """The whole of what stands in the talk line and has not been said."""

    text: str


@dataclass(frozen=True, slots=True)
class TickItem:
    """Turns the item's tick over, or sets it where `on` is given."""

    phase: str
    item: str
    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Say:
    text: str
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class RevealFact:
    fact: str
    answer: str
    question: int = 0


@dataclass(frozen=True, slots=True)
class GiveHint:
    phase: str
    ladder: str
    rung: str
    text: str
    price: float


@dataclass(frozen=True, slots=True)
class ThrowCurveball:
    curveball: str
    text: str


@dataclass(frozen=True, slots=True)
class TagEntry:
    entry: int
    tag: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GiveUp:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    why: str = "finished"


Intent: TypeAlias = (
    EnterPhase
    | Pause
    | Resume
    | EditBoard
    | TurnDrawing
    | EditDraft
    | TickItem
    | Say
    | RevealFact
    | GiveHint
    | ThrowCurveball
    | TagEntry
    | PredictScore
    | Overrule
    | RecordScore
    | GiveUp
    | LabelSession
    | RenameSession
    | Close
)

_CANDIDATE = frozenset({ev.CANDIDATE})
_INTERVIEWER = frozenset({ev.INTERVIEWER})
_BOTH = _CANDIDATE | _INTERVIEWER

MAY: Mapping[type, frozenset[str]] = {
    EnterPhase: _BOTH,
    Pause: _BOTH,
    Resume: _BOTH,
    EditBoard: _CANDIDATE,
    TurnDrawing: _CANDIDATE,
    EditDraft: _CANDIDATE,
    TickItem: _CANDIDATE,
    Say: _BOTH,
    RevealFact: _INTERVIEWER,
    GiveHint: _INTERVIEWER,
    ThrowCurveball: _INTERVIEWER,
    TagEntry: _BOTH | {ev.OBSERVER},
    PredictScore: _CANDIDATE,
    Overrule: _CANDIDATE,
    RecordScore: _CANDIDATE,
    GiveUp: _CANDIDATE,
    LabelSession: _CANDIDATE,
    RenameSession: _CANDIDATE,
    Close: _BOTH,
}
"""Which roles may want what."""


def decide(state: State, intent: Intent, by: str) -> tuple[ev.Event, ...]:
    """The events that carry the intent of the author `by` out in this state.

    Refused or NotFound say why not: the role that `by` has here may not want it, or it does not
    fit the state.
    """
    if state.opened is None:
        raise Refused("The session has not been opened.")
    role = state.role(by)
    if role not in MAY[type(intent)]:
        who = " or the ".join(sorted(MAY[type(intent)]))
        raise Refused(f"That is for the {who}.", f"You are the {role} of this session.")
    if state.closed and not isinstance(intent, _AFTERWARDS):
        raise Refused("This session is closed.", "Start a new one, or look at its debrief.")
    decided: tuple[ev.Event, ...] = _DECISIONS[type(intent)](state, intent)
    for event in decided:
        if refusal := admit(state, event, by):
            raise Refused(refusal.why)
    return decided


def pressed(state: State) -> bool:
    """Whether the session is in pressure mode: no checks, no hints, no pause."""
    return state.opened is not None and state.opened.mode == "pressure"


def _enter(state: State, intent: EnterPhase) -> tuple[ev.Event, ...]:
    if state.planned(intent.phase) is None:
        names = ", ".join(phase.id for phase in state.phases)
        raise NotFound(f"There is no phase {intent.phase}.", f"Phases: {names}.")
    if state.phase == intent.phase and not state.paused:
        return ()
    entered = ev.PhaseEntered(intent.phase)
    return (ev.Resumed(), entered) if state.paused else (entered,)


def _pause(state: State, intent: Pause) -> tuple[ev.Event, ...]:
    if pressed(state):
        raise Refused("Pressure mode has no pause.", "The clock runs on, as in the real thing.")
    return () if state.paused else (ev.Paused(),)


def _resume(state: State, intent: Resume) -> tuple[ev.Event, ...]:
    return (ev.Resumed(),) if state.paused else ()


def _edit(state: State, intent: EditBoard) -> tuple[ev.Event, ...]:
    if intent.board not in state.boards:
        raise NotFound(f"This session has no board called {intent.board}.")
    text = clean(intent.text)
    if len(text) > TEXT_LIMIT:
        raise Refused(
            f"A board holds at most {TEXT_LIMIT:,} characters.", "Shorten it; nothing was lost."
        )
    edit = difference(intent.board, state.boards[intent.board], text)
    return (edit,) if edit else ()


def _draft(state: State, intent: EditDraft) -> tuple[ev.Event, ...]:
    text = clean(intent.text)
    if len(text) > SAY_LIMIT:
        raise Refused(f"The talk line holds at most {SAY_LIMIT:,} characters.", "Say it in parts.")
    edit = difference("", state.draft, text)
    return (ev.DraftEdited(edit.at, edit.removed, edit.inserted),) if edit else ()


def _tick(state: State, intent: TickItem) -> tuple[ev.Event, ...]:
    phase = state.planned(intent.phase)
    if phase is None or all(item.id != intent.item for item in phase.items):
        raise NotFound(f"There is no checklist item {intent.item} in {intent.phase}.")
    ticked = (intent.phase, intent.item) in state.ticked
    on = not ticked if intent.on is None else intent.on
    return () if on == ticked else (ev.ItemTicked(intent.phase, intent.item, on),)


def _say(state: State, intent: Say) -> tuple[ev.Event, ...]:
    text = clean(intent.text).strip()
    if not text:
        return ()
    if len(text) > SAY_LIMIT:
        raise Refused(f"One utterance holds at most {SAY_LIMIT:,} characters.", "Say it in parts.")
    return (ev.Said(text, intent.kind, intent.ref),)


def _reveal(state: State, intent: RevealFact) -> tuple[ev.Event, ...]:
    return (ev.FactRevealed(intent.fact, intent.answer, intent.question),)


def _hint(state: State, intent: GiveHint) -> tuple[ev.Event, ...]:
    if pressed(state):
        raise Refused("Pressure mode has no hints.", "Say what you would do, and go on.")
    return (ev.HintGiven(intent.phase, intent.ladder, intent.rung, intent.text, intent.price),)


def _throw(state: State, intent: ThrowCurveball) -> tuple[ev.Event, ...]:
    return (ev.CurveballThrown(intent.curveball, intent.text),)


def _tag(state: State, intent: TagEntry) -> tuple[ev.Event, ...]:
    if not 0 < intent.entry <= state.n:
        raise NotFound(f"There is no entry {intent.entry} in this session.")
    return (ev.Tagged(intent.entry, clean(intent.tag), clean(intent.note)),)


def _give_up(state: State, intent: GiveUp) -> tuple[ev.Event, ...]:
    return () if state.gave_up else (ev.GaveUp(),)


def _close(state: State, intent: Close) -> tuple[ev.Event, ...]:
    return (ev.SessionClosed(intent.why),)


_AFTERWARDS = (TagEntry, PredictScore, Overrule, RecordScore, GiveUp, LabelSession, RenameSession)
_DECISIONS: Mapping[type, Callable[[State, Any], tuple[ev.Event, ...]]] = {
    EnterPhase: _enter,
    Pause: _pause,
    Resume: _resume,
    EditBoard: _edit,
    TurnDrawing: turned,
    EditDraft: _draft,
    TickItem: _tick,
    Say: _say,
    RevealFact: _reveal,
    GiveHint: _hint,
    ThrowCurveball: _throw,
    TagEntry: _tag,
    PredictScore: predicted,
    Overrule: overruled,
    RecordScore: recorded,
    GiveUp: _give_up,
    LabelSession: labelled,
    RenameSession: renamed,
    Close: _close,
}
