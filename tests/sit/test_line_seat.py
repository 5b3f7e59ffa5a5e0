"""A session by lines: what is told, and that it is what the screen would show."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cli import main
from coach.errors import NotSaved
from coach.session.decide import EditBoard
from coach.sit.orders import ORDERS, why_not
from coach.ui.commands import of
from coach.ui.line_commands import by_word
from tests.sit.conftest import Sat

Seated = Callable[..., Sat]
DRAWN = re.compile(r"[─-╿▀-▟■-◿\x00-\x08\x0b-\x1f\x7f]")
"""Box drawing, blocks, geometric shapes, control characters."""


def test_a_session_is_held_by_what_it_says(seated: Seated) -> None:
    sat = seated()
    assert sat.told[0] == "URL shortener. Level mid, coach mode, 45 minutes."
    assert any(line.startswith("The task: ") for line in sat.told)
    assert sat.hear("How many new links are created per day?") == [
        "Interviewer: About 10 million new links a day."
    ]
    told = sat.hear("diagram: user -> lb x2 -> api x3 -> redis, links db")
    assert told[:3] == [
        "Diagram, line 1.",
        "5 components, 4 connections.",
        "user: client; calls lb.",
    ]
    assert "api: service ×3; calls redis, links db." in told
    told = sat.hear("diagram 1: user -> api")
    assert told[1:3] == ["2 components, 1 connection.", "user: client; calls api."]
    told = sat.hear("estimate: writes = 10M / day")
    assert told == [
        "Estimate, line 1.",
        "1: writes = 10M / day, that is 10M writes/day · ~116 writes/s",
    ]
    assert sat.hear("/next")[0] == "Phase 2 of 5: Estimate scale, 2:15 to 3:30."
    assert sat.hear("/phase deep dive")[0].startswith("Phase 4 of 5: Deep dive")
    assert sat.hear("/hint")[0].startswith("Hint: ")
    assert sat.hear("/note")[-1] == "Noted: About 10 million new links a day."
    assert sat.hear("/tick 2") == ["Done: How does it handle failures?"]
    assert len(sat.seat.state.hints) == 1
    assert len(sat.seat.state.facts) == 1


def test_every_question_is_answered(seated: Seated) -> None:
    sat = seated()
    sat.hear("diagram: user -> api", "diagram: api -> db", "notes: - ten million")
    assert sat.hear("/where")[1].startswith("1. Clarify requirements: 0:")
    assert "The whole interview: " in " ".join(sat.hear("/time"))
    assert sat.hear("/read diagram") == ["1: user -> api", "2: api -> db"]
    assert sat.hear("/board diagram")[0] == "3 components, 2 connections."
    assert sat.hear("/diagram")[0] == "3 components, 2 connections."
    assert "diagram: 2 lines." in sat.hear("/board")
    assert sat.hear("/look diagram db")[0].startswith("db: database")
    sat.hear("What is the read to write ratio?")
    assert sat.hear("/read talk")[-1].split(" ", 1)[1].startswith("Interviewer: ")
    assert sat.hear("/read facts")[0]
    assert sat.hear("/back diagram", "/read diagram")[-1] == "1: user -> api"
    assert sat.hear("/write notes", "- one", "", "- two", ".", "/read notes")[-1].endswith("- two")
    assert "leads nowhere on" in " ".join(sat.hear("/checks", "/board diagram"))
    assert sat.hear("diagram 9: x")[0].startswith("The diagram board has no line 9.")


def test_a_word_that_is_none_is_not_said(seated: Seated) -> None:
    sat = seated()
    before = len(sat.seat.state.conversation)
    told = sat.hear("/hnit")[0]
    assert told.startswith("There is no command /hnit. Did you mean /hint? / alone lists them")
    assert sat.hear("/zoom") == ["/zoom belongs to the screen; it has no meaning over lines."]
    assert len(sat.seat.state.conversation) == before


def test_pressure_mode_helps_no_more_than_the_screen(seated: Seated) -> None:
    sat = seated(mode="pressure")
    sat.hear("diagram: user -> lb -> api -> db", "estimate: x = 5")
    for line in ("/hint", "/checks", "/curveball", "/pause", "/break", "/break lb"):
        assert any("Pressure mode" in told for told in sat.hear(line)), line
    assert not any("remark" in told.lower() for told in sat.hear("diagram: lonely cache"))
    assert not any("single point" in told for told in sat.hear("/board diagram"))


def test_each_command_of_the_session_is_an_order_or_belongs_to_the_screen() -> None:
    screen = {"zoom", "palette"}
    for command in (*of("sit"), *of("session")):
        assert by_word(command.spoken, (*of("sit"), *of("session"))) is command
        known = command.id in ORDERS or command.id.startswith("board_")
        told = f"{command.id} needs a function in ORDERS of coach/sit/orders.py"
        assert known != (command.id in screen), told


def test_nothing_is_drawn_and_nothing_escapes(seated: Seated) -> None:
    sat = seated()
    lines = ["/", "/where", "/help", "/checklist", "/reference estimate", "/reference api",
             "diagram: a -> b", "api: POST /urls {long_url} -> 201 {code}", "schema: urls(code pk)",
             "estimate: x = 3 TB / day", "/insert traffic", "/board estimate", "/board api",
             "/break", "/break b", "I say \x1b[31mred\x07", "/read talk"]  # fmt: skip
    for line in lines:
        for told in sat.hear(line):
            assert not DRAWN.search(told), (line, told)
            assert "\n" not in told


def test_the_last_minute_and_the_end_of_a_window_are_told_once(seated: Seated) -> None:
    sat = seated()
    told: list[str] = []
    for _ in range(70):
        told += sat.hear("notes: - and on")
    ends = [one for one in told if "window" in one]
    assert ends == [
        "One minute left of the window of Clarify requirements.",
        "The window is over of Clarify requirements.",
    ]


def test_a_fault_ends_nothing(seated: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    sat = seated()

    def raises(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("coach.sit.line_seat.board_words", raises)
    told = sat.hear("diagram: a -> b")
    assert told[0].startswith("That failed; all you entered is safe. See faults/")
    monkeypatch.undo()
    assert sat.hear("diagram: a -> b")[0] == "Diagram, line 1."


def test_why_not_is_the_tables_answer(seated: Seated) -> None:
    sat = seated()
    sat.seat.live.edit(EditBoard("diagram", "a -> b"))
    for command in of("session"):
        if command.id not in ("insert", "inspect", "reference", "break_it"):
            assert why_not(command, sat.seat.here()) == command.when(sat.seat.here())


def run(home: Path, text: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", LOADED, *words], input=text, capture_output=True, text=True,
        check=False, env={**os.environ, "COACH_HOME": str(home)}, timeout=120,
    )  # fmt: skip


LOADED = (
    "import sys; from coach.cli import main; code = main(['sit', *sys.argv[1:]]); "
    "heavy = {'textual', 'websockets', 'cryptography'} & set(sys.modules); "
    "sys.exit(f'loaded {heavy}' if heavy else code)"
)


def test_the_command_begins_leaves_and_goes_on_without_a_screen(tmp_path: Path) -> None:
    first = run(tmp_path, "I assume many reads.\n", "url-shortener")
    assert first.returncode == 0, first.stderr
    name = re.search(r"Saved\. `coach sit (\w+)` goes on with it\.", first.stdout)
    assert name
    again = run(tmp_path, "/read talk\n/finish yes\n\n", name[1])
    assert "You: I assume many reads." in again.stdout
    assert "too short for a debrief" in again.stdout
    assert again.returncode == 0, again.stderr


def test_what_cannot_be_sat_at_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    assert main(["sit", "no-such-prompt"]) == 5
    assert main(["sit"]) == 2
    assert "Which prompt?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGHUP, marks=pytest.mark.long),
        pytest.param(signal.SIGINT, marks=pytest.mark.long),
    ],
)
def test_a_signal_leaves_it_in_order(tmp_path: Path, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "sit", "url-shortener"], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "COACH_HOME": str(tmp_path)},
    )  # fmt: skip
    assert process.stdin and process.stdout
    for line in process.stdout:
        if line.startswith("Type what you say"):
            break
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert "Saved. `coach sit" in out, err


def test_a_session_saved_elsewhere_over_lines_is_found_by_its_id(
    seated: Seated, tmp_path: Path
) -> None:
    sat = seated()
    sat.hear("How many links are created every day?")
    sat.seat.sitting.journal.trouble = NotSaved("NOT SAVED: the disk is full.")
    told = sat.hear(f"/save-elsewhere {tmp_path}")
    assert told == [f"Saved in {sat.seat.sitting.journal.path}; the session goes on there."]
    opened = sat.seat.state.opened
    assert opened is not None
    found = sat.stage.environment.library().find(opened.session)
    assert found.parent == tmp_path


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("diagram: user -> lb -> api -> db", "1 remark more: /board diagram tells all."),
        (
            "schema: a(x -> b.id, y -> c.id, z -> d.id)",
            "2 remarks more: /board schema tells all.",
        ),
    ],
)
def test_two_remarks_are_told_at_once_and_how_many_more_there_are(
    seated: Seated, line: str, more: str
) -> None:
    told = seated().hear(line)
    assert sum(words.startswith("Remark: ") for words in told) == 2
    assert more in told
