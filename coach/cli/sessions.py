"""`coach show`, `export`, `repair`, `paths`: what lies on disk, without the application."""

import argparse
import os
from typing import TYPE_CHECKING, Any, TextIO

from coach.cli import kept
from coach.cli.streams import json_line
from coach.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.session.entry import Entry


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    show = commands.add_parser("show", help="print the transcript of a session")
    show.add_argument("id", help="the session, or the beginning of its id")
    show.add_argument("--at", help="as it was at 14:05 of the interview's clock, or at entry #117")
    show.add_argument("--json", action="store_true", help="one JSON object: how it stood there")
    show.set_defaults(run=_show)
    export = commands.add_parser("export", help="write a session for other programs")
    export.add_argument("id", help="the session, or the beginning of its id")
    export.add_argument("--format", choices=("md", "json"), default="md")
    export.set_defaults(run=_export)
    repair = commands.add_parser("repair", help="keep what can be read of a broken session")
    repair.add_argument("id", help="the session, or the beginning of its id")
    repair.set_defaults(run=_repair)
    paths = commands.add_parser("paths", help="where everything lies")
    paths.set_defaults(run=_paths)


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.export.transcript import markdown
    from coach.session.course import course, place
    from coach.session.history import History

    found, code = kept.read_session(args.id)
    entries = found.entries
    if args.at is not None or args.json:
        line = course(entries)
        count = place(clean(args.at), line) if args.at is not None else len(entries)
        if args.json:
            stdout.write(json_line(_standing(entries[:count], line.clocks[count - 1])))
            return code
        entries = entries[:count]
    stdout.write(markdown(History(entries, found.history.damage)))
    return code


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
    return _write(args.id, args.format, stdout)


def _repair(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.repair import repair

    done = repair(kept.path_of(args.id))
    stdout.write(f"{done.kept} entries kept, {done.lost} lost. The repaired copy: {done.path}\n")
    stdout.write("The broken file stays as it was; move it away when you are content.\n")
    return 0


def _write(id_: str, form: str, stdout: TextIO) -> int:
    from coach.export.transcript import as_json, markdown

    found, code = kept.read_session(id_)
    text = as_json(found.history) if form == "json" else markdown(found.history)
    stdout.write(text if text.endswith("\n") else text + "\n")
    return code


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
