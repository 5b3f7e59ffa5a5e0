"""A session whose order is a hub's, as one seat has it: the same `do` and `state` as a session
alone, over a journal of its own.

What is made here is appended to the journal as `queued` first, shown at once, then sent; when the
hub's entry with the same id arrives, that one counts. The state is the fold of the hub's entries
and, on top, of what still waits: losing the link changes nothing that can be seen.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from coach.errors import CoachError, Refused
from coach.journal.writer import Journal
from coach.mock.client_frames import EDIT_MOST, FRAME_MOST
from coach.mock.public_entries import genesis, linked, understood
from coach.mock.strict_json import BadFrame, read, write
from coach.session import events as ev
from coach.session import together as tg
from coach.session.admit import admit, both_filed, opens, seal
from coach.session.decide import Intent, decide
from coach.session.entry import Entry
from coach.session.fold import fold, step
from coach.session.merging import difference
from coach.session.wire import KNOWN, from_data, to_data

PROVISIONAL = 2**40
"""The hub's number of what it has not numbered yet."""
_ROOM = 2000
"""Bytes of a frame beside an entry's data."""


class BrokenChain(Exception):
    """The hub tells another history than it told before."""


@dataclass(slots=True)
class Waiting:
    """Made here, not yet in the hub's order. `late`: made while there was no link; `sent` by which
    connection it went out last (0: none)."""

    id: str
    event: ev.Event
    at: float
    late: bool
    sent: int = 0


