"""`coach debrief ID`: the debrief of a session on standard output, for people or for programs."""

import argparse
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from coach.cli import kept

if TYPE_CHECKING:
    from pathlib import Path

    from coach.debrief.case import Case
    from coach.session.history import History


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    command = subparsers.add_parser("debrief", help="what a finished session earned, and why")
    command.add_argument("id", help="the session, or the beginning of its id")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--level", choices=("mid", "senior", "staff"), help="judge it at another level"
    )
    command.add_argument(
        "--ask", metavar="COMMAND", help="let this program read the session as a witness as well"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Prints the debrief; Refused when there was no real attempt or the session is open."""
    from coach.catalog import shelf
    from coach.debrief.as_json import as_json
    from coach.debrief.report import as_text
    from coach.debrief.score import case_from, ensure_attempted, score
    from coach.errors import JournalError
    from coach.paths import find
    from coach.session.events import SessionOpened

    journal, code = kept.read_session(args.id)
    opened = journal.entries[0].event if journal.entries else None
    if not isinstance(opened, SessionOpened):
        raise JournalError(f"{journal.path.name} does not say which prompt it was about.")
    ensure_attempted(journal.entries)
    folders = shelf.folders(find(os.environ).prompts)
    prompt = shelf.load(opened.prompt, folders, opened.workflow)
    workflow = shelf.load_workflow(opened.workflow, folders)
    history = journal.history
    if args.ask is not None:
        history = _asked(args, journal.path, history, case_from(prompt, workflow, history))
    debrief = score(prompt, workflow, history, args.level)
    stdout.write(as_json(debrief) if args.json else as_text(debrief))
    return code


def _asked(args: argparse.Namespace, path: "Path", history: "History", case: "Case") -> "History":
    """The history with what the witness says, which is kept in the session's file where that can
    be written; NoTestimony where it says nothing that can be used."""
    from coach.debrief.tally import level_of
    from coach.errors import CoachError
    from coach.live.afterwards import testify
    from coach.live.witness import ask
    from coach.session.entry import Entry
    from coach.session.events import CANDIDATE

    testimony = ask(case, level_of(case.record, args.level), args.ask)
    try:
        mended = testify(path, testimony)
    except CoachError as error:
        mended = f"The testimony is not kept. {error}"
    if mended:
        sys.stderr.write(f"coach: {mended}\n")
    last = history.entries[-1]
    said = Entry(last.n + 1, last.at, CANDIDATE, testimony)
    return replace(history, entries=(*history.entries, said))
