"""Starting the application: the still frame first, then Textual, and the last words after."""

import gc
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.ui import still
from coach.ui.front import home_model
from coach.ui.views.home import first_open, home_rows
from coach.ui.wiring import Desk, Sitting, begin, desk, reopen, unfinished_or_id

if TYPE_CHECKING:
    from textual.screen import Screen


def launch_home(environ: Mapping[str, str]) -> int:
    """The start page, painted before Textual is loaded."""
    gc.disable()
    here = desk(environ)
    model = home_model(here)
    size = os.get_terminal_size(sys.stdout.fileno())
    palette = here.settings.theme
    rows = home_rows(model, size.columns, size.lines, first_open(model))
    still.show(rows, palette, still.color_depth(environ, palette), sys.stdout)
    return _run(here, _home_screen)


def launch_session(
    environ: Mapping[str, str], slug: str, level: str | None, pace: str | None, mode: str | None
) -> int:
    """Straight into a new session; settings fill in what is not said."""
    gc.disable()
    here = desk(environ)
    settings = here.settings
    sitting = begin(
        here, slug, level or settings.level, pace or settings.pace, mode or settings.mode
    )
    return _run(here, lambda: _session_screen(sitting))


def launch_resume(environ: Mapping[str, str], wanted: str | None) -> int:
    """Straight into an unfinished session."""
    gc.disable()
    here = desk(environ)
    sitting = reopen(here, unfinished_or_id(here, wanted))
    return _run(here, lambda: _session_screen(sitting))


def _home_screen() -> "Screen[None]":
    from coach.ui.screens.home import HomeScreen

    return HomeScreen()


def _session_screen(sitting: Sitting) -> "Screen[None]":
    from coach.ui.screens.session import SessionScreen

    return SessionScreen(sitting)


def _run(here: Desk, screen: "Callable[[], Screen[None]]") -> int:
    try:
        from coach.ui.app import CoachApp

        app = CoachApp(here, screen())
        gc.freeze()
        gc.enable()
        app.run()
    except BaseException:
        sys.stdout.write(still.unpaint())
        sys.stdout.flush()
        raise
    app.close_journals()
    for line in app.farewell:
        sys.stdout.write(line + "\n")
    if app.return_code:
        raise CoachError(
            "coach stopped because of a fault of its own; the session is saved.",
            "`coach resume` goes on where it stopped. The fault is described above.",
        )
    _leave()
    return 0


def _leave() -> None:
    """Ends the process at once: all files are closed, and taking modules apart takes 100 ms."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
