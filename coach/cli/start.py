"""`coach`, `coach start` and `coach resume`: into the application."""

import argparse
import os
import sys
from importlib.util import find_spec
from typing import TextIO

from coach.errors import UsageError
from coach.ui.serving_env import is_served


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    from coach.config import LEVELS, MODES, PACES

    start = commands.add_parser("start", help="begin a timed session with a prompt")
    start.add_argument(
        "prompt", nargs="?", help="the prompt's name, as `coach prompts list` shows it; else choose"
    )
    start.add_argument("--workflow", metavar="ID", help="interview, or another exercise")
    start.add_argument("--level", choices=LEVELS, help="what the debrief expects")
    start.add_argument("--pace", choices=PACES, help="minutes of the whole interview")
    start.add_argument("--mode", choices=MODES, help="coach: help as you go; pressure: none")
    start.set_defaults(run=_start)
    resume = commands.add_parser("resume", help="continue an unfinished session")
    resume.add_argument("id", nargs="?", help="the session; the newest unfinished one if not given")
    resume.set_defaults(run=_resume)


def need_terminal() -> None:
    """UsageError unless standard input and output are a terminal, or a page that is served.

    ModuleNotFoundError where there is no Textual to draw on it, before a session is begun.
    """
    if not is_served(os.environ) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The application needs a terminal.",
            "`coach list`, `show`, `draw` and `estimate` work in pipes.",
        )
    if find_spec("textual") is None:
        raise ModuleNotFoundError("No module named 'textual'", name="textual")


def open_home(painted: str = "") -> int:
    """The start page; `painted` is the picture that already stands on the terminal."""
    need_terminal()
    from coach.ui.launch import launch_home

    return launch_home(os.environ, painted)


def _start(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    need_terminal()
    from coach.catalog.header import INTERVIEW
    from coach.ui.launch import Painted, launch_picker, launch_session

    how = (args.level, args.pace, args.mode)
    if not args.prompt:
        return launch_picker(os.environ, args.workflow or INTERVIEW, *how)
    painted = Painted(tuple(args.begun_with), args.painted)
    return launch_session(
        os.environ, args.prompt, *how, workflow=args.workflow or "", painted=painted
    )


def _resume(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    need_terminal()
    from coach.ui.launch import launch_resume

    return launch_resume(os.environ, args.id)
