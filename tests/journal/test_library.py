"""The library: what is listed, found and searched, and what lies between the sessions."""

import errno
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.errors import JournalError, NotFound
from coach.journal.file import create, open_journal, read
from coach.journal.library import Library, Summary
from coach.journal.repair import repair
from coach.journal.summary import PhaseUse
from coach.paths import Paths
from coach.session import events as ev
from coach.session.entry import Entry, encode

Keep = Callable[..., Path]


@pytest.fixture
def keep(paths: Paths, opened: ev.SessionOpened) -> Keep:
    """Keeps a session of that number with these events, one a minute."""

    def make(number: int, *events: ev.Event, **changes: str) -> Path:
        given: dict[str, Any] = {
            "session": f"{number:08x}cafe",
            "wall": f"2026-03-{number:02}T10:00:00+00:00",
            **changes,
        }
        journal = create(paths, replace(opened, **given))
        for n, event in enumerate(events):
            journal.append(event, ev.CANDIDATE, n * 60)
        journal.close()
        return journal.path

    return make


@pytest.fixture(params=["sqlite", "memory"])
def library(request: pytest.FixtureRequest, paths: Paths) -> Library:
    """The library on its index, and the one that has to do without."""
    if request.param == "memory":
        paths.cache.parent.mkdir(parents=True, exist_ok=True)
        paths.cache.write_text("in the way of the cache folder")
    return Library(paths)


def ids(found: tuple[Summary, ...]) -> list[int]:
    """The numbers of the sessions."""
    return [int(one.id[:8], 16) for one in found]


def test_an_empty_home_has_an_empty_library(paths: Paths, library: Library) -> None:
    assert library.sessions() == library.unfinished() == library.search("x") == ()
    assert library.strangers() == ()
    with pytest.raises(NotFound):
        library.find("x")
    assert not paths.data.exists()


def test_a_summary_says_how_a_session_stands(keep: Keep, library: Library) -> None:
    path = keep(
        3,
        ev.PhaseEntered("clarify"),
        ev.Said("How many people?"),
        ev.PhaseEntered("design"),
        ev.Paused(),
        ev.SessionClosed(),
        ev.Scored(63.5, "lean hire", {"clarify": 10.0}),
    )
    (found,) = library.sessions()
    assert found == Summary(
        id="00000003cafe",
        path=path,
        prompt="news-feed",
        title="News feed",
        workflow="interview",
        level="mid",
        pace="45",
        mode="coach",
        wall="2026-03-03T10:00:00+00:00",
        entries=7,
        phase="design",
        elapsed=180.0,
        closed=True,
        score=63.5,
        verdict="lean hire",
        broken="",
        state="finished",
        phases=(PhaseUse("clarify", 120, 300), PhaseUse("design", 60, 600)),
        groups={"clarify": 10.0},
        rules=1,
    )
    assert library.unfinished() == ()


def test_sessions_come_newest_first(keep: Keep, library: Library) -> None:
    for number in (5, 2, 9, 7):
        keep(number, *([ev.SessionClosed()] if number == 9 else []))
    keep(4, wall="2026-03-07T12:00:00+09:00")
    assert ids(library.sessions()) == [9, 7, 4, 5, 2]
    assert ids(library.sessions(limit=2)) == [9, 7]
    assert ids(library.unfinished()) == [7, 4, 5, 2]
    assert ids(library.unfinished(limit=1)) == [7]


def test_a_session_that_went_on_is_read_again(keep: Keep, library: Library) -> None:
    path = keep(1, ev.Said("before"))
    assert library.sessions()[0].entries == 2
    opened = open_journal(path)
    assert opened.journal
    opened.journal.append(ev.Said("afterwards"), ev.CANDIDATE, 99)
    opened.journal.append(ev.SessionClosed(), ev.CANDIDATE, 99)
    opened.journal.close()
    assert library.refresh() == 0
    (found,) = library.sessions()
    assert (found.entries, found.closed) == (4, True)
    assert len(library.search("afterwards")) == 1
    assert len(library.search("before")) == 1
    path.unlink()
    library.refresh()
    assert library.sessions() == library.search("before") == ()


