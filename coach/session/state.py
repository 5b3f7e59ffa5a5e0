"""The state of a session: what the entries add up to. Frozen; slices compare by identity."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from coach.frozen import dataclass
from coach.session.events import OBSERVER, SOLO, Phase, SessionOpened
from coach.session.together import FormKept, Person, Seated, Shared
from coach.session.witnessed import Testified


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """One thing said: entry number, time, author, text, and what kind of saying it was.

    `at` is in seconds since the session opened, `clock` in seconds of the interview's own clock,
    which stands still in pauses and while the machine sleeps. `hub` is its number in the order of
    a hub, 0 in a session alone.
    """

    n: int
    at: float
    by: str
    text: str
    kind: str
    phase: str
    ref: str = ""
    clock: float = 0.0
    hub: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Revealed:
    """A fact the interviewer gave away, at entry n, for the question of entry `question`."""

    n: int
    fact: str
    answer: str
    question: int
    phase: str


@dataclass(frozen=True, slots=True, eq=False)
class Hint:
    """A rung that was given: its ladder, its price in points."""

    n: int
    phase: str
    ladder: str
    rung: str
    text: str
    price: float


@dataclass(frozen=True, slots=True, eq=False)
class ThrownCurveball:
    n: int
    at: float
    phase: str
    curveball: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    n: int
    entry: int
    tag: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class OverruledPoint:
    n: int
    observable: str
    met: bool
    entry: int
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """What the debrief found when it was first shown, by which version of its rules."""

    n: int
    total: float
    verdict: str
    groups: Mapping[str, float]
    rules: int = 1
    worth: Mapping[str, float] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One person's form: sealed under a digest, waived, or opened (then `text` stands there)."""

    p: str
    role: str
    digest: str = ""
    waived: bool = False
    text: str = ""
    salt: str = ""

    @property
    def filed(self) -> bool:
        """Whether nothing more is to be waited for."""
        return self.waived or bool(self.digest)


@dataclass(frozen=True, slots=True, eq=False)
class Grade:
    """A private mark of one observable, made at entry n."""

    n: int
    at: float
    observable: str
    mark: str
    note: str
    entries: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class State:
    """Everything a view may show.

    `used` holds the seconds of every phase up to `since`; while the clock runs the current phase
    has `now - since` more. `since` is None before the first phase, in a pause and after the end.
    `draft` is what stands in the talk line and has not been said. `renamed` is a title of
    one's own, "" where the session goes by its prompt's. In a session of several,
    `seat` says whose file this is, `people` who they are by seat, `gone` who is away; `pad`,
    `grades` and `form_kept` are the file's owner's alone.
    """

    n: int = 0
    at: float = 0.0
    opened: SessionOpened | None = None
    phase: str = ""
    since: float | None = None
    used: Mapping[str, float] = field(default_factory=dict)
    entered: Mapping[str, int] = field(default_factory=dict)
    paused: bool = False
    paused_since: float = 0.0
    paused_total: float = 0.0
    away_total: float = 0.0
    away_at: float = 0.0
    boards: Mapping[str, str] = field(default_factory=dict)
    landmarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    draft: str = ""
    ticked: frozenset[tuple[str, str]] = frozenset()
    conversation: Sequence[Utterance] = ()
    facts: Sequence[Revealed] = ()
    hints: Sequence[Hint] = ()
    curveballs: Sequence[ThrownCurveball] = ()
    tags: Sequence[Tag] = ()
    overruled: Sequence[OverruledPoint] = ()
    predicted: int | None = None
    score: Score | None = None
    testimonies: Sequence[Testified] = ()
    gave_up: bool = False
    labels: frozenset[str] = frozenset()
    renamed: str = ""
    closed: bool = False
    closed_why: str = ""
    unknown: int = 0
    seat: Seated | None = None
    people: Mapping[str, Person] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    forms: Mapping[str, Form] = field(default_factory=dict)
    form_draft: str = ""
    form_kept: FormKept | None = None
    shared: tuple[Shared, ...] = ()
    pad: str = ""
    grades: Sequence[Grade] = ()

    def but(self, changes: Mapping[str, Any]) -> "State":
        """The same with some fields changed; TypeError where one of them is no field.

        As `dataclasses.replace`, at a tenth of its cost: every entry of a session needs one.
        """
        old = vars(self)
        fields = {**old, **changes}
        if len(fields) != len(old):
            raise TypeError(f"a state has no fields {sorted(set(fields) - set(old))}")
        changed = object.__new__(State)
        object.__setattr__(changed, "__dict__", fields)
        return changed

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The planned phases, none before the session is opened."""
        return self.opened.phases if self.opened else ()

    @property
    def title(self) -> str:
        """The session's title: one's own, else the prompt's."""
        return self.renamed or (self.opened.title if self.opened else "")

    def drawing(self, board: str) -> tuple[tuple[str, ...], str]:
        """What the board's picture has grown over, and where its arrows lead."""
        return self.landmarks.get(board, ()), self.directions.get(board, "auto")

    def role(self, by: str) -> str:
        """The role of an entry's author; whoever has no seat is an observer."""
        seats = self.opened.roles if self.opened else SOLO
        return next((seat.role for seat in seats if seat.author == by), OBSERVER)

    def planned(self, phase: str) -> Phase | None:
        """The plan of that phase."""
        return next((p for p in self.phases if p.id == phase), None)

    def seconds(self, phase: str, now: float | None = None) -> float:
        """Seconds used in that phase, up to `now` where the clock is running in it."""
        used = self.used.get(phase, 0.0)
        if now is not None and phase == self.phase and self.since is not None:
            used += max(0.0, now - self.since)
        return used

    def elapsed(self, now: float | None = None) -> float:
        """Seconds used in all phases together, pauses and time away not counted."""
        return sum(self.used.values()) + (
            max(0.0, now - self.since) if now is not None and self.since is not None else 0.0
        )


EMPTY = State()
