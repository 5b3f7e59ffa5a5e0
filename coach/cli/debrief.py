"""`coach debrief ID`: the debrief of a session on standard output, for people or for programs."""

import argparse
import os
from typing import TextIO

from coach.cli import kept


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    command = subparsers.add_parser("debrief", help="what a finished session earned, and why")
    command.add_argument("id", help="the session, or the beginning of its id")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--level", choices=("mid", "senior", "staff"), help="judge it at another level"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Prints the debrief; Refused when there was no real attempt or the session is open."""
    from coach.catalog import shelf
    from coach.debrief.as_json import as_json
    from coach.debrief.report import as_text
    from coach.debrief.score import ensure_attempted, score
    from coach.errors import JournalError
    from coach.paths import find
    from coach.session.events import SessionOpened

    found, code = kept.read_session(args.id)
    opened = found.entries[0].event if found.entries else None
    if not isinstance(opened, SessionOpened):
        raise JournalError(f"{found.path.name} does not say which prompt it was about.")
    ensure_attempted(found.entries)
    folders = shelf.folders(find(os.environ).prompts)
    prompt = shelf.load(opened.prompt, folders, opened.workflow)
    workflow = shelf.load_workflow(opened.workflow, folders)
    debrief = score(prompt, workflow, found.history, args.level)
    stdout.write(as_json(debrief) if args.json else as_text(debrief))
    return code
