"""The command line: one parser, one exit, and a module for each family of commands.

Exit codes: 0 done; 1 a check found something; 2 wrong use; 3 a prompt or workflow file cannot be
used; 4 a session's file cannot be read or written, or is damaged; 5 no such thing; 6 not allowed
now; 130 interrupted. Every error is a sentence with a way out on standard error.
"""

import gc
import os
import sys

from coach import __version__
from coach.errors import CoachError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence
    from typing import NoReturn, TextIO

_FAMILIES = {
    "start": ("start", "resume"),
    "sit": ("sit",),
    "hear": ("hear",),
    "library": ("list", "search", "label", "rename", "note", "trash", "restore", "import"),
    "review": ("replay", "compare", "progress", "due"),
    "sessions": ("show", "export", "repair", "paths"),
    "prompts": ("prompts",),
    "debrief": ("debrief",),
    "grading": ("grade", "agree"),
    "word_drill": ("words",),
    "cohort": ("cohort",),
    "handoff": ("handoff",),
    "draw": ("draw",),
    "stress": ("stress",),
    "estimate": ("estimate",),
    "plans": ("plan",),
    "doctor": ("doctor",),
    "completion": ("completion",),
    "host": ("host",),
    "hub": ("hub",),
    "serve": ("serve",),
    "join": ("join",),
    "mcp": ("mcp",),
}
"""The modules of this package and the commands each of them adds; `boards` adds one for each board
that is a filter."""


_SOON_DONE = frozenset(
    ("list", "search", "show", "export", "debrief", "draw", "estimate", "plan", "prompts")
)
"""Commands that print and end, and open no screen."""
_RARELY = (50_000, 20, 50)
"""How often these are looked through for what can go: what they make stays to the end, and to look
through it took a fifth of the time in which a session of 30,000 entries was told."""


def parser(word: str = "") -> "ArgumentParser":
    """The command line; only the family of `word` where it is a command, else all of it."""
    import argparse
    from argparse import ArgumentParser, HelpFormatter
    from importlib import import_module

    from coach.text import clean

    class Formatter(HelpFormatter):
        """Knows the terminal's width without `shutil`, which loads four kinds of archives; every
        parser makes one, whether help is asked for or not."""

        def __init__(self, prog: str) -> None:
            super().__init__(prog, width=_columns() - 2)

    class Parser(ArgumentParser):
        """Says what is wrong without repeating an escape sequence to the terminal."""

        def _get_formatter(self) -> HelpFormatter:
            plain = self.formatter_class is HelpFormatter
            return Formatter(self.prog) if plain else super()._get_formatter()

        def error(self, message: str) -> "NoReturn":
            super().error(" ".join(clean(message).split()))

    vars(argparse)["_"] = lambda told: told  # it looks for translations, and there are none
    top = Parser(
        prog="coach",
        description="Practise system-design interviews. Without a command it opens the start page.",
        epilog="`coach COMMAND --help` says more about a command.",
    )
    top.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = top.add_subparsers(prog="coach", metavar="COMMAND", title="commands")
    wanted = [family for family, names in _FAMILIES.items() if word in names]
    for family in wanted or (*_FAMILIES, "boards"):
        import_module(f"coach.cli.{family}").add(commands)
    return top


def _columns() -> int:
    """The terminal's columns: COLUMNS, else what the terminal says, else 80."""
    try:
        told = int(os.environ.get("COLUMNS", "0"))
        return told if told > 0 else os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def main(argv: "Sequence[str] | None" = None) -> int:
    """Runs the command line and gives its exit code; never raises. Without `argv` it is the program
    itself, and ends with it where it can."""
    words = list(sys.argv[1:] if argv is None else argv)
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from coach.cli.streams import occupy

        occupy()
    code = _code(words)
    if argv is None:
        from coach.cli.quick_end import end

        end(code, sys._getframe().f_back)
    return code


def _code(words: list[str]) -> int:
    """The exit code of a command line, its errors told."""
    try:
        if words in (["--version"], ["-V"]):
            sys.stdout.write(f"coach {__version__}\n")
            sys.stdout.flush()
            return 0
        _forgive(sys.stdout)
        _forgive(sys.stderr)
        return _run(words)
    except CoachError as error:
        return _failed(error.exit_code, f"coach: {error.message}", f"       {error.hint}")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _dropped()
        return 0
    except OSError as error:
        _dropped()
        told = f"coach: The system refused: {error.strerror or error}."
        return _failed(4, told, "       `coach doctor` looks at folders, rights and free space.")
    except ImportError as error:
        from coach.cli.missing_part import told_of

        return _failed(2, *told_of(error))
    except MemoryError:
        return _failed(4, "coach: That is more than this machine has memory for.")


def _dropped() -> None:
    """Forgets what standard output does not take any more."""
    from coach.cli.streams import silence

    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        silence(sys.stdout)


def _failed(code: int, *lines: str) -> int:
    from coach.cli.streams import say

    say(*lines)
    return code


def _run(words: list[str]) -> int:
    from coach.late_modules import UNASKED, put_off

    put_off(UNASKED)
    if not words:
        return _home()
    if words[0] in _SOON_DONE:
        gc.set_threshold(*_RARELY)
    from coach.kept_patterns import begin, keep

    painted = _first_sight(words) if words[0] == "start" else ""
    begin(os.environ, _named(words[0]))
    try:
        if words[0] in ("list", "search"):
            from coach.cli.library import arranged

            words = arranged(words)
        args = parser(words[0]).parse_args(words)
        args.begun_with, args.painted = words, painted
    except SystemExit as done:
        sys.stdout.flush()
        return int(done.code or 0)
    if not hasattr(args, "run"):
        parser().print_help(sys.stderr)
        return 2
    from coach.cli.streams import cleaned

    if words[0] not in _FAMILIES["start"]:
        _speak_plainly(sys.stdout)
    code: int = args.run(args, sys.stdin, cleaned(sys.stdout))
    sys.stdout.flush()
    keep()
    return code


def _named(word: str) -> str:
    """The command whose patterns are kept together; "" for the application and for no command."""
    known = any(word in names for names in _FAMILIES.values())
    return word if known and word not in _FAMILIES["start"] else ""


def _first_sight(words: list[str]) -> str:
    """A session's picture, remembered from when it was last begun with these words."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or "TEXTUAL_DRIVER" in os.environ:
        return ""
    gc.disable()
    from coach.ui.frame import show

    return show(os.environ, __version__, words)


def _home() -> int:
    """The start page: its remembered picture first, everything else after."""
    painted = ""
    if sys.stdin.isatty() and sys.stdout.isatty():
        gc.disable()
        from coach.ui.frame import show

        painted = show(os.environ, __version__)
    from coach.kept_patterns import begin

    begin(os.environ, "")
    from coach.cli.start import open_home

    return open_home(painted)


def _forgive(stream: "TextIO") -> None:
    """A stream that lacks a sign gets a question mark, not a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _speak_plainly(stream: "TextIO") -> None:
    """A terminal whose encoding lacks a sign gets a plain one; pipes and files get UTF-8.

    The application looks after its own terminal, once its first picture stands there.
    """
    if not stream.isatty():
        return
    from coach.config import load
    from coach.glyphs import encoding, speak
    from coach.paths import find

    try:
        setting = load(find(os.environ).config).glyphs
    except CoachError:
        setting = "auto"
    to = encoding(setting, os.environ)
    if to != "utf-8":
        speak(stream, to)
