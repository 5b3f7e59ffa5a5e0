"""Repairing a broken session, when asked: a mended copy beside the file, which stays as it is.

The copy keeps every entry that can be read under its own number, because entries point at each
other by number; where entries are lost it has placeholders, which tell of the loss for ever.
"""

import os
from pathlib import Path

from coach.errors import DamagedJournal, JournalError, Refused
from coach.frozen import dataclass
from coach.journal.access import open_file, open_folder, read_all
from coach.journal.disk import OS_DISK, Disk, reason
from coach.journal.entry_reader import EntryReading, Harm, read_bytes
from coach.journal.writer import write_new
from coach.session.entry import Entry, encode
from coach.session.events import Unknown
from coach.session.history import LOST

_MOST_LOST = 100_000
_COPIES = 50


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended copy, how many entries it kept, and how many places in it stand for lost ones."""

    path: Path
    kept: int
    lost: int


def repair(path: Path, disk: Disk = OS_DISK) -> Repaired:
    """Writes a mended copy of a broken session beside it and says what could be kept.

    DamagedJournal when nothing is broken, or nothing can be made of the file; NotSaved when the
    copy cannot be written.
    """
    folder = open_folder(disk, path.parent)
    try:
        fd = open_file(disk, folder, path, os.O_RDONLY)
        try:
            reading = read_bytes(read_all(disk, fd))
        finally:
            disk.close(fd)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {reason(error)}.") from None
    finally:
        disk.close(folder)
    _refuse(path, reading)
    lines = _filled(reading)
    names = tuple(
        f"{path.stem}-repaired{'' if number == 1 else f'-{number}'}{path.suffix}"
        for number in range(1, _COPIES)
    )
    journal = write_new(disk, path.parent, names, lines, reading.entries[-1].at)
    journal.close()
    return Repaired(journal.path, len(reading.entries), len(lines) - len(reading.entries))


def _refuse(path: Path, reading: EntryReading) -> None:
    """Refused where no repair is needed, DamagedJournal where none is possible."""
    harm = reading.damage.harm if reading.damage else None
    if harm is None:
        raise Refused(f"{path.name} is sound; there is nothing to repair.")
    if harm in (Harm.TAIL, Harm.NEWLINE):
        raise Refused(f"{path.name} only lacks its end.", "Continue it; that mends it.")
    if harm is Harm.NEWER:
        raise DamagedJournal(f"{path.name} was made by a newer coach.", "Update coach to read it.")
    if not reading.opening:
        raise DamagedJournal(
            f"The opening of {path.name} is lost; without it there is no session to go on with.",
            "What can be read of it is shown by: coach show",
        )
    if reading.entries[-1].n - len(reading.entries) > _MOST_LOST:
        raise DamagedJournal(f"Too many entries of {path.name} are lost.")


def _filled(reading: EntryReading) -> list[bytes]:
    """The entries' lines as they stood, with placeholders for the numbers between them."""
    lines: list[bytes] = []
    at = 0.0
    for entry, line in zip(reading.entries, reading.lines, strict=True):
        for n in range(len(lines) + 1, entry.n):
            lines.append(encode(Entry(n, at, "coach", Unknown(LOST, 1, {}))))
        lines.append(line)
        at = max(at, entry.at)
    return lines
