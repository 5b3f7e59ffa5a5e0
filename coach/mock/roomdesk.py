"""A room while the hub runs: who is connected, what each frame does, what is durable and sent."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any
from zlib import crc32

from coach.errors import JournalError
from coach.mock import hublog
from coach.mock.client_frames import LIMITS, VERSION
from coach.mock.commits import Commits
from coach.mock.connection import Connection
from coach.mock.hublog import HubLog
from coach.mock.public_entries import event_of
from coach.mock.room import SESSION, Room
from coach.mock.strict_json import write
from coach.session import events as ev
from coach.session import together as tg
from coach.session.admit import Refusal, admit
from coach.session.entry import Entry

ABSENT = 10.0
"""Seconds after which somebody whose connection broke counts as gone."""
SHORT_OUTAGE = 600.0
"""A hub that was down no longer than this: people worked on, the clock too."""
LIFE = 24 * 3600.0
"""Seconds after its last entry that a room ends by itself."""
ALIVE = 5.0
"""Seconds between two signs of life in a room's files; each room has its own moment for them, and
a thread writes them: a hundred rooms at once would keep everybody's entries waiting."""
READING = 30.0
"""Seconds a peer may leave what is sent to it unread."""


def _longer(theirs: int, here: int) -> str:
    return (
        f"Your file holds {theirs} entries of this interview and this room only {here}: "
        "host it from your file, coach host --resume."
    )


def _apart(room: str) -> float:
    """Seconds, less than `ALIVE`, by which this room's signs of life are off others'."""
    return ALIVE * (crc32(room.encode()) % 997) / 997