class RemoteLive:
    """One session of a room, seen and worked on from one seat."""

    partner = None

    def __init__(
        self,
        entries: Sequence[Entry],
        record: Journal,
        me: str,
        role: str,
        clock: Callable[[], float],
    ) -> None:
        """Goes on with the entries of a seat's journal. `clock` gives the session's seconds as
        the hub counts them; `me` is p1, p2 or o1, `role` what that person is in this session."""
        self.entries = list(entries)
        self.record = record
        self.me = role
        self.seat = me
        self.up = False
        self.ended = False
        self.notices: list[str] = []
        self.on_change: Callable[[], None] = lambda: None
        self.on_queue: Callable[[], None] = lambda: None
        self.on_fault: Callable[[str, Exception], None] | None = None
        self._clock = clock
        self._base = fold(self.entries)
        self._before: list[Callable[[], None]] = []
        self._flushing = False
        self._wanted: dict[str, str] = {}
        self._clocks: dict[int, float] = {}
        last = next((entry for entry in reversed(self.entries) if entry.hub), None)
        self.hub_n = last.hub if last else 0
        self.h = last.h if last else ""
        self.queue = [*_waiting(self.entries, me)]
        self._used = {entry.id for entry in self.entries if entry.p == me and entry.id}
        self._used |= {
            entry.event.id for entry in self.entries if isinstance(entry.event, tg.Queued)
        }
        self.state = self._base
        self._refresh()

    @property
    def session(self) -> str:
        """The session's name."""
        return self.state.opened.session if self.state.opened else ""

    @property
    def trouble(self) -> bool:
        """Whether the disk refuses what should be saved."""
        return self.record.trouble is not None

    @property
    def caption(self) -> str:
        """Nothing beside the session's own header."""
        return ""

    @property
    def writable(self) -> bool:
        """Whether this seat may do anything: observers only look and note."""
        return self.me != ev.OBSERVER

    def now(self) -> float:
        """The session's seconds now, as the hub counts them."""
        return max(0.0, self._clock())

    def clock_of(self, n: int) -> float:
        """The interview's own clock at entry n of this seat's file: seconds without the lobby's,
        pauses and time away; 0 where there is no such entry."""
        if not 0 < n <= len(self.entries):
            return 0.0
        if n not in self._clocks:
            self._clocks[n] = fold(self.entries[:n]).elapsed(self.entries[n - 1].at)
        return self._clocks[n]

    def before_appending(self, flush: Callable[[], None]) -> None:
        """Registers what must be appended before anything else is: the text being typed."""
        self._before.append(flush)

    def do(self, intent: Intent, by: str = "") -> tuple[Entry, ...]:
        """Carries an intent of this seat's out; Refused says why not. Gives what was appended to
        the seat's file."""
        self._flush()
        return self.edit(intent)

    def edit(self, intent: Intent) -> tuple[Entry, ...]:
        """Like `do` for text being typed, which does not flush itself."""
        made = [self.make(event) for event in decide(self.state, intent, self.me)]
        return tuple(entry for entries in made for entry in entries)

    def tick(self, idle_seconds: float) -> tuple[Entry, ...]:
        """Nothing is due here as time passes: the hub and the people do it all."""
        return ()

    def make(self, event: ev.Event, name: str = "", at: float | None = None) -> tuple[Entry, ...]:
        """Appends an event of this seat's: own ones for good, public ones until the hub has
        ordered them. `name` is the id to give it, `at` when it happened where that was before.
        Refused where it may not be."""
        if event.AUDIENCE is ev.Audience.OWN:
            stamp = self._stamp() if at is None else round(at, 3)
            return (self._append(Entry(0, stamp, self.me, event)),)
        if isinstance(event, ev.FactRevealed):
            event = replace(event, question=self._number_of(event.question))
        made = []
        for last, part in _parts(event):
            if refusal := admit(self.state, part, self.me, self.seat):
                raise Refused(refusal.why)
            data = write(to_data(part)[2])
            if len(data.encode()) > FRAME_MOST - _ROOM:
                raise Refused("That is too long to be sent at once.", "Send it in parts.")
            id_ = self._fresh(name if last else "")
            queued = tg.Queued(id_, part.TYPE, data)
            made.append(self._append(Entry(0, self._stamp(), self.me, queued)))
            self.queue.append(Waiting(id_, part, self.now(), late=not self.up))
            self._refresh()
        self.on_change()
        self.on_queue()
        return tuple(made)

    def knows(self, name: str) -> bool:
        """Whether this seat has used that id before."""
        return name in self._used

    def number_of(self, name: str) -> int:
        """The hub's number of what this seat made under an id; 0 while it has none."""
        mine = (
            entry for entry in reversed(self.entries) if entry.id == name and entry.p == self.seat
        )
        return next((entry.hub for entry in mine), 0)

    def file_form(self, form: str, salt: bytes, name: str = "") -> None:
        """Seals a form: it is kept here, and its digest filed."""
        if self._base.forms.get(self.seat) or any(
            isinstance(queued.event, tg.Sealed | tg.Waived) for queued in self.queue
        ):
            raise Refused("Your form is in already.")
        if not self.state.closed:
            raise Refused("The session has not ended yet.", "Forms are filed after its end.")
        self.make(tg.FormKept(form, salt.hex()))
        self.make(tg.Sealed(seal(form, salt)), name)
        self._open_form()

    def _open_form(self) -> None:
        """When both are in, one's own form opens by itself."""
        kept, form = self.state.form_kept, self._base.forms.get(self.seat)
        going = any(isinstance(queued.event, tg.Unsealed) for queued in self.queue)
        if kept is None or form is None or going or form.text or not form.digest:
            return
        if both_filed(self._base) and opens(form.digest, kept.form, kept.salt):
            self.make(tg.Unsealed(kept.form, kept.salt))

    # what comes from the hub

    def arrived(self, text: str, h: str) -> Entry | None:
        """An entry of the hub's order; None for one that is here already. BrokenChain where it
        does not continue what came before; BadFrame where it is no entry."""
        entry = understood(text, h)
        if entry.hub <= self.hub_n:
            return None
        if entry.hub != self.hub_n + 1 or linked(self.h or genesis(self.session), text) != h:
            raise BrokenChain
        if isinstance(entry.event, tg.Unsealed):
            self._check(entry, entry.event)
        self.hub_n, self.h = entry.hub, h
        if entry.p == self.seat:
            self.queue = [queued for queued in self.queue if queued.id != entry.id]
        kept = self._append(entry)
        if isinstance(entry.event, ev.SessionClosed | tg.Sealed | tg.Waived):
            self._open_form()
        self._send_wanted()
        return kept

    def _check(self, entry: Entry, event: tg.Unsealed) -> None:
        form = self._base.forms.get(entry.p)
        if form is None or not opens(form.digest, event.form, event.salt):
            self.notices.append(f"The form of {entry.by} is not the one that was sealed.")

    def refused(self, name: str, code: str) -> None:
        """The hub refused what was queued under an id: it counts no more. Of a board whose text
        is another one at the hub, the difference is sent anew."""
        gone = next((queued for queued in self.queue if queued.id == name), None)
        if gone is None:
            return
        if code == "stale" and isinstance(gone.event, ev.TextEdited):
            board = gone.event.board
            self._wanted.setdefault(board, self.state.boards.get(board, ""))
        self.queue = [queued for queued in self.queue if queued is not gone]
        self._append(Entry(0, self._stamp(), self.me, tg.Dropped(name, code)))
        self._send_wanted()

    def _send_wanted(self) -> None:
        for board, wanted in [*self._wanted.items()]:
            if any(_edits(queued.event, board) for queued in self.queue):
                continue
            del self._wanted[board]
            edit = difference(board, self._base.boards.get(board, ""), wanted)
            if edit is not None and not self._base.closed:
                self.make(edit)

    # the file and the state

    def _append(self, made: Entry) -> Entry:
        entry = self.record.append_entry(made)
        self.entries.append(entry)
        if entry.id and entry.p == self.seat:
            self._used.add(entry.id)
        self._base = step(self._base, entry)
        self._refresh()
        self.on_change()
        return entry

    def _refresh(self) -> None:
        state = self._base
        for n, queued in enumerate(self.queue, state.n + 1):
            entry = Entry(
                n, queued.at, self.me, queued.event, queued.id, self.seat, None, PROVISIONAL + n
            )
            state = step(state, entry)
        self.state = state

    def _stamp(self) -> float:
        return round(self.now(), 3)

    def _fresh(self, name: str) -> str:
        name = name or os.urandom(6).hex()
        self._used.add(name)
        return name

    def _number_of(self, n: int) -> int:
        """The hub's number of entry n of this file; 0 for none."""
        return self.entries[n - 1].hub if 0 < n <= len(self.entries) else 0

    def _flush(self) -> None:
        if self._flushing:
            return
        self._flushing = True
        try:
            for flush in self._before:
                flush()
        finally:
            self._flushing = False


