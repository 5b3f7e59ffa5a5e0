"""A session's file: how it is made, locked, appended to, opened again and refused."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import JournalError, LockedJournal, NotFound, NotSaved
from coach.journal.disk import OsDisk
from coach.journal.file import Harm, Journal, create, open_journal, read
from coach.paths import Paths
from coach.session import events as ev
from coach.session.entry import LINE_LIMIT, Entry, decode
from coach.session.fold import fold

Make = Callable[[int], Path]
NOBODY = 65534


@contextmanager
def going_on(path: Path) -> Iterator[Journal]:
    """The session's journal, closed at the end."""
    opened = open_journal(path)
    assert opened.journal is not None, opened.damage
    yield opened.journal
    opened.journal.close()


def test_a_new_session_has_its_file(paths: Paths, opened: ev.SessionOpened) -> None:
    journal = create(paths, opened)
    assert journal.path == paths.sessions / "2026" / "2026-03-01-news-feed-0a1b2c3d.jsonl"
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    for folder in (journal.path.parent, paths.sessions, paths.data):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert journal.n == journal.synced == 1
    (line,) = journal.path.read_bytes().splitlines()
    assert decode(line) == Entry(1, 0.0, ev.CANDIDATE, opened)
    journal.close()


def test_names_are_made_of_harmless_letters(paths: Paths, opened: ev.SessionOpened) -> None:
    hostile = replace(opened, prompt="../../etc/Пароль; rm -rf", session="../X Y\x00Z")
    journal = create(paths, hostile)
    assert journal.path.parent == paths.sessions / "2026"
    assert re.fullmatch(r"2026-03-01-[a-z0-9-]+\.jsonl", journal.path.name)
    journal.close()


def test_two_sessions_of_one_short_id_have_two_files(
    paths: Paths, opened: ev.SessionOpened
) -> None:
    first = create(paths, opened)
    second = create(paths, opened)
    assert first.path != second.path
    with pytest.raises(NotSaved, match="exists already"):
        create(paths, opened)
    first.close()
    second.close()


@pytest.mark.parametrize("wall", ["", "yesterday", "../../../x", "20260301T100000"])
def test_a_wall_time_without_a_date_is_refused(
    paths: Paths, opened: ev.SessionOpened, wall: str
) -> None:
    with pytest.raises(JournalError, match="date"):
        create(paths, replace(opened, wall=wall))
    assert not paths.data.exists()


def test_what_was_appended_is_there_when_opened_again(made: Make) -> None:
    path = made(5)
    with going_on(path) as journal:
        entry = journal.append(ev.Said("and on"), ev.CANDIDATE, 77.7777)
        assert entry == Entry(6, 77.778, ev.CANDIDATE, ev.Said("and on"))
        assert journal.n == 6
    found = read(path)
    assert found.damage is None
    assert [one.n for one in found.entries] == [1, 2, 3, 4, 5, 6]
    assert found.entries[-1] == entry


def test_the_entry_in_the_hand_is_the_entry_on_the_disk(made: Make) -> None:
    path = made(1)
    with going_on(path) as journal:
        live = [
            journal.append(ev.PhaseEntered("clarify"), ev.CANDIDATE, 0.123456789),
            journal.append(ev.WasAway(0.1 + 0.2), ev.CANDIDATE, 1 / 3),
            journal.append(ev.TextEdited("notes", 0, "# ", "é💾"), ev.CANDIDATE, 2),
        ]
    assert list(read(path).entries[1:]) == live


