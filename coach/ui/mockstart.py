"""Into a mock: hosting, joining, coming back to a room; from the start page or the command line."""

from functools import partial
from typing import TYPE_CHECKING, Any

from coach.catalog import shelf
from coach.live.environment import Environment
from coach.mock import seatfile
from coach.mock.attendance import Attendance
from coach.mock.hosting import Hosting
from coach.mock.joinlines import JoinLine, parse
from coach.mock.rehosting import own_hub, rehost
from coach.mock.remote import RemoteLive
from coach.mock.script_seat import script_again, scripted_seat
from coach.mock.seatfile import folder_of
from coach.mock.serving import Place
from coach.session import events as ev
from coach.ui.mocking import MockSitting, SessionPlan

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.mock.model_seat import ModelChoice


class MockScreens:
    """Which screen each role has."""

    def role_screen(self, sitting: MockSitting, role: str) -> "Screen[Any]":
        """The screen of a role in a running session."""
        if role == ev.CANDIDATE:
            from coach.ui.screens.candidate import CandidateScreen

            return CandidateScreen(sitting)
        from coach.ui.screens.console_screen import ConsoleScreen

        return ConsoleScreen(sitting)

    def ending_screen(self, sitting: MockSitting, live: RemoteLive) -> "Screen[Any]":
        """The form, and behind it both forms side by side."""
        from coach.ui.screens.filing import FilingScreen
        from coach.ui.screens.talkover import TalkOverScreen

        def leads_on() -> None:
            sitting.app.switch_screen(TalkOverScreen(sitting, live))

        return FilingScreen(sitting, live, leads_on)

    def show_lines(self, sitting: MockSitting) -> None:
        """New lines of a room whose session runs already, over whatever is shown."""
        from coach.ui.screens.modal import PageModal
        from coach.ui.views.lobby import again_rows

        sitting.app.push_screen(PageModal(partial(again_rows, sitting, sitting.told)))


def hosted(
    environment: Environment,
    place: Place,
    plan: SessionPlan,
    *,
    seat: str = ev.INTERVIEWER,
    name: str = "",
    observers: int = 0,
    script: bool = False,
    model: "ModelChoice | None" = None,
) -> MockSitting:
    """A new room on this computer, and a seat in it; CoachError where it cannot be had. `model`
    interviews instead of a person."""
    if plan.prompt:
        plan.title = shelf.header(plan.prompt, environment.folders).title
    hosting = Hosting(folder_of(environment.paths), place, environment.source)
    hosting.start()
    try:
        hosting.new_room(observers)
        mine = "p1" if seat == ev.INTERVIEWER else "p2"
        attendance = Attendance(environment, hosting.lines[mine], name, hosting.dial)
        sitting = MockSitting(attendance, MockScreens(), hosting, plan)
        chosen = plan.prompt, plan.level, plan.pace
        if model is not None:
            from coach.mock.model_seat import hosted_model

            sitting.script = hosted_model(environment, hosting, chosen, model)
        elif script:
            sitting.script = scripted_seat(environment, hosting, *chosen)
    except BaseException:
        hosting.stop()
        raise
    return sitting


def joined(environment: Environment, line: str, name: str) -> MockSitting:
    """A seat in a room by its line; on this computer the hub is started again where it was."""
    parsed = parse(line)
    hosting = own_hub(environment, parsed)
    return _seated(environment, parsed, name, hosting)


def resumed(environment: Environment, place: Place | None, wanted: str, name: str) -> MockSitting:
    """A room of before, hosted again from this computer; CoachError where it cannot be had."""
    again = rehost(environment, place, wanted)
    sitting = _seated(environment, again.line, name or again.name, again.hosting)
    sitting.told = again.told
    return sitting


def _seated(
    environment: Environment, line: JoinLine, name: str, hosting: Hosting | None
) -> MockSitting:
    try:
        attendance = Attendance(environment, line, name, hosting.dial if hosting else None)
        sitting = MockSitting(attendance, MockScreens(), hosting, _plan(environment))
        if hosting is not None:
            sitting.script = script_again(environment, hosting)
    except BaseException:
        if hosting is not None:
            hosting.stop()
        raise
    return sitting


def _plan(environment: Environment) -> SessionPlan:
    settings = environment.settings
    return SessionPlan(level=settings.level, pace=settings.pace)


def seats_told(environment: Environment) -> list[tuple[str, str]]:
    """The rooms of before: the line of each, and a sentence."""
    told = []
    for seat in seatfile.seats(environment.paths)[:8]:
        if not seat.ended:
            title = seat.title or "no session yet"
            role = {"p1": "first seat", "p2": "second seat"}.get(seat.me, "observer")
            told.append((seat.line, f"{title}, {role}, as {seat.name or 'somebody'}"))
    return told
