"""One session as a hub keeps it: its entries as text in order, their hashes, and their file.

A line of the file is the hash, a space, the entry's text. `append` writes, `sync` makes durable;
only what is durable may be acknowledged or sent. A torn last line is cut off on opening; any other
damage closes the log for writing, and what came before it can still be sent.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import JournalError
from coach.mock.public_entries import genesis, linked, understood, written
from coach.mock.strict_json import BadFrame
from coach.session.entry import Entry
from coach.session.fold import step
from coach.session.state import EMPTY, State

SUFFIX = ".log"
CLOCK = ".clock"
MOST_ENTRIES = 200_000
MOST_BYTES = 64 * 2**20
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)


@dataclass(slots=True, eq=False)
class HubLog:
    """A session's log. `roles` are people's in this session, `durable` of the `texts` are on the
    disk; `trouble` says why nothing more can be written ("" while all is well), `seen` the last
    second of its clock that a hub before this one noted."""

    session: str
    path: Path
    texts: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    state: State = EMPTY
    size: int = 0
    durable: int = 0
    trouble: str = ""
    fd: int = -1
    seen: float = 0.0

    @property
    def n(self) -> int:
        """The number of the last entry, durable or not."""
        return len(self.texts)

    def h(self, n: int) -> str:
        """The hash of entry n, of the beginning for 0."""
        return self.hashes[n - 1] if n else genesis(self.session)

    def append(self, entry: Entry) -> int:
        """Writes one more entry, its number and hash given by the log; the number. JournalError
        where the log is full or the disk refuses."""
        n = self.n + 1
        told = Entry(n, entry.at, entry.by, entry.event, entry.id, entry.p, entry.made, n, "")
        text = written(told)
        h = linked(self.h(n - 1), text)
        line = f"{h} {text}\n".encode()
        if self.trouble:
            raise JournalError(self.trouble)
        if n > MOST_ENTRIES or self.size + len(line) > MOST_BYTES:
            raise JournalError("This session's log is full.", "Close it and open another.")
        self._write(line)
        self._take(told, text, h)
        return n

    def adopt(self, text: str, h: str) -> None:
        """Writes an entry as a hub ordered it before; JournalError where the disk refuses."""
        self._write(f"{h} {text}\n".encode())
        self._take(_entry(text, h), text, h)

    def _write(self, line: bytes) -> None:
        try:
            written = os.write(self.fd, line)
            if written != len(line):
                raise OSError(28, "the disk is full")
        except OSError as error:
            try:
                os.ftruncate(self.fd, self.size)
            except OSError:
                self.trouble = "The hub's file cannot be trusted any more."
            raise JournalError(f"The hub's disk refused: {error.strerror}.") from None
        self.size += len(line)

    def _take(self, entry: Entry, text: str, h: str) -> None:
        self.texts.append(text)
        self.hashes.append(h)
        self.state = step(self.state, entry)
        if entry.id:
            self.numbers[entry.p, entry.id] = entry.hub

    def sync(self) -> int:
        """Makes everything written so far durable and gives its last number; may run in a thread.
        JournalError when the disk refuses, which is for good."""
        target = self.n
        try:
            os.fdatasync(self.fd)
        except OSError as error:
            self.trouble = f"The hub's disk refused: {error.strerror}."
            raise JournalError(self.trouble) from None
        return target

    def forget_undurable(self) -> None:
        """After a refusal of the disk: only what is durable stands here any more."""
        kept = self.texts[: self.durable]
        hashes = self.hashes
        self.texts, self.hashes, self.numbers, self.state = [], [], {}, EMPTY
        for text, h in zip(kept, hashes, strict=False):
            self._take(_entry(text, h), text, h)

    def touch(self, now: float) -> None:
        """A sign of life: the file's time says until when the hub ran, a small file beside it what
        the session's clock said then (seconds), for in a long silence no entry does. May run in a
        thread."""
        try:
            self.path.with_suffix(CLOCK).write_text(f"{now:.3f}", "ascii")
            os.utime(self.path)
        except OSError as error:
            self.trouble = self.trouble or f"The hub's disk refused: {error.strerror}."

    def close(self) -> None:
        """Lets go of the file."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def _entry(text: str, h: str) -> Entry:
    entry = understood(text, h)
    return Entry(
        entry.hub, entry.at, entry.by, entry.event, entry.id, entry.p, entry.made, entry.hub, h
    )


def create(folder: Path, session: str) -> HubLog:
    """A new log in a room's folder; JournalError when the disk refuses or it is there already."""
    path = folder / f"{session}{SUFFIX}"
    try:
        fd = os.open(path, _FLAGS | os.O_EXCL, 0o600)
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
    except OSError as error:
        raise JournalError(f"The hub's disk refused: {error.strerror}.") from None
    return HubLog(session, path, fd=fd)


def load(folder: Path, session: str) -> tuple[HubLog, float]:
    """The log of a session as it stands on the disk, and when it was last changed (seconds since
    1970). JournalError where there is none that can be read."""
    path = folder / f"{session}{SUFFIX}"
    try:
        fd = os.open(path, (_FLAGS & ~os.O_CREAT), 0o600)
        changed = os.fstat(fd).st_mtime
        with os.fdopen(os.dup(fd), "rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise JournalError(f"{path.name} cannot be read: {error.strerror}.") from None
    log = HubLog(session, path, fd=fd, seen=_noted(path.with_suffix(CLOCK)))
    lines = raw.split(b"\n")
    for place, line in enumerate(lines[:-1]):
        if not _adopt(log, line):
            if place == len(lines) - 2:
                break
            log.trouble = f"{path.name} is damaged at line {place + 1}; it is only read."
            break
        log.size += len(line) + 1
    if not log.trouble and log.size != len(raw):
        _cut(log, raw)
    if not log.trouble:
        log.sync()
    log.durable = log.n
    return log, changed


def _noted(path: Path) -> float:
    """The seconds in a clock's file; 0 where there is none or it cannot be one."""
    try:
        seconds = float(path.read_text("ascii")[:20])
    except (OSError, ValueError):
        return 0.0
    return seconds if 0 <= seconds < 1e7 else 0.0


def _cut(log: HubLog, raw: bytes) -> None:
    """Cuts off a torn end that was never acknowledged, a copy of it kept beside the file."""
    try:
        log.path.with_suffix(f"{SUFFIX}.tail").write_bytes(raw[log.size :])
        os.ftruncate(log.fd, log.size)
    except OSError as error:
        log.trouble = f"{log.path.name} cannot be written: {error.strerror}."


def _adopt(log: HubLog, line: bytes) -> bool:
    """Takes a line of the file where it continues the chain."""
    try:
        h, _, text = line.decode().partition(" ")
        if linked(log.h(log.n), text) != h:
            return False
        entry = _entry(text, h)
    except (ValueError, BadFrame):
        return False
    if entry.hub != log.n + 1:
        return False
    log._take(entry, text, h)
    return True
