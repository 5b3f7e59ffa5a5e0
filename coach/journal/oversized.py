"""A file too large to be folded, told entry by entry as it is read, in bounded memory."""

import os
from collections.abc import Iterator
from pathlib import Path

from coach.errors import JournalError
from coach.journal.access import SIZE_LIMIT, open_file, open_folder
from coach.journal.disk import OS_DISK, Disk
from coach.session.entry import LINE_LIMIT, Entry, decode
from coach.session.events import SessionOpened, TextEdited
from coach.session.fold import Folding
from coach.session.stopwatch import clock
from coach.session.timeline import what_is_told
from coach.text import clean

_PIECE = 1024 * 1024


def is_oversized(path: Path) -> bool:
    """Whether the file has more bytes than a session may have."""
    try:
        return path.stat(follow_symlinks=False).st_size > SIZE_LIMIT
    except OSError:
        return False


def entry_lines(path: Path, disk: Disk = OS_DISK) -> Iterator[str]:
    """Each entry as a line of text: when, who, what was said or typed, cleaned.

    What cannot be read is a line that says so. JournalError when the file may not be opened;
    OSError as the disk says.
    """
    folding = Folding()
    for number, line in enumerate(_lines(path, disk), 1):
        try:
            entry = decode(line)
        except JournalError as error:
            yield f"line {number} cannot be read: {error.message}"
            continue
        if isinstance(entry.event, SessionOpened):
            folding.take(entry)
        said = _said(entry, folding)
        if said:
            yield clean(f"{clock(entry.at)} #{entry.n} {entry.by}: {said}")


def _said(entry: Entry, folding: Folding) -> str:
    event = entry.event
    if isinstance(event, TextEdited):
        return f"({event.board}) {event.inserted or '(took something away)'}"
    told = what_is_told(event, folding.state)
    if told is None:
        return ""
    kind, text, about = told
    return f"({kind}{f' {about}' if about else ''}) {text}".strip()


def _lines(path: Path, disk: Disk) -> Iterator[bytes]:
    """The lines of the file; of one longer than an entry may be, only the beginning."""
    folder = open_folder(disk, path.parent)
    try:
        fd = open_file(disk, folder, path, os.O_RDONLY, limit=2**62)
    finally:
        disk.close(folder)
    try:
        rest = b""
        skipping = False
        while piece := disk.read(fd, _PIECE):
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                if not skipping:
                    yield line
                skipping = False
            if len(rest) > LINE_LIMIT:
                if not skipping:
                    yield rest[:LINE_LIMIT]
                rest, skipping = b"", True
        if rest and not skipping:
            yield rest
    finally:
        disk.close(fd)
