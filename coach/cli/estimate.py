"""`coach estimate`: a sheet of estimates in, each line's result at its right out."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coach.errors import CoachError, NotFound, UsageError
from coach.files import read_anything

if TYPE_CHECKING:
    from coach.boards.estimate.sheet import Sheet

SIZE_LIMIT = 1_000_000
_WIDTH = 100
_NARROW, _WIDE = 30, 10_000
_CLEAR = "\x1b[2J\x1b[H"
_TOLD = """Reads FILE or standard input, lines as you would write them in an interview:
`DAU = 10M`, `peak = 3x avg`, `3,600 / 500 = 8 servers`. Each result stands at the right of its
line and each answer of yours is checked. A line `scenarios: now | 6 months | 1 year` gives the
sheet columns: `MAU = 10M, +8%/month`, `peak = 3,600 | 5,400 | 9,000 rps`, `servers = peak / 500
rps, N+2`, `review when storage > 2 TB`. Without FILE on a terminal it opens a calculator that
saves nothing. --check prints only what is wrong and ends with 1 if anything is. A text that
is too long to be computed whole ends with 1 as well."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    estimate = subparsers.add_parser(
        "estimate", help="compute a sheet of estimates", description=_TOLD
    )
    estimate.add_argument(
        "file", nargs="?", metavar="FILE", help="a text; - or a pipe: standard input"
    )
    estimate.add_argument("--json", action="store_true", help="one object a line, exact values")
    estimate.add_argument("--markdown", action="store_true", help="tables of what was estimated")
    estimate.add_argument("--plan", action="store_true", help="a capacity plan as Markdown")
    estimate.add_argument("--watch", action="store_true", help="again whenever FILE changes")
    estimate.add_argument("--check", action="store_true", help="print only what is wrong")
    estimate.add_argument("--width", type=int, metavar="N", help="columns to fit into")
    estimate.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Evaluates one sheet; the exit code."""
    if args.watch:
        if args.file is None or args.file == "-":
            raise UsageError("--watch needs a file.", "Write: coach estimate FILE --watch")
        return watch(Path(args.file), args, stdout)
    if args.file is None and stdin.isatty():
        if args.json or args.markdown or args.plan or args.check:
            raise UsageError("There is no text to read.", "Name a file or pipe a text in.")
        return _calculator()
    return _write(_text(args.file, stdin), args, stdout)


def watch(
    path: Path,
    args: argparse.Namespace,
    stdout: TextIO,
    wait: Callable[[float], None] | None = None,
) -> int:
    """Writes the sheet again whenever the file's text changes, until interrupted."""
    if wait is None:
        from time import sleep

        wait = sleep
    shown: str | None = None
    while True:
        text = _read(path)
        if text != shown:
            if stdout.isatty():
                sys.stdout.write(_CLEAR)
            elif shown is not None:
                stdout.write("\n")
            _write(text, args, stdout)
            stdout.flush()
            shown = text
        try:
            wait(0.3)
        except KeyboardInterrupt:
            return 0


def _write(text: str, args: argparse.Namespace, stdout: TextIO) -> int:
    from coach.boards.estimate.estimate_board import BOARD, left_out

    _refuse_others(text)
    sheet = BOARD.parse(text)
    if args.check:
        return _check(sheet, stdout)
    if args.json:
        stdout.write(BOARD.export(sheet, "json"))
    elif args.markdown:
        stdout.write(BOARD.export(sheet, "markdown"))
    elif args.plan:
        from coach.boards.estimate.capacity_plan import capacity_plan

        stdout.write(capacity_plan(sheet))
    else:
        from coach.boards.board import plain

        stdout.write(plain(BOARD.draw(sheet, _width(args.width, stdout), 0)) + "\n")
    if sheet.left_out:
        sys.stderr.write(f"{left_out(sheet)}\n")
        return 1
    if text.strip() and all(line.kind == "none" for line in sheet.lines):
        sys.stderr.write("coach: Nothing to compute was read. A line is: DAU = 1M\n")
        return 1
    return 0


def _refuse_others(text: str) -> None:
    """UsageError where the text is in a notation that holds no estimates for certain."""
    from coach.boards.foreign import Notation, foreign, refusal

    notation = foreign(text)
    if notation is not None and notation.notation not in (Notation.MARKDOWN, Notation.DRAWING):
        instead = "An estimate is written a line a thought: DAU = 1M"
        raise UsageError(refusal(notation, instead).message, "coach estimate --help tells more.")


def _check(sheet: "Sheet", stdout: TextIO) -> int:
    wrong = 0
    for number, line in enumerate(sheet.lines, 1):
        said = [line.message] if line.kind == "error" else []
        said += [f"{cell.column}: {cell.error}" for cell in line.cells if cell.error]
        said += [
            f"{claim.column}: {claim.shown}" if claim.column else claim.shown
            for claim in line.claims
            if not claim.good
        ]
        for message in said:
            stdout.write(f"line {number}: {message}\n")
            wrong += 1
    if sheet.left_out:
        from coach.boards.estimate.estimate_board import left_out

        stdout.write(f"line {len(sheet.lines) + 1}: {left_out(sheet)}\n")
    return int(wrong > 0 or sheet.left_out > 0)


def _width(asked: int | None, stdout: TextIO) -> int:
    if asked is not None:
        if not _NARROW <= asked <= _WIDE:
            raise UsageError(f"--width {asked} is out of range.", f"{_NARROW} to {_WIDE}.")
        return asked
    if stdout.isatty():
        from shutil import get_terminal_size

        return max(_NARROW, get_terminal_size((_WIDTH, 24)).columns)
    return _WIDTH


def _text(file: str | None, stdin: TextIO) -> str:
    from coach.text import clean

    if file is not None and file != "-":
        return _read(Path(file))
    try:
        text = stdin.read(SIZE_LIMIT + 1)
    except UnicodeDecodeError as error:
        raise UsageError("Standard input is not UTF-8 text.", "Convert it first.") from error
    return _trimmed(clean(_fits(text, "Standard input")))


def _read(path: Path) -> str:
    from coach.text import clean, clean_line

    told = clean_line(str(path))
    try:
        data = read_anything(path, 4 * SIZE_LIMIT)
        text = data.decode("utf-8", "strict" if len(data) <= 4 * SIZE_LIMIT else "replace")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {told}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{told} is not UTF-8 text.", "Convert it first.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(f"{told} cannot be read: {reason}.", "Check the path.") from error
    return _trimmed(clean(_fits(text, told)))


def _fits(text: str, what: str) -> str:
    if len(text) > SIZE_LIMIT:
        raise UsageError(f"{what} is too long for a sheet.", f"At most {SIZE_LIMIT:,} characters.")
    return text


def _trimmed(text: str) -> str:
    return text.removesuffix("\n")


def _calculator() -> int:
    from importlib import import_module

    try:
        calculator = import_module("coach.ui.calculator")
    except ImportError as error:
        message = "The calculator cannot be opened here."
        raise CoachError(message, "Name a file or pipe a text in.") from error
    return int(calculator.run() or 0)
