"""`coach list`, `show`, `export`, `repair`, `paths`: what lies on disk, without the application."""

import argparse
import json
import os
from typing import TYPE_CHECKING, TextIO

from coach.text import clean, cut, pad

if TYPE_CHECKING:
    from pathlib import Path

    from coach.journal.library import Library


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


def _library() -> "Library":
    """All sessions; JournalError where their folder is there and cannot be listed, which else
    would look like a folder without sessions."""
    from coach.errors import JournalError
    from coach.journal.library import Library
    from coach.paths import HOME_VARIABLE, find

    paths = find(os.environ)
    try:
        os.scandir(paths.sessions).close()
    except FileNotFoundError:
        pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise JournalError(
            f"The sessions in {paths.sessions} cannot be listed: {reason}.",
            f"`coach doctor` looks closer; {HOME_VARIABLE}=FOLDER chooses another place.",
        ) from None
    return Library(paths)


def _find(id_: str) -> "Path":
    """The file of a session; cleaned first, as an argument need not be text."""
    return _library().find(clean(id_))


def _list(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.session.pacing import clock

    library = _library()
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
                "path": str(one.path),
            }
            stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    if not sessions:
        what = "No session holds these words." if words else "No sessions yet."
        stdout.write(f"{what} `coach start PROMPT` begins one; `coach prompts list` names them.\n")
        return 0
    for one in sessions:
        status = one.broken or ("closed" if one.closed else f"unfinished, in {one.phase or '-'}")
        if one.score is not None:
            status = f"{one.score:.0f} points, {one.verdict}"
        day = one.wall[:16].replace("T", " ")
        line = f"{pad(one.id, 10)} {pad(day, 16)}  {pad(cut(one.title, 28), 28)}"
        line += f"  {pad(one.level, 6)} {clock(one.elapsed):>7}  {status}"
        stdout.write(line.rstrip() + "\n")
    return 0


def _show(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    stdout.write(_written(args.id, "md"))
    return 0


def _export(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    stdout.write(_written(args.id, args.format))
    return 0


def _repair(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.journal.repair import repair

    done = repair(_find(args.id))
    stdout.write(f"{done.kept} entries kept, {done.lost} lost. The repaired copy: {done.path}\n")
    stdout.write("The broken file stays as it was; move it away when you are content.\n")
    return 0


def _written(id_: str, form: str) -> str:
    from coach.export.transcript import as_json, markdown
    from coach.journal.file import read

    found = read(_find(id_))
    text = as_json(found.entries) if form == "json" else markdown(found.entries)
    return text if text.endswith("\n") else text + "\n"


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
