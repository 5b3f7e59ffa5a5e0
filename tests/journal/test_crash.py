"""Death at any moment: of the program (kill -9) and of the machine (the power is cut)."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.journal.disk import OsDisk
from coach.journal.file import create, open_journal, read
from coach.paths import Paths, find, prepare
from coach.session import events as ev
from coach.session.entry import Entry

TALKER = """
import os, sys
from pathlib import Path
from coach.journal.file import open_journal
from coach.session import events as ev
opened = open_journal(Path(sys.argv[1]))
journal = opened.journal
os.write(1, b"ready\\n")
journal.start_syncing(lambda n: os.write(1, b"saved %d\\n" % n))
for n in range(journal.n + 1, 10**6):
    journal.append(ev.Said(f"entry {n} " + "x" * (n * 37 % 3000)), "candidate", n)
    if n % 5 == 0:
        journal.sync()
        os.write(1, b"saved %d\\n" % n)
"""


def killed(path: Path, moments: int) -> int:
    """Lets a process talk into the session, kills it after so many words from it, and gives the
    number of the last entry it said was saved."""
    with subprocess.Popen(
        [sys.executable, "-c", TALKER, str(path)], stdout=subprocess.PIPE, bufsize=0
    ) as talker:
        assert talker.stdout
        heard = b""
        while heard.count(b"\n") < moments:
            heard += talker.stdout.read(64)
        talker.send_signal(signal.SIGKILL)
        heard += talker.stdout.read()
    told = [int(line.split()[1]) for line in heard.splitlines() if line.startswith(b"saved ")]
    return max(told, default=0)


def survives_kills(path: Path, times: int, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(times):
        saved = killed(path, rng.choice((1, 2, rng.randint(1, 40), rng.randint(1, 300))))
        opened = open_journal(path)
        assert opened.journal, opened.damage
        assert len(opened.entries) >= saved
        for entry in opened.entries[1:]:
            assert isinstance(entry.event, ev.Said)
            assert entry.event.text.startswith(f"entry {entry.n} ")
        opened.journal.close()
        assert read(path).damage is None


def test_killed_at_any_moment_no_entry_that_was_acknowledged_is_lost(
    paths: Paths, opened: ev.SessionOpened
) -> None:
    journal = create(paths, opened)
    journal.close()
    survives_kills(journal.path, 5, seed=1)


@pytest.mark.long
def test_killed_two_hundred_times(paths: Paths, opened: ev.SessionOpened) -> None:
    for seed in range(10):
        journal = create(paths, opened)
        journal.close()
        survives_kills(journal.path, 20, seed)
        journal.path.unlink()


class Forgetful(OsDisk):
    """A disk that remembers what was synced; `cut` leaves that and any part of the rest."""

    def __init__(self, honest: bool = True) -> None:
        self.honest = honest
        self.names: dict[int, Path] = {}
        self.synced: dict[Path, bytes] = {}
        self.named: set[Path] = set()

    def open(self, path: str, flags: int, mode: int = 0o600, folder: int | None = None) -> int:
        fd = super().open(path, flags, mode, folder)
        whole = Path(path) if folder is None else self.names[folder] / path
        self.names[fd] = whole
        if flags & os.O_CREAT:
            self.synced[whole] = b""
        elif not flags & os.O_DIRECTORY and whole not in self.synced:
            self.synced[whole] = whole.read_bytes()
            self.named.add(whole)
        return fd

    def fdatasync(self, fd: int) -> None:
        if self.honest:
            self.synced[self.names[fd]] = self.names[fd].read_bytes()

    def fsync(self, fd: int) -> None:
        place = self.names[fd]
        if self.honest and place.is_dir():
            self.named |= {path for path in self.synced if path.parent == place}
        elif self.honest:
            self.fdatasync(fd)

    def cut(self, rng: random.Random) -> None:
        """The power goes: what was not synced is gone, there in part, or a hole."""
        for path, kept in self.synced.items():
            if path not in self.named and rng.random() < 0.5:
                path.unlink(missing_ok=True)
            elif path.exists():
                path.write_bytes(self._left(kept, path.read_bytes(), rng))

    def _left(self, kept: bytes, now: bytes, rng: random.Random) -> bytes:
        if not now.startswith(kept):
            return rng.choice((kept, now))
        more = bytearray(now[len(kept) :])
        match rng.randrange(4):
            case 0:
                more.clear()
            case 1:
                del more[rng.randint(0, len(more)) :]
            case 2:
                more[:] = bytes(len(more))
            case 3:
                start = rng.randint(0, len(more))
                end = min(len(more), start + 512)
                more[start:end] = bytes(end - start)
        return kept + bytes(more)


def talks_until_the_power_goes(
    paths: Paths, opened: ev.SessionOpened, disk: Forgetful, rng: random.Random
) -> tuple[Path, list[Entry], int]:
    """A session of random appends and syncs, cut off: its file, what was said, what was saved."""
    journal = create(paths, opened, disk=disk)
    said = [Entry(1, 0.0, ev.CANDIDATE, opened)]
    for _ in range(rng.randint(0, 25)):
        if rng.random() < 0.3:
            journal.sync()
        else:
            text = "x" * rng.choice((1, 50, 700, 5000))
            said.append(journal.append(ev.Said(text), ev.CANDIDATE, len(said)))
    saved = journal.synced
    disk.cut(rng)
    journal.abandon()
    return journal.path, said, saved


@pytest.mark.parametrize("seed", range(60))
def test_with_the_power_cut_at_any_moment_what_was_synced_is_there(
    paths: Paths, opened: ev.SessionOpened, seed: int
) -> None:
    rng = random.Random(seed)
    path, said, saved = talks_until_the_power_goes(paths, opened, Forgetful(), rng)
    found = open_journal(path)
    assert len(found.entries) >= saved
    assert list(found.entries[:saved]) == said[:saved]
    written = {entry.n: entry for entry in said}
    assert all(written[entry.n] == entry for entry in found.entries)
    if found.journal:
        found.journal.close()
        assert read(path).damage is None
    else:
        assert found.damage


def test_with_the_power_cut_while_a_torn_end_is_mended_nothing_is_lost(
    paths: Paths, opened: ev.SessionOpened
) -> None:
    for seed in range(30):
        rng = random.Random(seed)
        journal = create(paths, opened)
        journal.append(ev.Said("safe"), ev.CANDIDATE, 1)
        journal.close()
        with journal.path.open("ab") as file:
            file.write(b'{"n":3,"torn')
        disk = Forgetful()
        first = open_journal(journal.path, disk)
        assert first.journal
        disk.cut(rng)
        first.journal.abandon()
        second = open_journal(journal.path)
        assert second.journal
        assert list(second.entries) == list(first.entries)
        assert len(second.entries) == 2
        second.journal.close()
        kept = [one.read_bytes() for one in journal.path.parent.glob("*.tail-*")]
        assert kept
        assert set(kept) == {b'{"n":3,"torn'}
        shutil.rmtree(paths.sessions)


def test_a_disk_that_only_says_it_synced_loses_entries(
    paths: Paths, opened: ev.SessionOpened
) -> None:
    """Shows that the test of the cut can fail: without fdatasync it does."""
    lost = 0
    for seed in range(20):
        disk = Forgetful(honest=False)
        path, _, saved = talks_until_the_power_goes(paths, opened, disk, random.Random(seed))
        try:
            lost += len(read(path).entries) < saved
        except CoachError:
            lost += 1
        shutil.rmtree(paths.data)
    assert lost > 10


IMAGE_TALKER = """
import os, sys
from pathlib import Path
from coach.journal.file import open_journal
from coach.session import events as ev
journal = open_journal(Path(sys.argv[1])).journal
for n in range(journal.n + 1, 10**6):
    journal.append(ev.Said(f"entry {n} " + "x" * (n * 37 % 3000)), "candidate", n)
    os.write(1, b"saved %d\\n" % journal.sync())
