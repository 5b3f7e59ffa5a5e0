"""The candidate's (or an observer's) seat in a mock over plain lines: `coach sit LINE`.

The interview itself is the line seat's. Here is what a room adds: people who come and go, a link
that may be lost, an interviewer who is a person, and a form at the end.
"""

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import Any, cast

from coach.errors import CoachError
from coach.live.environment import Environment
from coach.live.live import Live
from coach.live.opening import OpenSession
from coach.mock.attendance import Attendance
from coach.mock.debriefing import record
from coach.mock.points_told import points_told
from coach.mock.remote import RemoteLive
from coach.session import events as ev
from coach.session.admit import HINT_WANTED
from coach.session.decide import Close, Say
from coach.sit import standing_words
from coach.sit.form_lines import FormLines, opened
from coach.sit.line_seat import COMMANDS, LineSeat
from coach.ui.line_commands import by_word

SALT = 16
"""Random bytes under which a form is sealed."""
TICK = 1.0
ROOM = (
    "In the room: /ready when you are; /swap to change roles in the next round; /who; /leave. "
    "Speak beside this: call each other, or sit together."
)


class InterviewLines(LineSeat):
    """An interview with a person opposite: the line seat without the program's help."""

    leave_room: Callable[[], None]
    show_place: Callable[[str, int], None]

    def begin(self) -> None:
        """Tells what the interview is and where it stands."""
        self.say(standing_words.opening(self.state))
        self._heard = len(self.state.conversation)
        if self._heard:
            self.tell("Going on where it stopped; /read talk says again what was said.")
        self.news()
        self.say(["Type what you say. / lists what else can be done; /where tells how you stand."])

    def _call(self, word: str, rest: str) -> None:
        command = by_word(word, COMMANDS)
        name = command.id if command is not None else ""
        if name == "hint":
            self.do(Say("I would like a hint.", HINT_WANTED))
            self.tell("Asked for. The interviewer gives it, or not.")
        elif name == "finish":
            self.tell("End the interview for both? yes or no.")
            self.answer = self._end
        elif name == "leave":
            self.leave_room()
        else:
            super()._call(word, rest)

    def put(self, name: str, text: str, number: int = 0) -> None:
        """As alone; the others see where it was written."""
        super().put(name, text, number)
        lines = self.state.boards[name].split("\n")[: number or None]
        self.show_place(name, max(0, sum(len(line) + 1 for line in lines) - 1))

    def _end(self, line: str) -> None:
        self.answer = None
        if line.strip().lower() in ("y", "yes"):
            self.do(Close())
        else:
            self.tell("It goes on.")


