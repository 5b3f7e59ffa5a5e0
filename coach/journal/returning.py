"""A session's file that is named by its path: where no folder of coach's could note that the
session went there, naming it once makes up for that."""

from pathlib import Path

from coach.errors import CoachError
from coach.journal.file import read
from coach.journal.library import Library
from coach.journal.moved import record
from coach.paths import Paths
from coach.session.events import SessionOpened


def brought_back(library: Library, paths: Paths, typed: str) -> Path | None:
    """The session's file that was typed as a path, None where it is none; where its session left
    an older file of the library for it, that is noted, so that the id leads there again."""
    try:
        path = Path(typed).expanduser().absolute()
        if path.name == typed or not path.is_file():
            return None
        entries = read(path).entries
        opened = entries[0].event if entries else None
        if not isinstance(opened, SessionOpened):
            return None
        old = library.find(opened.session)
        if old != path and len(read(old).entries) <= len(entries):
            record(paths, old, path)
    except (OSError, RuntimeError, ValueError, CoachError):
        return None
    return path
