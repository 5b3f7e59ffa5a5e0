"""The writing end of one session's file: appends that never wait, and the thread that makes
them durable.

`append` makes one write and returns; an entry counts as saved when `synced` has reached its
number. A write that fails is undone and tried again with the next one, in order, so the file
never has a gap. A failed fdatasync is final: a second call on the same descriptor would say that
all is well and lie, so the file is poisoned, entries stay in memory, and `save_elsewhere` writes
the whole session to another place.
"""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from coach.errors import JournalError, NotSaved
from coach.frozen import dataclass
from coach.journal.access import create_beside, open_folder, write_all
from coach.journal.disk import Disk, reason
from coach.session.entry import LINE_LIMIT, Entry, encode
from coach.session.events import Event

OnSynced: TypeAlias = Callable[[int], None]
OnFailed: TypeAlias = Callable[[NotSaved], None]

_LATEST = 1e11
_ELSEWHERE = "Save the session to another place; it goes on in memory meanwhile."
_AGAIN = "Make room; it is written as soon as there is some, or save it to another place."


def _nothing(_: object) -> None:
    """What a callback does when nobody asked for one."""


@dataclass(frozen=True, slots=True)
class Durability:
    """What of a session is durable: `saved` of `n` entries in the file at `path`, and why not the
    others ("" where all are)."""

    path: Path
    n: int
    saved: int
    why: str

    @property
    def unsaved(self) -> int:
        """How many entries would be lost now."""
        return self.n - self.saved


