"""`coach hear`: what a transcriber hears is said in the session that runs in another terminal."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, TextIO

from coach.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATEST = 20
"""Unfinished sessions among which the running one is looked for."""
_TOLD = """Reads a transcriber's lines from standard input while you speak, and says each in the
session that runs in another terminal: SOME-TRANSCRIBER | coach hear. Times before a line, numbers
and noises in brackets are left out. What is printed in pieces is said as one, after a
silence."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    hear = commands.add_parser(
        "hear", help="say in the running session what a transcriber hears", description=_TOLD
    )
    hear.add_argument("id", nargs="?", help="the session; the one that runs if not given")
    hear.set_defaults(run=_run)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.live.overheard import hand_over, is_running

    path = _running(args.id)
    count = 0
    for text in _whole(stdin):
        if not is_running(path):
            raise NotFound(f"The session has ended; {_counted(count)} heard.", "")
        hand_over(path, text)
        count += 1
    sys.stderr.write(f"coach: {_counted(count)} handed over.\n")
    return 0


def _whole(stdin: TextIO) -> "Iterator[str]":
    """What the lines say, as whole sentences; a piece is not held back over a silence."""
    from queue import Empty, SimpleQueue
    from threading import Thread
    from time import monotonic

    from coach.live.overheard import utterance
    from coach.live.phrases import PAUSE, Phrases

    lines: SimpleQueue[str | None] = SimpleQueue()

    def read() -> None:
        try:
            for line in stdin:
                lines.put(line)
        finally:
            lines.put(None)

    Thread(target=read, name="transcriber", daemon=True).start()
    phrases = Phrases()
    while True:
        try:
            line = lines.get(timeout=PAUSE)
        except Empty:
            yield from phrases.due(monotonic())
            continue
        if line is None:
            yield from phrases.rest()
            return
        if text := utterance(line):
            yield from phrases.take(text, monotonic())


def _running(wanted: str | None) -> "Path":
    """The journal of the session that is meant and runs; NotFound where none does."""
    from coach.live.environment import read_environment
    from coach.live.overheard import is_running

    library = read_environment(os.environ).library()
    paths = (
        [library.find(wanted)]
        if wanted
        else [summary.path for summary in library.unfinished(LATEST)]
    )
    for path in paths:
        if is_running(path):
            return path
    raise NotFound(
        "No session is running.", "Begin one in another terminal: `coach start` or `coach sit`."
    )


def _counted(lines: int) -> str:
    return f"{lines} line was" if lines == 1 else f"{lines} lines were"