@pytest.mark.parametrize("shift", [-3 * 86_400, 10 * 365 * 86_400])
def test_a_file_changed_while_the_clock_is_wrong_is_read_again(
    keep: Keep, library: Library, shift: int
) -> None:
    path = keep(1, ev.Said("first"))
    assert len(library.search("first")) == 1
    before = path.stat()
    raw = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(raw[0] + encode(Entry(2, 0.0, ev.CANDIDATE, ev.Said("other"))))
    assert path.stat().st_size == before.st_size
    os.utime(path, (before.st_atime + shift, before.st_mtime + shift))
    library.refresh()
    assert (len(library.search("first")), len(library.search("other"))) == (0, 1)


def test_a_search_finds_what_was_said_and_written(keep: Keep, library: Library) -> None:
    keep(1, ev.Said("I would shard the database by user."))
    keep(2, ev.TextEdited("notes", 8, "", "Sharding: hot keys!\nGröße 数据库"))
    keep(3, ev.FactRevealed("users", "Ten million users."))
    assert ids(library.search("shard")) == [2, 1]
    assert ids(library.search("SHARD Hot")) == [2]
    assert ids(library.search("million")) == [3]
    assert ids(library.search("größe")) == [2]
    assert ids(library.search("数据")) == [2]
    assert ids(library.search("news")) == [3, 2, 1]
    assert ids(library.search("shard", limit=1)) == [2]
    assert library.search("hard") == library.search("nothing") == ()


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        '"',
        "'",
        '" OR 1',
        "*",
        "NOT",
        "AND OR",
        "shard NEAR(x)",
        "text:shard",
        "a_b",
        "(",
        "\0",
        "-shard",
        "^shard",
        "💾",
        "\ud800",
    ],
)
def test_a_search_of_anything_is_no_error(keep: Keep, library: Library, words: str) -> None:
    keep(1, ev.Said("I would shard the database."))
    assert set(ids(library.search(words))) <= {1}


def test_a_session_is_found_by_the_beginning_of_its_name(keep: Keep, library: Library) -> None:
    first, second = keep(0x11, wall="2026-03-01"), keep(0x12, wall="2026-03-02")
    assert library.find("00000011cafe") == first
    assert library.find("00000012") == second
    assert library.find(second.stem) == library.find(second.name) == second
    assert library.find("2026-03-01-news") == first
    with pytest.raises(NotFound, match="2 sessions begin with 0000") as many:
        library.find("0000")
    assert "00000012cafe, 00000011cafe" in many.value.hint
    with pytest.raises(NotFound, match="no session") as none:
        library.find("00000021cafe")
    assert "Is it 0000001" in none.value.hint
    for odd in ("", "%", "_", "x'y", "\x1b[31m", "\0", "zzzzzzzzzz"):
        with pytest.raises(NotFound) as told:
            library.find(odd)
        assert "\x1b" not in str(told.value)


def test_strangers_among_the_sessions_are_told_and_left_alone(
    keep: Keep, paths: Paths, library: Library
) -> None:
    path = keep(1)
    year = path.parent
    path.with_suffix(".md").write_text("its transcript")
    path.with_name(path.name + ".tail-1").write_text("its torn end")
    (year / ".DS_Store").write_text("x")
    (year / "notes.txt").write_text("mine")
    (year / "photo.jsonl").write_bytes(b"\xff\xd8\xff\xe0")
    (year / "empty.jsonl").touch()
    (year / "folder.jsonl").mkdir()
    os.mkfifo(year / "fifo.jsonl")
    (year / "link.jsonl").symlink_to(path)
    (paths.sessions / "2025").symlink_to(year)
    (paths.sessions / "loose.txt").write_text("x")
    for _ in range(2):
        assert len(library.sessions()) == 1
        told = {one.relative_to(paths.sessions).as_posix(): why for one, why in library.strangers()}
        assert set(told) == {
            "2025",
            "loose.txt",
            *(f"2026/{n}.jsonl" for n in ("photo", "empty", "folder", "fifo", "link")),
            "2026/notes.txt",
        }
        assert all(why.endswith(".") for why in told.values())
        assert "link" in told["2026/link.jsonl"]
        library.refresh()


