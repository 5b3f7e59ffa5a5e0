"""`coach show`, `export`, `repair`, `paths`: what lies on disk, without the application."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from coach.cli import kept
from coach.cli.streams import json_line
from coach.errors import CoachError, UsageError
from coach.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.boards.board import Row
    from coach.debrief.score import Debrief
    from coach.session.entry import Entry
    from coach.session.history import History


_FORMS = "outcome: the document that a drill leaves, a capacity plan; schema: that of json"


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    show = commands.add_parser("show", help="print the transcript of a session")
    show.add_argument("id", help="the session, or the beginning of its id")
    show.add_argument("--at", help="as it was at 14:05 of the interview's clock, or at entry #117")
    show.add_argument("--json", action="store_true", help="one JSON object: how it stood there")
    show.set_defaults(run=_show)
    export = commands.add_parser("export", help="write a session for other programs")
    export.add_argument("id", nargs="?", help="the session, or the beginning of its id")
    forms = ("md", "json", "html", "cast", "outcome", "schema")
    export.add_argument(
        "--format",
        choices=forms,
        default="md",
        help="outcome: what a drill leaves, such as a capacity plan; schema: that of json",
    )
    export.add_argument("--cast", type=int, default=2, help="asciicast's version: 2 or 3")
    export.add_argument("--anonymous", action="store_true", help="without who, where and when")
    export.add_argument("--hide", action="append", default=[], metavar="WORD", help="blot it out")
    export.set_defaults(run=_export)
    repair = commands.add_parser("repair", help="keep what can be read of a broken session")
    repair.add_argument("id", help="the session, or the beginning of its id")
    repair.set_defaults(run=_repair)
    paths = commands.add_parser("paths", help="where everything lies")
    paths.set_defaults(run=_paths)


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.export.transcript import markdown
    from coach.journal.oversized import is_oversized
    from coach.session.course import course, place
    from coach.session.history import History

    if args.at is None and not args.json:
        path = kept.path_of(args.id)
        if is_oversized(path):
            return _tell(path, stdout)
    journal, code = kept.read_session(args.id)
    entries = journal.entries
    if args.at is not None or args.json:
        line = course(entries)
        count = place(clean(args.at), line).count if args.at is not None else len(entries)
        if args.json:
            stdout.write(json_line(_standing(entries[:count], line.clocks[count - 1])))
            return code
        entries = entries[:count]
    stdout.write(markdown(History(entries, journal.history.damage)))
    return code


def _tell(path: "Path", stdout: TextIO) -> int:
    """A file too large to be a session, entry by entry; the exit code of a damaged one."""
    from coach.journal.oversized import entry_lines

    sys.stderr.write(f"coach: {path} is too large to be a session: each entry as it was kept.\n")
    for line in entry_lines(path):
        stdout.write(f"{line}\n")
    return kept.DAMAGED


def _standing(entries: "Sequence[Entry]", clock: float) -> dict[str, Any]:
    """How a session stood after these entries."""
    from coach.session.fold import fold

    state = fold(entries)
    return {
        "id": state.opened.session if state.opened else "",
        "n": state.n,
        "clock": round(clock, 1),
        "phase": state.phase,
        "boards": dict(state.boards),
        "facts": [fact.fact for fact in state.facts],
        "hints": len(state.hints),
        "said": len(state.conversation),
        "ticked": sorted(map(list, state.ticked)),
    }


def _export(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    if args.format == "schema":
        from coach.export.json_schema import as_text

        stdout.write(as_text())
        return 0
    if args.id is None:
        raise UsageError("Which session?", "coach export ID; `coach list` names them.")
    journal, code = kept.read_session(args.id)
    history, remark = journal.history, ""
    debrief = _debrief(journal.entries, journal.history)
    if args.hide and not args.anonymous:
        raise UsageError("--hide belongs to --anonymous.", "Say both, or neither.")
    if args.anonymous:
        from coach.export.anonymous import SAYS, anonymous

        history, remark = anonymous(history, [clean(word) for word in args.hide]), SAYS
        debrief = debrief and _debrief(history.entries, history)
        sys.stderr.write(f"coach: {SAYS}\n")
    stdout.write(_exported(args, history, debrief, remark))
    return code


def _exported(
    args: argparse.Namespace, history: "History", debrief: "Debrief | None", remark: str
) -> str:
    """The session in the format that was asked for."""
    if args.format == "outcome":
        from coach.export.outcome import outcome
        from coach.session.fold import fold

        made = outcome(fold(history.entries))
        if made is None:
            raise UsageError(
                "This session leaves no document of its own.",
                "`coach export ID` is its transcript.",
            )
        return made.text
    if args.format == "cast":
        from coach.export.cast import cast

        return cast(history, args.cast)
    if args.format == "html":
        from coach.export.html_page import html

        return html(history, _rows(debrief), remark)
    from coach.export.transcript import as_json, markdown

    if args.format == "json":
        from coach.debrief.as_json import as_data

        return as_json(history, as_data(debrief) if debrief else None, remark)
    return markdown(history, _rows(debrief), remark)


def _rows(debrief: "Debrief | None") -> "tuple[Row, ...]":
    from coach.debrief.report import report

    return report(debrief, 80) if debrief else ()


def _debrief(entries: "Sequence[Entry]", history: "History") -> "Debrief | None":
    """The debrief of a session, None where there is none or it may not be shown yet."""
    from coach.catalog import shelf
    from coach.debrief.score import score
    from coach.paths import find
    from coach.session.events import SessionOpened

    opened = entries[0].event if entries else None
    if not isinstance(opened, SessionOpened):
        return None
    try:
        folders = shelf.folders(find(os.environ).prompts)
        prompt = shelf.load(opened.prompt, folders, opened.workflow)
        debrief = score(prompt, shelf.load_workflow(opened.workflow, folders), history)
    except CoachError:
        return None
    return None if debrief.refusal else debrief


def _repair(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.repair import repair

    done = repair(kept.path_of(args.id))
    stdout.write(f"{done.kept} entries kept, {done.lost} lost. The repaired copy: {done.path}\n")
    stdout.write("The broken file stays as it was; move it away when you are content.\n")
    return 0


def _paths(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.catalog.shelf import shipped_folder
    from coach.paths import HOME_VARIABLE, find

    paths = find(os.environ)
    rows = (
        ("sessions", paths.sessions),
        ("own prompts", paths.prompts),
        ("shipped prompts", shipped_folder()),
        ("settings", paths.config / "settings.json"),
        ("index (may be deleted)", paths.index),
    )
    for name, path in rows:
        stdout.write(f"{name:<24}{path}\n")
    stdout.write(f"\n{HOME_VARIABLE}=FOLDER puts everything under one folder.\n")
    return 0
