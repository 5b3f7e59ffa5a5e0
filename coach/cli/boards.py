"""`coach api` and `coach schema`: those boards as filters, text in, drawing out."""

import argparse
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TextIO

from coach.boards.registry import FILTERS, spec
from coach.errors import NotFound, UsageError
from coach.files import read_anything
from coach.text import clean, clean_line

if TYPE_CHECKING:
    from coach.boards.board import Finding

LIMIT = 1_000_000
_NARROW, _WIDE = 20, 10_000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    for name in FILTERS:
        known = spec(name)
        command = commands.add_parser(
            name,
            help=f"draw or export what the {name} board holds",
            description=known.notation,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
        command.add_argument("--format", choices=("text", *known.formats), default="text")
        command.add_argument("--json", action="store_true", help="print all that was read as JSON")
        if "postgres" in known.formats:
            told = "write advised indexes as statements"
            command.add_argument("--advice", action="store_true", help=told)
        command.add_argument("--width", type=int, default=100, help="columns of the drawing")
        if known.guide:
            command.add_argument("--guide", action="store_true", help="tables and examples")
        command.add_argument("--check", action="store_true", help="print findings; 1 if any")
        command.set_defaults(run=partial(run, name))


def run(name: str, args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Draws, exports or checks; 1 when a check finds an error or a warning.

    What a drawing or an export leaves out is told on standard error; 1 where nothing was read of
    a text, and a refusal (2) where it is in another notation.
    """
    from coach.boards.board import Context, Severity, plain
    from coach.boards.foreign import refused
    from coach.boards.registry import board, guide

    if not _NARROW <= args.width <= _WIDE:
        message = f"--width is a number of columns from {_NARROW} to {_WIDE}."
        raise UsageError(message, "Without it a drawing takes at most 100.")
    if getattr(args, "guide", False):
        stdout.write(guide(name))
        return 0
    board_read = board(name)
    text = read_text(args.file, stdin)
    model = board_read.parse(text)
    findings = board_read.findings(model, Context())
    if args.format == "json" or (args.json and "json" in board_read.formats):
        stdout.write(board_read.export(model, "json"))
        return 0
    other = refused(findings)
    if other is not None:
        raise UsageError(other.message, f"coach {name} --help tells what is read.")
    if args.json:
        stdout.write(board_read.export(model, "json"))
        return 0
    if args.check:
        stdout.writelines(told(findings, text))
        return int(any(finding.severity is not Severity.HINT for finding in findings))
    reading = frozenset(getattr(model, "findings", ()))
    passed_over = [
        finding for finding in findings if finding in reading or _left_out(finding, args.format)
    ]
    grave = [
        finding
        for finding in passed_over
        if finding.severity is not Severity.HINT or finding.code == "unread"
    ]
    sys.stderr.writelines(told(grave, text))
    drawn = plain(board_read.draw(model, args.width, 1000))
    if grave and not drawn.strip():
        return 1
    if args.format == "text":
        stdout.write(f"{drawn}\n" if drawn else "")
    elif getattr(args, "advice", False):
        stdout.write(board_read.export(model, args.format, advice=True))  # type: ignore[call-arg]
    else:
        stdout.write(board_read.export(model, args.format))
    return 0


def _left_out(finding: "Finding", format: str) -> bool:
    return format in ("sql", "postgres", "sqlite") and finding.code == "no-column"


def told(findings: "Iterable[Finding]", text: str) -> Iterator[str]:
    """Findings as `coach draw` words them: the line each is about, how grave, what."""
    ends = [at for at, char in enumerate(text) if char == "\n"]
    for finding in findings:
        where = f"line {bisect_left(ends, finding.span.start) + 1}: " if finding.span else ""
        yield f"{where}{finding.severity}: {finding.message}\n"


def read_text(name: str, stdin: TextIO) -> str:
    """A text from a file or, where the name is -, from standard input, cleaned; at most LIMIT
    characters."""
    named = "standard input" if name == "-" else clean_line(name)
    try:
        if name == "-":
            if stdin is sys.stdin and stdin.isatty():
                sys.stderr.write("Type the text, then Ctrl+D.\n")
            text = stdin.read(LIMIT + 1)
        else:
            data = read_anything(name, 4 * LIMIT)
            text = data.decode("utf-8-sig", "strict" if len(data) <= 4 * LIMIT else "replace")
    except FileNotFoundError:
        hint = "Give a path, or - for standard input."
        raise NotFound(f"There is no file {named}.", hint) from None
    except UnicodeDecodeError:
        hint = "Save it as UTF-8, or convert it with iconv."
        raise UsageError(f"{named} is not UTF-8.", hint) from None
    except (OSError, ValueError) as reason:
        why = getattr(reason, "strerror", None) or "not a path"
        raise UsageError(
            f"{named} cannot be read: {why.lower()}.", "Give a readable text."
        ) from None
    if len(text) > LIMIT:
        raise UsageError(f"At most {LIMIT:,} characters can be read.", "Split the file.")
    return clean(text)
