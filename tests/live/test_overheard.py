"""What a transcriber hears is said in the running session, and nowhere else."""

from pathlib import Path

import pytest

from coach.cli import main
from coach.live.opening import begin
from coach.live.overheard import Overheard, hand_over, is_running, utterance
from coach.session.events import Said
from coach.sit.line_seat import LineSeat
from tests.ui.conftest import Stage


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("I would put a cache there.", "I would put a cache there."),
        ("[00:01:02.000 --> 00:01:05.480]   So, a cache.", "So, a cache."),
        ("00:01:02,000 --> 00:01:05,480", ""),
        ("12:05 a queue", "a queue"),
        ("17", ""),
        ("WEBVTT - some", ""),
        ("[BLANK_AUDIO]", ""),
        ("(music)", ""),
        ("\x1b[31mred\x07", "␛[31mred"),
        ("3 replicas at 99.9", "3 replicas at 99.9"),
    ],
)
def test_a_transcribers_line_is_its_words(line: str, text: str) -> None:
    assert utterance(line) == text


def test_words_are_said_once_in_the_session_that_runs(stage: Stage) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    told: list[str] = []
    path = sitting.journal.path
    assert is_running(path)
    hand_over(path, "From before, which nobody waits for.")
    seat = LineSeat(sitting, stage.environment, told.append)
    seat.begin()
    hand_over(path, "How many new links are created per day?")
    seat.tick()
    seat.tick()
    mine = [entry.event for entry in seat.live.entries if entry.by == "candidate"]
    said = [event.text for event in mine if isinstance(event, Said)]
    assert said == ["How many new links are created per day?"]
    assert told[-1] == "Interviewer: About 10 million new links a day."
    sitting.journal.close()
    assert not is_running(path)


def test_a_broken_hand_over_is_passed_over(tmp_path: Path) -> None:
    journal = tmp_path / "a.jsonl"
    heard = Overheard(journal)
    assert heard.fresh() == ()
    spool = tmp_path / "a.heard"
    spool.write_bytes(b'not json\n"whole"\n7\n"half')
    assert heard.fresh() == ("whole",)
    with spool.open("ab") as file:
        file.write(b' line"\n' + b"x" * 70_000 + b'\n"after"\n')
    texts = [text for _ in range(4) for text in heard.fresh()]
    assert texts[0] == "half line"
    assert texts[-1] == "after"
    spool.unlink()
    spool.symlink_to("/etc/passwd")
    assert Overheard(journal).fresh() == ()


def test_without_a_running_session_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    assert main(["hear"]) == 5
    assert "No session is running." in capsys.readouterr().err
