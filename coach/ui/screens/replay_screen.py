"""A session looked at again: the session's own screen over its entries, with a movable end."""

import time
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coach.boards.board import Row
from coach.journal.file import read
from coach.live.replay import SPEEDS, Replay
from coach.live.stops import Stop
from coach.session.course import place
from coach.session.events import TextEdited
from coach.session.pacing import Pace
from coach.session.state import State
from coach.ui import replaying
from coach.ui.commands import Command, keyed
from coach.ui.screens.session_boards import BoardsScreen
from coach.ui.views import bands
from coach.ui.views.tabs import NARROW, board_of
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

BEAT = 0.1
"""Seconds between two pictures of what is playing."""
_MARKS_SHOWN = 6


def _bindings(command: Command) -> list[BindingType]:
    """The keys of a command; the speeds have one each."""
    if command.id == "speed":
        return [
            Binding(str(n), f"play_at({n})", show=False, priority=True)
            for n in range(1, len(SPEEDS) + 1)
        ]
    action = f"command('{command.id}')"
    return [Binding(command.usual, action, command.title, show=False, priority=True, id=command.id)]


class ReplayScreen(BoardsScreen):
    """One session as it was at any moment; nothing here can change it but marks and notes, which
    are written into its file."""

    where = "replay"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ReplayScreen #told { height: 1; overflow: hidden hidden; border: none; }
    ReplayScreen #timeline { height: 4; overflow: hidden hidden; }
    ReplayScreen #marks { height: auto; max-height: 8; overflow: hidden hidden; padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding for command in keyed("replay") for binding in _bindings(command)
    ]

    def __init__(self, path: Path, start: str = "", number: int = 0) -> None:
        """The session of that file, at the place that `start` names or at entry `number`; at its
        beginning where neither is given. CoachError when it cannot be read."""
        journal = read(path)
        self.history = journal.history
        self.path = path
        self.replay = Replay(journal.entries)
        if start:
            self.replay.go(place(start, self.replay.line))
        elif number:
            self.replay.to(self.replay.line.count_of(number))
        super().__init__(self.replay)
        self.playing = False
        self._beat = 0.0
        self.wanted = ""
        self.matches: tuple[int, ...] = ()
        self.stops: tuple[Stop, ...] = ()
        self.why_no_stops = "The missed points are being looked up."
        self.asked: set[str] = set()

    @property
    def checked(self) -> bool:
        """Findings are not what is looked for here."""
        return False

    def compose_talk(self) -> ComposeResult:
        """One's own marks of this phase."""
        yield RowsView(id="marks")

    def compose_foot(self) -> ComposeResult:
        """What was said last, and the timeline."""
        yield RowsView(id="told")
        yield RowsView(id="timeline")

    async def on_mount(self) -> None:
        """Opens the board of the phase; looks the missed points up meanwhile."""
        self.set_class(self.app.size.width < NARROW, "narrow")
        await self.show_board(self._board_here())
        self.moved()
        for loss in self.history.losses()[:1]:
            self.say(loss)
        self.set_interval(BEAT, self.pulse)
        self._look_up()

    @work(thread=True, group="stops")
    def _look_up(self) -> None:
        stops_there, why = replaying.look_up(self.history, self.replay.line, self.coach.environment)
        self.app.call_from_thread(self._looked_up, stops_there, why)

    def _looked_up(self, stops_there: tuple[Stop, ...], why: str) -> None:
        self.stops, self.why_no_stops = stops_there, why
        self.show_timeline()

    def _board_here(self) -> str:
        """The board that was worked on last in this phase, else the one it opens with."""
        for entry in reversed(self.replay.entries[: self.replay.count]):
            if isinstance(entry.event, TextEdited) and entry.event.board in self.state.boards:
                return entry.event.board
        return board_of(self.state.planned(self.state.phase), self.state)

    def header_row(self, minutes: Pace, now: float) -> Row:
        """What is replayed, and where in it."""
        speed = f"{self.replay.speed}x" if self.playing else "paused"
        return bands.heading(self.replay, minutes, speed, self.size.width or 80)

    def refresh_panes(self, state: State) -> None:
        """The panes' texts as they were; the cursor stands where the last edit was."""
        for pane in self.panes.values():
            text = state.boards.get(pane.board_name, "")
            if pane.text != text:
                pane.show_text(text, replaying.cursor(self.replay, pane.board_name))

    def moved(self, follow: bool = False) -> None:
        """Shows the session as it is now; where asked, the board that was written on."""
        edit = self.replay.entry.event if self.replay.count else None
        board = edit.board if follow and isinstance(edit, TextEdited) else ""
        if board in self.state.boards and board != self.board and self.part == "centre":
            self.run_worker(self.show_board(board), group="follow", exclusive=True)
        self.show_state()
        talked = self.query_one("#talked", RowsView)
        talked.scroll_end(animate=False)
        self.show_timeline()

    def on_resize(self) -> None:
        """The timeline is as wide as the screen."""
        super().on_resize()
        if self.is_mounted:
            self.call_after_refresh(self.show_timeline)

    def show_timeline(self) -> None:
        """Draws the head, the marks, and what was said last."""
        cells = self.size.width or 80
        missed = {stop.count for stop in self.stops}
        rows = bands.timeline(self.replay, cells, self.matches, missed, self.coach.plain)
        self.query_one("#timeline", RowsView).show(rows)
        self.query_one("#told", RowsView).show((bands.told_at(self.replay, cells),))
        marks = self.query_one("#marks", RowsView)
        room = max(12, marks.size.width - 2)
        marks.show(bands.marks_here(self.replay, room, _MARKS_SHOWN))

    def pulse(self) -> None:
        """Ten times a second: goes on where it plays, and stops at a missed point to ask."""
        now = time.monotonic()
        passed, self._beat = now - self._beat, now
        if not self.playing:
            return
        before = self.replay.count
        self.playing = self.replay.play(min(1.0, passed))
        stop = self._stop_between(before, self.replay.count)
        if stop is not None:
            self.replay.to(stop.count)
            self.playing = False
        if self.replay.count != before:
            self.moved(follow=True)
        else:
            self.show_clock()
            self.show_timeline()
        if stop is not None:
            replaying.ask(self, stop)

    def _stop_between(self, before: int, after: int) -> Stop | None:
        """The first missed point behind so many entries that was not asked about yet."""
        left = (stop for stop in self.stops if stop.id not in self.asked)
        return next((stop for stop in left if before < stop.count <= after), None)

    def jump(self, there: bool, why: str) -> None:
        """After a jump: shows where it led, or says why it led nowhere; what was said of the place
        before is over."""
        self.playing = False
        if there:
            self.query_one(KeysLine).quiet()
            self.moved(follow=True)
        else:
            self.say(why)

    def action_play(self) -> None:
        """Plays, from the beginning again at the end, or stands still."""
        if self.replay.ended and not self.playing:
            self.replay.to(1)
        self.playing = not self.playing
        self._beat = time.monotonic()
        self.moved()

    def action_play_at(self, number: int) -> None:
        """Sets how many times as fast it plays."""
        self.replay.speed = SPEEDS[number - 1]
        self.show_clock()
        self.say(f"{self.replay.speed} times as fast.", "dim")

    def action_step_on(self) -> None:
        """One entry on."""
        self.replay.step(1)
        self.jump(True, "")

    def action_step_back(self) -> None:
        """One entry back."""
        self.replay.step(-1)
        self.jump(True, "")

    def action_ten_on(self) -> None:
        """Ten seconds on."""
        self.replay.at(self.replay.clock + 10)
        self.jump(True, "")

    def action_ten_back(self) -> None:
        """Ten seconds back."""
        self.replay.at(self.replay.clock - 10)
        self.jump(True, "")

    def action_phase_on(self) -> None:
        """To the next phase."""
        self.replay.phase(1)
        self.jump(True, "")

    def action_phase_back(self) -> None:
        """To the beginning of the phase, then to the one before."""
        self.replay.phase(-1)
        self.jump(True, "")

    def action_conversation(self) -> None:
        """What was said, in front."""
        self.show_part("right")
        self.show_tabs()
        self.call_after_refresh(self.show_timeline)

    def action_talk(self) -> None:
        """The tab of the conversation."""
        self.action_conversation()

    def action_leave_replay(self) -> None:
        """Back to where it was opened from."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)
        else:
            self.app.exit()

    async def action_command(self, id: str) -> None:
        """As on every screen; a drawing's own key to break it leads to what was drawn by then."""
        await super().action_command("break_shown" if id == "break_it" else id)

    how_to_leave = "Esc leaves the replay, ^Q leaves coach."

    def on_key(self, event: events.Key) -> None:
        """An old sentence at the bottom has been read."""
        self.query_one(KeysLine).quiet()
