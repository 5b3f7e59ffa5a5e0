"""A session that went on in another place is found there, also where the move went unnoted."""

import shutil
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.journal.file import read
from coach.live import elsewhere
from coach.live.ending import left_beside, told
from coach.live.opening import OpenSession, begin, reopen, unfinished_or_id
from coach.session.decide import Close, Say
from tests.ui.conftest import Stage


@pytest.fixture
def unnoted(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenSession:
    """A session that was saved elsewhere while every folder of coach's was full."""
    sitting = begin(stage.environment, "chat", "mid", "45", "coach")
    sitting.live.do(Say("said before"))
    (tmp_path / "a stick").mkdir()
    monkeypatch.setattr(elsewhere, "record", lambda *places: False)
    sentence = elsewhere.save_elsewhere(sitting, stage.environment.paths, f"{tmp_path}/a stick")
    assert sentence.endswith(str(sitting.journal.path))
    sitting.live.do(Say("said there"))
    return sitting


def test_the_last_words_name_the_file_and_it_leads_there_from_then_on(
    stage: Stage, unnoted: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, path = stage.environment.paths, unnoted.journal.path
    standing = unnoted.journal.settle()
    last = told(unnoted, paths, standing)
    assert last == f"Saved. `coach resume '{path}'` goes on with it."
    unnoted.journal.close()
    monkeypatch.undo()
    assert unfinished_or_id(stage.environment, str(path)) == path
    opened = unnoted.live.state.opened
    assert opened is not None
    assert stage.environment.library().find(opened.session) == path
    again = reopen(stage.environment, path)
    assert [words.text for words in again.live.state.conversation][-1] == "said there"
    again.journal.close()


def test_the_move_is_noted_as_soon_as_there_is_room(
    stage: Stage, unnoted: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    opened = unnoted.live.state.opened
    assert opened is not None
    last = told(unnoted, stage.environment.paths, unnoted.journal.settle())
    assert last == f"Saved. `coach resume {opened.session}` goes on with it."
    assert stage.environment.library().find(opened.session) == unnoted.journal.path
    unnoted.journal.close()


def test_a_finished_session_that_nothing_notes_says_where_it_lies(
    stage: Stage, unnoted: OpenSession
) -> None:
    unnoted.live.do(Close())
    lines = list(left_beside(unnoted, stage.environment.paths))
    assert lines[0] == f"The session, which coach could not note: {unnoted.journal.path}"
    unnoted.journal.close()


def test_an_older_copy_does_not_take_the_place_of_the_session(stage: Stage, tmp_path: Path) -> None:
    sitting = begin(stage.environment, "chat", "mid", "45", "coach")
    sitting.journal.sync()
    path = sitting.journal.path
    copy = tmp_path / "copy.jsonl"
    shutil.copy(path, copy)
    copy.chmod(0o600)
    sitting.live.do(Say("newer"))
    sitting.journal.close()
    assert unfinished_or_id(stage.environment, str(copy)) == copy
    opened = sitting.live.state.opened
    assert opened is not None
    assert stage.environment.library().find(opened.session) == path
    assert len(read(path).entries) > len(read(copy).entries)


@pytest.mark.parametrize("typed", ["~nobody-here/x", "x" * 300, "/proc/nope/x", "a\0b"])
def test_a_place_that_is_none_is_a_sentence_and_the_session_stays(stage: Stage, typed: str) -> None:
    sitting = begin(stage.environment, "chat", "mid", "45", "coach")
    path = sitting.journal.path
    with pytest.raises(CoachError):
        elsewhere.save_elsewhere(sitting, stage.environment.paths, typed)
    assert sitting.journal.path == path
    sitting.live.do(Say("goes on"))
    assert not sitting.journal.settle().unsaved
    sitting.journal.close()


def test_a_place_that_cannot_be_is_refused_in_words(stage: Stage, tmp_path: Path) -> None:
    sitting = begin(stage.environment, "chat", "mid", "45", "coach")
    with pytest.raises(CoachError) as refused:
        elsewhere.save_elsewhere(sitting, stage.environment.paths, f"{tmp_path}/{'n' * 300}")
    told = str(refused.value).lower()
    assert "file name too long" in told and "traceback" not in told
    sitting.journal.close()
