"""A session's file: made, opened for going on, or only read.

`sessions/<year>/<date>-<prompt>-<short id>.jsonl`, rights 0600, one entry a line. Opening mends
only a torn end, which is copied beside the file first; everything else is opened for reading.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

from coach.errors import CoachError, JournalError, LockedJournal, NotSaved
from coach.frozen import dataclass
from coach.journal.access import (
    SIZE_LIMIT,
    WHOLE,
    ReadBounds,
    create_beside,
    open_file,
    open_folder,
    read_all,
    write_all,
)
from coach.journal.disk import OS_DISK, Disk, reason
from coach.journal.entry_reader import Damage, EntryReading, Harm, read_bytes
from coach.journal.summary import SUFFIX
from coach.journal.writer import Journal, write_new
from coach.paths import Paths, prepare
from coach.session.entry import Entry, encode
from coach.session.events import CANDIDATE, SessionOpened
from coach.session.fold import effort
from coach.session.history import History

__all__ = ["Damage", "Harm", "Journal", "Opened", "Read", "create", "open_journal", "read"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_COPIES = 50
_LONG = 512 * 1024
"""Bytes of a session from which loading the quick reader is repaid."""
_READ = "It is opened for reading only."


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened session: its entries, the journal to append to (None when it may only be read)
    and what was found wrong with the file.

    `changed` is when the file was last changed before it was opened, in seconds since 1970.
    """

    path: Path
    entries: tuple[Entry, ...]
    journal: Journal | None
    damage: Damage | None
    changed: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """A session as it stands on disk: its entries and what is wrong with the file."""

    path: Path
    entries: tuple[Entry, ...]
    damage: Damage | None

    @property
    def history(self) -> History:
        """The entries for whoever tells of them, with the damage where anything may be lost."""
        harmless = self.damage is None or self.damage.harm is Harm.NEWLINE
        return History(self.entries, "" if harmless else str(self.damage))


def create(
    paths: Paths,
    opened: SessionOpened,
    at: float = 0.0,
    disk: Disk = OS_DISK,
    *,
    first: Entry | None = None,
    ending: str = "",
) -> Journal:
    """A new session's file with its first entry, durable, locked for this process.

    `opened.wall` (ISO 8601) gives the date of its name. `first` is the first entry where it is
    not the candidate's own, `ending` what the name ends in (a role, in a session of several).
    NotSaved when the disk refuses.
    """
    day = opened.wall[:10]
    if not _DAY.fullmatch(day):
        raise JournalError(f"A session's wall time begins with a date, unlike {day!r}.")
    try:
        prepare(paths.data)
        prepare(paths.sessions)
        folder = prepare(paths.sessions / day[:4])
    except CoachError as error:
        raise NotSaved(error.message, error.hint) from None
    names = names_of(opened, ending)
    line = encode(first or Entry(1, round(at, 3), CANDIDATE, opened))
    return write_new(disk, folder, names, [line], round(at, 3))


def read(path: Path, disk: Disk = OS_DISK, bounds: ReadBounds = WHOLE) -> Read:
    """The session as it stands, without a lock; writes nothing whatever it finds.

    NotFound, JournalError when the file may not or cannot be read at all, or is beyond `bounds`.
    """
    data = read_file(path, bounds, disk)
    entries, damage = _quickly(data), None
    if entries is None:
        reading = read_bytes(data)
        entries, damage = reading.entries, reading.damage
    if effort(entries) > bounds.effort:
        raise _too_slow(path)
    return Read(path, entries, damage)


def _quickly(data: bytes) -> tuple[Entry, ...] | None:
    """The entries of a long sound journal by the quick reader; None for any other."""
    if len(data) < _LONG:
        return None
    from coach.journal.quick import quick_entries

    return quick_entries(data)


def read_file(path: Path, bounds: ReadBounds, disk: Disk = OS_DISK) -> bytes:
    """A session's file as bytes, opened as `read` does and with its errors."""
    folder = open_folder(disk, path.parent)
    try:
        fd = open_file(disk, folder, path, os.O_RDONLY, bounds.size)
        try:
            return read_all(disk, fd)
        finally:
            disk.close(fd)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {reason(error)}.") from None
    finally:
        disk.close(folder)


def _too_slow(path: Path) -> JournalError:
    return JournalError(
        f"{path} takes too long to read: long texts in it are changed too often.",
        "`jq` reads it; each line is an entry.",
    )