def test_one_entry_is_one_write_of_one_line(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(1)
    writes: list[bytes] = []
    real = os.write

    def write(fd: int, data: bytes) -> int:
        writes.append(bytes(data))
        return real(fd, data)

    with going_on(path) as journal:
        monkeypatch.setattr(os, "write", write)
        for _ in range(3):
            journal.append(ev.Said("a\nb"), ev.CANDIDATE, 0)
        monkeypatch.undo()
    assert len(writes) == 3
    assert all(one.count(b"\n") == 1 and one.endswith(b"\n") for one in writes)


def test_time_never_runs_backwards_whatever_the_clock_says(made: Make) -> None:
    path = made(1)
    days, years = 3 * 86_400, 10 * 365 * 86_400
    clock = [10, 10 - days, 11, float("nan"), -1, 12, float("inf"), 12 + years, 13, 1e300, 14]
    with going_on(path) as journal:
        for seconds in clock:
            journal.append(ev.ClockNoted(), ev.CANDIDATE, seconds)
    times = [entry.at for entry in read(path).entries]
    assert times == sorted(times)
    assert times == [0, 10, 10, 11, 11, 11, 12, 12, 12 + years, 12 + years, 12 + years, 12 + years]
    with going_on(path) as journal:
        assert journal.append(ev.ClockNoted(), ev.CANDIDATE, 0).at == 12 + years


def test_an_entry_too_long_to_be_read_back_is_refused_and_leaves_no_trace(made: Make) -> None:
    path = made(2)
    with going_on(path) as journal:
        with pytest.raises(JournalError, match="too long"):
            journal.append(ev.Said("x" * LINE_LIMIT), ev.CANDIDATE, 0)
        assert journal.append(ev.Said("short"), ev.CANDIDATE, 0).n == 3
    assert len(read(path).entries) == 3


def test_a_closed_journal_takes_nothing_and_closes_again_quietly(made: Make) -> None:
    with going_on(made(2)) as journal:
        pass
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        journal.append(ev.Paused(), ev.CANDIDATE, 0)
    with pytest.raises(JournalError, match="closed"):
        journal.sync()


def test_the_thread_says_what_is_durable(made: Make) -> None:
    told: list[int] = []
    with going_on(made(1)) as journal:
        journal.start_syncing(told.append)
        for n in range(200):
            journal.append(ev.Said(str(n)), ev.CANDIDATE, n)
        assert journal.sync() == 201
        assert journal.unsaved == 0
    assert told == sorted(set(told))
    assert all(1 < n <= 201 for n in told)


def test_an_append_does_not_wait_for_the_disk(made: Make) -> None:
    import threading

    syncing, release = threading.Event(), threading.Event()

    class Stuck(OsDisk):
        def fdatasync(self, fd: int) -> None:
            if threading.current_thread().name == "journal":
                syncing.set()
                assert release.wait(30)
            super().fdatasync(fd)

    opened = open_journal(made(1), Stuck())
    assert opened.journal
    journal = opened.journal
    journal.start_syncing()
    journal.append(ev.Said("first"), ev.CANDIDATE, 1)
    assert syncing.wait(30)
    for n in range(50):
        journal.append(ev.Said("typed meanwhile"), ev.CANDIDATE, n)
    assert journal.n == 52
    assert len(read(journal.path).entries) == 52
    assert journal.synced == 1
    release.set()
    assert journal.sync() == 52
    journal.close()


def test_many_threads_append_without_a_gap(made: Make) -> None:
    import threading

    path = made(1)
    with going_on(path) as journal:
        journal.start_syncing()

        def talk(who: str) -> None:
            for n in range(100):
                journal.append(ev.Said(f"{who} {n}"), who, n)

        threads = [threading.Thread(target=talk, args=(who,)) for who in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    found = read(path)
    assert found.damage is None
    for who in "abcd":
        said = [e.event.text for e in found.entries if isinstance(e.event, ev.Said) and e.by == who]
        assert said == [f"{who} {n}" for n in range(100)]


def test_a_second_opening_is_refused_and_may_look(made: Make) -> None:
    path = made(3)
    with going_on(path) as journal:
        with pytest.raises(LockedJournal, match="another coach") as told:
            open_journal(path)
        assert "read-only" in told.value.hint
        assert len(read(path).entries) == 3
        journal.append(ev.Paused(), ev.CANDIDATE, 9)
    with going_on(path) as journal:
        assert journal.n == 4


HOLDER = """
import sys
from pathlib import Path
from coach.journal.file import open_journal
opened = open_journal(Path(sys.argv[1]))
print("holding" if opened.journal else "not", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_until_the_first_is_dead(made: Make) -> None:
    path = made(3)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == b"holding\n"
        with pytest.raises(LockedJournal):
            open_journal(path)
        assert len(read(path).entries) == 3
        first.send_signal(signal.SIGKILL)
        first.wait()
    with going_on(path) as journal:
        assert journal.n == 3


def test_a_link_is_not_followed(made: Make, tmp_path: Path) -> None:
    path = made(2)
    link = path.with_name("2026-03-02-link-00000000.jsonl")
    link.symlink_to(path)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="link"):
            look(link)
    linked = tmp_path / "linked"
    linked.symlink_to(path.parent)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="link"):
            look(linked / path.name)


def test_a_file_of_two_names_is_refused(made: Make, tmp_path: Path) -> None:
    path = made(2)
    other = tmp_path / "other.jsonl"
    os.link(path, other)
    before = path.read_bytes()
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="hard link"):
            look(path)
    other.unlink()
    assert read(path).damage is None
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["fifo", "folder", "socket"])
def test_what_is_no_plain_file_is_refused_without_waiting(made: Make, kind: str) -> None:
    import socket

    path = made(1).with_name(f"{kind}.jsonl")
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(path.name)
        finally:
            os.chdir(here)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="not a plain file"):
            look(path)


def test_a_folder_open_to_everybody_is_refused(made: Make) -> None:
    path = made(2)
    path.parent.chmod(0o777)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="Everybody") as told:
            look(path)
        assert "chmod" in told.value.hint
    path.parent.chmod(0o700)
    assert read(path).entries


def test_no_session_begins_where_everybody_may_write(
    paths: Paths, opened: ev.SessionOpened, made: Make
) -> None:
    year = made(1).parent
    for folder in (paths.data, paths.sessions, year):
        folder.chmod(0o777)
        with pytest.raises(NotSaved, match="Everybody") as told:
            create(paths, replace(opened, session="another"))
        assert "chmod" in told.value.hint
        folder.chmod(0o700)
    create(paths, replace(opened, session="another")).close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_files_and_folders_of_others_are_refused(made: Make) -> None:
    path = made(2)
    os.chown(path, NOBODY, NOBODY)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="someone else"):
            look(path)
    os.chown(path, 0, 0)
    os.chown(path.parent, NOBODY, NOBODY)
    for look in (read, open_journal):
        with pytest.raises(JournalError, match="someone else"):
            look(path)


def test_what_is_not_there_is_not_found(paths: Paths, made: Make) -> None:
    path = made(1)
    for look in (read, open_journal):
        with pytest.raises(NotFound):
            look(path.with_name("other.jsonl"))
        with pytest.raises(NotFound):
            look(paths.sessions / "1999" / "x.jsonl")


UNPRIVILEGED = """
import os, sys
from dataclasses import replace
from pathlib import Path
from coach.errors import NotSaved
from coach.journal.file import create, open_journal
from coach.paths import Paths
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
home = path.parents[2]
found = open_journal(path)
print(found.journal is None, found.damage and found.damage.harm, len(found.entries))
try:
    create(Paths(home, home, home), replace(found.entries[0].event, session="other"))
except NotSaved as error:
    print(error)
"""


def unprivileged(path: Path) -> list[str]:
    """What a process without root's rights finds at the path."""
    here = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=here,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def shared(made: Make) -> Iterator[Path]:
    """A session of three entries where a process without rights can come by, owned by it."""
    import shutil
    import tempfile

    home = Path(tempfile.mkdtemp(prefix="coach-test-"))
    path = made(3)
    target = home / "sessions" / "2026" / path.name
    target.parent.mkdir(parents=True)
    shutil.copy2(path, target)
    if os.geteuid() == 0:
        for one in (home, *home.rglob("*")):
            os.chown(one, NOBODY, NOBODY)
    yield target
    for one in (home, *home.rglob("*")):
        one.chmod(0o700)
    shutil.rmtree(home)


def reachable() -> bool:
    """Whether a process without root's rights can read this program."""
    return os.geteuid() != 0 or all(
        one.stat().st_mode & stat.S_IXOTH
        for one in (*Path(__file__).parents, *Path(sys.executable).parents)
    )


needs_child = pytest.mark.skipif(
    not reachable(), reason="root sees no rights, and another user cannot read this program"
)


@needs_child
def test_a_file_without_the_right_to_write_is_opened_for_reading(shared: Path) -> None:
    shared.chmod(0o400)
    first, *_ = unprivileged(shared)
    assert first == "True unwritable 3"


@needs_child
def test_a_read_only_folder_lets_a_session_go_on_but_not_begin(shared: Path) -> None:
    shared.parent.chmod(0o500)
    first, second = unprivileged(shared)
    assert first == "False None 3"
    assert "cannot be written: you have no right to" in second


@needs_child
def test_a_torn_end_in_a_read_only_folder_is_left_as_it_is(shared: Path) -> None:
    with shared.open("ab") as file:
        file.write(b'{"n":4,"at":')
    before = shared.read_bytes()
    shared.parent.chmod(0o500)
    first, *_ = unprivileged(shared)
    assert first == "True unwritable 3"
    assert shared.read_bytes() == before


def test_a_session_deleted_or_changed_meanwhile_is_noticed(
    made: Make, tmp_path: Path, journals: list[Journal]
) -> None:
    for number, harm in enumerate(("deleted", "changed")):
        path = made(2).rename(tmp_path / f"{number}.jsonl")
        opened = open_journal(path)
        assert opened.journal
        journals.append(opened.journal)
        if harm == "deleted":
            path.unlink()
        else:
            path.write_bytes(b"")
        opened.journal.append(ev.Said("still here"), ev.CANDIDATE, 5)
        with pytest.raises(NotSaved, match=harm):
            opened.journal.sync()
        saved = opened.journal.save_elsewhere(tmp_path / f"{number}-saved.jsonl")
        saved.close()
        assert fold(read(saved.path).entries).conversation[-1].text == "still here"


def test_a_session_saved_elsewhere_goes_on_there(made: Make, tmp_path: Path) -> None:
    path = made(4)
    opened = open_journal(path)
    assert opened.journal
    opened.journal.append(ev.Said("five"), ev.CANDIDATE, 5)
    with pytest.raises(NotSaved, match="exists already"):
        opened.journal.save_elsewhere(path)
    elsewhere = opened.journal.save_elsewhere(tmp_path)
    assert opened.journal.closed
    assert elsewhere.path == tmp_path / path.name
    elsewhere.append(ev.Said("six"), ev.CANDIDATE, 6)
    elsewhere.close()
    assert [entry.n for entry in read(elsewhere.path).entries] == [1, 2, 3, 4, 5, 6]


def test_a_journal_that_moved_takes_nothing_more_and_its_thread_ends(
    made: Make, tmp_path: Path
) -> None:
    import threading

    before = set(threading.enumerate())
    opened = open_journal(made(1))
    assert opened.journal
    journal = opened.journal
    for n in range(20):
        journal.start_syncing()
        journal.append(ev.Said("x"), ev.CANDIDATE, n)
        moved = journal.save_elsewhere(tmp_path / f"{n}.jsonl")
        with pytest.raises(JournalError, match="closed"):
            journal.append(ev.Said("y"), ev.CANDIDATE, n)
        journal = moved
    assert journal.n == journal.synced == 21
    journal.close()
    assert [one.name for one in set(threading.enumerate()) - before] == []


def test_when_a_session_was_left_is_known_after_its_end_was_mended(made: Make) -> None:
    path = made(3)
    with path.open("ab") as file:
        file.write(b'{"n":4')
    os.utime(path, (1_700_000_000, 1_700_000_000))
    opened = open_journal(path)
    assert opened.journal
    opened.journal.close()
    assert opened.changed == 1_700_000_000
    assert path.stat().st_mtime != opened.changed


def test_looking_never_writes(made: Make) -> None:
    path = made(3)
    with path.open("ab") as file:
        file.write(b'{"n":4')
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())
    found = read(path)
    assert found.damage
    assert found.damage.harm is Harm.TAIL
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before
