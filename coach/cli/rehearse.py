"""`coach prompts rehearse FILE`: plays a written candidate and prints the debrief."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zlib import crc32

from coach.errors import ContentError, UsageError
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.authoring.script import Script
    from coach.catalog.shelf import Folders
    from coach.session.entry import Entry
    from coach.session.events import Event, SessionOpened

_LIMIT = 1_000_000
"""The most bytes of a script."""
_WALL = "2026-01-05T09:00:00+00:00"


def add(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command among those of `coach prompts`."""
    command = inner.add_parser("rehearse", help="play a written candidate; print the debrief")
    command.add_argument("file", metavar="FILE", help="the script of a candidate")
    command.add_argument("--json", action="store_true", help="the debrief as one JSON object")
    command.add_argument("--journal", metavar="OUT", help="keep the played session in a new file")
    command.set_defaults(run=_run)


class _Memory:
    """The record of a session that is nowhere on disk."""

    def __init__(self, first: "Entry") -> None:
        self.n = first.n

    def append(self, event: "Event", by: str, at: float) -> "Entry":
        """The next entry, its time to a thousandth of a second."""
        from coach.session.entry import Entry

        self.n += 1
        return Entry(self.n, round(at, 3), by, event)


def _run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    from coach.authoring.script import parse
    from coach.catalog import shelf
    from coach.debrief.as_json import as_json
    from coach.debrief.report import as_text
    from coach.debrief.score import score
    from coach.paths import find
    from coach.session.history import whole

    name = clean_line(args.file)
    folders = shelf.folders(find(os.environ).prompts)
    text = _text(args.file, name)
    script = parse(text, name)
    entries = _played(script, folders, name, f"{crc32(text.encode()):08x}")
    if args.journal:
        _keep(Path(args.journal), entries)
    prompt = shelf.load(script.head["prompt"], folders)
    debrief = score(prompt, shelf.load_workflow(prompt.workflow, folders), whole(entries))
    stdout.write(as_json(debrief) if args.json else as_text(debrief))
    return 0


def rehearsed(text: str, name: str, folders: "Folders") -> "tuple[str, tuple[Entry, ...]]":
    """The prompt of a script and the entries that come of playing it; ContentError as the command
    has them."""
    from coach.authoring.script import parse

    script = parse(text, name)
    return script.head["prompt"], _played(script, folders, name, f"{crc32(text.encode()):08x}")


def _text(path: str, name: str) -> str:
    from coach.files import read_plain

    try:
        data = read_plain(path, _LIMIT)
    except FileNotFoundError:
        raise UsageError(f"There is no file {name}.") from None
    except (OSError, ValueError) as error:
        raise ContentError(f"{name} cannot be read: {error}.") from None
    if len(data) > _LIMIT:
        raise ContentError(f"{name} is too large to be a script.", "At most one megabyte.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ContentError(f"{name} is not UTF-8.", "Save it as UTF-8.") from None


def _played(script: "Script", folders: "Folders", name: str, id_: str) -> "tuple[Entry, ...]":
    """The entries of the script played against its prompt's interviewer; `id_` is the session's,
    the same whenever the same text is played."""
    from coach.authoring.scripted import ScriptTime, play
    from coach.catalog import shelf
    from coach.clock import SessionClock
    from coach.interviewer.interviewer import Interviewer
    from coach.live.live import Live
    from coach.session.entry import Entry
    from coach.session.events import CANDIDATE

    prompt = shelf.load(script.head["prompt"], folders)
    partner = Interviewer(prompt, shelf.load_workflow(prompt.workflow, folders))
    first = Entry(1, 0.0, CANDIDATE, _opening(script, folders, name, id_))
    time = ScriptTime()
    live = Live([first], _Memory(first), SessionClock(time))
    live.open_with(script.stretches[0].phase)
    live.join(partner)
    play(script, live, time, name)
    return tuple(live.entries)


def _opening(script: "Script", folders: "Folders", name: str, id_: str) -> "SessionOpened":
    from coach.catalog import shelf
    from coach.config import LEVELS, PACES
    from coach.session.events import SessionOpened

    header = shelf.header(script.head["prompt"], folders)
    level, pace = script.head["level"], script.head.get("pace", "45")
    if level not in LEVELS:
        raise ContentError(f"{name}: there is no level {level}.", f"Levels: {', '.join(LEVELS)}.")
    if pace not in PACES:
        raise ContentError(f"{name}: there is no pace {pace}.", f"Paces: {', '.join(PACES)}.")
    phases, boards = shelf.plan(header.workflow, folders, pace)
    return SessionOpened(
        session=id_,
        prompt=header.slug,
        title=header.title,
        statement=header.statement,
        workflow=header.workflow,
        level=level,
        pace=pace,
        mode="coach",
        wall=_WALL,
        phases=phases,
        boards=boards,
    )


def _keep(path: Path, entries: "tuple[Entry, ...]") -> None:
    """Writes the played session as a journal; a file that is there is never written over."""
    from coach.session.entry import encode

    try:
        with path.open("xb") as file:
            file.write(b"".join(encode(entry) for entry in entries))
    except FileExistsError:
        raise UsageError(f"{path} exists already.", "Choose another name.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
