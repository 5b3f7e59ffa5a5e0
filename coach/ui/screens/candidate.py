"""The candidate's screen in a mock: the session screen without the program's help, with the other
one's words, pointer and link on one line more."""

from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult

from coach.boards.board import Row
from coach.errors import CoachError
from coach.live.opening import OpenSession
from coach.session.admit import HINT_WANTED
from coach.session.decide import Say
from coach.session.state import State
from coach.text import cut, width
from coach.ui.mocking import MockSitting
from coach.ui.screens.modal import AskModal
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.drawing_pane import DiagramPane
from coach.ui.widgets.editor import BoardEditor, CleanTextArea
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.live.live import Live

OFTEN = 0.2
"""Seconds after which what is typed goes out while keys come: the other one sees it grow."""
TOGETHER = 0.04
"""Seconds within which what arrives is drawn once: an edit goes out, is numbered by the hub and
comes back, each a change of its own, while the next key is awaited."""
POINTED_SHOWN = 12.0
"""Seconds that a pointer of the other one is told."""


class CandidateScreen(SessionScreen):
    """One interview from the candidate's chair, with a person (or a program) on the other side."""

    DEFAULT_CSS = """
    CandidateScreen #peer { height: 1; overflow: hidden hidden; background: $panel; }
    """

    def __init__(self, mock: MockSitting) -> None:
        live = mock.session()
        super().__init__(OpenSession(cast("Live", live), live.record))
        self.mock = mock
        self.keeper.pause = self.keeper.at_latest = OFTEN
        self._pointed: tuple[object, float] = (None, 0.0)
        self._phase = self.state.phase
        self._due = False

    def compose_foot(self) -> ComposeResult:
        """The other one's line."""
        yield RowsView(id="peer")

    @on(events.Mount)
    def _hear_room(self) -> None:
        """Hears what happens in the room."""
        self.mock.on_change = self.soon

    def find_partner(self) -> None:
        """Nobody is loaded: the interviewer sits at the other end."""
        self.met = True

    def notice(self, state: State) -> None:
        """Counts and rings; the other one's line says the words."""
        self.notices.listen(state, tells=False)

    def soon(self) -> None:
        """Something arrived: drawn in a moment, once for many changes."""
        if not self._due and self.is_mounted:
            self._due = True
            self.set_timer(TOGETHER, self.room_changed)

    def room_changed(self) -> None:
        """Draws what arrived; the end of the session leads on."""
        self._due = False
        if not self.is_mounted or self.mock.ended(self):
            return
        if self.state.phase != self._phase:
            self._phase = self.state.phase
            plan = self.state.planned(self._phase)
            if plan is not None:
                self.say(f"{self.mock.other_name(self.mock.session())} goes on: {plan.title}.")
        self.show_state()

    def tick(self) -> None:
        """Once a second: clock, link, disk."""
        if self.mock.ended(self):
            return
        super().tick()
        self.show_peer()

    def show_state(self, everything: bool = False) -> None:
        """As alone, and the other one's line."""
        super().show_state(everything)
        self.show_peer()

    def standing_told(self) -> str:
        """What the header says at its left end: trouble with disk or link."""
        live = self.mock.session()
        told, look = self.mock.link_told(live)
        return self.mock.trouble() or (told if look != "dim" else "")

    def show_peer(self) -> None:
        """The link where it is lost, else what the other one points at, else their last words."""
        live, cells = self.mock.session(), self.size.width or 80
        name = self.mock.other_name(live)
        lost = self.mock.link_sentence(live)
        board, line = self._pointing()
        if isinstance(pane := self.panes.get("diagram"), DiagramPane):
            pane.point(line if board == "diagram" else -1, f"{name} points here")
        if lost:
            row: Row = ((cut(f" {lost}", cells), "bad"),)
        elif board:
            lines = self.state.boards.get(board, "").split("\n")
            shown = lines[line].strip() if line < len(lines) else ""
            told = f" {name} points at line {line + 1} of the {board} board: {shown}"
            row = ((cut(told, cells), "accent"),)
        else:
            said = next((u for u in reversed(self.state.conversation) if u.by != live.me), None)
            words = " ".join(said.text.split()) if said else "sits opposite."
            lead = f" {name}  "
            row = ((lead, "interviewer"), (cut(words, cells - width(lead)), ""))
        self.query_one("#peer", RowsView).show((row,))

    def _pointing(self) -> tuple[str, int]:
        """Board and line, from 0, that the other one pointed at just now; "" and -1 for nowhere."""
        live = self.mock.session()
        where = self.mock.cursor(live)
        now = live.now()
        if where != self._pointed[0]:
            self._pointed = (where, now)
        if where is None or now - self._pointed[1] > POINTED_SHOWN:
            return "", -1
        board, at = where
        return board, self.state.boards.get(board, "")[:at].count("\n")

    @on(CleanTextArea.SelectionChanged)
    def _tell_cursor(self, event: CleanTextArea.SelectionChanged) -> None:
        """The other one sees where the cursor is."""
        if isinstance(event.text_area, BoardEditor) and self.board in self.panes:
            self.mock.point(self.board, event.text_area.offset_in_text)

    async def action_command(self, id: str) -> None:
        """As alone, but a hint is asked for, and leaving is for two."""
        if id == "hint":
            self.ask_for_hint()
        elif id == "leave":
            self.ask_to_leave()
        else:
            await super().action_command(id)

    def ask_for_hint(self) -> None:
        """Tells the interviewer that a hint is wanted; they give it or not."""
        if self.do(Say("I would like a hint.", HINT_WANTED)):
            self.say("Asked for. The interviewer gives it, or not.", "good")

    def ask_to_leave(self) -> None:
        """Ends the interview for both, or leaves it for now."""
        self.commit()
        answers = [
            ("e", "End the interview for both: forms come next"),
            ("l", "Leave for now; coach join brings you back"),
            ("s", "Stay"),
        ]

        def answered(letter: str | None) -> None:
            try:
                if letter == "e":
                    self.mock.close_session()
                elif letter == "l":
                    self.mock.leave()
            except CoachError as error:
                self.say(str(error))

        self.app.push_screen(AskModal("Leave this interview?", answers), answered)
