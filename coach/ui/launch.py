"""Starting the application: the still frame first, then Textual, and the last words after."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from coach import __version__
from coach.errors import CoachError
from coach.glyphs import encoding, plain, speak
from coach.kept_patterns import keep
from coach.late_modules import TLS, put_off
from coach.live.environment import Environment, read_environment
from coach.tuples import NamedTuple
from coach.ui import frame, still
from coach.ui.front import home_model, sources
from coach.ui.hush import HUSH, unpaint
from coach.ui.serving_env import is_served
from coach.ui.views.first_sight import LEAST, first_sight
from coach.ui.views.home import first_open, home_rows

if TYPE_CHECKING:
    from argparse import Namespace

    from textual.screen import Screen

    from coach.live.opening import OpenSession
    from coach.mock.serving import Place
    from coach.ui.mocking import MockSitting


class Painted(NamedTuple):
    """The words on the command line, and the picture that was remembered for them ("": none)."""

    words: tuple[str, ...]
    text: str


def _here(environ: Mapping[str, str]) -> Environment:
    """What surrounds this run, with the keys of its settings in force before anything is drawn."""
    here = read_environment(environ)
    if here.settings.keys != "default" or here.settings.own_keys:
        from coach.ui.commands import choose_keys

        choose_keys(here.settings.keys, here.settings.own_keys)
    return here


def launch_home(environ: Mapping[str, str], painted: str = "") -> int:
    """The start page, painted before Textual is loaded; `painted` is what stands there already."""
    gc.disable()
    here = _here(environ)
    if not is_served(environ):
        picture = _picture(here, environ)
        if picture != painted:
            sys.stdout.write(picture)
            sys.stdout.flush()
    return _run(here, environ, _home_screen)


def _picture(here: Environment, environ: Mapping[str, str]) -> str:
    """The start page as it is now, remembered for the next start."""
    model = home_model(here)
    size = os.get_terminal_size(sys.stdout.fileno())
    palette = here.settings.theme
    rows = home_rows(model, size.columns, size.lines, first_open(model))
    text = still.paint(rows, palette, still.color_depth(environ, palette))
    if encoding(here.settings.glyphs, environ) != "utf-8":
        text = plain(text)
    name = frame.key(environ, __version__, size.columns, size.lines)
    frame.remember(str(here.paths.cache), name, sources(here, model), text)
    return text


def launch_session(
    environ: Mapping[str, str],
    slug: str,
    level: str | None,
    pace: str | None,
    mode: str | None,
    *,
    workflow: str = "",
    painted: Painted | None = None,
) -> int:
    """Straight into a new session; settings fill in what is not said. `painted` is the picture
    that stands there already."""
    gc.disable()
    from coach.live.opening import begin

    with _standing(painted):
        here = _here(environ)
        settings = here.settings
        sitting = begin(
            here,
            slug,
            level or settings.level,
            pace or settings.pace,
            mode or settings.mode,
            workflow=workflow,
        )
    return _sit(here, environ, sitting, painted)


@contextmanager
def _standing(painted: Painted | None) -> Iterator[None]:
    """The still frame goes where what it is a picture of cannot be begun."""
    try:
        yield
    except BaseException:
        if painted is not None and painted.text:
            HUSH.end()
            sys.stdout.write(unpaint())
            sys.stdout.flush()
        raise


def launch_picker(
    environ: Mapping[str, str],
    workflow: str,
    level: str | None,
    pace: str | None,
    mode: str | None,
) -> int:
    """The prompts of a workflow to choose from, over the start page; what is said here is offered
    as the setting. NotFound and ContentError where there is no such workflow."""
    gc.disable()
    from dataclasses import replace

    from coach.catalog.shelf import outline

    here = _here(environ)
    outline(workflow, here.folders)
    said: dict[str, Any] = {"level": level, "pace": pace, "mode": mode}
    settings = replace(here.settings, **{name: value for name, value in said.items() if value})
    return _run(replace(here, settings=settings), environ, lambda: _home_screen(workflow))


def launch_resume(environ: Mapping[str, str], wanted: str | None) -> int:
    """Straight into an unfinished session."""
    gc.disable()
    from coach.live.opening import reopen, unfinished_or_id

    here = _here(environ)
    sitting = reopen(here, unfinished_or_id(here, wanted))
    return _sit(here, environ, sitting)


def _sit(
    here: Environment,
    environ: Mapping[str, str],
    sitting: "OpenSession",
    painted: Painted | None = None,
) -> int:
    """The screen of a session, of which a picture stands there before Textual is loaded."""
    if is_served(environ):
        return _run(here, environ, lambda: _session_screen(sitting))
    try:
        picture = _first_picture(here, environ, sitting)
        HUSH.begin()
        if painted is None or picture != painted.text:
            sys.stdout.write(picture)
            sys.stdout.flush()
        if painted is not None and picture and picture != painted.text:
            _remember(here, environ, sitting, painted.words, picture)
    except Exception as error:  # noqa: BLE001 - a session begins without its first picture too
        from coach.live.faults import FaultLog

        FaultLog(here.paths.data / "faults", here.wall).write("the first picture", error)
    return _run(here, environ, lambda: _session_screen(sitting))


def _remember(
    here: Environment,
    environ: Mapping[str, str],
    sitting: "OpenSession",
    words: Sequence[str],
    picture: str,
) -> None:
    """Keeps a session's first picture for the next time that the same words begin one."""
    from coach.catalog.folders import watched

    opened = sitting.live.state.opened
    if opened is None:
        return
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    name = frame.key(environ, __version__, columns, lines, words)
    paths = [here.paths.config / "settings.json"]
    paths += watched(here.folders, opened.workflow, opened.prompt)
    frame.remember(str(here.paths.cache), name, map(str, paths), picture, words)


