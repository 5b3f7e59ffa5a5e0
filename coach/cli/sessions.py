"""`coach list`, `show`, `export`, `repair`, `paths`: what lies on disk, without the application."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, TextIO

from coach.cli import kept
from coach.cli.streams import json_line
from coach.text import clean, clean_line, cut, pad

if TYPE_CHECKING:
    from coach.journal.library import Library
    from coach.journal.summary import Summary

_TOLD = 5
"""Files that are no sessions which a list names; `coach doctor` names all."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the commands."""
    listed = commands.add_parser("list", help="all sessions, newest first")
    listed.add_argument("words", nargs="*", help="only sessions in which these words occur")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    listed.set_defaults(run=_list)
    show = commands.add_parser("show", help="print the transcript of a session")
    show.add_argument("id", help="the session, or the beginning of its id")
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


def _list(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.session.pacing import clock

    library = kept.library()
    words = clean(" ".join(args.words))
    sessions = library.search(words) if words else library.sessions()
    if args.json:
        for one in sessions:
            row = {
                "id": one.id,
                "prompt": one.prompt,
                "title": one.title,
                "workflow": one.workflow,
                "level": one.level,
                "pace": one.pace,
                "mode": one.mode,
                "opened": one.wall,
                "seconds": round(one.elapsed),
                "closed": one.closed,
                "score": one.score,
                "verdict": one.verdict,
                "broken": one.broken,
                "torn": one.torn,
                "path": str(one.path),
            }
            stdout.write(json_line(row))
        return _unlisted(library, sessions)
    if not sessions and not library.strangers():
        what = "No session holds these words." if words else "No sessions yet."
        stdout.write(f"{what} `coach start PROMPT` begins one; `coach prompts list` names them.\n")
        return 0
    for one in sessions:
        status = "closed" if one.closed else f"unfinished, in {one.phase or '-'}"
        if one.score is not None:
            status = f"{one.score:.0f} points, {one.verdict}"
        status = "; ".join(filter(None, (one.broken, one.torn, "" if one.broken else status)))
        day = one.wall[:16].replace("T", " ")
        line = f"{pad(one.id, 10)} {pad(day, 16)}  {pad(cut(one.title, 28), 28)}"
        line += f"  {pad(one.level, 6)} {clock(one.elapsed):>7}  {status}"
        stdout.write(line.rstrip() + "\n")
    return _unlisted(library, sessions)


def _unlisted(library: "Library", sessions: "tuple[Summary, ...]") -> int:
    """Says on standard error what of the sessions folder is not in a list; the exit code."""
    from coach.journal.summary import SUFFIX

    strangers = library.strangers()
    for path, why in strangers[:_TOLD]:
        sys.stderr.write(f"coach: {clean_line(path.name)}: {why}\n")
    if len(strangers) > _TOLD:
        more = len(strangers) - _TOLD
        sys.stderr.write(f"coach: So it is with {more} more; `coach doctor` names all.\n")
    ours = any(path.suffix == SUFFIX for path, _ in strangers)
    damaged = any(one.broken or one.torn for one in sessions)
    return kept.DAMAGED if ours or damaged or library.hidden() else 0


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    return _write(args.id, "md", stdout)


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
