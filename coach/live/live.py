"""A running session: the one place where intents become entries.

`Live` holds the journal, the folded state and the clock; the screen calls `do` and reads `state`.
Where `on_fault` is set, a partner that raises is reported there and never stops the session.
It knows nothing of Textual, so the same object is driven by tests and, later, by a hub.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from coach.clock import SessionClock
from coach.session import events as ev
from coach.session.decide import EnterPhase, Intent, decide
from coach.session.entry import Entry
from coach.session.fold import fold, step
from coach.session.state import State

HEARTBEAT = 15.0


class EntryRecord(Protocol):
    """Where entries go: the journal, which keeps them in memory too when the disk refuses."""

    def append(self, event: ev.Event, by: str, at: float) -> Entry:
        """One more entry at `at` seconds; never fails because of the disk."""
        ...


class Partner(Protocol):
    """The other side: the scripted interviewer's wishes after an entry and as time passes."""

    def on_entry(self, state: State, entry: Entry) -> tuple[Intent, ...]:
        """What it does about an entry."""
        ...

    def on_tick(self, state: State, now: float, idle_seconds: float) -> tuple[Intent, ...]:
        """What it does as time passes; idle_seconds since the candidate last typed."""
        ...

    def hint(self, state: State) -> Intent:
        """The next rung of the hint ladder; Refused where there is none left."""
        ...

    def curveball(self, state: State) -> Intent:
        """The next change of requirements; Refused where there is none left."""
        ...

    def before_closing(self, state: State) -> tuple[Intent, ...]:
        """What must still be said before a real attempt may end."""
        ...


class Live:
    """One session in progress: `do(intent)` decides, appends, folds, and lets the partner react.

    `me` is the author of what is done, typed and noted here.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        record: EntryRecord,
        clock: SessionClock,
        partner: Partner | None = None,
        me: str = ev.CANDIDATE,
    ) -> None:
        self.entries = list(entries)
        self.state = fold(self.entries)
        self.record = record
        self.clock = clock
        self.partner = partner
        self.me = me
        self._unheard: list[Entry] | None = None
        self.on_fault: Callable[[str, Exception], None] | None = None
        self._before: list[Callable[[], None]] = []
        self._flushing = False

    @property
    def trouble(self) -> bool:
        """Whether the disk refuses what should be saved."""
        return getattr(self.record, "trouble", None) is not None

    @property
    def caption(self) -> str:
        """A running session needs none."""
        return ""

    @property
    def writable(self) -> bool:
        """Texts can be typed into."""
        return True

    def before_appending(self, flush: Callable[[], None]) -> None:
        """Registers what must be appended before anything else is: the text being typed."""
        self._before.append(flush)

    def now(self) -> float:
        """The session's seconds now."""
        return self.clock.read()

    def do(self, intent: Intent, by: str = "") -> tuple[Entry, ...]:
        """Carries the intent of `by` (else of `me`) out and gives the entries that came of it;
        Refused says why not."""
        self._flush()
        return self._do(intent, by or self.me, 0)

    def edit(self, intent: Intent) -> tuple[Entry, ...]:
        """Like `do` for text being typed, which does not flush itself."""
        return self._do(intent, self.me, 0)

    def tick(self, idle_seconds: float) -> tuple[Entry, ...]:
        """Once a second: notes time away and signs of life, and gives the partner its turn."""
        now = self.now()
        made: list[Entry] = []
        away = self.clock.take_away()
        if self.state.closed:
            return ()
        if away:
            made.append(self.note(ev.WasAway(round(away, 1))))
        partner, state = self.partner, self.state
        if partner is not None and not state.paused:
            made.extend(self._carry_out(lambda: partner.on_tick(state, now, idle_seconds), 1))
        if not self.state.paused and now - self.state.at >= HEARTBEAT:
            made.append(self.note(ev.ClockNoted()))
        return tuple(made)

    def note(self, event: ev.Event) -> Entry:
        """Appends what happened to the session itself, not by anybody's wish."""
        return self._append(event, self.me, self.now())

    def expect(self) -> None:
        """A partner will join: what happens until then is kept for it."""
        self._unheard = []

    def join(self, partner: Partner) -> None:
        """The partner is here and reacts to what happened since it was expected."""
        self.partner = partner
        unheard, self._unheard = self._unheard or [], None
        for entry in unheard:
            if not self.state.closed:
                self._react(entry, 0)

    def open_with(self, phase: str) -> None:
        """Enters the first phase; a partner that joins later greets first."""
        self._unheard = list(self.entries)
        self._do(EnterPhase(phase), self.me, 0)

    def _flush(self) -> None:
        if self._flushing:
            return
        self._flushing = True
        try:
            for flush in self._before:
                flush()
        finally:
            self._flushing = False

    def _do(self, intent: Intent, by: str, depth: int) -> tuple[Entry, ...]:
        made: list[Entry] = []
        for event in decide(self.state, intent, by):
            entry = self._append(event, by, self.now())
            made.append(entry)
            made.extend(self._react(entry, depth))
        return tuple(made)

    def _react(self, entry: Entry, depth: int) -> list[Entry]:
        if self.partner is None and self._unheard is not None:
            self._unheard.append(entry)
        if self.partner is None or depth > 2:
            return []
        partner, state = self.partner, self.state
        return self._carry_out(lambda: partner.on_entry(state, entry), depth + 1)

    def _carry_out(self, wishes: Callable[[], tuple[Intent, ...]], depth: int) -> list[Entry]:
        """The entries that come of the partner's wishes. A fault of the partner's is handed to
        `on_fault`; what the candidate did stands in the journal already."""
        made: list[Entry] = []
        try:
            for intent in wishes():
                made.extend(self._do(intent, ev.INTERVIEWER, depth))
        except Exception as error:
            if self.on_fault is None:
                raise
            self.on_fault("the interviewer", error)
        return made

    def _append(self, event: ev.Event, by: str, at: float) -> Entry:
        entry = self.record.append(event, by, max(at, self.state.at))
        self.entries.append(entry)
        self.state = step(self.state, entry)
        return entry
