"""Holding a seat: the link, the file of the present session, and the way back after a crash."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from coach import __version__
from coach.errors import CoachError, NotSaved
from coach.journal.writer import Journal
from coach.live.environment import Environment, usual_name
from coach.mock import seatfile
from coach.mock.client_frames import CLOSE
from coach.mock.joinlines import JoinLine
from coach.mock.link import Dial, Link
from coach.mock.public_entries import understood
from coach.mock.remote import RemoteLive
from coach.mock.seatfile import SeatFile
from coach.mock.strict_json import BadFrame
from coach.mock.wires import Wire
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.session.fold import fold

CLIENT = f"coach {__version__}"


async def by_socket(line: JoinLine) -> Wire:
    """Dials the hub of a line."""
    from coach.mock.sockets import dial

    return await dial(line)


class Attendance:
    """One seat held by this process. `on_news` hears what the link tells, after the seat's own
    files are written; `on_synced` the number of the last durable entry of the session's file."""

    def __init__(
        self, environment: Environment, line: JoinLine, name: str, dial: Dial | None = None
    ) -> None:
        """Goes on with what this seat did before, where there is something. CoachError where its
        file is open elsewhere or cannot be written."""
        self.environment = environment
        self.line = line
        self.journal: Journal | None = None
        self.on_news: Callable[[str, Mapping[str, Any]], None] = lambda kind, news: None
        self.on_synced: Callable[[int], None] = lambda n: None
        self.on_failed: Callable[[NotSaved], None] = lambda trouble: None
        self._file = seatfile.of_line(environment.paths, str(line))
        self.name = name or (self._file.name if self._file else "") or usual_name()
        self.link = Link(
            dial or partial(by_socket, line),
            line.token,
            name=self.name,
            client=CLIENT,
            begin=self._begin,
            clock=environment.source,
        )
        self.link.on_news = self._hear
        self.link.recall = self._recall
        if self._file is not None:
            self._resume(self._file)

    @property
    def live(self) -> RemoteLive | None:
        """The present session; None before the first one."""
        return self.link.live

    def _resume(self, file: SeatFile) -> None:
        reopened = seatfile.reopen(file)
        if reopened is None:
            return
        journal, entries = reopened
        entries = list(entries)
        state = fold(entries)
        seat = state.seat
        if seat is None:
            me = file.me
            seat = tg.Seated(me, _role(entries[0], me), file.room, file.name)
            entries.append(journal.append(seat, seat.role, entries[-1].at))
        last = max((entry.at for entry in entries), default=0.0)
        self.link.clock.start_at(last)
        self._sit(journal, entries, seat)

    def _recall(self, room: str, me: str) -> bool:
        """Goes on with this seat's file of that room, where it was held with another line: the
        room is hosted again, by somebody else or elsewhere."""
        file = seatfile.of_room(self.environment.paths, room, me) if self._file is None else None
        if file is None:
            return False
        file.line, file.ended = str(self.line), False
        try:
            self._resume(file)
        except CoachError as error:
            self.on_failed(NotSaved(error.message, "What comes now goes into a new file."))
            return False
        if self.live is None:
            return False
        self._file = file
        self._save(None)
        return True

    def _begin(self, text: str, h: str) -> RemoteLive:
        """The file of a new session, from its first entry."""
        first = understood(text, h)
        opened = first.event
        if first.hub != 1 or not isinstance(opened, ev.SessionOpened):
            raise BadFrame("A session begins with its opening.")
        view = self.link.view
        role = _role(first, view.me)
        first = Entry(1, first.at, first.by, opened, first.id, first.p, None, 1, h)
        before = self.journal
        others = tuple(
            tg.Person(person.p, person.role, person.name)
            for person in view.people
            if person.p != view.me
        )
        seat = tg.Seated(view.me, role, view.room, self.name, others)
        journal, entries = seatfile.begin(self.environment.paths, opened, first, seat)
        if before is not None:
            before.close()
        live = self._sit(journal, entries, seat)
        self._save(opened)
        return live

    def _sit(self, journal: Journal, entries: list[Entry], seat: tg.Seated) -> RemoteLive:
        self.journal = journal
        live = RemoteLive(entries, journal, seat.me, seat.role, self.link.clock.now)
        journal.start_syncing(self._synced, self._failed)
        self.link.adopt(live)
        return live

    def _synced(self, n: int) -> None:
        self.on_synced(n)

    def _failed(self, trouble: NotSaved) -> None:
        self.on_failed(trouble)

    def _hear(self, kind: str, news: Mapping[str, Any]) -> None:
        if kind == "seat":
            self._save(self.live.state.opened if self.live else None)
        elif kind == "end" and self._file is not None and self.link.view.ended != "left":
            self._file.ended = self.link.view.code != CLOSE["fork"]  # its file may host the room
            self._save(None)
        self.on_news(kind, news)

    def _save(self, opened: ev.SessionOpened | None) -> None:
        """Remembers how to come back. A disk that refuses costs the way back, not the session."""
        view = self.link.view
        file = self._file or SeatFile(view.room, view.me, str(self.line), self.name)
        file.name = self.name
        if opened is not None and self.journal is not None:
            file.session, file.title = opened.session, opened.title
            file.journal = str(Path(self.journal.path).absolute())
        self._file = file
        if not file.room or not file.me:
            return
        try:
            seatfile.save(self.environment.paths, file)
        except CoachError as error:
            self.on_failed(NotSaved(error.message, "Keep the join line: it leads back here."))

    def close(self) -> None:
        """Syncs and lets go of the session's file; NotSaved where something was lost."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None


def _role(opening: Entry, me: str) -> str:
    """Who somebody is in a session: whoever opened it interviews, of the two the other one is the
    candidate."""
    if opening.p == me:
        return ev.INTERVIEWER
    return ev.OBSERVER if me.startswith("o") else ev.CANDIDATE