def open_journal(path: Path, disk: Disk = OS_DISK) -> Opened:
    """The session, to go on with: its entries and a journal holding the file's lock.

    A torn end is copied beside the file and cut off, a missing line end added; `damage` says so.
    Any other damage, and a file or disk that cannot be written, gives journal None. NotFound;
    LockedJournal when another process has it; JournalError when it may not be opened at all.
    """
    folder = open_folder(disk, path.parent)
    try:
        try:
            fd = open_file(disk, folder, path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            reading = _look(disk, folder, path)
            why = Damage(Harm.UNWRITABLE, f"{path.name} cannot be written: {reason(error)}.", _READ)
            return Opened(path, reading.entries, None, reading.damage or why)
        return _take(disk, folder, path, fd)
    finally:
        disk.close(folder)


def _look(disk: Disk, folder: int, path: Path, limit: int = SIZE_LIMIT) -> EntryReading:
    try:
        fd = open_file(disk, folder, path, os.O_RDONLY, limit)
        try:
            return read_bytes(read_all(disk, fd))
        finally:
            disk.close(fd)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {reason(error)}.") from None


def _take(disk: Disk, folder: int, path: Path, fd: int) -> Opened:
    """Locks and reads the open file and mends its end; keeps fd only for a journal."""
    journal = None
    try:
        disk.flock(fd)
        changed = disk.fstat(fd).st_mtime
        reading = read_bytes(read_all(disk, fd))
        damage, sound = _mend(disk, folder, path, fd, reading)
        if sound:
            at = max(entry.at for entry in reading.entries)
            journal = Journal(path, disk, fd, reading.lines, at)
            journal.synced = journal.n
        return Opened(path, reading.entries, journal, damage, changed)
    except BlockingIOError:
        raise LockedJournal(
            f"{path.name} is open in another coach.",
            f"Go on there, or look at it read-only: coach show {path.stem}",
        ) from None
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {reason(error)}.") from None
    finally:
        if journal is None:
            disk.close(fd)


def _mend(
    disk: Disk, folder: int, path: Path, fd: int, reading: EntryReading
) -> tuple[Damage | None, bool]:
    """What to tell about the file, and whether it may be written now.

    What is in the file is made durable first: an earlier program may have died before it could.
    """
    damage = reading.damage
    if damage and damage.harm not in (Harm.TAIL, Harm.NEWLINE):
        return damage, False
    try:
        if damage and damage.harm is Harm.TAIL:
            copy = _keep(disk, folder, path, reading.rest)
            disk.ftruncate(fd, reading.good)
            damage = replace(damage, hint=f"The broken end is kept in {copy.name}.", copy=copy)
        elif damage:
            write_all(disk, fd, b"\n")
        disk.fdatasync(fd)
    except OSError as error:
        told = f"{path.name} cannot be written: {reason(error)}."
        return Damage(Harm.UNWRITABLE, told, _READ), False
    return damage, True


def _keep(disk: Disk, folder: int, path: Path, tail: bytes) -> Path:
    """Copies a torn end beside the file, durably, before it is cut off."""
    names = tuple(f"{path.name}.tail-{number}" for number in range(1, _COPIES))
    fd, name = create_beside(disk, folder, names)
    try:
        write_all(disk, fd, tail)
        disk.fsync(fd)
        disk.fsync(folder)
    finally:
        disk.close(fd)
    return path.parent / name


def names_of(opened: SessionOpened, ending: str = "") -> tuple[str, ...]:
    """The names that a session's file may have, the usual one first; `ending` as in `create`."""
    tail = f"-{_name(ending, 20)}" if ending else ""
    short, whole = name_in(opened), name_in(opened, 64)
    return tuple(dict.fromkeys(f"{stem}{tail}{SUFFIX}" for stem in (short, whole)))


def name_in(opened: SessionOpened, cut: int = 8) -> str:
    """The name of a session's file without its ending: day, prompt, so much of the id."""
    return f"{_name(opened.wall[:10], 10)}-{_name(opened.prompt, 60)}-{_name(opened.session, cut)}"


def _name(text: str, limit: int) -> str:
    """The text as a part of a file name."""
    return _NOT_IN_NAMES.sub("-", text.lower()).strip("-")[:limit].strip("-") or "session"