class MockSeat:
    """A seat by lines: `take` reads one in, `out` puts one out, `left` is set when it is over."""

    def __init__(
        self, environment: Environment, attendance: Attendance, out: Callable[[str], None]
    ) -> None:
        self.environment = environment
        self.attendance = attendance
        self.left = asyncio.Event()
        self.interview: InterviewLines | None = None
        self.form: FormLines | None = None
        self._out = out
        self._session = ""
        self._ended: set[str] = set()
        self._people: dict[str, tuple[bool, bool, bool]] = {}
        self._pointed: tuple[object, ...] = ()
        self._role = ""
        self._down = False
        attendance.on_news = self._hear
        self._ticking = asyncio.ensure_future(self._tick())
        self._look()  # an interview of before goes on at once, connected or not

    def tell(self, sentence: str) -> None:
        """Puts one sentence out, on one line."""
        self._out(" ".join(sentence.splitlines()))

    def take(self, line: str) -> None:
        """Does what one typed line wants. Never raises."""
        try:
            if self.form is not None:
                self._fill(line)
            elif self.interview is not None and not self.interview.state.closed:
                self.interview.take(line)
                self._look()
            else:
                self._in_room(line.strip().lower())
        except CoachError as error:
            self.tell(str(error))

    def give_up(self) -> None:
        """The seat is left: what was typed is in its file, and sent when one comes back."""
        self._ticking.cancel()
        live = self.attendance.live
        if live is not None and not live.state.closed:
            self.tell("Left for now; coach sit with the same line comes back.")

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            if self.interview is not None and not self.interview.state.closed:
                self.interview.tick()

    # the room

    def _in_room(self, word: str) -> None:
        link = self.attendance.link
        mine = link.view.mine()
        if word == "/ready":
            if link.view.role == ev.INTERVIEWER:
                self.tell(_INTERVIEWER)
                return
            link.wish("ready", not (mine is not None and mine.ready))
        elif word == "/swap":
            link.wish("swap", not (mine is not None and mine.swap))
        elif word == "/who":
            for person in link.view.people:
                if person.name or person.here:
                    told = "here" if person.here else "not here"
                    self.tell(f"{person.role}: {person.name or 'somebody'}, {told}.")
        elif word == "/leave":
            self.left.set()
        else:
            self.tell(f"Nothing said here is heard. {ROOM}")

    def _hear(self, kind: str, news: Mapping[str, Any]) -> None:
        if kind == "seat":
            self._seated()
        elif kind == "entry":
            self._look()
        elif kind == "who":
            self._who()
        elif kind == "link":
            self._linked(bool(news["up"]))
        elif kind == "see":
            self._point(news)
        elif kind == "no":
            self.tell(str(news["why"]))
        elif kind == "end":
            if news["why"] != "left":
                self.tell(str(news["why"]))
            self.left.set()

    def _seated(self) -> None:
        view = self.attendance.link.view
        if view.role != self._role:
            self._role = view.role
            role = {ev.CANDIDATE: "You are the candidate.", ev.INTERVIEWER: _INTERVIEWER}
            self.tell(role.get(view.role, "You watch."))
            if self.interview is None:
                self.tell(ROOM)
        self._look()

    def _linked(self, up: bool) -> None:
        if self.left.is_set() or self.attendance.link.view.ended:
            return
        if up and self._down:
            self.tell("The link is back.")
        elif not up and not self._down and self.interview is not None:
            self.tell("The link is lost. Go on: what you write is safe here, and sent afterwards.")
        self._down = not up

    def _who(self) -> None:
        view = self.attendance.link.view
        for person in view.people:
            now = person.here, person.ready, person.swap
            before = self._people.get(person.p, (False, False, False))
            self._people[person.p] = now
            if now == before:
                continue
            who = "You" if person.p == view.me else person.name or f"The {person.role}"
            verb = "are" if person.p == view.me else "is"
            if now[0] != before[0] and person.p != view.me:
                self.tell(f"{who} {verb} {'here' if now[0] else 'away'}.")
            if now[1] != before[1] and view.state != "open":
                self.tell(f"{who} {verb} {'ready' if now[1] else 'not ready'}.")
            if now[2] and not before[2]:
                self.tell(f"{who} would change roles.")
        if view.role != self._role:
            self._seated()

    def _point(self, news: Mapping[str, Any]) -> None:
        """The other one points at a line: said once."""
        live = self.attendance.live
        where = news.get("board"), news.get("at")
        if live is None or "to" not in news or where == self._pointed:
            return
        self._pointed = where
        text = live.state.boards.get(str(where[0]), "")
        line = text[: int(where[1] or 0)].count("\n")
        shown = text.split("\n")[line].strip()
        self.tell(f"They point at line {line + 1} of the {where[0]} board: {shown}")

    # the interview and what comes after it

    def _look(self) -> None:
        """Follows the session: its beginning, what was said, its end, the opened forms."""
        live = self.attendance.live
        if live is None or live.me == ev.INTERVIEWER:
            return
        if live.session != self._session:
            self._session, self.form = live.session, None
            self._begin(live)
        elif self.interview is not None:
            self.interview.news()
        if live.state.closed and live.session not in self._ended:
            self._close(live)

    def _begin(self, live: RemoteLive) -> None:
        sitting = OpenSession(cast(Live, live), live.record)
        self.interview = InterviewLines(sitting, self.environment, self.tell)
        self.interview.leave_room = self.left.set
        self.interview.show_place = self.attendance.link.see
        self.interview.begin()

    def _close(self, live: RemoteLive) -> None:
        mine = live.state.forms.get(live.seat)
        desk = [f for f in live.state.forms.values() if f.role != ev.OBSERVER]
        if live.me != ev.CANDIDATE or live.state.closed_why not in ("", "finished"):
            self._ended.add(live.session)
            self.tell("The interview is over.")
            self.tell(ROOM)
        elif mine is None or not mine.filed:
            if self.form is None:
                self.form = FormLines(live, self.tell, lambda: os.urandom(SALT))
                self.form.begin()
        elif len(desk) > 1 and all(form.text or form.waived for form in desk):
            self._ended.add(live.session)
            self._open(live)

    def _fill(self, line: str) -> None:
        form = self.form
        assert form is not None
        form.take(line)
        if form.over:
            self.form = None
            self._look()

    def _open(self, live: RemoteLive) -> None:
        points = points_told(self.environment, live)
        if not points.why_none and live.state.score is None:
            record(self.environment, live)
        for sentence in opened(live, points):
            self.tell(sentence)
        self.tell(ROOM)


_INTERVIEWER = (
    "You interview in this round, which needs the console: coach join LINE. "
    "/swap asks for the other seat."
)