def _edits(event: ev.Event, board: str) -> bool:
    return isinstance(event, ev.TextEdited) and event.board == board


def _parts(event: ev.Event) -> Iterable[tuple[bool, ev.Event]]:
    """An edit in parts that may travel, each with whether it is the last; anything else whole."""
    if not isinstance(event, ev.TextEdited):
        return [(True, event)]
    if len(event.removed) + len(event.inserted) <= EDIT_MOST:
        return [(True, event)]
    board, at = event.board, event.at
    parts: list[ev.Event] = [
        ev.TextEdited(board, at, event.removed[i : i + EDIT_MOST], "")
        for i in range(0, len(event.removed), EDIT_MOST)
    ]
    parts += [
        ev.TextEdited(board, at + i, "", event.inserted[i : i + EDIT_MOST])
        for i in range(0, len(event.inserted), EDIT_MOST)
    ]
    return [(n == len(parts), part) for n, part in enumerate(parts, 1)]


def _waiting(entries: Iterable[Entry], me: str) -> Iterable[Waiting]:
    """What stands queued in a seat's file and has neither come back nor been dropped."""
    queued: dict[str, Waiting] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, tg.Queued):
            try:
                version = KNOWN[event.type].VERSION
                made = from_data(event.type, version, read(event.data))
            except (BadFrame, CoachError, KeyError):
                continue
            queued[event.id] = Waiting(event.id, made, entry.at, late=True)
        elif isinstance(event, tg.Dropped):
            queued.pop(event.id, None)
        elif entry.p == me and entry.id:
            queued.pop(entry.id, None)
    return queued.values()
