"""`coach api` and `coach schema`: those boards as filters, text in, drawing out."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TextIO

from coach.errors import UsageError
from coach.text import clean

LIMIT = 1_000_000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    for name, formats in (("api", ("openapi", "markdown")), ("schema", ("sql", "markdown"))):
        command = commands.add_parser(name, help=f"draw or export what the {name} board holds")
        command.add_argument("file", nargs="?", default="-", help="a file, or - for standard input")
        command.add_argument("--format", choices=("text", *formats), default="text")
        command.add_argument("--width", type=int, default=100, help="columns of the drawing")
        command.add_argument("--check", action="store_true", help="print findings; 1 if any")
        command.set_defaults(run=partial(run, name))


def run(name: str, args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Draws, exports or checks; 1 when a check finds an error or a warning."""
    from coach.boards.board import Context, Severity, plain
    from coach.boards.registry import board

    found = board(name)
    text = _read(args.file, stdin)
    model = found.parse(text)
    if args.check:
        findings = found.findings(model, Context())
        for one in findings:
            line = text.count("\n", 0, one.span.start) + 1 if one.span else 0
            where = f"line {line}: " if line else ""
            stdout.write(f"{one.severity.value}: {where}{one.message}\n")
        return int(any(one.severity is not Severity.HINT for one in findings))
    if args.format == "text":
        stdout.write(plain(found.draw(model, max(20, args.width), 1000)) + "\n")
    else:
        written = found.export(model, args.format)
        stdout.write(written if written.endswith("\n") else written + "\n")
    return 0


def _read(name: str, stdin: TextIO) -> str:
    try:
        if name == "-":
            if stdin is sys.stdin and stdin.isatty():
                sys.stderr.write("Type the text, then Ctrl+D.\n")
            text = stdin.read(LIMIT + 1)
        else:
            with Path(name).open(encoding="utf-8") as file:
                text = file.read(LIMIT + 1)
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not text in UTF-8.") from None
    except OSError as reason:
        raise UsageError(f"{name} cannot be read: {reason.strerror}.") from None
    if len(text) > LIMIT:
        raise UsageError(f"At most {LIMIT:,} characters can be read.", "Split the file.")
    return clean(text)
