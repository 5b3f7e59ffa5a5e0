"""Into a mock: hosting, joining, coming back to a room; from the start page or the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.catalog import shelf
from coach.errors import CoachError, NotFound
from coach.live.environment import Environment
from coach.mock import seatfile
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.joinlines import parse
from coach.mock.remote import RemoteLive
from coach.mock.room import FILE, load_room
from coach.mock.script_seat import scripted_seat
from coach.mock.seatfile import SeatFile, folder_of
from coach.mock.serving import Place
from coach.session import events as ev
from coach.ui.mocking import MockSitting, SessionPlan

if TYPE_CHECKING:
    from textual.screen import Screen


class MockScreens:
    """Which screen each role has."""

    def role_screen(self, sitting: MockSitting, role: str) -> "Screen[Any]":
        """The screen of a role in a running session."""
        if role == ev.CANDIDATE:
            from coach.ui.screens.candidate import CandidateScreen

            return CandidateScreen(sitting)
        from coach.ui.screens.console import ConsoleScreen

        return ConsoleScreen(sitting)

    def ending_screen(self, sitting: MockSitting, live: RemoteLive) -> "Screen[Any]":
        """The form, and behind it both forms side by side."""
        from coach.ui.screens.filing import FilingScreen
        from coach.ui.screens.talkover import TalkOverScreen

        def leads_on() -> None:
            sitting.app.switch_screen(TalkOverScreen(sitting, live))

        return FilingScreen(sitting, live, leads_on)


def hosted(
    environment: Environment,
    place: Place,
    plan: SessionPlan,
    *,
    seat: str = ev.INTERVIEWER,
    name: str = "",
    observers: int = 0,
    script: bool = False,
) -> MockSitting:
    """A new room on this computer, and a seat in it; CoachError where it cannot be had."""
    if plan.prompt:
        plan.title = shelf.header(plan.prompt, environment.folders).title
    hosting = Hosting(folder_of(environment.paths), place, environment.source)
    hosting.start()
    try:
        hosting.new_room(observers)
        mine = "p1" if seat == ev.INTERVIEWER else "p2"
        attendance = Attendance(environment, hosting.lines[mine], name, hosting.dial)
        sitting = MockSitting(attendance, MockScreens(), hosting, plan)
        if script:
            sitting.script = scripted_seat(environment, hosting, plan.prompt, plan.level, plan.pace)
    except BaseException:
        hosting.stop()
        raise
    return sitting


def joined(environment: Environment, line: str, name: str) -> MockSitting:
    """A seat in a room by its line; on this computer the hub is started again where it was."""
    parsed = parse(line)
    seat = seatfile.of_line(environment.paths, str(parsed))
    if seat is not None and (hosting := _own_hub(environment, seat)) is not None:
        try:
            attendance = Attendance(environment, parsed, name, hosting.dial)
        except BaseException:
            hosting.stop()
            raise
        return MockSitting(attendance, MockScreens(), hosting, _plan(environment))
    attendance = Attendance(environment, parsed, name)
    return MockSitting(attendance, MockScreens(), None, _plan(environment))


def _plan(environment: Environment) -> SessionPlan:
    settings = environment.settings
    return SessionPlan(level=settings.level, pace=settings.pace)


def _own_hub(environment: Environment, seat: SeatFile) -> Hosting | None:
    """The hub of a room that this computer hosted, running again; None where it hosts none, or
    another coach of it does."""
    folder = folder_of(environment.paths)
    if not Path(folder / seat.room / FILE).exists():
        return None
    try:
        room = load_room(folder, seat.room, 0.0)
        for log in room.logs:
            log.close()
        line = parse(seat.line)
        place = Place(line.host, 0, "", "none" if line.scheme == "ws" else "pinned")
        hosting = Hosting(folder, place, environment.source)
        hosting.start(room.port)
        hosting.take_up(seat.room)
    except NotFound:
        hosting.stop()
        return None
    except CoachError:
        return None
    return hosting


def seats_told(environment: Environment) -> list[tuple[str, str]]:
    """The rooms of before: the line of each, and a sentence."""
    told = []
    for seat in seatfile.seats(environment.paths)[:8]:
        if not seat.ended:
            title = seat.title or "no session yet"
            role = {"p1": "first seat", "p2": "second seat"}.get(seat.me, "observer")
            told.append((seat.line, f"{title}, {role}, as {seat.name or 'somebody'}"))
    return told
