"""The lobby: who is here, the line that brings the other one in, what will be played."""

from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from coach import config
from coach.boards.board import Row
from coach.errors import CoachError
from coach.mock.dossier import preview
from coach.session import events as ev
from coach.ui.commands import named, of
from coach.ui.internals import Sturdy
from coach.ui.mocking import MockSitting
from coach.ui.screens.modal import AskModal, ChooseModal, PageModal
from coach.ui.views.lobby import lobby_rows, ways_rows
from coach.ui.views.pack import brief_rows
from coach.ui.views.qr import code_rows
from coach.ui.views.wrap import wrapped
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.mock.joinlines import JoinLine
    from coach.ui.faces import Program

CLOCKS = (ev.INTERVIEWER, ev.CANDIDATE, "both")


class LobbyScreen(Sturdy, Screen[None]):
    """One's own room between sessions."""

    DEFAULT_CSS = "LobbyScreen #lobby { height: 1fr; padding: 0 1; overflow-x: hidden; }"

    def __init__(self, sitting: MockSitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.message = ""

    @property
    def coach(self) -> "Program":
        """The app with its environment."""
        return cast("Program", self.app)

    def compose(self) -> ComposeResult:
        """Rows and keys."""
        yield RowsView(id="lobby", focusable=True)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Connects."""
        self.set_interval(1.0, self.paint)
        self.sitting.start(self)
        self.sitting.on_change = self.paint
        self.paint()

    def on_screen_resume(self) -> None:
        """Back from a session."""
        self.sitting.on_change = self.paint
        self.paint()

    def on_resize(self) -> None:
        """Folded anew."""
        self.paint()

    def paint(self) -> None:
        """Draws the room as it is."""
        if not self.is_mounted or self.app.screen is not self:
            return
        rows: list[Row] = lobby_rows(self.sitting, max(40, (self.size.width or 80) - 3))
        self.query_one("#lobby", RowsView).show(rows)
        line = self.query_one(KeysLine)
        line.offer([c for c in of("lobby") if not self._not_mine(c.id)])

    def _not_mine(self, name: str) -> bool:
        mine = name in ("lobby_prompt", "lobby_level", "lobby_pace", "lobby_clock", "lobby_brief")
        host = name in ("copy_line", "lobby_observer", "lobby_address", "lobby_code")
        if mine and self.sitting.view.role != ev.INTERVIEWER:
            return True
        return host and self.sitting.hosting is None

    def on_key(self, event: events.Key) -> None:
        """A command's key does it."""
        self.query_one(KeysLine).quiet()
        for command in of("lobby"):
            if command.key in (event.key, event.character or ""):
                event.stop()
                self.run_command(command.id)
                return

    def run_command(self, name: str) -> None:
        """Does what a command does, or says why it cannot be done."""
        try:
            if self._not_mine(name):
                self.say("That is the interviewer's." if name != "copy_line" else "Not your room.")
                return
            function = named(name).function()
            if function is not None:
                function(self)
        except CoachError as error:
            self.say(str(error))
        self.paint()

    def say(self, told: str, role: str = "warn") -> None:
        """One sentence at the bottom."""
        if self.is_mounted:
            self.query_one(KeysLine).say(told, role)

    how_to_leave = "^Q closes or leaves the room."


def ready(screen: LobbyScreen) -> None:
    """Ready, or not any more."""
    mine = screen.sitting.view.mine()
    screen.sitting.ready(not (mine is not None and mine.ready))


def swap(screen: LobbyScreen) -> None:
    """Would change roles for the next session, or not any more."""
    mine = screen.sitting.view.mine()
    screen.sitting.swap(not (mine is not None and mine.swap))


def _their_line(screen: LobbyScreen) -> "JoinLine | None":
    """The other one's join line; None, and why is said, where it is not known here."""
    hosting = screen.sitting.hosting
    other = "p2" if screen.sitting.view.me != "p2" else "p1"
    line = hosting.lines.get(other) if hosting else None
    if line is None:
        screen.say("Their line was made before; they still have it.")
    return line


def show_code(screen: LobbyScreen) -> None:
    """The other one's line as a QR code, for a phone that passes it on."""
    line = _their_line(screen)
    if line is None:
        return
    if screen.coach.plain:
        screen.say("A QR code needs blocks, which this terminal does not show; c copies the line.")
        return
    from coach.mock.qr import modules

    rows = code_rows(modules(str(line)), dark_ground=screen.app.theme != "coach-light")
    told = "Their line, to be pasted behind `coach join`."
    screen.app.push_screen(PageModal(lambda cells: [*rows, *wrapped(told, cells, "dim")]))


def copy(screen: LobbyScreen) -> None:
    """Copies the other's join line by the terminal."""
    line = _their_line(screen)
    if line is None:
        return
    screen.app.copy_to_clipboard(f"coach join {line}")
    screen.say("Copied, where the terminal allows it.", "good")


def observer(screen: LobbyScreen) -> None:
    """One more line, for somebody who watches."""
    hosting = screen.sitting.hosting
    if hosting is not None:
        line = hosting.new_observer()
        screen.app.copy_to_clipboard(f"coach join {line}")
        screen.say("A line for one observer stands there, and was copied.", "good")


def next_address(screen: LobbyScreen) -> None:
    """The line names another address of this computer."""
    hosting = screen.sitting.hosting
    address = hosting.next_address() if hosting else ""
    screen.say(
        f"The line names {address} now." if address else "The line has this one address.",
        "good" if address else "warn",
    )


def ways(screen: LobbyScreen) -> None:
    """How two people get connected."""
    hosting = screen.sitting.hosting
    port = hosting.port if hosting else 7373
    screen.app.push_screen(PageModal(partial(ways_rows, port)))


def choose_prompt(screen: LobbyScreen) -> None:
    """Another prompt; the candidate sees its name at the start."""
    from coach.catalog import shelf
    from coach.catalog.header import INTERVIEW

    headers, _ = shelf.headers(screen.coach.environment.folders)
    items = [
        (f"{header.workflow}/{header.slug}", f"{header.title} {header.difficulty}",
         ((f"{header.title}  ", ""), (f"{header.difficulty}, {header.workflow}", "dim")))
        for header in sorted(headers, key=lambda header: header.workflow != INTERVIEW)
    ]  # fmt: skip
    titles = {f"{header.workflow}/{header.slug}": header.title for header in headers}

    def chosen(answer: str | None) -> None:
        if answer:
            plan = screen.sitting.plan
            plan.prompt, plan.title = answer.partition("/")[2], titles[answer]
            screen.paint()

    screen.app.push_screen(ChooseModal("Interview about what?", items), chosen)


def level(screen: LobbyScreen) -> None:
    """The next level."""
    plan = screen.sitting.plan
    plan.level = config.LEVELS[(config.LEVELS.index(plan.level) + 1) % len(config.LEVELS)]


def minutes(screen: LobbyScreen) -> None:
    """The next length."""
    plan = screen.sitting.plan
    plan.pace = config.PACES[(config.PACES.index(plan.pace) + 1) % len(config.PACES)]


def hold_clock(screen: LobbyScreen) -> None:
    """Who turns the phases."""
    plan = screen.sitting.plan
    plan.clock = CLOCKS[(CLOCKS.index(plan.clock) + 1) % len(CLOCKS)]


def brief(screen: LobbyScreen) -> None:
    """Three minutes of reading, for the interviewer."""
    plan = screen.sitting.plan
    if not plan.prompt:
        screen.say("Choose a prompt first: p.")
        return
    dossier = preview(screen.coach.environment, plan.prompt)
    screen.app.push_screen(PageModal(lambda cells: brief_rows(dossier, plan.level, cells)))


def close(screen: LobbyScreen) -> None:
    """Leaves the room, or ends it for good where it is one's own."""
    answers = [("l", "Leave; the room stays, coach join comes back"), ("s", "Stay")]
    if screen.sitting.hosting is not None:
        answers.insert(1, ("e", "End the room for good: its lines stop working"))

    def answered(letter: str | None) -> None:
        hosting = screen.sitting.hosting
        if letter == "e" and hosting is not None:
            hosting.end_room()
        if letter in ("l", "e"):
            screen.sitting.leave()

    screen.app.push_screen(AskModal("Leave this room?", answers), answered)
