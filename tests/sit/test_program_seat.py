"""The machine's door to a session alone."""

import json
from typing import Any

import pytest

from coach.live.opening import begin, reopen
from coach.sit.program_seat import SoloSeat
from tests.ui.conftest import Stage


class Program:
    """A program in a seat, and the objects that it was handed."""

    def __init__(self, stage: Stage, mode: str = "coach") -> None:
        self.sitting = begin(stage.environment, "url-shortener", "mid", "45", mode)
        self.lines: list[str] = []
        self.seat = SoloSeat(self.sitting, stage.environment, self.lines.append)
        self.seat.begin()

    def ask(self, **asked: Any) -> list[dict[str, Any]]:
        """What comes of one line."""
        return self.send(json.dumps(asked))

    def send(self, line: str) -> list[dict[str, Any]]:
        """What comes of one line as it stands."""
        self.lines.clear()
        self.seat.take(line)
        return [json.loads(told) for told in self.lines]


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [one["k"] for one in told]


def test_a_session_from_its_seat_to_its_debrief(stage: Stage) -> None:
    program = Program(stage)
    first = [json.loads(line) for line in program.lines]
    assert kinds(first)[:2] == ["seat", "entry"]
    assert first[1]["type"] == "session_opened"
    told = program.ask(id="1", do="say", text="How many new links are created per day?")
    assert kinds(told) == ["entry", "entry", "kept", "done"]
    assert told[1]["type"] == "fact_revealed"
    assert told[-1] == {"k": "done", "id": "1", "n": told[1]["n"]}
    said = told[0]["n"]
    text = "user -> api -> db\n"
    assert kinds(program.ask(id="2", do="board", board="diagram", text=text))[-1] == "done"
    assert program.ask(id="3", do="look", what="board", board="diagram")[0]["view"] == text
    words = program.ask(id="4", do="look", what="words", board="diagram")[0]["view"]
    assert words[0] == "3 components, 2 connections."
    assert program.ask(id="5", do="phase", phase="estimate")[0]["type"] == "phase_entered"
    assert program.ask(id="6", do="hint")[0]["type"] == "hint_given"
    assert program.ask(id="7", do="look", what="clock")[0]["view"]["phase"] == "estimate"
    assert program.ask(id="8", do="look", what="findings", board="diagram")[0]["view"]
    for n, phase in enumerate(("design", "deep-dive", "bottlenecks")):
        program.ask(id=f"p{n}", do="phase", phase=phase)
        program.ask(id=f"s{n}", do="say", text="The API stands behind a balancer in two zones.")
        program.ask(id=f"t{n}", do="say", text="When the database fails a replica takes over.")
    early = program.ask(id="c0", do="claim", observable="abuse", entry=first[-1]["n"])
    assert "after the session" in early[-1]["why"]
    told = program.ask(id="9", do="close")
    if told[-1]["k"] == "no":
        told = program.ask(id="10", do="close")
    assert told[0]["type"] == "session_closed"
    assert kinds(program.ask(id="11", do="predict", score=40)) == ["entry", "kept", "done"]
    view = program.ask(id="12", do="look", what="debrief")[0]["view"]
    assert 0 <= view["total"] <= 100
    claimed = program.ask(id="c1", do="claim", observable="abuse", entry=said)
    assert (claimed[0]["type"], claimed[0]["data"]["observable"]) == ("overruled", "abuse")
    again = program.ask(id="c2", do="look", what="debrief")[0]["view"]
    assert again["total"] > view["total"]
    assert kinds(program.ask(id="13", do="leave")) == ["done", "end"]
    assert program.seat.over


def test_an_id_does_nothing_twice(stage: Stage) -> None:
    program = Program(stage)
    program.ask(id="a", do="say", text="Once.")
    n = program.seat.state.n
    assert kinds(program.ask(id="a", do="say", text="Once.")) == ["kept", "done"]
    assert program.seat.state.n == n


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not json", "bad_frame"),
        ("[]", "bad_frame"),
        ('{"do":"say","text":"x"}', "bad_frame"),
        ('{"id":"1","do":"dance"}', "bad_frame"),
        ('{"id":"1","do":"say","text":7}', "bad_frame"),
        ('{"id":"1","do":"phase","phase":"nowhere"}', "refused"),
        ('{"id":"1","do":"board","board":"plan","text":"x"}', "refused"),
        ('{"id":"1","do":"look","what":"debrief"}', "refused"),
        ('{"id":"1","do":"look","what":"pack"}', "refused"),
        ('{"id":"1","do":"tick","phase":"clarify","item":"none"}', "refused"),
        ("[" * 5000, "bad_frame"),
    ],
)
def test_what_is_wrong_is_answered_no(stage: Stage, line: str, code: str) -> None:
    program = Program(stage)
    before = program.seat.state.n
    told = program.send(line)
    assert (told[-1]["k"], told[-1]["code"]) == ("no", code)
    assert program.seat.state.n == before


def test_pressure_gives_a_program_no_help_either(stage: Stage) -> None:
    program = Program(stage, "pressure")
    assert program.ask(id="1", do="hint")[0]["code"] == "refused"
    assert program.ask(id="2", do="pause")[0]["code"] == "refused"
    assert program.ask(id="3", do="look", what="findings", board="diagram")[0]["k"] == "no"


def test_what_was_kept_is_there_when_it_is_opened_again(stage: Stage) -> None:
    program = Program(stage)
    program.ask(id="1", do="say", text="Kept.")
    program.seat.leave()
    program.sitting.journal.close()
    again = reopen(stage.environment, program.sitting.journal.path)
    assert again.live.state.conversation[-1].text == "Kept." or any(
        words.text == "Kept." for words in again.live.state.conversation
    )
    again.journal.close()