"""


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """An ext4 file system in a file: the file and where it is mounted."""
    image, place = tmp_path / "image", tmp_path / "mounted"
    image.write_bytes(b"")
    os.truncate(image, 16 * 1024 * 1024)
    place.mkdir()
    try:
        done = subprocess.run(["mkfs.ext4", "-q", "-F", image], capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mkfs.ext4 here")
    if done.returncode or not mounted(image, place):
        pytest.skip("this machine does not let the tests mount an image")
    yield image, place
    subprocess.run(["umount", "-l", place], check=True)


def mounted(image: Path, place: Path) -> bool:
    done = subprocess.run(["mount", "-o", "loop", image, place], capture_output=True, check=False)
    return done.returncode == 0


def test_the_image_of_a_real_file_system_taken_mid_write_has_what_was_saved(
    loop: tuple[Path, Path], opened: ev.SessionOpened, tmp_path: Path
) -> None:
    image, place = loop
    home = prepare(place / "home")
    journal = create(find({"COACH_HOME": str(home)}), opened)
    journal.close()
    copy, other = tmp_path / "copy", tmp_path / "other"
    other.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", IMAGE_TALKER, str(journal.path)], stdout=subprocess.PIPE, bufsize=0
    ) as talker:
        assert talker.stdout
        for moments in (1, 7, 40):
            saved = 0
            for _ in range(moments):
                line = b""
                while not line.endswith(b"\n"):
                    line += talker.stdout.read(1)
                saved = int(line.split()[1])
            talker.send_signal(signal.SIGSTOP)
            shutil.copyfile(image, copy)
            talker.send_signal(signal.SIGCONT)
            assert mounted(copy, other)
            try:
                after = open_journal(other / journal.path.relative_to(place))
                assert after.journal, after.damage
                assert len(after.entries) >= saved
                after.journal.close()
            finally:
                subprocess.run(["umount", other], check=True)
        talker.kill()