def _first_picture(here: Environment, environ: Mapping[str, str], sitting: "OpenSession") -> str:
    """What puts a session's first picture on the terminal; "" where another one comes first: that
    it is paused, or that the window is too small."""
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    state, now = sitting.live.state, sitting.live.now()
    if state.paused or columns < LEAST[0] or lines < LEAST[1]:
        return ""
    palette, ascii_only = here.settings.theme, encoding(here.settings.glyphs, environ) != "utf-8"
    rows = first_sight(state, now, columns, lines, ascii_only)
    text = still.paint(rows, palette, still.color_depth(environ, palette), banner=1)
    return plain(text) if ascii_only else text


def launch_host(environ: Mapping[str, str], args: "Namespace", place: "Place") -> int:
    """Straight into the lobby of a new room, as the command line asks for it."""
    from coach.ui.mocking import SessionPlan
    from coach.ui.mockstart import hosted, resumed

    here = _here(environ)
    if args.resume is not None:
        named = args.bind or args.say
        again = resumed(here, place if named else None, args.resume, args.name[:80])
        return _run(here, environ, lambda: _lobby(again))
    settings = here.settings
    plan = SessionPlan(
        args.prompt, "", args.level or settings.level, args.pace or settings.pace, args.clock
    )
    sitting = hosted(
        here, place, plan, seat=args.seat, name=args.name[:80],
        observers=args.observers, script=args.interviewer == "script",
        model=args.model if args.interviewer_model else None,
    )  # fmt: skip
    return _run(here, environ, lambda: _lobby(sitting))


def launch_join(environ: Mapping[str, str], line: str, name: str) -> int:
    """Straight into the room of a join line."""
    from coach.ui.mockstart import joined

    here = _here(environ)
    sitting = joined(here, line, name)
    return _run(here, environ, lambda: _lobby(sitting))


def _lobby(sitting: "MockSitting") -> "Screen[None]":
    from coach.ui.screens.lobby_screen import LobbyScreen

    return LobbyScreen(sitting)


def launch_replay(environ: Mapping[str, str], wanted: str, start: str = "") -> int:
    """Straight into the replay of a session, at the place that `start` names."""
    gc.disable()
    from coach.ui.screens.replay_screen import ReplayScreen

    here = _here(environ)
    library = here.library()
    path = library.find(wanted)
    library.close()
    first = ReplayScreen(path, start)
    return _run(here, environ, lambda: first)


def _home_screen(workflow: str = "") -> "Screen[None]":
    from coach.ui.screens.home_screen import HomeScreen

    return HomeScreen(workflow)


def _session_screen(sitting: "OpenSession") -> "Screen[None]":
    from coach.ui.screens.session import SessionScreen

    return SessionScreen(sitting)


def _run(
    here: Environment, environ: Mapping[str, str], screen: "Callable[[], Screen[None]]"
) -> int:
    if is_served(environ):
        return _serve(here, screen)
    speaks = partial(encoding, environ=environ)
    to = speaks(here.settings.glyphs)
    if to != "utf-8":
        speak(sys.stdout, to)
    put_off(TLS)
    try:
        from coach.ui.app import CoachApp

        app = CoachApp(here, screen(), speaks=speaks)
        gc.freeze()
        gc.enable()
        app.run()
    except BaseException:
        HUSH.end()
        sys.stdout.write(unpaint())
        sys.stdout.flush()
        raise
    told = app.standing_told() if app.broken else ""
    app.close_journals()
    if app.terminal_stuck():
        os._exit(1 if told else 0)
    _picture(app.environment, environ)
    keep()
    for line in app.farewell:
        sys.stdout.write(line + "\n")
    if app.broken or app.return_code:
        path = app.fault_log.path
        raise CoachError(
            f"coach stopped because of a fault of its own. {told}".rstrip(),
            f"The fault is described in {path}." if path else "",
        )
    _leave()
    return 0


def _serve(here: Environment, screen: "Callable[[], Screen[None]]") -> int:
    """Runs for a page in a browser: standard output is the page's, so nothing else is written."""
    from coach.ui.app import CoachApp
    from coach.ui.served import ServedDriver

    app = CoachApp(here, screen(), driver=ServedDriver, speaks=lambda setting: "utf-8")
    gc.enable()
    app.run()
    app.close_journals()
    told = [line for line in app.farewell if "NOT SAVED" in line]
    sys.stderr.writelines(f"{line}\n" for line in told)
    return 1 if app.broken or told else 0


def _leave() -> None:
    """Ends the process at once: all files are closed, and taking modules apart takes 100 ms."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