class Journal:
    """An open session file with its lock. Made by `create` and `open_journal`.

    `n` is the number of the last entry, `synced` of the last durable one, `poisoned` says why the
    file is not trusted any more ("" while it is), `trouble` is what keeps entries unsaved now.
    """

    def __init__(
        self, path: Path, disk: Disk, fd: int, lines: Iterable[bytes], at: float = 0.0
    ) -> None:
        """Takes over a locked descriptor of a file that holds exactly these lines."""
        self.path = path
        self.synced = 0
        self.poisoned = ""
        self.trouble: NotSaved | None = None
        self.closed = False
        self.left: Path | None = None
        """The file that the session left for this one, while nothing on the disk notes it."""
        self._disk = disk
        self._fd = fd
        self._lines = list(lines)
        self._at = at
        self._written = len(self._lines)
        self._size = sum(map(len, self._lines))
        self._told: NotSaved | None = None
        self._changed = threading.Condition()
        self._syncing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = False

    @property
    def n(self) -> int:
        """The number of the last entry, saved or not."""
        return len(self._lines)

    @property
    def unsaved(self) -> int:
        """How many entries are not known to be durable."""
        return len(self._lines) - self.synced

    def append(self, event: Event, by: str, at: float) -> Entry:
        """Adds one event at `at` seconds (never earlier than the last) and gives its entry.

        Never fails because of the disk: see `trouble`, `synced` and `sync`. JournalError when the
        journal is closed or the entry is too large to be read back.
        """
        at = round(float(at), 3) if self._at <= at < _LATEST else self._at
        return self.append_entry(Entry(0, at, by, event))

    def append_entry(self, made: Entry) -> Entry:
        """Like `append` for an entry of a hub's order: its time stays, only its number is given."""
        with self._changed:
            if self.closed:
                raise JournalError("This session's file is closed; nothing can be added.")
            entry = replace(made, n=len(self._lines) + 1)
            line = encode(entry)
            if len(line) > LINE_LIMIT:
                raise JournalError("That is too long for one entry.", "Enter it in parts.")
            self._lines.append(line)
            self._at = max(self._at, entry.at)
            self._write()
            self._changed.notify_all()
        return entry

    def sync(self) -> int:
        """Blocks until every entry is durable and gives the last one's number; NotSaved if not."""
        with self._syncing:
            with self._changed:
                if self.closed:
                    raise JournalError("This session's file is closed.")
                self._write()
                target = self._written
                must = target > self.synced and not self.poisoned
            if must:
                self._flush(target)
            elif not self.poisoned:
                self._look_again()
            if self.trouble:
                raise self.trouble.with_traceback(None)
            return self.synced

    def settle(self) -> Durability:
        """Tries to make every entry durable, looks whether the file is still there, and says how
        the session stands on the disk. The one answer to "is it saved?"; never raises."""
        if not self.closed:
            with suppress(JournalError):
                self.sync()
        return self.standing

    @property
    def standing(self) -> Durability:
        """How the session stands on the disk, by what is known now."""
        with self._changed:
            told = self.trouble.message if self.trouble else ""
            why = told.removeprefix("NOT SAVED: ").rstrip(".")
            if not why and self.unsaved:
                why = "its file is closed" if self.closed else "the disk has not answered yet"
            return Durability(self.path, self.n, self.synced, why if self.unsaved else "")

    def start_syncing(
        self, on_synced: OnSynced = _nothing, on_failed: OnFailed = _nothing, retry: float = 2.0
    ) -> None:
        """Starts the thread that syncs what is appended; both callbacks are called from it.

        `on_failed` is called once for each new trouble; unwritten entries are tried again every
        `retry` seconds. A callback must not raise: that would end the thread.
        """
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._run, args=(on_synced, on_failed, retry), name="journal", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Syncs, lets go of the file and its lock; NotSaved when entries were left unsaved."""
        if self.closed:
            return
        self._stop()
        try:
            self.sync()
        finally:
            self._let_go()

    def abandon(self) -> None:
        """Lets go of the file and its lock as it is, with whatever is not saved lost."""
        if not self.closed:
            self._stop()
            self._let_go()

    def save_elsewhere(self, path: Path) -> "Journal":
        """Writes the whole session to a new file (or into a folder) and gives its journal.

        This journal is closed then. NotSaved when the other place refuses too; this one stays.
        """
        target = path / self.path.name if path.is_dir() else path
        with self._syncing, self._changed:
            names = (target.name,)
            journal = write_new(self._disk, target.parent, names, self._lines, self._at)
            journal.left = self.left or self.path
            self.closed = True
        self._stop()
        self._let_go()
        return journal

    def _write(self) -> None:
        """Writes what is not in the file yet; under the lock."""
        if self.poisoned:
            return
        while self._written < len(self._lines):
            line = self._lines[self._written]
            try:
                write_all(self._disk, self._fd, line)
            except OSError as error:
                self._undo(error)
                return
            self._written += 1
            self._size += len(line)
        self.trouble = None

    def _undo(self, error: OSError) -> None:
        """Cuts off what a failed write may have left."""
        told = self.trouble
        try:
            self._disk.ftruncate(self._fd, self._size)
        except OSError as second:
            self._poison(f"it could not be undone ({reason(second)})", error)
            return
        if told is None or told.message != _not_saved(error).message:
            self.trouble = _not_saved(error)

    def _poison(self, why: str, error: OSError) -> None:
        self.poisoned = f"{reason(error)}; {why}"
        self.trouble = NotSaved(f"NOT SAVED: {self.poisoned}.", _ELSEWHERE)

    def _flush(self, target: int) -> None:
        """fdatasync outside the lock, so that appends go on meanwhile."""
        try:
            self._disk.fdatasync(self._fd)
            with self._changed:
                if self._look():
                    self.synced = max(self.synced, target)
        except OSError as error:
            with self._changed:
                self._poison("this file is not trusted any more", error)

    def _look(self) -> bool:
        """Whether the file is still there and as long as it should be; under the lock."""
        status = self._disk.fstat(self._fd)
        if status.st_nlink == 0:
            self.synced = 0
            self._distrust("its file was deleted by another program")
        elif status.st_size != self._size:
            self._distrust("its file was changed by another program")
        return not self.poisoned

    def _look_again(self) -> None:
        """Looks at the file when there is nothing to write: it may be gone all the same."""
        with self._changed:
            try:
                self._look()
            except OSError as error:
                self._poison("this file is not trusted any more", error)

    def _distrust(self, why: str) -> None:
        self.poisoned = why
        self.trouble = NotSaved(f"NOT SAVED: {why}.", _ELSEWHERE)

    def _run(self, on_synced: OnSynced, on_failed: OnFailed, retry: float) -> None:
        while True:
            with self._changed:
                while not self._stopping and not self._work():
                    waits = self._written < len(self._lines) and not self.poisoned
                    if not self._changed.wait(retry if waits else None):
                        break
                if self._stopping:
                    return
            before = self.synced
            try:
                self.sync()
            except NotSaved as trouble:
                if trouble is not self._told:
                    self._told = trouble
                    on_failed(trouble)
            except JournalError:
                return
            else:
                self._told = None
            if self.synced > before:
                on_synced(self.synced)

    def _work(self) -> bool:
        """Whether the thread has something to do or to tell."""
        if self.trouble is not None and self.trouble is not self._told:
            return True
        return self._written > self.synced and not self.poisoned

    def _stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._thread = None

    def _let_go(self) -> None:
        with self._changed:
            self.closed = True
            fd, self._fd = self._fd, -1
        self._disk.close(fd)


def _not_saved(error: OSError) -> NotSaved:
    return NotSaved(f"NOT SAVED: {reason(error)}.", _AGAIN)


def write_new(
    disk: Disk, folder: Path, names: tuple[str, ...], lines: list[bytes], at: float
) -> Journal:
    """A new locked file of these lines, durable with its name, and the journal that goes on.

    The first of `names` that is free is taken. NotSaved when the disk refuses; then no file is
    left behind.
    """
    place = open_folder(disk, folder)
    try:
        try:
            fd, name = create_beside(disk, place, names)
        except OSError as error:
            raise _no_file(folder / names[-1], error) from None
        try:
            disk.flock(fd)
            write_all(disk, fd, b"".join(lines))
            disk.fsync(fd)
            disk.fsync(place)
        except OSError as error:
            disk.close(fd)
            with suppress(OSError):
                disk.unlink(name, place)
            raise _no_file(folder / name, error) from None
    finally:
        disk.close(place)
    journal = Journal(folder / name, disk, fd, lines, at)
    journal.synced = journal.n
    return journal


def _no_file(path: Path, error: OSError) -> NotSaved:
    if isinstance(error, FileExistsError):
        return NotSaved(f"{path} exists already.", "Choose another name.")
    return NotSaved(f"{path} cannot be written: {reason(error)}.", "Choose another place.")
