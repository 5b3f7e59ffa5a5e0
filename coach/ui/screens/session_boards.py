"""What every screen of a session does with its boards, whatever it shows: brings them to the
front, draws them, carries out the commands of the one table.

A running session (`session`) and one that is looked at again (`replay`) are such screens.
"""

from collections.abc import Mapping
from functools import partial
from inspect import isawaitable

from textual import events, on
from textual.containers import Container

from coach.boards.board import Context, Way
from coach.errors import CoachError
from coach.live.faults import sentence
from coach.live.source import Source
from coach.session.admit import unaided
from coach.session.state import State
from coach.ui.commands import named
from coach.ui.screens.modal import PageModal
from coach.ui.screens.session_layout import SessionLayout
from coach.ui.views.help import help_rows
from coach.ui.views.tabs import tab_at
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.editor import CleanTextArea
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.panes import make_pane


class BoardsScreen(SessionLayout):
    """A session's boards, read from its source; nothing here appends."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._row = -1

    @property
    def checked(self) -> bool:
        """Whether boards say what they find."""
        return not unaided(self.state)

    def drawing(self, board: str) -> Way:
        """What the board's picture has grown over, as far as the session is shown, and where its
        arrows lead."""
        return self.state.drawing(board)

    async def show_board(self, name: str, focus: bool = False) -> None:
        """Brings a board to the front, making it at the first time."""
        self.show_part("centre")
        self.board = name
        centre = self.query_one("#centre", Container)
        if name not in self.panes:
            text = self.state.boards.get(name, "")
            pane = make_pane(name, text, self.context, self.checked)
            pane.grown = partial(self.drawing, name)
            pane.only_show(not self.source.writable)
            self.panes[name] = pane
            await centre.mount(pane)
        for other, pane in self.panes.items():
            pane.display = other == name
        if focus:
            self.set_focus(self.pane(name).editor)
        self.show_state()

    def context(self) -> Context:
        """What boards may know of each other: texts as typed, values of the sheet."""
        return context_of(self.state, self.panes)

    @on(CleanTextArea.SelectionChanged)
    def _moved(self, event: CleanTextArea.SelectionChanged) -> None:
        pane = self.panes.get(self.board)
        if pane is not None and event.text_area is pane.editor:
            row = event.selection.end[0]
            if row != self._row:
                self._row = row
                pane.cursor_moved()

    @on(BoardPane.Failed)
    def _board_failed(self, event: BoardPane.Failed) -> None:
        self.tell_fault(f"drawing the {event.pane.board_name} board", event.error)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The part with the focus is the part that is shown; an older word of it is too late."""
        if event.widget is not self.focused:
            return
        for part in ("left", "right", "centre"):
            if event.widget in self.query_one(f"#{part}").walk_children():
                self.show_part(part)
        self.show_tabs()
        self.show_keys()

    def action_checklist(self) -> None:
        """To the checklist."""
        self.show_part("left")
        self.set_focus(self.query_one("#checklist", Choices))

    def action_zoom(self) -> None:
        """The board alone, and back; where it has the width already, its drawing alone."""
        self.show_part("centre")
        pane = self.pane(self.board)
        if self.has_class("narrow"):
            pane.show_alone(not pane.has_class("alone"))
        else:
            self.toggle_class("zoomed")
        self.call_after_refresh(pane.draw)

    async def action_command(self, id: str) -> None:
        """Does what a command does, or says why it cannot be done here.

        Its key never comes to `on_key`: what stood at the bottom has been read with it too.
        """
        self.query_one(KeysLine).quiet()
        command = named(id)
        why = command.when(self.here())
        if why:
            self.say(why)
            return
        try:
            function = command.function()
            if function is not None:
                function(self)
            elif id.startswith("board_"):
                await self.show_board(id.removeprefix("board_"), focus=True)
            else:
                done = getattr(self, f"action_{id}")()
                if isawaitable(done):
                    await done
        except CoachError as error:
            self.say(str(error))
        except Exception as error:  # noqa: BLE001 - what a key calls never ends the session
            self.tell_fault(command.title.lower(), error)

    def tell_fault(self, part: str, error: Exception) -> None:
        """A part raised: it is written down and said; the session is as it was."""
        path = self.coach.fault_log.write(part, error)
        self.say(sentence(part, path), "bad")

    @on(events.Click, "#tabs")
    def _tab_clicked(self, event: events.Click) -> None:
        command = tab_at(self.state, self.has_class("narrow"), self.unread, int(event.x))
        if command:
            self.run_worker(self.action_command(command), group="command")

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(PageModal(partial(help_rows, self.where)))


def context_of(state: State, panes: "Mapping[str, BoardPane]") -> Context:
    """Texts as they stand in the panes, and the estimate's values by name."""
    texts = {**state.boards, **{pane.board_name: pane.text for pane in panes.values()}}
    if not texts.get("estimate", "").strip():
        return Context(texts=texts)
    from coach.match.sheets import context

    return context(texts)
