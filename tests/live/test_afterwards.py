"""Labels, titles and notes written into a session that lies on disk."""

from pathlib import Path

import pytest

from coach.errors import NotFound, Refused
from coach.journal.file import read
from coach.live.afterwards import NOTE, amend
from coach.session import events as ev
from coach.session.decide import TagEntry
from coach.session.fold import fold
from coach.session.naming import LabelSession, RenameSession

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = tmp_path / "2026"
    folder.mkdir(mode=0o700)
    path = folder / "2026-01-01-url-shortener-0a.jsonl"
    path.write_bytes((DATA / "url-shortener-strong.jsonl").read_bytes())
    path.chmod(0o600)
    return path


def test_each_is_one_entry_of_the_sessions_own(session: Path) -> None:
    before = read(session).entries
    for intent in (LabelSession("acme"), RenameSession("Mine"), TagEntry(3, NOTE, "sooner")):
        assert amend(session, intent) == ""
    entries = read(session).entries
    assert entries[: len(before)] == before
    assert [entry.event for entry in entries[len(before) :]] == [
        ev.Labelled("acme", on=True),
        ev.Renamed("Mine"),
        ev.Tagged(3, NOTE, "sooner"),
    ]
    assert fold(entries).elapsed(9e9) == fold(before).elapsed(9e9)


def test_what_changes_nothing_writes_nothing(session: Path) -> None:
    before = session.read_bytes()
    amend(session, LabelSession("acme", on=False))
    with pytest.raises(NotFound):
        amend(session, TagEntry(99_999, NOTE, "x"))
    assert session.read_bytes() == before


def test_somebody_elses_session_is_never_written(session: Path) -> None:
    folder = session.parent.parent / "theirs"
    folder.mkdir(mode=0o700)
    path = folder / session.name
    session.rename(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="Somebody sent"):
        amend(path, LabelSession("acme"))
    assert path.read_bytes() == before
