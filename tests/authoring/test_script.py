"""Written candidates: what a script says, and which line is at fault."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.authoring.script import parse
from coach.cli import main
from coach.errors import ContentError
from coach.session.decide import EditBoard, Say, TickItem
from coach.session.state import EMPTY

SCRIPT = """prompt url-shortener
level mid
kind terse
== clarify 5:00
>+ How many links are created per day?
n[Assumptions]> ten million links a day
== design 8:30
diagram<<
client -> api -> link store
>>
> The api writes the link.
tick design draw
"""


def test_every_line_says_what_is_done() -> None:
    script = parse(SCRIPT)
    assert script.head == {"prompt": "url-shortener", "level": "mid", "kind": "terse"}
    clarify, design = script.stretches
    assert (clarify.phase, clarify.seconds) == ("clarify", 300)
    assert (design.phase, design.seconds) == ("design", 510)
    state = EMPTY.but({"boards": {"notes": "# Assumptions\n- none\n\n# Later\n"}})
    intents = [act.intent(state) for act in (*clarify.acts, *design.acts)]
    assert intents == [
        Say("How many links are created per day?"),
        EditBoard("notes", "# Assumptions\n- none\n- ten million links a day\n\n# Later\n"),
        EditBoard("diagram", "client -> api -> link store\n"),
        Say("The api writes the link."),
        TickItem("design", "draw", True),
    ]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("level\n", 1),
        ("prompt a\nlevel mid\n== clarify\n", 3),
        ("prompt a\nlevel mid\n== clarify 5:00\nhello\n", 4),
        ("prompt a\nlevel mid\n== clarify 5:00\ndiagram<<\na -> b\n", 4),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(broken: str, line: int) -> None:
    with pytest.raises(ContentError, match=rf"line {line} cannot be read"):
        parse(broken)


@pytest.mark.parametrize("missing", ["prompt", "level"])
def test_a_head_without_prompt_or_level_is_refused(missing: str) -> None:
    text = "".join(line for line in SCRIPT.splitlines(True) if not line.startswith(missing))
    with pytest.raises(ContentError, match=missing):
        parse(text)


@given(st.text(max_size=400))
def test_any_text_is_a_script_or_refused(text: str) -> None:
    try:
        parse(text)
    except ContentError as error:
        assert error.message


def test_a_script_is_played_against_the_real_interviewer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    file = tmp_path / "candidate.txt"
    last = (
        "tick clarify retention\n== bottlenecks 5:00\n"
        "> The link store fails first, so it has a replica.\n"
    )
    file.write_text(SCRIPT.replace("tick design draw\n", last), encoding="utf-8")
    kept = tmp_path / "played.jsonl"
    assert main(["prompts", "rehearse", str(file), "--json", "--journal", str(kept)]) == 0
    debrief = json.loads(capsys.readouterr().out)
    assert debrief["prompt"] == "url-shortener"
    states = {one["id"]: one["met"] for one in debrief["observables"]}
    assert states["asks-writes"]
    assert not states["cold-cache"]
    lines = kept.read_text(encoding="utf-8").splitlines()
    assert any('"fact_revealed"' in line and '"new-links"' in line for line in lines)
    assert main(["prompts", "rehearse", str(file), "--journal", str(kept)]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_refused_act_is_named_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    file = tmp_path / "candidate.txt"
    file.write_text(SCRIPT, encoding="utf-8")
    assert main(["prompts", "rehearse", str(file)]) == 3
    assert re.search(r"candidate.txt, line 12: There is no checklist item", capsys.readouterr().err)
