"""A disk that refuses: whatever call fails, however often, nothing that was said is lost."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from coach.errors import CoachError, JournalError, NotSaved
from coach.journal.disk import OsDisk
from coach.journal.file import Journal, create, open_journal, read
from coach.paths import Paths
from coach.session import events as ev
from coach.session.entry import Entry

Make = Callable[[int], Path]
CALLS = ("write", "fdatasync", "ftruncate", "open", "read", "fsync", "fstat", "flock")


class Faulty(OsDisk):
    """The operating system, where one kind of call fails from the nth on, once or for ever."""

    def __init__(self, call: str = "", nth: int = 0, code: int = 0, ever: bool = False) -> None:
        self.call, self.nth, self.code, self.ever = call, nth, code, ever
        self.calls: Counter[str] = Counter()
        self.fds: set[int] = set()

    def _count(self, call: str) -> None:
        self.calls[call] += 1
        seen = self.calls[call]
        if call == self.call and (seen == self.nth or (self.ever and seen > self.nth)):
            raise OSError(self.code, os.strerror(self.code))

    def heal(self) -> None:
        self.call = ""

    def open(self, path: str, flags: int, mode: int = 0o600, folder: int | None = None) -> int:
        self._count("open")
        fd = super().open(path, flags, mode, folder)
        self.fds.add(fd)
        return fd

    def close(self, fd: int) -> None:
        self.fds.remove(fd)
        super().close(fd)

    def read(self, fd: int, size: int) -> bytes:
        self._count("read")
        return super().read(fd, size)

    def write(self, fd: int, data: bytes) -> int:
        try:
            self._count("write")
        except OSError:
            if self.code == errno.ENOSPC:
                super().write(fd, data[: len(data) // 2])
            raise
        return super().write(fd, data)

    def fdatasync(self, fd: int) -> None:
        self._count("fdatasync")
        super().fdatasync(fd)

    def fsync(self, fd: int) -> None:
        self._count("fsync")
        super().fsync(fd)

    def ftruncate(self, fd: int, size: int) -> None:
        self._count("ftruncate")
        super().ftruncate(fd, size)

    def fstat(self, fd: int) -> os.stat_result:
        self._count("fstat")
        return super().fstat(fd)

    def flock(self, fd: int) -> None:
        self._count("flock")
        super().flock(fd)


class Full(Faulty):
    """A disk with room for so many bytes, which takes what fits of a write before it fails."""

    def __init__(self, room: int, truncates: bool = True) -> None:
        super().__init__()
        self.room, self.truncates = room, truncates

    def write(self, fd: int, data: bytes) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = super().write(fd, data[: self.room])
        self.room -= taken
        return taken

    def ftruncate(self, fd: int, size: int) -> None:
        if not self.truncates:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.room += os.fstat(fd).st_size - size
        super().ftruncate(fd, size)


class Slow(OsDisk):
    """A disk that takes three bytes at a time."""

    def write(self, fd: int, data: bytes) -> int:
        return super().write(fd, data[:3])


def talk(journal: Journal, first: int, last: int) -> list[Entry]:
    """Appends entries by number and syncs after each, as far as the disk lets it."""
    said = []
    for n in range(first, last + 1):
        entry = journal.append(ev.Said(f"entry {n}"), ev.CANDIDATE, n)
        assert entry.n == n
        said.append(entry)
        with suppress(NotSaved):
            journal.sync()
    return said


def trouble_of(journal: Journal) -> str:
    """What keeps entries unsaved now, "" when nothing does."""
    return journal.trouble.message if journal.trouble else ""


def let_go(journal: Journal) -> None:
    with suppress(NotSaved):
        journal.close()


FAULTS = [
    (call, code, ever)
    for call in CALLS
    for code in (errno.EIO, errno.ENOSPC)
    for ever in (False, True)
]


@pytest.mark.parametrize(("call", "code", "ever"), FAULTS)
def test_a_failing_call_loses_nothing_that_was_acknowledged(
    made: Make, tmp_path: Path, call: str, code: int, ever: bool
) -> None:
    """For each n: the nth call fails while a torn session is opened and twelve entries follow."""
    for nth in count(1):
        path = made(3).rename(tmp_path / f"{nth}.jsonl")
        with path.open("ab") as file:
            file.write(b'{"n":4,"torn":')
        disk = Faulty(call, nth, code, ever)
        try:
            opened = open_journal(path, disk)
        except JournalError as error:
            assert error.message.endswith(".")
            opened = None
        journal = opened.journal if opened else None
        said = list(opened.entries) if opened else []
        synced = 3
        if journal:
            said += talk(journal, 4, 15)
            synced = journal.synced
            kept_whole(journal, said, tmp_path / f"{nth}-elsewhere.jsonl", disk)
        elif opened:
            assert opened.damage
            assert len(said) == 3
        assert disk.fds == set()
        found = read(path)
        assert len(found.entries) >= synced
        if said:
            assert list(found.entries) == said[: len(found.entries)]
        if disk.calls[call] < nth:
            break
        assert nth < 60


def kept_whole(journal: Journal, said: list[Entry], elsewhere: Path, disk: Faulty) -> None:
    """Everything is in the file, or the journal says it is not and can write it elsewhere."""
    if journal.unsaved:
        assert journal.trouble
        assert "NOT SAVED" in journal.trouble.message
        assert journal.trouble.hint
        disk.heal()
        other = journal.save_elsewhere(elsewhere)
        assert other.synced == other.n == journal.n
        other.close()
        assert list(read(elsewhere).entries) == said
    let_go(journal)


@pytest.mark.parametrize(("call", "code", "ever"), FAULTS)
def test_a_failing_call_while_a_session_is_made_is_a_sentence_and_leaves_no_file(
    paths: Paths, opened: ev.SessionOpened, call: str, code: int, ever: bool
) -> None:
    for nth in range(1, 5):
        disk = Faulty(call, nth, code, ever)
        try:
            journal = create(paths, opened, disk=disk)
        except CoachError as error:
            assert error.message.endswith(".")
            assert disk.fds == set()
            assert list(paths.sessions.glob("*/*")) == []
            continue
        journal.abandon()
        journal.path.unlink()


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_failed_write_is_made_up_for_by_the_next(made: Make, code: int) -> None:
    disk = Faulty("write", 2, code)
    opened = open_journal(made(1), disk)
    assert opened.journal
    journal = opened.journal
    journal.append(ev.Said("one"), ev.CANDIDATE, 1)
    before = journal.path.read_bytes()
    journal.append(ev.Said("two"), ev.CANDIDATE, 2)
    assert trouble_of(journal)
    assert journal.path.read_bytes() == before
    journal.append(ev.Said("three"), ev.CANDIDATE, 3)
    assert trouble_of(journal) == ""
    assert journal.sync() == 4
    journal.close()
    found = read(journal.path)
    assert found.damage is None
    assert [entry.n for entry in found.entries] == [1, 2, 3, 4]


def test_a_failed_fdatasync_is_final(made: Make, tmp_path: Path) -> None:
    disk = Faulty("fdatasync", 3, errno.EIO)
    opened = open_journal(made(1), disk)
    assert opened.journal
    journal = opened.journal
    journal.append(ev.Said("one"), ev.CANDIDATE, 1)
    assert journal.sync() == 2
    journal.append(ev.Said("two"), ev.CANDIDATE, 2)
    size = 0
    for _ in range(3):
        with pytest.raises(NotSaved, match="not trusted any more"):
            journal.sync()
        journal.append(ev.Said("more"), ev.CANDIDATE, 3)
        size = size or journal.path.stat().st_size
        assert journal.path.stat().st_size == size
    assert disk.calls["fdatasync"] == 3
    assert journal.poisoned
    assert (journal.synced, journal.n, journal.unsaved) == (2, 6, 4)
    with pytest.raises(NotSaved):
        journal.close()
    assert disk.fds == set()


def test_a_write_that_cannot_be_undone_is_final(made: Make, tmp_path: Path) -> None:
    path = made(2)
    disk = Full(room=150, truncates=False)
    opened = open_journal(path, disk)
    assert opened.journal
    said = [*opened.entries, *talk(opened.journal, 3, 8)]
    assert opened.journal.poisoned
    safe = opened.journal.synced
    disk.room = 10**6
    elsewhere = opened.journal.save_elsewhere(tmp_path / "elsewhere.jsonl")
    elsewhere.close()
    assert list(read(elsewhere.path).entries) == said
    again = open_journal(path)
    assert again.journal
    assert again.damage
    assert again.damage.copy
    assert list(again.entries) == said[:safe]
    again.journal.close()


def test_a_full_disk_and_then_room_again(made: Make) -> None:
    path = made(2)
    disk = Full(room=300)
    opened = open_journal(path, disk)
    assert opened.journal
    journal = opened.journal
    said = [*opened.entries, *talk(journal, 3, 20)]
    assert "the disk is full" in trouble_of(journal)
    assert journal.unsaved
    assert read(path).damage is None
    assert list(read(path).entries) == said[: journal.synced]
    disk.room = 10**6
    assert journal.sync() == 20
    assert trouble_of(journal) == ""
    journal.close()
    assert list(read(path).entries) == said


def test_the_thread_tells_a_trouble_once_and_its_end(made: Make) -> None:
    disk = Full(room=0)
    opened = open_journal(made(1), disk)
    assert opened.journal
    journal = opened.journal
    troubles: list[NotSaved] = []
    import threading

    told, healed = threading.Event(), threading.Event()

    def failed(trouble: NotSaved) -> None:
        troubles.append(trouble)
        told.set()

    def synced(n: int) -> None:
        if n == 4:
            healed.set()

    journal.start_syncing(synced, failed, retry=0.001)
    for n in range(3):
        journal.append(ev.Said("x"), ev.CANDIDATE, n)
    assert told.wait(30)
    disk.room = 10**6
    assert healed.wait(30)
    assert len(troubles) == 1
    assert trouble_of(journal) == ""
    journal.close()


def test_the_thread_tells_a_failed_fdatasync_and_goes_on(made: Make) -> None:
    import threading

    told = threading.Event()
    opened = open_journal(made(1), Faulty("fdatasync", 2, errno.EIO))
    assert opened.journal
    journal = opened.journal
    journal.start_syncing(on_failed=lambda _: told.set())
    journal.append(ev.Said("x"), ev.CANDIDATE, 1)
    assert told.wait(30)
    assert journal.append(ev.Said("y"), ev.CANDIDATE, 1).n == 3
    with pytest.raises(NotSaved):
        journal.close()


def test_a_disk_that_takes_little_at_a_time_is_enough(made: Make) -> None:
    opened = open_journal(made(1), Slow())
    assert opened.journal
    talk(opened.journal, 2, 5)
    opened.journal.close()
    found = read(opened.path)
    assert found.damage is None
    assert len(found.entries) == 5


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB."""
    import subprocess

    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount command here")
    if done.returncode:
        pytest.skip("this machine does not let the tests mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_real_full_disk_and_then_room_again(made: Make, small_disk: Path, tmp_path: Path) -> None:
    import shutil

    path = small_disk / "session.jsonl"
    shutil.copy(made(2), path)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 48 * 1024)
    opened = open_journal(path)
    assert opened.journal
    journal = opened.journal
    said = list(opened.entries)
    for n in range(3, 40):
        said.append(journal.append(ev.Said("long " * 100), ev.CANDIDATE, n))
        with suppress(NotSaved):
            journal.sync()
    assert "the disk is full" in trouble_of(journal)
    assert list(read(path).entries) == said[: journal.synced]
    filler.unlink()
    assert journal.sync() == 39
    journal.close()
    assert list(read(path).entries) == said
