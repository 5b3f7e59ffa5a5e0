"""Sessions taken away, brought back, and sent by others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import JournalError, LockedJournal, NotFound, NotSaved, Refused
from coach.journal.file import open_journal
from coach.journal.library import Library
from coach.journal.moving import bring_in, restore, trash, trashed
from coach.paths import Paths

Made = Callable[[int], Path]


def test_a_session_goes_and_comes_back_with_what_belongs_to_it(paths: Paths, made: Made) -> None:
    path = made(3)
    before = path.read_bytes()
    path.with_suffix(".md").write_text("its transcript")
    path.with_name(path.name + ".tail-1").write_text("its torn end")
    away = trash(paths, path)
    assert away == paths.trash / path.name
    assert (away.read_bytes(), path.exists()) == (before, False)
    assert list(path.parent.iterdir()) == []
    assert Library(paths).sessions() == ()
    assert trashed(paths) == (away,)
    assert restore(paths, path.stem) == path
    assert path.read_bytes() == before
    assert path.with_suffix(".md").exists()
    assert path.with_name(path.name + ".tail-1").exists()
    assert trashed(paths) == ()


@pytest.mark.parametrize("wanted", ["0a1b2c3d", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "2026-03-01"])
def test_it_is_brought_back_by_id_or_name(paths: Paths, made: Made, wanted: str) -> None:
    path = made(2)
    trash(paths, path)
    assert restore(paths, wanted) == path


def test_what_is_not_in_the_trash_is_told_with_what_is(paths: Paths, made: Made) -> None:
    with pytest.raises(NotFound) as told:
        restore(paths, "x")
    assert told.value.hint == "The trash is empty."
    path = made(2)
    trash(paths, path)
    for wanted in ("x", "", "  "):
        with pytest.raises(NotFound) as told:
            restore(paths, wanted)
        assert path.stem in told.value.hint


def test_a_session_that_is_open_is_not_taken_away(paths: Paths, made: Made) -> None:
    path = made(2)
    opened = open_journal(path)
    assert opened.journal is not None
    with pytest.raises(LockedJournal):
        trash(paths, path)
    opened.journal.close()
    trash(paths, path)


def test_nothing_is_written_over(paths: Paths, made: Made, tmp_path: Path) -> None:
    path = made(2)
    trash(paths, path)
    again = made(3)
    with pytest.raises(NotSaved, match="already"):
        trash(paths, again)
    with pytest.raises(NotSaved, match="already"):
        restore(paths, path.stem)
    elsewhere = tmp_path / path.name
    elsewhere.write_bytes(b"")
    with pytest.raises(Refused, match="outside"):
        trash(paths, elsewhere)


def test_a_session_of_somebody_else_is_kept_as_it_came_and_counts_nowhere(
    paths: Paths, made: Made, tmp_path: Path
) -> None:
    path = made(4)
    sent = tmp_path / "sent.jsonl"
    path.rename(sent)
    kept = bring_in(paths, sent)
    assert kept == paths.sessions / "theirs" / path.name
    assert kept.read_bytes() == sent.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o600
    (one,) = Library(paths).sessions()
    assert (one.mine, one.counts, one.path) == (False, False, kept)
    with pytest.raises(Refused, match="here already: 0a1b2c3d"):
        bring_in(paths, sent)
    assert trash(paths, kept) == paths.trash / "theirs" / kept.name
    assert restore(paths, kept.stem) == kept


def test_ones_own_session_is_not_taken_in_as_somebody_elses(
    paths: Paths, made: Made, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(made(3).read_bytes())
    with pytest.raises(Refused, match="here already"):
        bring_in(paths, copy)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xd8 photo", b"one line\n" * 9])
def test_what_is_no_session_is_not_taken_in(paths: Paths, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.jsonl"
    file.write_bytes(data)
    with pytest.raises(JournalError, match="no session"):
        bring_in(paths, file)
    assert not paths.sessions.exists()


def test_damage_beyond_the_end_is_not_taken_in_and_a_torn_end_is(
    paths: Paths, made: Made, tmp_path: Path
) -> None:
    path = made(5)
    data = path.read_bytes()
    path.unlink()
    sent = tmp_path / "sent.jsonl"
    sent.write_bytes(data.replace(b"entry 3", b"entry 9"))
    with pytest.raises(JournalError, match="not taken in"):
        bring_in(paths, sent)
    sent.write_bytes(data[:-9])
    assert bring_in(paths, sent).read_bytes() == data[:-9]


def test_a_file_that_is_not_there_or_is_a_folder_is_said(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        bring_in(paths, tmp_path / "none.jsonl")
    with pytest.raises(JournalError, match="cannot be read"):
        bring_in(paths, tmp_path)


def test_a_session_in_the_trash_is_brought_back_and_not_taken_for_a_sent_one(
    paths: Paths, made: Made, tmp_path: Path
) -> None:
    path = made(3)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(path.read_bytes())
    trash(paths, path)
    with pytest.raises(Refused, match="in the trash") as told:
        bring_in(paths, copy)
    assert told.value.hint == f"`coach restore {path.stem}` brings it back."
    assert not list(paths.sessions.rglob("*.jsonl"))