@pytest.fixture
def closed_to_us(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that may not be looked into, even for those who may do everything."""
    scandir = os.scandir
    closed: set[str] = set()

    def look(path: Any) -> Any:
        if str(path) in closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", look)
    return lambda path: closed.add(str(path))


def test_a_year_that_cannot_be_looked_into_is_no_lack_of_sessions(
    keep: Keep, paths: Paths, library: Library, closed_to_us: Callable[[Path], None]
) -> None:
    path = keep(1)
    old = keep(2, wall="2025-01-02T10:00:00+00:00")
    assert len(library.sessions()) == 2
    assert library.hidden() == ()
    closed_to_us(path.parent)
    library.refresh()
    assert [one.path for one in library.sessions()] == [old]
    assert library.hidden() == ("The sessions in 2026 cannot be listed.",)
    assert library.strangers() == ((path.parent, library.hidden()[0]),)
    with pytest.raises(JournalError, match="among those that can be listed") as told:
        library.find("00000001")
    assert told.value.hint == library.hidden()[0]
    assert library.find("00000002") == old


def test_a_folder_of_sessions_that_cannot_be_listed_is_an_error(
    keep: Keep, paths: Paths, library: Library, closed_to_us: Callable[[Path], None]
) -> None:
    keep(1)
    closed_to_us(paths.sessions)
    for ask in (library.sessions, library.unfinished, library.strangers):
        with pytest.raises(JournalError, match="cannot be listed: permission denied"):
            ask()


def test_one_long_session_does_not_keep_the_others_waiting(
    keep: Keep, library: Library, opened: ev.SessionOpened
) -> None:
    small, long = keep(1), keep(2)
    with long.open("ab") as file:
        for n in range(2, 12):
            file.write(encode(Entry(n, 1.0, ev.CANDIDATE, ev.Said("x" * 1_000_000))))
    listed = {one.path: one.broken for one in library.sessions()}
    assert listed[small] == ""
    assert "has 10 MB, which is too much for a list. Ask for it by its id." in listed[long]
    assert library.find("00000002") == long
    assert len(read(long).entries) == 11


def test_a_file_made_to_be_slow_is_refused_and_told(keep: Keep, library: Library) -> None:
    path = keep(1)
    with path.open("ab") as file:
        file.write(encode(Entry(2, 1.0, "candidate", ev.TextEdited("notes", 0, "", "x" * 900_000))))
        for n in range(3, 12_000):
            edit = (
                ev.TextEdited("notes", 0, "", "x") if n % 2 else ev.TextEdited("notes", 0, "x", "")
            )
            file.write(encode(Entry(n, 1.0, "candidate", edit)))
    with pytest.raises(JournalError, match="takes too long to read"):
        read(path)
    (one,) = library.sessions()
    assert "takes too long to read" in one.broken


def test_a_file_of_many_megabytes_is_refused_unread(keep: Keep, library: Library) -> None:
    path = keep(1)
    with path.open("ab") as file:
        file.truncate(190_000_000)
    with pytest.raises(JournalError, match="too large to be a session: 190 MB of at most 67"):
        read(path)
    (one,) = library.sessions()
    assert "too large to be a session" in one.broken


def test_a_broken_session_is_listed_as_such(keep: Keep, library: Library) -> None:
    whole, torn, spoilt, lost = (keep(n, ev.Said("a"), ev.Said("b")) for n in (1, 2, 3, 4))
    torn.write_bytes(torn.read_bytes()[:-5])
    raw = spoilt.read_bytes()
    spoilt.write_bytes(raw.replace(b'"text":"a"', b'"text":"c"'))
    lost.write_bytes(b"\0" * 4000)
    broken = {int(one.path.stem[-2:], 16): one.broken for one in library.sessions()}
    assert broken[1] == broken[2] == ""
    assert "damaged at line 2" in broken[3]
    assert "Nothing in the file can be read" in broken[4]
    assert ids(library.unfinished()) == [2, 1]
    assert library.find("00000004") == lost
    assert whole.exists()


def test_a_mended_copy_stands_for_its_broken_original(keep: Keep, library: Library) -> None:
    path = keep(1, ev.Said("a"), ev.Said("b"))
    path.write_bytes(path.read_bytes().replace(b'"text":"a"', b'"text":"c"'))
    assert library.sessions()[0].broken
    mended = repair(path).path
    library.refresh()
    (found,) = library.sessions()
    assert (found.path, found.broken) == (mended, "")
    assert library.find("00000001cafe") == mended
    mended.unlink()
    library.refresh()
    assert library.sessions()[0].path == path


def test_titles_from_files_are_one_clean_line(keep: Keep, library: Library) -> None:
    keep(1, title="News\x1b[2J\nfeed [@click=app.quit]x[/] \u202e", level="\x9bmid\n")
    (found,) = library.sessions()
    assert found.title == "News␛[2J feed [@click=app.quit]x[/] �"
    assert found.level == "�mid"


def test_reading_in_parts_begins_with_the_newest(keep: Keep, library: Library) -> None:
    for number in range(1, 8):
        keep(number)
    assert library.refresh(most=2) == 5
    assert ids(library.sessions()) == [7, 6]
    assert library.refresh(most=2) == 3
    assert library.refresh() == 0
    assert len(library.sessions()) == 7


def test_deleting_the_index_loses_nothing(keep: Keep, paths: Paths) -> None:
    for number in range(1, 6):
        keep(number, ev.Said(f"word{number}"))
    first = Library(paths)
    before = first.sessions()
    first.close()
    paths.index.unlink()
    again = Library(paths)
    assert again.sessions() == before
    assert ids(again.search("word4")) == [4]
    again.rebuild()
    assert again.sessions() == before
    again.close()


def spoil(path: Path, how: str) -> None:
    """Makes the index useless in one of many ways."""
    size = path.stat().st_size
    if how == "noise":
        path.write_bytes(random.Random(1).randbytes(size))
    elif how == "short":
        os.truncate(path, size // 2)
    elif how == "empty":
        os.truncate(path, 0)
    elif how == "header":
        with path.open("r+b") as file:
            file.write(b"SQLite format 4\0")
    elif how == "middle":
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(random.Random(2).randbytes(size - 4096))
    else:
        with sqlite3.connect(path) as db:
            db.execute(how)
        db.close()


@pytest.mark.parametrize(
    "how",
    [
        "noise",
        "short",
        "empty",
        "header",
        "middle",
        "pragma user_version = 99",
        "drop table files",
        "drop table words",
        "drop table words_data",
        "alter table files drop column summary",
    ],
)
def test_a_broken_index_is_made_anew(keep: Keep, paths: Paths, how: str) -> None:
    for number in range(1, 30):
        keep(number, ev.Said(f"word{number}"), session=f"{number:08x}", wall="2026-03-01T10:00:00Z")
    first = Library(paths)
    before = first.sessions()
    first.close()
    spoil(paths.index, how)
    again = Library(paths)
    assert again.sessions() == before
    assert ids(again.search("word4")) == [4]
    assert again.find("00000007") in {one.path for one in before}
    again.close()
    with sqlite3.connect(paths.index) as db:
        assert db.execute("select count(*) from files").fetchone() == (29,)
    db.close()


def test_an_index_that_cannot_be_used_is_done_without(keep: Keep, paths: Paths) -> None:
    keep(1, ev.Said("word"))
    paths.index.mkdir(parents=True)
    library = Library(paths)
    assert ids(library.search("word")) == [1]
    assert paths.index.is_dir()


def test_an_index_locked_by_another_is_done_without(
    keep: Keep, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(1, ev.Said("word"))
    Library(paths).sessions()
    keep(2, ev.Said("word"))
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout, **kw: real(path, timeout=0, **kw))
    other = real(paths.index, isolation_level=None)
    other.execute("begin immediate")
    assert ids(Library(paths).search("word")) == [2, 1]
    other.execute("rollback")
    other.close()
    assert ids(Library(paths).search("word")) == [2, 1]


def test_without_sqlite_the_files_are_read(
    keep: Keep, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(1, ev.Said("word"))
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    monkeypatch.delitem(sys.modules, "coach.journal.index", raising=False)
    assert ids(Library(paths).search("word")) == [1]


def test_a_new_index_is_written_in_large_pages(keep: Keep, paths: Paths) -> None:
    keep(1, ev.Said("cache"))
    library = Library(paths)
    assert len(library.search("cache")) == 1
    library.close()
    with sqlite3.connect(paths.index) as index:
        assert index.execute("pragma page_size").fetchone() == (16384,)


def test_sqlite_is_imported_only_when_a_library_is_asked(paths: Paths) -> None:
    import subprocess

    program = (
        "import sys; from pathlib import Path; from coach.journal.library import Library;"
        "from coach.paths import find; library = Library(find({'COACH_HOME': sys.argv[1]}));"
        "print('sqlite3' in sys.modules); library.sessions(); print('sqlite3' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(paths.data)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_two_libraries_at_once_agree(keep: Keep, paths: Paths) -> None:
    import threading

    for number in range(1, 29):
        keep(number, ev.Said("word"))
    found: list[list[int]] = []

    def look() -> None:
        library = Library(paths)
        found.append(ids(library.search("word")))
        library.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [list(range(28, 0, -1))] * 4


def test_words_of_the_past_are_swept_out(
    keep: Keep, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.journal import index

    monkeypatch.setattr(index, "_MOST_ORPHANS", 3)
    path = keep(1)
    for n in range(2, 12):
        with path.open("ab") as file:
            file.write(encode(Entry(n, 0.0, ev.CANDIDATE, ev.Said(f"word{n}"))))
        library = Library(paths)
        assert library.sessions()[0].entries == n
        library.close()
        with sqlite3.connect(paths.index) as db:
            (rows,) = db.execute("select count(*) from words_docsize").fetchone()
        db.close()
        assert rows <= 6


@pytest.mark.long
def test_a_hundred_thousand_sessions(paths: Paths, opened: ev.SessionOpened) -> None:
    for number in range(100_000):
        one = replace(opened, session=f"{number:08x}", wall=f"{2000 + number // 4000}-01-01T10:00")
        folder = paths.sessions / one.wall[:4]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        said = encode(Entry(2, 1.0, ev.CANDIDATE, ev.Said(f"word{number}")))
        first = encode(Entry(1, 0.0, "coach", one))
        (folder / f"{one.wall[:10]}-news-feed-{number:08x}.jsonl").write_bytes(first + said)
    library = Library(paths)
    assert len(library.sessions()) == 100_000
    assert ids(library.sessions(limit=1)) == [99_999]
    assert ids(library.search("word77777")) == [77_777]
    assert library.find(f"{54_321:08x}").exists()
    library.close()
    again = Library(paths)
    assert len(again.unfinished()) == 100_000
    again.close()


def test_a_slow_file_is_shown_when_asked_for_and_named_in_a_list(
    keep: Keep, library: Library
) -> None:
    path = keep(1)
    with path.open("ab") as file:
        file.write(encode(Entry(2, 1.0, "candidate", ev.TextEdited("notes", 8, "", "x" * 190_000))))
        for n in range(3, 6_003):
            edit = (
                ev.TextEdited("notes", 8, "", "y") if n % 2 else ev.TextEdited("notes", 8, "y", "")
            )
            file.write(encode(Entry(n, 1.0, "candidate", edit)))
    assert len(read(path).entries) == 6_002
    (one,) = library.sessions()
    assert "takes too long to read" in one.broken


def test_what_is_remembered_of_a_session_stays_until_its_file_changes(
    paths: Paths, library: Library, keep: Keep
) -> None:
    path = keep(1, ev.SessionClosed())
    (one,) = library.sessions()
    library.remember(replace(one, score=61.0, verdict="lean hire", reckoned=7))
    library.remember(replace(one, path=paths.data / "elsewhere.jsonl", score=99.0))
    (known,) = library.sessions()
    assert (known.score, known.verdict, known.reckoned) == (61.0, "lean hire", 7)
    assert [one.score for one in library.search("score:60..70")] == [61.0]
    library.refresh()
    assert library.sessions() == (known,)
    os.utime(path, (1, 1))
    library.refresh()
    assert library.sessions() == (one,)
