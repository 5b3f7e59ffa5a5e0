"""What happened in a session, in order, as a person would list it.

Entries that belong together become one moment: edits of one board with nothing between them are
one stretch of writing, shown as the lines it added and took away. Private marks are left out.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from coach.frozen import dataclass
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.session.fold import Folding
from coach.session.state import State
from coach.session.touched import Touched
from coach.session.turning import DrawingTurned
from coach.session.witnessed import Testified

_DIFF_LIMIT = 400


class MomentKind(StrEnum):
    """What kind of thing happened; the value is what exports say."""

    PHASE = "phase"
    SAID = "said"
    FACT = "fact"
    HINT = "hint"
    CURVEBALL = "curveball"
    EDIT = "edit"
    TICKED = "ticked"
    UNTICKED = "unticked"
    PAUSED = "paused"
    RESUMED = "resumed"
    AWAY = "away"
    PREDICTED = "predicted"
    OVERRULED = "overruled"
    SCORED = "scored"
    TESTIFIED = "testified"
    GAVE_UP = "gave up"
    LABELLED = "labelled"
    RENAMED = "renamed"
    CLOSED = "closed"
    FILED = "filed"
    OPENED_FORM = "opened form"
    SHARED = "shared"
    CAME = "came"
    WENT = "went"
    UNKNOWN = "unknown"


UNTOLD: frozenset[type[ev.Event]] = frozenset(
    {
        ev.SessionOpened,
        ev.ClockNoted,
        ev.DraftEdited,
        DrawingTurned,
        ev.Tagged,
        tg.Seated,
        tg.Queued,
        tg.Dropped,
        tg.Noted,
        tg.Graded,
        tg.FormDrafted,
        tg.FormKept,
        tg.ModelCalled,
    }
)
"""Events that are no moment of their own: signs of life, drafts, private marks, and the opening,
which stands at the head of every telling."""


@dataclass(slots=True)
class Writing:
    """Edits of one board in a row, by one author: their first and last entry, the text before the
    first and after the last, the clock at the first, and what of both texts the edits touched."""

    first: Entry
    last: Entry
    board: str
    old: str
    new: str
    clock: float
    touched: Touched

    def goes_on(self, entry: Entry, edit: ev.TextEdited) -> bool:
        """Whether that edit belongs to it, where nothing was told between."""
        return self.board == edit.board and self.first.by == entry.by

    def add(self, entry: Entry, edit: ev.TextEdited, new: str) -> None:
        """One edit more, that made the board's text `new`."""
        self.last, self.new = entry, new
        self.touched.edit(edit.at, len(edit.removed), len(edit.inserted))

    def told(self) -> str:
        """The lines that went and came."""
        parts = (changes(old, new) for old, new in self.touched.lines(self.old, self.new))
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, from entry `n` to entry `last`, in `phase`.

    `at` is in seconds since the session opened, `clock` in seconds of the interview's own clock,
    which stands still in pauses and while the machine sleeps.
    `ref` is the phase, board, fact, hint ladder with its rung, curveball, checklist item or
    observable it is about.
    """

    n: int
    last: int
    at: float
    by: str
    phase: str
    kind: MomentKind
    text: str = ""
    ref: str = ""
    clock: float = 0.0


def moments(entries: Iterable[Entry]) -> tuple[Moment, ...]:
    """The moments of a session in the order of its entries."""
    return replayed(entries)[1]


def replayed(entries: Iterable[Entry]) -> tuple[State, tuple[Moment, ...]]:
    """The state at the end of a session, and its moments; both in one go over the entries."""
    gathered: list[Moment] = []
    writing: Writing | None = None
    folding = Folding()
    state = folding.state
    for entry in entries:
        event = entry.event
        boards, phase, unknown = state.boards, state.phase, state.unknown
        folding.take(entry)
        if isinstance(event, ev.TextEdited):
            if state.unknown > unknown:
                continue
            if writing and not writing.goes_on(entry, event):
                _flush(gathered, writing, phase)
                writing = None
            if writing is None:
                old, clock = boards[event.board], state.elapsed(entry.at)
                writing = Writing(entry, entry, event.board, old, old, clock, Touched())
            writing.add(entry, event, state.boards[event.board])
            continue
        moment = None if type(event) in UNTOLD else _moment(entry, state)
        if moment is not None:
            _flush(gathered, writing, phase)
            writing = None
            gathered.append(moment)
    _flush(gathered, writing, state.phase)
    return state, tuple(gathered)


def changes(old: str, new: str) -> str:
    """The lines that went (- ) and came (+ ) between two texts; blank lines are not told."""
    if not old.strip():
        return "\n".join([f"+ {line}" for line in new.split("\n") if line.strip()])
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
    if len(before) + len(after) > _DIFF_LIMIT or set(before).isdisjoint(after):
        yield before, after
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield before[a:b], after[c:d]


def _flush(gathered: list[Moment], writing: Writing | None, phase: str) -> None:
    """Turns the edits gathered so far into one moment."""
    told = writing.told() if writing else ""
    if writing and told:
        first, last = writing.first, writing.last
        gathered.append(
            Moment(
                first.n,
                last.n,
                first.at,
                first.by,
                phase,
                MomentKind.EDIT,
                told,
                writing.board,
                writing.clock,
            )
        )


def _moment(entry: Entry, state: State) -> Moment | None:
    told = what_is_told(entry.event, state)
    if told is None:
        return None
    kind, text, ref = told
    clock = state.elapsed(entry.at)
    return Moment(entry.n, entry.n, entry.at, entry.by, state.phase, kind, text, ref, clock)


def what_is_told(event: ev.Event, state: State) -> tuple[MomentKind, str, str] | None:
    """Kind, text and reference of one event, None for what is no moment of its own."""
    match event:
        case ev.PhaseEntered():
            plan = state.planned(event.phase)
            return MomentKind.PHASE, plan.title if plan else event.phase, event.phase
        case ev.Said():
            return MomentKind.SAID, event.text, event.kind.replace("_", " ")
        case ev.FactRevealed():
            return MomentKind.FACT, event.answer, event.fact
        case ev.HintGiven():
            return MomentKind.HINT, event.text, f"{event.ladder} {event.rung}"
        case ev.CurveballThrown():
            return MomentKind.CURVEBALL, event.text, event.curveball
        case ev.ItemTicked():
            return (
                MomentKind.TICKED if event.on else MomentKind.UNTICKED,
                _item(event, state),
                event.item,
            )
        case ev.WasAway():
            return MomentKind.AWAY, f"{event.seconds:.0f}", event.why
        case _:
            return _closing(event)


def _closing(event: ev.Event) -> tuple[MomentKind, str, str] | None:
    match event:
        case ev.Paused():
            return MomentKind.PAUSED, "", ""
        case ev.Resumed():
            return MomentKind.RESUMED, "", ""
        case ev.ScorePredicted():
            return MomentKind.PREDICTED, str(event.score), ""
        case ev.Overruled():
            met = "met" if event.met else "not met"
            return (
                MomentKind.OVERRULED,
                f"{met}, by entry {event.entry}. {event.note}",
                event.observable,
            )
        case ev.Scored():
            return MomentKind.SCORED, f"{event.total:g}, {event.verdict}", ""
        case Testified():
            count = len(event.points)
            points = "1 point" if count == 1 else f"{count} points"
            return MomentKind.TESTIFIED, f"{points} shown, {len(event.wrong)} wrong", event.command
        case ev.GaveUp():
            return MomentKind.GAVE_UP, "", ""
        case ev.Labelled():
            return MomentKind.LABELLED, "on" if event.on else "off", event.label
        case ev.Renamed():
            return MomentKind.RENAMED, event.title, ""
        case ev.SessionClosed():
            return MomentKind.CLOSED, "", event.why
        case ev.Unknown():
            return MomentKind.UNKNOWN, "made by a newer version", event.type
        case _:
            return _between_people(event)


def _between_people(event: ev.Event) -> tuple[MomentKind, str, str] | None:
    match event:
        case tg.Sealed():
            return MomentKind.FILED, "", "sealed"
        case tg.Waived():
            return MomentKind.FILED, "", "waived"
        case tg.Unsealed():
            return MomentKind.OPENED_FORM, event.form, ""
        case tg.Shared():
            return MomentKind.SHARED, event.text, event.what
        case tg.Came():
            return MomentKind.CAME, event.name, event.role
        case tg.Went():
            return MomentKind.WENT, event.why, event.p
        case _:
            return None


def _item(event: ev.ItemTicked, state: State) -> str:
    plan = state.planned(event.phase)
    items = plan.items if plan else ()
    return next((item.text for item in items if item.id == event.item), event.item)