class RoomDesk:
    """One room in use. `clock` gives seconds that never run back, `pool` runs what waits for the
    disk."""

    def __init__(self, room: Room, clock: Callable[[], float], pool: Executor) -> None:
        self.room = room
        self.clock = clock
        self.peers: dict[str, Connection] = {}
        self.commits = Commits(pool, self._wake_all)
        self._base: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._absent: set[str] = set()
        self._pool = pool
        self.last = clock()
        self.touched = self.last - _apart(room.id)
        for log in room.logs:
            self._set_clock(log)
        self._recall_absent()

    # clocks

    def _set_clock(self, log: HubLog) -> None:
        """Goes on with a session's clock after the hub was down."""
        running = log.n > 0 and not log.state.closed and not log.trouble
        short = self.room.outage <= SHORT_OUTAGE
        ran = max(log.state.at, log.seen) if running else log.state.at
        at = ran + (self.room.outage if short and running else 0.0)
        self._base[log.session] = self.clock() - at
        if running and not short:
            self._note(log, ev.WasAway(round(self.room.outage, 1), "the hub was closed"))

    def now(self, log: HubLog | None) -> float:
        """A session's seconds now."""
        return self.clock() - self._base[log.session] if log is not None else 0.0

    def _recall_absent(self) -> None:
        log = self.room.log
        if log is None:
            return
        self._absent = {p for p in self.room.people if p.startswith("o")} | set(log.state.gone)
        self._due = {p: self.clock() + ABSENT for p in self.room.people if p not in self._absent}

    # coming and going

    def welcome(self, connection: Connection, hello: dict[str, Any]) -> Refusal | None:
        """Seats a peer, who then gets what it misses; a fork is refused."""
        known = self.room.session(hello["session"]) if hello["session"] else None
        log = self.room.log
        if known is not None and hello["n"]:
            n = hello["n"]
            if n > known.durable and not known.trouble:
                return Refusal("fork", _longer(n, known.durable))
            if n > known.durable or known.h(n) != hello["h"]:
                return Refusal("fork", "Your file tells another history than this room.")
        logs = self.room.logs
        start = known or log
        connection.first = logs.index(start) if start is not None else 0
        if known is not None:
            connection.sent[known.session] = hello["n"]
        person = self.room.people[connection.p]
        person.client = hello["client"]
        if hello["name"] and hello["name"] != person.name:
            person.name = hello["name"]
            self._save()
        older = self.peers.get(connection.p)
        self.peers[connection.p] = connection
        if older is not None:
            older.end("replaced", "This seat was taken elsewhere with the same line.")
        connection.answer(
            {
                "k": "welcome", "v": VERSION, "room": self.room.id, "me": connection.p,
                "role": person.role, "session": log.session if log else "",
                "n": log.durable if log else 0, "now": round(self.now(log), 3), "limits": LIMITS,
            }
        )  # fmt: skip
        self._came(connection.p)
        self.tell_who()
        return None

    def _came(self, p: str) -> None:
        self._due.pop(p, None)
        log, person = self.room.log, self.room.people[p]
        if p in self._absent and log is not None and self.room.open:
            self._absent.discard(p)
            self._note(log, tg.Came(p, person.role, person.name, person.client))

    def leave(self, connection: Connection) -> None:
        """A connection is over."""
        if self.peers.get(connection.p) is not connection:
            return
        del self.peers[connection.p]
        person = self.room.people[connection.p]
        person.ready = False
        if connection.left:
            self._went(connection.p, "left")
        else:
            self._due[connection.p] = self.clock() + ABSENT
        self.tell_who()

    def _went(self, p: str, why: str) -> None:
        self._due.pop(p, None)
        log = self.room.log
        if log is not None and self.room.open and p not in self._absent:
            self._absent.add(p)
            self._note(log, tg.Went(p, why))

    def tell_who(self) -> None:
        """Everybody hears who is here."""
        log = self.room.log
        people = [
            {
                "p": holder.p, "name": holder.name, "role": holder.role,
                "here": holder.p in self.peers, "ready": holder.ready, "swap": holder.swap,
            }
            for holder in self.room.people.values()
        ]  # fmt: skip
        state = "open" if self.room.open else "lobby"
        session = log.session if log else ""
        for peer in self.peers.values():
            peer.tell("who", {"k": "who", "state": state, "session": session, "people": people})

    def end(self, why: str) -> None:
        """Ends the room for good."""
        self.room.ended = True
        self._save()
        for peer in self.peers.values():
            peer.end("room_closed", why)

    def tick(self) -> None:
        """Once a second: who is gone, who does not read, signs of life, the room's end."""
        now = self.clock()
        for p in [p for p, due in self._due.items() if due <= now]:
            self._went(p, "lost")
        for peer in self.peers.values():
            if peer.sending_since is not None and now - peer.sending_since > READING:
                peer.end("slow", "You do not read what is sent to you.")
                peer.wire.abort()
        if now - self.touched >= ALIVE:
            self.touched = now
            if self.room.log is not None:
                self._pool.submit(self.room.log.touch, self.now(self.room.log))
        if now - self.last > LIFE:
            self.end("This room ended a day after its last entry.")

    # frames

    def take(self, connection: Connection, frame: dict[str, Any]) -> None:
        """Does what a frame asks for."""
        kind, person = frame["k"], self.room.people[connection.p]
        if kind == "add":
            self._add(connection, frame)
        elif kind == "open":
            self._open(connection, frame)
        elif kind == "see":
            self._see(connection, frame)
        elif kind == "time":
            now = round(self.now(self.room.log), 4)
            connection.answer({"k": "time", "t": frame["t"], "now": now})
        elif kind == "bye":
            connection.left = True
        elif kind == "ready" and not self.room.open:
            person.ready = frame["on"]
            self.tell_who()
        elif kind == "swap" and not self.room.open:
            person.swap = frame["on"]
            if self.room.people["p1"].swap and self.room.people["p2"].swap:
                self.room.swapped()
                self._save()
            self.tell_who()

    def _see(self, connection: Connection, frame: dict[str, Any]) -> None:
        observes = self.room.people[connection.p].role == ev.OBSERVER
        if observes or not connection.sees.take(self.clock()):
            return
        seen = {"k": "see", "p": connection.p, "board": frame["board"], "at": frame["at"]}
        if "to" in frame:
            seen["to"] = frame["to"]
        for p, peer in self.peers.items():
            if p != connection.p:
                peer.tell(f"see {connection.p}", seen)

    def _add(self, connection: Connection, frame: dict[str, Any]) -> None:
        log, name, p = self.room.session(frame["s"]), frame["id"], connection.p
        if log is None:
            connection.refuse(name, "not_open", "There is no such session in this room.")
            return
        if (known := log.numbers.get((p, name))) is not None:
            self.commits.acknowledge(log, connection, name, known)
            return
        event = event_of(frame["t"], frame["d"])
        role = log.roles.get(p, ev.OBSERVER)
        if isinstance(event, ev.SessionOpened):
            event = Refusal("early", "A session is opened with open, in the lobby.")
        refusal = event if isinstance(event, Refusal) else admit(log.state, event, role, p)
        if refusal is not None or isinstance(event, Refusal):
            refusal = refusal or Refusal("fields", "")
            connection.refuse(name, refusal.code, refusal.why)
            return
        now = self.now(log)
        at = frame.get("at")
        made = round(float(at), 3) if at is not None and 0 <= at <= now + 1 else None
        entry = Entry(0, max(round(now, 3), log.state.at), role, event, name, p, made)
        self.last = self.clock()
        self.commits.append(log, entry, connection)
        if isinstance(event, ev.SessionClosed):
            self.tell_who()

    def _open(self, connection: Connection, frame: dict[str, Any]) -> None:
        name, p, log = frame["id"], connection.p, self.room.log
        if log is not None and (known := log.numbers.get((p, name))) is not None:
            self.commits.acknowledge(log, connection, name, known)
            return
        refusal = self._may_open(p) or self._opening(frame["d"])
        if isinstance(refusal, Refusal):
            connection.refuse(name, refusal.code, refusal.why)
            return
        opened = refusal
        try:
            log = hublog.create(self.room.folder, opened.session)
            log.roles = {holder.p: holder.role for holder in self.room.people.values()}
            self._base[log.session] = self.clock()
            self.room.logs.append(log)
            self.room.nobody_waits()
            self.room.save()
        except JournalError as error:
            self.room.logs = [hub_log for hub_log in self.room.logs if hub_log is not log]
            connection.refuse(name, "storage", error.message)
            return
        self._absent = {person for person in self.room.people if person not in self.peers}
        entry = Entry(0, 0.0, ev.INTERVIEWER, opened, name, p)
        self.commits.append(log, entry, connection)
        self.tell_who()

    def _may_open(self, p: str) -> Refusal | None:
        people = self.room.people
        if people[p].role != ev.INTERVIEWER:
            return Refusal("forbidden", "The interviewer opens the session.")
        if self.room.open:
            return Refusal("early", "The last session is still open.")
        if not (people["p1"].ready and people["p2"].ready):
            return Refusal("not_ready", "Both must be ready first.")
        return None

    def _opening(self, data: Any) -> ev.SessionOpened | Refusal:
        event = event_of(ev.SessionOpened.TYPE, data)
        if not isinstance(event, ev.SessionOpened):
            return event if isinstance(event, Refusal) else Refusal("fields", "Not an opening.")
        sound = (
            SESSION.match(event.session)
            and self.room.session(event.session) is None
            and event.mode == "mock"
            and event.clock in (ev.INTERVIEWER, ev.CANDIDATE, "both")
            and 0 < len(event.phases) <= 100
            and 0 < len(event.boards) <= 100
        )
        return event if sound else Refusal("fields", "That opening is not whole.")

    # entries

    def _note(self, log: HubLog, event: ev.Event) -> None:
        """An entry of the hub's own."""
        now = max(round(self.now(log), 3), log.state.at)
        self.commits.note(log, Entry(0, now, tg.HUB, event))

    def _wake_all(self) -> None:
        for peer in self.peers.values():
            peer.wake()

    def next_entry(self, connection: Connection) -> str | None:
        """The frame of the next entry that this peer has not been sent, None where it has all."""
        for log in self.room.logs[connection.first :]:
            n = connection.sent.get(log.session, 0)
            if n < log.durable:
                connection.sent[log.session] = n + 1
                return write({"k": "ev", "s": log.session, "e": log.texts[n], "h": log.hashes[n]})
        return None

    def _save(self) -> None:
        try:
            self.room.save()
        except JournalError:
            return

    async def settle(self) -> None:
        """Waits for the disk, then lets go of the files."""
        await self.commits.settle()
        for log in self.room.logs:
            log.close()
