"""The session screen's parts and how they show the state; its keys are in `session`.

Left the phases and the checklist, in the middle the boards, right the conversation. Below 100
columns the three parts become tabs of one.
"""

from typing import cast

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.screen import Screen

from coach.boards.board import Row
from coach.live.source import Source
from coach.session.events import Phase
from coach.session.pacing import Pace, by_the_minute, pace
from coach.session.state import State
from coach.ui.commands import Here, of
from coach.ui.compositing import lean
from coach.ui.faces import Program
from coach.ui.internals import Sturdy
from coach.ui.views import rail as views
from coach.ui.views.conversation import conversation
from coach.ui.views.first_sight import LEAST
from coach.ui.views.tabs import NARROW, tabs
from coach.ui.widgets.choices import ChoiceItem, Choices
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

_TOO_SMALL = "coach needs about 80x24; make the window larger."


class SessionLayout(Sturdy, Screen[None]):
    """Header, tabs, three parts and keys, drawn from the session's state."""

    DEFAULT_CSS = """
    SessionLayout #header, SessionLayout #tabs { height: 1; overflow: hidden hidden; }
    SessionLayout #header { background: $panel; }
    SessionLayout #left {
        width: 18%; min-width: 32; max-width: 56; border-right: solid $rule; padding: 0 1 0 0;
    }
    SessionLayout #rail {
        height: auto; max-height: 60%; padding: 0 0 0 1; overflow-x: hidden;
    }
    SessionLayout #checklist { height: 1fr; border-top: solid $rule; }
    SessionLayout #centre { width: 1fr; }
    SessionLayout #right { width: 20%; min-width: 36; max-width: 80; border-left: solid $rule; }
    SessionLayout #talked { height: 1fr; padding: 0 0 0 1; overflow-x: hidden; }
    SessionLayout.zoomed #left, SessionLayout.zoomed #right { display: none; }
    SessionLayout.narrow #left, SessionLayout.narrow #right, SessionLayout.narrow #centre {
        display: none; width: 1fr; min-width: 0; max-width: 100%; border: none;
    }
    SessionLayout.narrow.on-left #left, SessionLayout.narrow.on-right #right,
    SessionLayout.narrow.on-centre #centre { display: block; }
    """

    where = "session"
    """Whose commands work here."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.part = "centre"
        self.board = ""
        self._shown: State | None = None
        self.panes: dict[str, BoardPane] = {}
        lean(self)

    @property
    def coach(self) -> Program:
        """The app with its environment."""
        return cast(Program, self.app)

    @property
    def state(self) -> State:
        """The session's state, as far as it is shown."""
        return self.source.state

    @property
    def unread(self) -> int:
        """How many of the others' words have not been in sight."""
        return 0

    def compose(self) -> ComposeResult:
        """Header, tabs, three parts, keys; boards are made when they are first looked at."""
        yield RowsView(id="header")
        yield RowsView(id="tabs")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowsView(id="rail")
                yield Choices(id="checklist")
            yield Container(id="centre")
            with Vertical(id="right"):
                yield RowsView(id="talked", follow=True, focusable=True)
                yield from self.compose_talk()
        yield from self.compose_foot()
        yield KeysLine(id="keys")

    def compose_talk(self) -> ComposeResult:
        """What stands below the conversation."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """What stands above the keys, over the whole width."""
        yield from ()

    def notice(self, state: State) -> None:
        """Takes note of what was said since the last time."""

    def mind_minutes(self, minutes: Pace) -> None:
        """Takes note of how the minutes stand."""

    def on_resize(self) -> None:
        """Three parts side by side, or one at a time."""
        self.set_class(self.app.size.width < NARROW, "narrow")
        if self.size.width < LEAST[0] or self.size.height < LEAST[1]:
            self.say(_TOO_SMALL)
        else:
            self.query_one(KeysLine).unsay(_TOO_SMALL)
        self.show_part(self.part)
        self.call_after_refresh(self.show_state, True)

    def show_part(self, part: str) -> None:
        """Brings a part to the front where only one is seen; it can take the focus at once."""
        self.part = part
        front = {f"on-{name}": name == part for name in ("left", "centre", "right")}
        narrow = self.has_class("narrow")  # a wide screen looks the same whichever is in front
        self.update_classes(front, update=narrow and not self.is_mounted)
        if part != "centre":
            self.remove_class("zoomed")
        if narrow and self.is_mounted:
            self.app.stylesheet.update(self)
            self.call_after_refresh(self.show_state, True)

    def show_state(self, everything: bool = False) -> None:
        """Draws what has changed since the last time."""
        state, seen = self.state, self._shown
        if everything or seen is None:
            seen = None
        self._shown = state
        self.notice(state)
        self.show_clock(alone=False)
        if seen is None or state.conversation is not seen.conversation:
            talked = self.query_one("#talked", RowsView)
            narrow = self.has_class("narrow")  # what comes to the front has no size yet
            wide = self.size.width - 1 if narrow else talked.size.width
            talked.show(conversation(state, max(12, wide - 2)))
            if seen is None:
                talked.scroll_end(animate=False)
        if seen is not None and state.boards is not seen.boards:
            self.refresh_panes(state)
        if seen is None or state.ticked is not seen.ticked or state.phase != seen.phase:
            self._show_checklist()
        self.show_tabs()
        self.show_keys()

    def refresh_panes(self, state: State) -> None:
        """Gives every pane its board's text."""
        for pane in self.panes.values():
            pane.listen(state.boards.get(pane.board_name, ""))

    def header_row(self, minutes: Pace, now: float) -> Row:
        """The header: the session's own, and trouble if any."""
        told = self.standing_told()
        return views.header(self.state, minutes, self.size.width or 80, now, told)

    def show_clock(self, alone: bool = True) -> None:
        """Draws what moves with the clock: the header and the phases; written at once where they
        are all there is to draw."""
        now = self.source.now()
        minutes = pace(self.state, now)
        self.mind_minutes(minutes)
        if self.where != "replay" and self.coach.environment.settings.clock == "quiet":
            minutes = by_the_minute(minutes)
        header, rail = self.query_one("#header", RowsView), self.query_one("#rail", RowsView)
        phases = views.rail(minutes, self._left_cells(rail, 16), self.coach.plain)
        told = (header, (self.header_row(minutes, now),)), (rail, phases)
        if alone:
            RowsView.show_at_once(*told)
        else:
            for part, rows in told:
                part.show(rows)

    def _left_cells(self, widget: RowsView, least: int) -> int:
        """The cells for a row at the left, `least` of them; whole lines where a narrow screen
        hides that part, since it is only read aloud then."""
        if self.has_class("narrow") and self.part != "left":
            return LEAST[0] - 8
        return max(least, widget.size.width - 2)

    def standing_told(self) -> str:
        """What the header warns of: a disk that refuses."""
        return "NOT SAVED" if self.source.trouble else ""

    def _show_checklist(self) -> None:
        box = self.query_one("#checklist", Choices)
        phase = self.state.planned(self.state.phase)
        cells = self._left_cells(box, 14)
        items: list[ChoiceItem] = []
        group = ""
        for index, item in enumerate(phase.items if phase else ()):
            if item.group != group:
                group = item.group
                items.append(ChoiceItem("", (((group, "heading"),),)))
            rows = views.tick_rows(self.state, cast(Phase, phase), index, cells)
            items.append(ChoiceItem(item.id, rows))
        box.offer(items)

    def show_tabs(self) -> None:
        narrow, unread = self.has_class("narrow"), self.unread
        row: Row = tabs(self.state, self.part, self.board, narrow, unread)
        self.query_one("#tabs", RowsView).show((row,))

    def show_keys(self) -> None:
        if getattr(self.focused, "walkable", False):
            self.query_one(KeysLine).offer(of("look"))
            return
        narrow = self.has_class("narrow")
        where = self.here()
        here = [c for c in of(self.where) if not c.when(where)]
        if narrow:
            here = [c for c in here if c.id not in ("talk", "checklist")]
        self.query_one(KeysLine).offer(here)

    def here(self) -> Here:
        """Where the person is, for the commands."""
        return Here(
            self.state,
            self.part,
            self.board,
            self.source.trouble,
            self.next_phase() is None,
        )

    def next_phase(self) -> Phase | None:
        """The phase after the current one."""
        ids = [phase.id for phase in self.state.phases]
        at = ids.index(self.state.phase) + 1 if self.state.phase in ids else 0
        return self.state.phases[at] if at < len(ids) else None

    def pane(self, name: str) -> BoardPane:
        """The board's pane; it must have been shown before."""
        return self.panes[name]

    def talk_in_sight(self) -> bool:
        """Whether the conversation can be seen."""
        return self.part == "right" or not (self.has_class("narrow") or self.has_class("zoomed"))

    def say(self, sentence: str, role: str = "warn", held: float = 0.0) -> None:
        """One sentence at the bottom, until the first key after so many seconds."""
        self.query_one(KeysLine).say(sentence, role, held)

    def unsay(self, sentence: str) -> None:
        """Takes that sentence back, where it still stands at the bottom."""
        self.query_one(KeysLine).unsay(sentence)
