"""The estimate sheet as a calculator below the shell's prompt, saved nowhere unless asked."""

import os
import sys
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from coach import config, paths
from coach.boards.board import Context
from coach.errors import CoachError
from coach.ui.internals import ControlFilter
from coach.ui.screens.modal import LineModal, PageModal
from coach.ui.styles import own_variables, themes
from coach.ui.widgets.editor import BoardEditor
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.sheet_pane import EstimatePane

HEIGHT = 14


class Calculator(App[str], inherit_bindings=False):
    """One estimate sheet; gives its text when it ends."""

    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    CSS = f"""
    Screen {{ background: $background; }}
    Screen:inline {{ height: {HEIGHT}; border: none; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c,escape", "leave", show=False),
        Binding("ctrl+w", "save", show=False, priority=True),
        Binding("ctrl+r", "reference", show=False, priority=True),
    ]

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        self.palette_name = theme
        self.pane = EstimatePane("estimate", "", Context, True)
        self._filters.append(ControlFilter())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our own that the stylesheets name, until a theme is set."""
        return own_variables("dark")

    def compose(self) -> ComposeResult:
        """The sheet and a line of keys."""
        yield self.pane
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Sets the theme and starts with an empty line."""
        for theme in themes():
            self.register_theme(theme)
        self.theme = f"coach-{self.palette_name}"
        keys = "Esc ends · ^W saves to a file · ^R reference numbers"
        self.query_one(KeysLine).say(keys, "dim")
        self.pane.editor.focus()

    @on(BoardEditor.Changed)
    def _typed(self) -> None:
        self.pane.draw()

    @on(BoardEditor.SelectionChanged)
    def _moved(self) -> None:
        self.pane.cursor_moved()

    def action_reference(self) -> None:
        """The reference numbers."""
        from coach.ui.views.reference import reference_rows

        self.push_screen(PageModal(reference_rows(76)))

    def action_save(self) -> None:
        """Asks for a file that does not exist yet and writes the sheet there."""

        def write(answer: str | None) -> None:
            if not answer:
                return
            try:
                with Path(answer).expanduser().open("x", encoding="utf-8") as file:
                    file.write(self.pane.text + "\n")
                self.query_one(KeysLine).say(f"Saved in {answer}.", "good")
            except OSError as reason:
                self.query_one(KeysLine).say(f"Not saved: {reason.strerror}.", "bad")

        self.push_screen(LineModal("Save the sheet in which new file?", lambda text: ""), write)

    def action_leave(self) -> None:
        """Ends with the sheet's text."""
        self.exit(self.pane.text)


def run() -> int:
    """Opens the calculator and afterwards prints the sheet with its results.

    CoachError where standard input or output is no terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError("The calculator needs a terminal.", "Give a file, or pipe a sheet in.")
    settings = config.load(paths.find(os.environ).config)
    text = Calculator(settings.theme).run(inline=True, inline_no_clear=False)
    if text and text.strip():
        from coach.boards.board import plain
        from coach.boards.estimate.estimate_board import BOARD

        width = os.get_terminal_size(sys.stdout.fileno()).columns
        sys.stdout.write(plain(BOARD.draw(BOARD.parse(text), width, 1000)) + "\n")
    return 0
