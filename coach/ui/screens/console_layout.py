"""How the console shows an interview; its keys are in `console`.

At 100 columns and more three parts stand side by side; below, five panes behind the digits 1 to 5,
with NOW and the last thing said always in sight.
"""

import time
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from coach.boards import registry
from coach.boards.board import Row
from coach.errors import CoachError
from coach.live.faults import sentence
from coach.mock.dossier import Dossier, open_dossier
from coach.mock.listening import (
    Boards,
    ListenedPoint,
    Seen,
    boards,
    last_board,
    listened,
    look_closely,
)
from coach.mock.now_line import Now, advise, dismissed, silent
from coach.session import events as ev
from coach.session.state import State
from coach.text import pad
from coach.ui.commands import of
from coach.ui.compositing import lean
from coach.ui.internals import Sturdy
from coach.ui.mock_commands import INTERVIEWERS
from coach.ui.mocking import MockSitting
from coach.ui.screens.console_css import CONSOLE_CSS
from coach.ui.screens.watched_board import Looked, WatchedBoard
from coach.ui.views import console as views
from coach.ui.views.pack import pack_rows
from coach.ui.views.wrap import wrap
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.lineinput import Asking, LineInput, ShownBeforeSend, options_rows
from coach.ui.widgets.rows import RowsView

if TYPE_CHECKING:
    from coach.ui.faces import Program

NARROW = 100
LOOK_EVERY = 3.0
"""Seconds between two looks of the checks at what was said and drawn."""
SOON = 0.03
NOTES_SEEN = 3
"""The last notes that stay in sight in a wide terminal; all of them stand in the narrow pane."""
OFFERED = 18
"""Rows of what is offered under the line of a wide terminal."""


