"""A seat for programs: one JSON object a line each way (section 11 of the room protocol).

A program gets exactly what a person in that seat gets; it goes through the same rules and the same
journal. Nothing else is ever written where its lines go.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import Any

from coach.errors import CoachError, Refused
from coach.mock.asked import name_of, plain_intent, text_of, whole_of
from coach.mock.attendance import Attendance
from coach.mock.dossier import Dossier, open_dossier
from coach.mock.looks import look
from coach.mock.proposed_session import CLOCKS, propose
from coach.mock.remote import RemoteLive
from coach.mock.strict_json import BadFrame, read, write
from coach.session import events as ev
from coach.session import together as tg
from coach.session.decide import Intent, TagEntry
from coach.session.entry import Entry
from coach.session.wire import to_data

LINE_MOST = 2**20
AT_ONCE = ("ready", "swap", "leave", "open")
"""What needs no session: done before the room's entries are here."""
HELD_MOST = 1000
"""So many lines wait until the seat has caught up with its room; further ones are refused."""
MARKS = ("yes", "partly", "no", "unseen")


class ProgramSeat:
    """What a program's lines do. `write` puts one line out; `take` reads one in."""

    def __init__(self, attendance: Attendance, out: Callable[[str], None]) -> None:
        self.attendance = attendance
        self._out = out
        self._kept: dict[int, list[str]] = {}
        self._shown: tuple[str, int] = ("", 0)
        self._held: list[tuple[str, str]] = []
        self.left = asyncio.Event()
        attendance.on_news = self._hear
        self._loop = asyncio.get_running_loop()
        self._dossier: tuple[str, Dossier] | None = None
        attendance.on_synced = self._synced_soon
        if attendance.live is not None:
            for entry in attendance.live.entries:
                self._show(attendance.live, entry)

    def put(self, told: Mapping[str, Any]) -> None:
        """One object out."""
        self._out(write(told))

    # what the seat hears

    def _hear(self, kind: str, news: Mapping[str, Any]) -> None:
        view, live = self.attendance.link.view, self.attendance.live
        if kind == "seat":
            session = live.session if live else ""
            self.put({"k": "seat", "me": view.me, "role": view.role, "session": session})
            if live is not None:
                self._show_all(live)
        elif kind == "entry" and live is not None:
            self._show_all(live)
        elif kind == "who":
            people = [
                {
                    "p": person.p, "name": person.name, "role": person.role, "here": person.here,
                    "ready": person.ready, "swap": person.swap,
                }
                for person in view.people
            ]  # fmt: skip
            self.put({"k": "who", "state": view.state, "people": people})
        elif kind == "see":
            seen = {key: news[key] for key in ("p", "board", "at", "to") if key in news}
            self.put({"k": "see", **seen})
        elif kind == "link":
            self.put({"k": "link", "up": news["up"], "why": news["why"]})
        elif kind == "done":
            self.put({"k": "done", "id": news["id"], "n": news["n"]})
        elif kind == "no":
            self.put({"k": "no", "id": news["id"], "code": news["code"], "why": news["why"]})
        elif kind == "end":
            self.put({"k": "end", "why": news["why"]})
            self.left.set()
        if self._held and not self._behind():
            held, self._held = self._held, []
            for _, line in held:
                self.take(line)

    def _behind(self) -> bool:
        """Whether the seat does not know yet what goes on in its room: it was not let in so far,
        or the entries that the hub had then are not all here. A seat with a session of before
        goes on with that, connected or not."""
        link, live = self.attendance.link, self.attendance.live
        if link.view.ended:
            return False
        if live is None:
            return not link.view.ever or bool(link.view.session)
        return bool(self._held) and live.session == link.view.session and live.hub_n < link.view.n

    def give_up(self) -> None:
        """The program leaves: what still waits for the room is answered, nothing is dropped in
        silence."""
        held, self._held = self._held, []
        for name, _ in held:
            self._no(name, "refused", "The seat left before its room was reached.")

    def _show_all(self, live: RemoteLive) -> None:
        """Every entry of the session's file that was not shown yet."""
        session, n = self._shown
        for entry in live.entries[n if session == live.session else 0 :]:
            self._show(live, entry)

    def _show(self, live: RemoteLive, entry: Entry) -> None:
        self._shown = (live.session, entry.n)
        if isinstance(entry.event, tg.Queued | tg.Dropped):
            return
        name, _, data = to_data(entry.event)
        self.put(
            {
                "k": "entry", "n": entry.hub, "at": entry.at, "by": entry.by, "p": entry.p,
                "id": entry.id, "type": name, "data": data,
            }
        )  # fmt: skip

    def _synced_soon(self, n: int) -> None:
        """From the journal's thread."""
        self._loop.call_soon_threadsafe(self._synced, n)

    def _synced(self, n: int) -> None:
        for number in sorted(number for number in self._kept if number <= n):
            for name in self._kept.pop(number):
                self.put({"k": "kept", "id": name})

    # what the program wants

    def take(self, line: str) -> None:
        """Does what one line asks for; whatever is wrong with it is answered `no`."""
        name = ""
        try:
            if len(line) > LINE_MOST:
                raise BadFrame("A line has at most 1 MiB.")
            asked = read(line)
            name = name_of(asked)
            if asked.get("do") not in AT_ONCE and self._behind():
                self._hold(name, line)
            else:
                self._do(name, asked)
        except BadFrame as error:
            self._no(name, "bad_frame", str(error))
        except CoachError as error:
            self._no(name, "refused", str(error))

    def _hold(self, name: str, line: str) -> None:
        if len(self._held) >= HELD_MOST:
            raise Refused("The room is not reached yet, and too much waits for it already.")
        self._held.append((name, line))

    def _no(self, name: str, code: str, why: str) -> None:
        self.put({"k": "no", "id": name, "code": code, "why": why})

    def _do(self, name: str, asked: Mapping[str, Any]) -> None:
        do = asked.get("do")
        link, live = self.attendance.link, self.attendance.live
        if do in ("ready", "swap"):
            link.wish(do, asked.get("on", True) is not False)
            self.put({"k": "done", "id": name, "n": 0})
        elif do == "leave":
            self.put({"k": "done", "id": name, "n": 0})
            self.left.set()
        elif do == "open":
            link.open(self._proposed(asked), name)
        elif live is None:
            raise Refused("No session has been opened yet.")
        elif do == "look":
            what, board = text_of(asked, "what"), text_of(asked, "board", "")
            self.put(
                {"k": "view", "id": name, "what": what, "view": look(self.attendance, what, board)}
            )
        elif do == "point":
            link.see(
                text_of(asked, "board"), whole_of(asked, "at"), whole_of(asked, "to", -1, None)
            )
            self.put({"k": "done", "id": name, "n": 0})
        elif live.knows(name):
            self._again(live, name)
        else:
            self._act(name, asked, live)

    def _proposed(self, asked: Mapping[str, Any]) -> ev.SessionOpened:
        settings = self.attendance.environment.settings
        clock = text_of(asked, "clock", ev.INTERVIEWER)
        if clock not in CLOCKS:
            raise Refused(f"A clock is held by {', '.join(CLOCKS)}.")
        return propose(
            self.attendance.environment,
            text_of(asked, "prompt"),
            text_of(asked, "level", settings.level),
            text_of(asked, "pace", settings.pace),
            clock,
        )

    def _again(self, live: RemoteLive, name: str) -> None:
        """An id that was used before: what came of it is told again, nothing is done twice."""
        self.put({"k": "kept", "id": name})
        if n := live.number_of(name):
            self.put({"k": "done", "id": name, "n": n})

    def _act(self, name: str, asked: Mapping[str, Any], live: RemoteLive) -> None:
        do = asked.get("do")
        if do == "form":
            form = asked.get("form")
            if not isinstance(form, dict):
                raise BadFrame("form is an object.")
            live.file_form(write(form), os.urandom(16), name)
        elif do == "waive":
            live.make(tg.Waived(), name)
        elif do in ("note", "grade", "tag"):
            event = self._private(str(do), asked, live)
            live.make(event)
        else:
            self._intend(name, asked, live)
        self._kept.setdefault(live.record.n, []).append(name)
        self._show_all(live)
        if live.record.synced >= live.record.n:
            self._synced(live.record.synced)

    def _private(self, do: str, asked: Mapping[str, Any], live: RemoteLive) -> ev.Event:
        if do == "note":
            return tg.Noted(text_of(asked, "text"))
        if do == "grade":
            mark = text_of(asked, "mark")
            if mark not in MARKS:
                raise BadFrame(f"mark is one of {', '.join(MARKS)}.")
            return tg.Graded(text_of(asked, "observable"), mark, text_of(asked, "note", ""))
        entry = _local(live, whole_of(asked, "entry"))
        tag = TagEntry(entry, text_of(asked, "tag"), text_of(asked, "note", ""))
        return ev.Tagged(tag.entry, tag.tag, tag.note)

    def _intend(self, name: str, asked: Mapping[str, Any], live: RemoteLive) -> None:
        from coach.session.decide import decide

        intent = self._intent(asked, live)
        events = decide(live.state, intent, live.me)
        for event in events[:-1]:
            live.make(event)
        for event in events[-1:]:
            live.make(event, name)
        if not events:
            live.make(tg.Noted(live.state.pad))

    def _intent(self, asked: Mapping[str, Any], live: RemoteLive) -> Intent:
        do, state = asked.get("do"), live.state
        if (plain := plain_intent(asked)) is not None:
            return plain
        if do not in ("fact", "hint", "curveball", "probe"):
            raise BadFrame("There is no such thing to do.")
        if live.me != ev.INTERVIEWER:
            raise Refused("That is for the interviewer.")
        mine = self._opened(live)
        match do:
            case "fact":
                return mine.fact(state, text_of(asked, "fact"), text_of(asked, "text", ""))
            case "hint":
                return mine.hint(state, text_of(asked, "ladder", ""))
            case "probe":
                return mine.probe(text_of(asked, "probe"))
        return mine.curveball(text_of(asked, "curveball"))

    def _opened(self, live: RemoteLive) -> Dossier:
        """The pack of the session, read once."""
        if self._dossier is None or self._dossier[0] != live.session:
            self._dossier = (live.session, open_dossier(self.attendance.environment, live.state))
        return self._dossier[1]


def _local(live: RemoteLive, hub: int) -> int:
    """The entry of this seat's file that has a number at the hub."""
    for entry in reversed(live.entries):
        if entry.hub == hub and hub:
            return entry.n
    raise Refused(f"There is no entry {hub} in this session.")
