"""What the parts of the interface need of one another, so that none imports the whole: the program
as its screens see it, and a session's screen as its dialogs, keeper and notices see it."""

from collections.abc import Awaitable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from threading import Event

    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

    from coach.debrief.asks import Ask
    from coach.journal.writer import Journal
    from coach.live.environment import Environment
    from coach.live.faults import FaultLog
    from coach.live.live import Live
    from coach.live.opening import OpenSession
    from coach.session.decide import Intent
    from coach.session.events import Phase
    from coach.session.state import State
    from coach.ui.commands import Here
    from coach.ui.session_pages import DebriefPage
    from coach.ui.widgets.pane import BoardPane


class Program(Protocol):
    """The application: what surrounds it, its open journals, and where a session leads."""

    environment: "Environment"
    journals: "list[Journal]"
    farewell: list[str]
    fault_log: "FaultLog"
    plain: bool

    def leave_session(self, screen: "Screen[Any]") -> None:
        """From a session back to where it was opened from."""
        ...

    def open_debrief(self, sitting: "OpenSession") -> None:
        """The debrief of a session that has just been closed."""
        ...

    def open_transcript(self, path: Path) -> None:
        """Reads a session's transcript."""
        ...


class DebriefFace(Protocol):
    """A debrief's screen: the session it is about, what it reads, and how questions are put."""

    path: Path
    read: "DebriefPage"
    asking: "Event | None"

    @property
    def app(self) -> "App[object]":
        """The running application."""
        ...

    @property
    def coach(self) -> Program:
        """The same as the program that it is."""
        ...

    @property
    def is_mounted(self) -> bool:
        """Whether it is still there."""
        ...

    def say(self, sentence: str) -> None:
        """One sentence at the bottom."""
        ...

    def put(self, questions: "Sequence[Ask]", accept: bool = False) -> None:
        """Puts questions to the candidate."""
        ...

    def renew(self) -> None:
        """Reads the session anew."""
        ...

    def run_worker(
        self, work: Any, *, thread: bool = ..., group: str = ..., exit_on_error: bool = ...
    ) -> Any:
        """Runs something beside the page."""
        ...


class SessionFace(Protocol):
    """One session's screen: its state, its panes, and the ways to act and to speak."""

    sitting: "OpenSession"
    live: "Live"
    board: str

    @property
    def app(self) -> "App[object]":
        """The running application, for dialogs and bells."""
        ...

    @property
    def coach(self) -> Program:
        """The same as the program that it is."""
        ...

    @property
    def state(self) -> "State":
        """The session's state now."""
        ...

    @property
    def panes(self) -> "Mapping[str, BoardPane]":
        """The boards that were looked at, by name."""
        ...

    @property
    def refused(self) -> Mapping[str, str]:
        """What of the texts could not be appended, and why."""
        ...

    @property
    def draft(self) -> str | None:
        """What stands in the talk line; None before there is one."""
        ...

    def pane(self, name: str) -> "BoardPane":
        """The pane of a board that was looked at."""
        ...

    def here(self) -> "Here":
        """Where the person is, for the commands."""
        ...

    def talk_in_sight(self) -> bool:
        """Whether the conversation can be seen."""
        ...

    def say(self, sentence: str, role: str = "warn", held: float = 0.0) -> None:
        """One sentence at the bottom."""
        ...

    def unsay(self, sentence: str) -> None:
        """Takes that sentence back, where it still stands at the bottom."""
        ...

    def do(self, intent: "Intent", by: str = "") -> bool:
        """Carries an intent out; whether anything came of it."""
        ...

    def commit(self) -> None:
        """Appends what was typed since the last time."""
        ...

    def tell_fault(self, part: str, error: Exception) -> None:
        """Writes a fault down and says so."""
        ...

    def action_talk(self) -> None:
        """To the talking line."""
        ...

    def action_command(self, id: str) -> Awaitable[None]:
        """Does what a command does."""
        ...

    def enter(self, phase: "Phase") -> Awaitable[None]:
        """Goes to a phase."""
        ...

    def begin(self, work: Awaitable[None], group: str) -> "Worker[None]":
        """Runs something that takes its time, one of a group at once."""
        ...

    def leave(self) -> None:
        """Lets the program leave this session."""
        ...