class ConsoleLayout(Sturdy, Screen[None]):
    """One interview from the interviewer's, or an observer's, chair."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = CONSOLE_CSS

    def __init__(self, sitting: MockSitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.live = sitting.session()
        self.dossier: Dossier | None = None
        self.seen = Seen()
        self.boards = Boards()
        self.part = "Facts"
        self.pane = "Board"
        self.board = ""
        self.follows = True
        self.asking: Asking | None = None
        self.shown: ShownBeforeSend | None = None
        self.marking: tuple[str, float] | None = None
        self.last_mark = ""
        self.pointed = -1
        self.watched = WatchedBoard(self, self._write_fault)
        self._looked = 0.0
        self._said = -1
        self._due = False
        lean(self)

    @property
    def coach(self) -> "Program":
        """The app with its environment."""
        return cast("Program", self.app)

    @property
    def state(self) -> State:
        """The session's state now."""
        return self.live.state

    def compose(self) -> ComposeResult:
        """Header, three parts, the line, the keys."""
        yield RowsView(id="header")
        yield RowsView(id="tabs")
        yield RowsView(id="now")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowsView(id="leftrows", focusable=True)
                yield RowsView(id="notes")
            with Vertical(id="middle"):
                yield RowsView(id="boardtitle")
                yield RowsView(id="drawing", focusable=True)
                yield RowsView(id="text", focusable=True)
                yield RowsView(id="talk", follow=True, focusable=True)
            with Vertical(id="right"):
                yield RowsView(id="pack", focusable=True)
                yield RowsView(id="asktitle")
                yield LineInput(id="line")
                yield RowsView(id="offer")
        yield RowsView(id="last")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Joins the seat's journal; reads the pack in a thread."""
        self.sitting.on_change = self.soon
        self.set_interval(1.0, self.tick)
        self.set_class(self.app.size.width < NARROW, "narrow")
        self.show_pane(self.pane)
        self.board = last_board(self.state, self.live.entries)
        if self.live.me == ev.INTERVIEWER:
            self._open_pack()
        self.show_all()

    @work(thread=True, group="pack")
    def _open_pack(self) -> None:
        try:
            dossier = open_dossier(self.coach.environment, self.state)
        except CoachError as error:
            self.app.call_from_thread(self.say, f"No pack: {error}")
            return
        self.app.call_from_thread(self._have_pack, dossier)
        dossier.prepare()

    def _have_pack(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._looked = 0.0
        self.show_all()

    # what happened

    def soon(self) -> None:
        """Something changed: drawn in a moment, once for many changes."""
        if not self._due and self.is_mounted:
            self._due = True
            self.set_timer(SOON, self._redraw)

    def _redraw(self) -> None:
        self._due = False
        self.show_all()

    def tick(self) -> None:
        """Once a second: the clocks, and now and then what the checks see."""
        if self.dossier is not None and time.monotonic() - self._looked >= LOOK_EVERY:
            last = self.live.entries[-1].n
            if last != self.seen.n:
                self._looked = time.monotonic()
                self._look()
        self.show_all()

    @work(thread=True, group="look", exclusive=True)
    def _look(self) -> None:
        dossier, entries, state = self.dossier, tuple(self.live.entries), self.state
        if dossier is None:
            return
        try:
            seen, drawn = look_closely(dossier, entries), boards(state, dossier)
        except Exception as error:  # noqa: BLE001 - the checks' fault does not end an interview
            path = self.coach.fault_log.write("the checks", error)
            self.app.call_from_thread(self.say, sentence("the checks", path))
            seen, drawn = Seen(entries[-1].n), self.boards
        self.app.call_from_thread(self._have_seen, seen, drawn)

    def _have_seen(self, seen: Seen, drawn: Boards) -> None:
        self.seen, self.boards = seen, drawn
        self.show_all()

    def listening(self) -> tuple[ListenedPoint, ...]:
        """The observables of the phase with marks and what the checks see."""
        return listened(self.state, self.dossier, self.seen) if self.dossier else ()

    def console(self) -> views.Console:
        """Everything as it is now."""
        now, heard, name = self.live.now(), self.listening(), self.sitting.other_name(self.live)
        quiet = self.coach.environment.settings.clock == "quiet"
        if self.live.me == ev.OBSERVER:
            advice = Now("You watch. Note what you see; it stays yours.")
        else:
            advice = advise(
                self.state, self.dossier, heard, now=now, name=name, quiet=quiet,
                silent=silent(self.live.entries, self.live.me, now),
                settled=dismissed(self.state),
            )  # fmt: skip
        link, role = self.sitting.link_told(self.live)
        trouble = self.sitting.trouble()
        return views.Console(
            self.live, self.dossier, now, advice, heard, self.boards, name, link, role, trouble,
            quiet,
        )  # fmt: skip

    # drawing

    def show_all(self) -> None:
        """Draws what has changed."""
        if not self.is_mounted or not self.query("#header"):  # news may outlive the screen
            return
        if self.state.closed and self.sitting.ended(self):
            return
        console = self.console()
        cells = self.size.width or 80
        self.query_one("#header", RowsView).show((views.header(console, cells),))
        narrow = self.has_class("narrow")
        if narrow:
            tabs, now = views.tabs(console, self.pane, cells), views.now_line(console.advice, cells)
            for name, rows in (
                ("tabs", [tabs]),
                ("now", [now]),
                ("last", views.last_said(console, cells)),
            ):
                self.query_one(f"#{name}", RowsView).show(rows)
        self._show_left(console, narrow)
        self._show_board()
        talk, pack = self.query_one("#talk", RowsView), self.query_one("#pack", RowsView)
        talk.show(views.talk_rows(console, self.cells_of(talk)))
        if self._said != len(self.state.conversation):
            self._said = len(self.state.conversation)
            talk.scroll_end(animate=False)
        pack.show(pack_rows(self.dossier, self.state, self.part, self.cells_of(pack)))
        self._show_asking()
        self._show_keys()

    def _show_left(self, console: views.Console, narrow: bool) -> None:
        view = self.query_one("#leftrows", RowsView)
        cells = self.cells_of(view)
        rows: list[Row] = []
        if not narrow:
            rows += [*views.now_rows(console.advice, cells), ()]
        if not narrow or self.pane == "Listen":
            rows += [*views.listen_rows(console, cells), (), *views.drawn_rows(console, cells)]
        notes = views.notes_rows(console, cells)
        if narrow and self.pane == "Notes":
            rows += notes
        view.show(rows)
        self.query_one("#notes", RowsView).show([notes[0], *notes[1:][-NOTES_SEEN:]])

    def cells_of(self, view: RowsView) -> int:
        """How wide a view is; a pane that only comes to the front has no size of its own yet."""
        return max(20, (self.size.width if self.has_class("narrow") else view.size.width) - 1)

    def _show_board(self) -> None:
        where = self.sitting.cursor(self.live)
        theirs = where[0] if where else last_board(self.state, self.live.entries)
        if self.follows and theirs in self.state.boards and theirs != self.board:
            self.board, self.pointed = theirs, -1
        name = self.board
        title = registry.spec(name).title if name else ""
        here = ""
        if where is not None:
            line = self.state.boards.get(where[0], "")[: where[1]].count("\n") + 1
            other = registry.spec(where[0]).title if where[0] != name else ""
            here = f"{self.sitting.other_name(self.live)} is here, {other or f'line {line}'}"
        follow = "[f]" if self.follows else " f "
        room = max(1, self.query_one("#boardtitle", RowsView).size.width - len(here) - 7)
        row: Row = ((f" {pad(title, room)}", "title"), (here, "dim"), (f" {follow}", "key"))
        self.query_one("#boardtitle", RowsView).show((row,))
        mine, cells = (
            self.live.me == ev.INTERVIEWER,
            self.cells_of(self.query_one("#text", RowsView)),
        )
        looked = Looked(name, self.pointed, mine, where, self.follows, cells)
        self.watched.show(self.state, looked)

    def _show_asking(self) -> None:
        title, offer = self.query_one("#asktitle", RowsView), self.query_one("#offer", RowsView)
        cells = max(20, (self.size.width or 80) - 4 if self.has_class("narrow") else 34)
        last = len(self.query_one("#last", RowsView).rows)
        most = max(6, self.size.height - 9 - last) if self.has_class("narrow") else OFFERED
        self.set_class(bool(self.asking or self.shown), "asking")
        self.set_class(self.asking is not None, "typing")
        if self.asking is not None:
            value = self.query_one("#line", LineInput).value
            title.show((((self.asking.title, "title"),),))
            rows: list[Row] = []
            about: list[Row] = [((line, "dim"),) for line in wrap(self.asking.about, cells - 1)]
            if self.asking.offers is not None:
                rows = self.asking.offers(value, self.asking.at, cells, most - len(about))
            offer.show([*rows, *about])
        elif self.shown is not None:
            title.show((((self.shown.title, "title"),),))
            offer.show(options_rows(self.shown, cells, most))

    def _show_keys(self) -> None:
        commands = of("console")
        if self.live.me == ev.OBSERVER:
            commands = tuple(command for command in commands if command.id not in INTERVIEWERS)
        self.query_one(KeysLine).offer(commands)

    def on_resize(self) -> None:
        """Three parts, or one pane at a time."""
        self.set_class(self.app.size.width < NARROW, "narrow")
        self.watched.forget()
        self._said = -1
        self.call_after_refresh(self.show_all)

    def show_pane(self, name: str) -> None:
        """Brings a pane of a narrow terminal to the front."""
        self.pane = name
        for pane in views.PANES:
            self.set_class(pane == name, f"on-{pane}")
        self.watched.forget()
        self.call_after_refresh(self.show_all)

    # words to the person

    def say(self, told: str, role: str = "warn", held: float = 0.0) -> None:
        """One sentence at the bottom."""
        if self.is_mounted:
            self.query_one(KeysLine).say(told, role, held)

    def _write_fault(self, part: str, error: Exception) -> object:
        return self.coach.fault_log.write(part, error)

    def tell_fault(self, part: str, error: Exception) -> None:
        """A part raised: it is written down and said; the interview goes on."""
        path = self.coach.fault_log.write(part, error)
        self.say(sentence(part, path), "bad")

    how_to_leave = "^Q ends the interview, or leaves it for now."
