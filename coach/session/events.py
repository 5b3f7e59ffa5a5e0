"""What can happen in a session: frozen events with wire names that never change.

A name or version this program does not know becomes `Unknown` and is kept, so a journal written
by a newer program loses nothing in an older one. Fields added later must have defaults; fields
once written are never renamed. `coach.session.wire` turns events into JSON and back.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, ClassVar

from coach.frozen import dataclass
from coach.session.authors import CANDIDATE as CANDIDATE  # noqa: PLC0414 - told on
from coach.session.authors import INTERVIEWER as INTERVIEWER  # noqa: PLC0414 - told on
from coach.session.authors import OBSERVER as OBSERVER  # noqa: PLC0414 - told on

FORMAT = 1

LATER: Mapping[str, bool] = {"later": True}
"""Marks a field that was added to an event: it is written only where it says something, so that
a line of an older journal is written again as it was."""


class Audience(StrEnum):
    """Who may see an event: everybody in the session, or only the one who made it."""

    PUBLIC = "public"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a phase's checklist; `group` is the heading it stands under."""

    id: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase as planned for this session: its window in seconds (0, 0 when untimed)."""

    id: str
    title: str
    least: int
    most: int
    items: tuple[Item, ...] = ()
    questions: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardStart:
    """A board the session offers and the text it starts with."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Which role an author of entries has in the session."""

    author: str
    role: str


SOLO = (Seat(CANDIDATE, CANDIDATE), Seat(INTERVIEWER, INTERVIEWER))
"""The seats of a session that says nothing of them: alone, with the scripted interviewer."""


@dataclass(frozen=True, slots=True)
class Event:
    """Common ancestor; `TYPE` is the wire name, `VERSION` the version of its fields, `AUDIENCE`
    who may see it; every class says its own."""

    TYPE: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    AUDIENCE: ClassVar[Audience]


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """The plan of the session, whole, so that a journal needs no other file to be read.

    `clock` is whose phases and pauses are: candidate, interviewer or both; `room` where several
    sit; `digest` of the prompt's file (SHA-256, hexadecimal), so that another copy can be told.
    """

    TYPE: ClassVar[str] = "session_opened"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    session: str
    prompt: str
    title: str
    statement: str
    workflow: str
    level: str
    pace: str
    mode: str
    wall: str
    phases: tuple[Phase, ...]
    boards: tuple[BoardStart, ...]
    format: int = FORMAT
    program: str = ""
    roles: tuple[Seat, ...] = field(default=SOLO, metadata=LATER)
    clock: str = field(default=CANDIDATE, metadata=LATER)
    room: str = field(default="", metadata=LATER)
    digest: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class PhaseEntered(Event):
    TYPE: ClassVar[str] = "phase_entered"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    phase: str


@dataclass(frozen=True, slots=True)
class Paused(Event):
    TYPE: ClassVar[str] = "paused"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    TYPE: ClassVar[str] = "resumed"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class WasAway(Event):
    """Seconds the machine slept, the program was stopped, or the session lay closed on disk."""

    TYPE: ClassVar[str] = "was_away"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    seconds: float
    why: str = "suspended"


@dataclass(frozen=True, slots=True)
class ClockNoted(Event):
    """A sign of life while nobody types, so that a crash costs the clock seconds, not minutes."""

    TYPE: ClassVar[str] = "clock_noted"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class TextEdited(Event):
    """A splice: at character `at` of the board, `removed` gave way to `inserted`."""

    TYPE: ClassVar[str] = "text_edited"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    board: str
    at: int
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class ItemTicked(Event):
    TYPE: ClassVar[str] = "item_ticked"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    phase: str
    item: str
    on: bool


@dataclass(frozen=True, slots=True)
class Said(Event):
    """Words of the entry's author.

    `kind` is "" for plain talk and for the interviewer one of statement, announcement, answer,
    asked_back, unplaced, probe, interruption, remark; `ref` names what it answers or comes from.
    One that was asked back names the entry that asked and the facts that were offered.
    """

    TYPE: ClassVar[str] = "said"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    text: str
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class FactRevealed(Event):
    """The interviewer gave away a fact; `question` is the number of the entry that asked."""

    TYPE: ClassVar[str] = "fact_revealed"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    fact: str
    answer: str
    question: int = 0


@dataclass(frozen=True, slots=True)
class DraftEdited(Event):
    """A splice of what stands in the talk line and has not been said; saying it empties it."""

    TYPE: ClassVar[str] = "draft_edited"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    at: int
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class HintGiven(Event):
    """One rung (nudge, prescribe, sketch) of a hint ladder, with its price in points."""

    TYPE: ClassVar[str] = "hint_given"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    phase: str
    ladder: str
    rung: str
    text: str
    price: float


@dataclass(frozen=True, slots=True)
class CurveballThrown(Event):
    TYPE: ClassVar[str] = "curveball_thrown"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    curveball: str
    text: str


@dataclass(frozen=True, slots=True)
class Tagged(Event):
    """A private mark at a moment; `entry` is the entry it is about."""

    TYPE: ClassVar[str] = "tagged"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    entry: int
    tag: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScorePredicted(Event):
    """The candidate's own guess of the score, 0 to 100, before the debrief opens."""

    TYPE: ClassVar[str] = "score_predicted"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    score: int


@dataclass(frozen=True, slots=True)
class Overruled(Event):
    """Self-assessment: the candidate claims (or gives back) an observable, citing an entry."""

    TYPE: ClassVar[str] = "overruled"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    observable: str
    met: bool
    entry: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scored(Event):
    """The debrief's result when it was first shown.

    `groups` are the points earned by group, `worth` what each group could bring, `met` and
    `missed` the ids of the observables, `rules` the version of the rules that found them.
    """

    TYPE: ClassVar[str] = "scored"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    total: float
    verdict: str
    groups: Mapping[str, float]
    rules: int = 1
    worth: Mapping[str, float] = field(default_factory=dict, metadata=LATER)
    met: tuple[str, ...] = field(default=(), metadata=LATER)
    missed: tuple[str, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class GaveUp(Event):
    TYPE: ClassVar[str] = "gave_up"
    AUDIENCE: ClassVar[Audience] = Audience.OWN


@dataclass(frozen=True, slots=True)
class Labelled(Event):
    """A word of one's own for finding the session again, put on or taken off."""

    TYPE: ClassVar[str] = "labelled"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Renamed(Event):
    """A title of one's own in place of the prompt's; "" gives that one back."""

    TYPE: ClassVar[str] = "renamed"
    AUDIENCE: ClassVar[Audience] = Audience.OWN
    title: str


@dataclass(frozen=True, slots=True)
class SessionClosed(Event):
    TYPE: ClassVar[str] = "session_closed"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    why: str = "finished"


@dataclass(frozen=True, slots=True)
class Unknown(Event):
    """Made by a newer version: kept as it came, shown as such, folded as nothing. Whom it is meant
    for is not known, so nobody else sees it."""

    AUDIENCE: ClassVar[Audience] = Audience.OWN

    type: str
    v: int
    data: Mapping[str, Any]


_EVENTS: tuple[type[Event], ...] = (
    SessionOpened,
    PhaseEntered,
    Paused,
    Resumed,
    WasAway,
    ClockNoted,
    TextEdited,
    DraftEdited,
    ItemTicked,
    Said,
    FactRevealed,
    HintGiven,
    CurveballThrown,
    Tagged,
    ScorePredicted,
    Overruled,
    Scored,
    GaveUp,
    Labelled,
    Renamed,
    SessionClosed,
)

BY_TYPE: Mapping[str, type[Event]] = {cls.TYPE: cls for cls in _EVENTS}
