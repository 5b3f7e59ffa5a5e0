"""What the commands of looking back need of their screens, so that neither imports the other."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

    from coach.journal.library import Library
    from coach.journal.summary import Summary
    from coach.live.replay import Replay
    from coach.live.stops import Stop
    from coach.session.history import History
    from coach.session.state import State
    from coach.ui.app import CoachApp
    from coach.ui.faces import Program
    from coach.ui.widgets.pane import BoardPane


class ReplayFace(Protocol):
    """The replay's screen: where it stands, what it looked for, and the ways to move and speak."""

    path: Path
    history: "History"
    replay: "Replay"
    playing: bool
    wanted: str
    matches: tuple[int, ...]
    stops: "tuple[Stop, ...]"
    why_no_stops: str
    asked: set[str]
    board: str
    part: str

    @property
    def app(self) -> "App[object]":
        """The running application, for dialogs and the clipboard."""
        ...

    @property
    def coach(self) -> "Program":
        """The same with its environment."""
        ...

    @property
    def state(self) -> "State":
        """The session's state where the replay stands."""
        ...

    @property
    def panes(self) -> "Mapping[str, BoardPane]":
        """The boards that were looked at, by name."""
        ...

    def pane(self, name: str) -> "BoardPane":
        """The pane of a board that was looked at."""
        ...

    def say(self, sentence: str, role: str = "warn", held: float = 0.0) -> None:
        """One sentence at the bottom."""
        ...

    def jump(self, there: bool, why: str) -> None:
        """Shows where a jump led, or says why it led nowhere."""
        ...

    def moved(self, follow: bool = False) -> None:
        """Shows the session as it is where the replay stands."""
        ...

    def show_timeline(self) -> None:
        """Draws the timeline."""
        ...

    async def show_board(self, name: str, focus: bool = False) -> None:
        """Brings a board to the front."""
        ...

    def set_focus(self, widget: "Widget | None") -> None:
        """Gives a part of the screen the keys, or none."""
        ...

    def call_after_refresh(self, callback: Any, *args: Any) -> bool:
        """Calls something once the screen has been laid out."""
        ...

    def run_worker(self, work: Any, *, group: str = ..., exclusive: bool = ...) -> Any:
        """Runs something that takes its time."""
        ...


class ReviewFace(Protocol):
    """The library's screen: the session in front, what was answered, and the ways to speak."""

    library: "Library"
    trashed: list[str]
    returning: str
    """The path of a session on which the cursor is to stand as soon as it is in the list."""

    @property
    def app(self) -> "App[object]":
        """The running application, for dialogs."""
        ...

    @property
    def coach(self) -> "CoachApp":
        """The same as the program that it is."""
        ...

    @property
    def chosen(self) -> "Summary | None":
        """The session under the cursor."""
        ...

    @property
    def every(self) -> "tuple[Summary, ...]":
        """The sessions among which the attempt before one is looked for, newest first."""
        ...

    def look_again(self) -> Any:
        """Looks at the files again."""
        ...

    def step_off(self) -> None:
        """Off the session in front, which is to go."""
        ...

    def say(self, told: str) -> None:
        """One sentence at the bottom."""
        ...
