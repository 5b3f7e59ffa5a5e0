"""A mock on the screen: one seat, its link as a task of the app's loop, the hub beside it where
this computer hosts, and which screen comes when."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from coach.errors import CoachError, Refused
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.proposed_session import propose
from coach.mock.remote import RemoteLive
from coach.mock.roomview import RoomView
from coach.mock.script_seat import ScriptSeat
from coach.session import events as ev
from coach.session.decide import Close
from coach.session.stopwatch import clock

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.ui.app import CoachApp

KNOWN_ALREADY = "known already"
"""Why a session was closed whose problem the candidate knew: nobody files a form on it."""
SEEN_APART = 0.12
"""Seconds between two cursors sent: fewer than ten a second."""


@dataclass(slots=True)
class SessionPlan:
    """What the next session will be, as its interviewer has chosen so far."""

    prompt: str = ""
    title: str = ""
    level: str = "mid"
    pace: str = "45"
    clock: str = ev.INTERVIEWER


class RoleScreens(Protocol):
    """How the screens of the roles are made; so that none imports another."""

    def role_screen(self, sitting: "MockSitting", role: str) -> "Screen[Any]":
        """The screen of a role in a running session."""
        ...

    def ending_screen(self, sitting: "MockSitting", live: RemoteLive) -> "Screen[Any]":
        """What comes after a session: the form."""
        ...

    def show_lines(self, sitting: "MockSitting") -> None:
        """New lines of a room whose session runs already, over whatever is shown."""
        ...


class MockSitting:
    """One seat of a room, held by the app. Screens set `on_change` to hear that something
    changed; which screen stands there follows the room."""

    def __init__(
        self,
        attendance: Attendance,
        screens: RoleScreens,
        hosting: Hosting | None = None,
        plan: SessionPlan | None = None,
    ) -> None:
        self.app: CoachApp
        self.attendance = attendance
        self.hosting = hosting
        self.plan = plan or SessionPlan()
        self.script: ScriptSeat | None = None
        self.on_change: Callable[[], None] = _nothing
        self.told = ""
        self.lobby: Screen[Any] | None = None
        self._screens = screens
        self._tasks: list[asyncio.Future[None]] = []
        self._shown = ""
        self._finished: set[str] = set()
        self._opening = ""
        self._seen_at = 0.0
        self._pointing: tuple[str, int, int | None] | None = None
        self._left = False
        attendance.on_news = self._hear

    # the room

    @property
    def view(self) -> RoomView:
        """The room as this seat knows it."""
        return self.attendance.link.view

    def session(self) -> RemoteLive:
        """The present session."""
        live = self.attendance.live
        if live is None:
            raise Refused("No session has been opened yet.")
        return live

    def start(self, lobby: "Screen[Any]") -> None:
        """Connects; called from the app's loop by the first screen of the room."""
        self.lobby = lobby
        self.app = cast("CoachApp", lobby.app)
        self._tasks.append(asyncio.ensure_future(self._run(self.attendance.link.run())))
        if self.script is not None:
            self._tasks.append(asyncio.ensure_future(self._run(self.script.run())))
        live = self.attendance.live
        if live is not None:
            self._take_up(live)

    async def _run(self, work: Any) -> None:
        try:
            await work
        except asyncio.CancelledError:
            raise
        except CoachError as error:
            self.say(str(error))
        except Exception as error:  # noqa: BLE001 - a fault of the link ends no interview
            path = self.app.fault_log.write("the link", error)
            self.say(f"The link failed. See {path}." if path else "The link failed.")

    def _take_up(self, live: RemoteLive) -> None:
        """Goes on with a session of before, running or not yet filed."""
        journal = self.attendance.journal
        if journal is not None:
            self.app.journals.append(journal)
        form = live.state.forms.get(live.seat)
        if live.state.closed_why == KNOWN_ALREADY:
            self._finished.add(live.session)
            return
        if not live.state.closed or form is None or not form.filed:
            self._show(live)

    def _hear(self, kind: str, news: Mapping[str, Any]) -> None:
        if kind == "entry":
            live = self.attendance.live
            if live is not None and live.session != self._shown:
                if self.attendance.journal is not None:
                    self.app.journals[:] = [self.attendance.journal]
                self._show(live)
        elif kind == "no":
            self.say(str(news["why"]))
            self._opening = ""
        elif kind == "who":
            self._maybe_open()
        elif kind == "end" and news["why"] != "left":
            self.say(str(news["why"]))
        self.on_change()

    def _show(self, live: RemoteLive) -> None:
        """Brings the role's screen up over the lobby."""
        self._shown = live.session
        live.on_change = self._changed
        screen = (
            self._screens.ending_screen(self, live)
            if live.state.closed
            else self._screens.role_screen(self, live.me)
        )
        self._to_lobby()
        self.app.push_screen(screen)
        if self.told and self.hosting is not None and self.hosting.lines:
            self._screens.show_lines(self)
            self.told = ""

    def _changed(self) -> None:
        self.on_change()

    def _to_lobby(self) -> None:
        while self.lobby is not None and self.app.screen is not self.lobby:
            if self.lobby not in self.app.screen_stack:
                return
            self.app.pop_screen()

    def _maybe_open(self) -> None:
        """The interviewer's seat opens the session when both are ready."""
        view, link = self.view, self.attendance.link
        mine, other = view.mine(), view.other()
        waits = mine is not None and other is not None and mine.ready and other.ready
        if view.role != ev.INTERVIEWER or view.state != "lobby" or not waits or self._opening:
            return
        try:
            plan = self.plan
            environment = self.attendance.environment
            opened = propose(environment, plan.prompt, plan.level, plan.pace, plan.clock)
            self._opening = f"open-{opened.session}"
            link.open(opened, self._opening)
        except CoachError as error:
            self.say(str(error))
            link.wish("ready", False)

    def ready(self, on: bool) -> None:
        """Ready for the next session, or not."""
        if on and self.view.role == ev.INTERVIEWER and not self.plan.prompt:
            raise Refused("Choose a prompt first: p.")
        self._opening = ""
        self.attendance.link.wish("ready", on)

    def swap(self, on: bool) -> None:
        """Would change roles, or not."""
        self.attendance.link.wish("swap", on)

    def ended(self, screen: "Screen[Any]") -> bool:
        """A role's screen sees that its session is closed: the form comes, once. Whether the
        screen is gone."""
        live = self.session()
        if not live.state.closed or live.session in self._finished:
            return False
        self._finished.add(live.session)
        self.on_change = _nothing
        self._to_lobby()
        if live.state.closed_why == KNOWN_ALREADY:
            self.say("That problem was known already. The interviewer chooses another one: p.")
        else:
            self.app.push_screen(self._screens.ending_screen(self, live))
        return True

    def close_session(self, why: str = "finished") -> None:
        """Ends the interview for both."""
        try:
            self.session().do(Close(why))
        except CoachError as error:
            self.say(str(error))
        self.on_change()

    def back_to_lobby(self) -> None:
        """From the forms back to the room."""
        self.on_change = _nothing
        self._to_lobby()

    # leaving

    def leave(self) -> None:
        """Says goodbye and goes back to where the room was opened from."""
        if not self._left:
            self._left = True
            self.app.run_worker(self._leave(), group="leave", exit_on_error=False)

    async def _leave(self) -> None:
        await self.attendance.link.leave()
        self.stop()
        self._to_lobby()
        self.app.leave_session(self.lobby or self.app.screen)

    def stop(self) -> None:
        """Lets go of everything; the room and the seat can be taken up again."""
        for task in self._tasks:
            task.cancel()
        try:
            self.attendance.close()
        except CoachError as error:
            self.app.farewell.append(str(error))
        if self.hosting is not None:
            self.hosting.stop()
        self.app.farewell.append("`coach join` without a line comes back to this room.")

    # what screens ask

    def say(self, told: str) -> None:
        """One sentence at the bottom of whatever is shown."""
        self.told = told
        say = getattr(self.app.screen, "say", None) if self.app.screen_stack else None
        if say is not None:
            say(told)

    def other_name(self, live: RemoteLive) -> str:
        """How the other one at the desk is called; the candidate's for who watches."""
        wanted = ev.INTERVIEWER if live.me == ev.CANDIDATE else ev.CANDIDATE
        here = [person for person in self.view.people if person.role == wanted and person.name]
        if here and self.view.state == "open":
            return here[0].name
        known = next(
            (person for person in live.state.people.values() if person.role == wanted), None
        )
        return known.name if known and known.name else f"the {wanted}"

    def link_told(self, live: RemoteLive) -> tuple[str, str]:
        """The link in a word or two, and its look."""
        view, link = self.view, self.attendance.link
        if view.up:
            trip = link.clock.round_trip
            told = f"link {trip * 1000:.0f} ms" if trip is not None else "linked"
            if live.queue:
                return f"sending {len(live.queue)}", "warn"
            other = view.other()
            if other is not None and not other.here:
                return f"{other.name or other.role} is away", "warn"
            return told, "dim"
        lost = max(0.0, link.clock.local() - view.since) if view.ever else 0.0
        return f"link lost {clock(lost)}", "bad"

    def link_sentence(self, live: RemoteLive) -> str:
        """What somebody should know while there is no link; "" while there is one."""
        if self.view.up or live.state.closed:
            return ""
        told, _ = self.link_told(live)
        return f"{told.capitalize()}. Go on: what you write is safe here and is sent afterwards."

    def trouble(self) -> str:
        """NOT SAVED, where the disk refuses."""
        journal = self.attendance.journal
        return "NOT SAVED" if journal is not None and journal.trouble else ""

    def cursor(self, live: RemoteLive) -> tuple[str, int] | None:
        """Where the other one's cursor is, or what they point at: board and place."""
        wanted = ev.INTERVIEWER if live.me == ev.CANDIDATE else ev.CANDIDATE
        for person in self.view.people:
            seen = self.view.cursors.get(person.p)
            if person.role == wanted and seen is not None:
                return str(seen["board"]), int(seen["at"])
        return None

    def point(self, board: str, at: int, to: int | None = None) -> None:
        """Tells where the cursor is, or what is pointed at; not more often than may be, and the
        last place always."""
        waits = self._pointing is not None
        self._pointing = (board, at, to)
        if not waits:
            left = SEEN_APART - (self.attendance.link.clock.local() - self._seen_at)
            if left <= 0:
                self._point_now()
            else:
                asyncio.get_running_loop().call_later(left, self._point_now)

    def _point_now(self) -> None:
        where, self._pointing = self._pointing, None
        if where is not None:
            self._seen_at = self.attendance.link.clock.local()
            self.attendance.link.see(*where)


def _nothing() -> None:
    """Nobody listens."""
