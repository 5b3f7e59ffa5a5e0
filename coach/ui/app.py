"""The application: themes, the environment, and leaving in order."""

import asyncio
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.errors import CoachError, NotSaved
from coach.glyphs import encoding, speak
from coach.live.environment import Environment
from coach.live.faults import FaultLog
from coach.ui.commands import choose_keys, chosen_keys
from coach.ui.internals import ControlFilter, FrugalApp, QuietDriver
from coach.ui.styles import own_variables, themes
from coach.ui.widgets.keys import KeysLine

if TYPE_CHECKING:
    from coach.config import Settings
    from coach.journal.writer import Journal
    from coach.live.opening import OpenSession

WITHOUT_LOCALE = partial(encoding, environ={})
"""What a terminal of no known locale takes, by the setting `glyphs`."""

MOST_FAULTS = 40
"""After so many faults in one run the app ends in order: something raises at every redraw."""


class CoachApp(FrugalApp, inherit_bindings=False):
    """Shows one screen after another; knows the environment and the open journals.

    `plain` says that the terminal takes ASCII only: marks that a sign cannot stand for are drawn
    otherwise. `speaks` gives the encoding that the terminal takes by a value of the setting
    `glyphs`.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, id="leave"),
        Binding("ctrl+c", "tell_how_to_leave", show=False),
    ]
    CSS = """
    Screen { background: $background; color: $foreground; overflow: hidden hidden; }
    ModalScreen { background: $background 50%; }
    ModalScreen:ansi { background: transparent; }
    """

    def __init__(
        self,
        environment: Environment,
        first: "Screen[None]",
        *,
        headless: bool = False,
        driver: type[Any] = QuietDriver,
        speaks: Callable[[str], str] = WITHOUT_LOCALE,
    ) -> None:
        super().__init__(driver_class=None if headless else driver)
        self.environment = environment
        self.first = first
        self.journals: list[Journal] = []
        self.farewell: list[str] = []
        self.fault_log = FaultLog(environment.paths.data / "faults", environment.wall)
        self.outlives = not headless
        self.speaks = speaks
        self.plain = speaks(environment.settings.glyphs) != "utf-8"
        self.broken = False
        self._faults = 0
        self._filters.append(ControlFilter())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our own that the stylesheets name, until a theme is set."""
        return own_variables("dark")

    def on_mount(self) -> None:
        """Sets the theme, listens for the system's signals, shows the first screen."""
        for theme in themes():
            self.register_theme(theme)
        self.theme = f"coach-{self.environment.settings.theme}"
        self.take_keys()
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            try:
                loop.add_signal_handler(getattr(signal, name), self.action_leave_in_order)
            except (NotImplementedError, RuntimeError, ValueError):
                continue
        self.push_screen(self.first)

    def take_keys(self) -> None:
        """Puts the keys of the settings in force, on every screen."""
        settings = self.environment.settings
        choose_keys(settings.keys, settings.own_keys)
        self.set_keymap(chosen_keys())

    def adopt(self, settings: "Settings") -> None:
        """Is as these settings say from now on; what is on the terminal changes at once."""
        before, self.environment = self.environment, replace(self.environment, settings=settings)
        self.theme = f"coach-{settings.theme}"
        if (settings.keys, settings.own_keys) != (before.settings.keys, before.settings.own_keys):
            self.take_keys()
        if settings.glyphs == before.settings.glyphs:
            return
        to = self.speaks(settings.glyphs)
        self.plain = to != "utf-8"
        if isinstance(self._driver, QuietDriver) and sys.__stdout__ is not None:
            speak(sys.__stdout__, to)
            self.paint_again()

    def action_leave_in_order(self) -> None:
        """Ends the app as if the user had left: what was typed is appended, files are closed."""
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_everything", None)
            if keep is not None:
                try:
                    keep()
                except Exception as error:  # noqa: BLE001 - leaving must come to its end
                    self.fault_log.write("leaving", error)
        self.exit()

    def outlive(self, error: Exception) -> bool:
        """Writes the fault down, says so where there is a session, and goes on. A screen that
        could not be made, or faults without end, end the app in order."""
        if not self.outlives:
            return False
        self._faults += 1
        if self.half_made() or self._faults > MOST_FAULTS:
            self.end_broken(error)
            return True
        tell = getattr(self.screen, "tell_fault", None) if self.screen_stack else None
        if tell is not None:
            tell("a part of coach", error)
        else:
            self.fault_log.write("a part of coach", error)
        return True

    def end_broken(self, error: Exception) -> None:
        """Ends the app in order because of a fault of its own."""
        self.fault_log.write("coach", error)
        if not self.broken:
            self.broken = True
            self.action_leave_in_order()

    async def action_quit(self) -> None:
        """Textual's own quitting key leaves in order too."""
        self.action_leave_in_order()

    def on_keys_line_pressed(self, event: KeysLine.Pressed) -> None:
        """A click on a key's word does what the key does, on any screen."""
        if event.command.key.isascii() and "-" not in event.command.key:
            self.simulate_key(event.command.key)

    def action_tell_how_to_leave(self) -> None:
        """^C leaves nothing by accident; it says what does."""
        leave = getattr(self.screen, "how_to_leave", "Esc goes back; ^Q leaves coach.")
        say = getattr(self.screen, "say", None)
        if say is not None:
            say(leave)
        else:
            self.notify(leave, markup=False)

    def leave_session(self, screen: "Screen[Any]") -> None:
        """From a session back to the start page, or out where there is none."""
        self.close_journals()
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.stand_still()
            self.exit()

    def resume(self, path: Path) -> None:
        """Goes on with an unfinished session."""
        from coach.live.opening import reopen
        from coach.ui.screens.session import SessionScreen

        self.switch_screen(SessionScreen(reopen(self.environment, path)))

    def open_transcript(self, path: Path) -> None:
        """Reads a session's transcript."""
        from coach.ui.screens.page_reader import ReaderScreen
        from coach.ui.session_pages import transcript_page

        self.push_screen(ReaderScreen(*transcript_page(path)))

    def open_debrief(self, sitting: "OpenSession") -> None:
        """The debrief of a session that has just been closed; its score is recorded."""
        from coach.live.closing import record_score

        result = None
        try:
            result = record_score(sitting)
        except CoachError as error:
            self.notify(str(error), markup=False)
        from coach.ui.screens.debrief_screen import DebriefScreen
        from coach.ui.session_pages import debrief_page

        path = sitting.journal.path
        self.close_journals()
        try:
            page = debrief_page(path, self.environment, result)
            self.switch_screen(DebriefScreen(path, self, page))
        except CoachError as error:
            self.farewell.append(str(error))
            self.leave_session(self.screen)

    def open_debrief_of(self, path: Path) -> None:
        """The debrief of a closed session on disk; CoachError says why there is none."""
        from coach.ui.screens.debrief_screen import DebriefScreen

        self.push_screen(DebriefScreen(path, self))

    def standing_told(self) -> str:
        """What of the open sessions is saved, by their journals."""
        from coach.live.elsewhere import noted

        lines = []
        for journal in self.journals:
            standing = journal.settle()
            if standing.unsaved:
                lines.append(f"NOT SAVED: {standing.unsaved} entries ({standing.why}).")
            elif noted(journal, self.environment.paths):
                lines.append("The session is saved; `coach resume` goes on where it stopped.")
            else:
                lines.append(f"The session is saved in {journal.path}: `coach resume` that file.")
        return " ".join(lines)

    def terminal_stuck(self) -> bool:
        """Whether the terminal took nothing any more when the app ended."""
        driver = self._driver
        writer = driver.writer if isinstance(driver, QuietDriver) else None
        return writer is not None and writer.stuck

    def close_journals(self) -> None:
        """Syncs and lets go of every open session; what could not be saved is told at the end."""
        for journal in self.journals:
            try:
                journal.close()
            except NotSaved as trouble:
                self.farewell.append(str(trouble))
        self.journals.clear()
