"""A recorded session played at the screen and over lines: the same input gives the same fold."""

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.live.opening import begin
from coach.session.decide import TickItem
from coach.session.state import State
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine
from tests.sit.conftest import Sat
from tests.ui.conftest import Stage, environment_in

RECORD = Path(__file__).parents[1] / "data/sessions/url-shortener-strong.jsonl"
Act = tuple[str, Any]


def acts() -> Iterator[Act]:
    """What the candidate did, in order: said, ticked, went on, and how a board read when they
    turned from it, with a line's end at its end."""
    boards: dict[str, str] = {}
    touched: dict[str, None] = {}
    for line in RECORD.read_text("utf-8").splitlines():
        entry = json.loads(line)
        kind, data = entry["type"], entry["data"]
        if kind == "session_opened":
            boards = {board["name"]: board.get("text", "") for board in data["boards"]}
        elif kind == "text_edited":
            old, at = boards[data["board"]], data["at"]
            boards[data["board"]] = old[:at] + data["inserted"] + old[at + len(data["removed"]) :]
            touched[data["board"]] = None
        elif kind in ("said", "item_ticked", "phase_entered") and entry["by"] == "candidate":
            yield from (("board", (name, boards[name].rstrip() + "\n")) for name in touched)
            touched.clear()
            yield kind, data
        elif kind == "hint_given":
            yield "hint", None


OTHERS = frozenset(("availability", "retention"))
"""Items that were ticked when the session was recorded, and that its level leaves out today."""
ACTS = [
    act
    for act in acts()
    if act[1] != {"phase": "clarify"} and not (act[0] == "item_ticked" and act[1]["item"] in OTHERS)
]


def typed(name: str, old: str, new: str) -> Iterator[str]:
    """The lines that make one text of another."""
    before, after = old.split("\n")[:-1], new.split("\n")[:-1]
    shift = 0
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for _ in range(i, j):
            yield f"{name} {i + shift + 1}:"
        for put in range(k, m):
            yield f"{name} {i + shift + put - k}+: {after[put]}"
        shift += (m - k) - (j - i)


def over_lines(stage: Stage, played: Sequence[Act]) -> State:
    sat = Sat(stage, begin(stage.environment, "url-shortener", "mid", "45", "coach"))
    for kind, what in played:
        stage.clock.seconds += 7
        if kind == "said":
            sat.seat.take(what["text"])
        elif kind == "phase_entered":
            sat.seat.take(f"/phase {what['phase']}")
        elif kind == "hint":
            sat.seat.take("/hint")
        elif kind == "item_ticked":
            phase = sat.seat.state.planned(what["phase"])
            assert phase is not None
            assert phase.id == sat.seat.state.phase
            number = [item.id for item in phase.items].index(what["item"]) + 1
            sat.seat.take(f"/tick {number}")
        else:
            name, text = what
            old = sat.seat.state.boards[name]
            if old and not old.endswith("\n"):
                text = text.rstrip("\n")
                old, text = old + "\n", text + "\n"
            for line in typed(name, old, text):
                sat.seat.take(line)
        sat.seat.tick()
    sat.seat.live.record.close()  # type: ignore[attr-defined]
    return sat.seat.state


def at_the_screen(stage: Stage, played: Sequence[Act]) -> State:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    screen = SessionScreen(sitting)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for kind, what in played:
            stage.clock.seconds += 7
            if kind == "said":
                talk = screen.query_one(TalkLine)
                talk.focus()
                talk.text = what["text"]
                await pilot.press("enter")
            elif kind == "phase_entered":
                phase = screen.state.planned(what["phase"])
                assert phase is not None
                await screen.enter(phase)
            elif kind == "hint":
                await screen.action_command("hint")
            elif kind == "item_ticked":
                screen.do(TickItem(what["phase"], what["item"]))
            else:
                name, text = what
                await screen.show_board(name)
                screen.pane(name).editor.replace_text(text, len(text))
                screen.commit()
            screen.tick()

    stage.run(play, screen)
    return screen.state


def lines_of(text: str) -> list[str]:
    """The lines of a board; blanks at the end of a line are nothing that can be heard."""
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


def told(state: State) -> dict[str, Any]:
    """A fold without numbers of entries: typing makes more of them than lines do."""
    return {
        "phase": state.phase,
        "entered": dict(state.entered),
        "used": {phase: round(seconds) for phase, seconds in state.used.items()},
        "boards": {name: lines_of(text) for name, text in state.boards.items()},
        "ticked": state.ticked,
        "said": [(u.by, u.kind, u.text, u.phase, round(u.clock)) for u in state.conversation],
        "facts": [(fact.fact, fact.answer, fact.phase) for fact in state.facts],
        "hints": [(hint.ladder, hint.rung, hint.price) for hint in state.hints],
        "curveballs": [ball.curveball for ball in state.curveballs],
        "draft": state.draft,
        "unknown": state.unknown,
    }


SHORT, WHOLE = 14, 1000


@pytest.mark.parametrize("most", [SHORT, pytest.param(WHOLE, marks=pytest.mark.long)])
def test_the_same_input_gives_the_same_fold(stage: Stage, tmp_path: Path, most: int) -> None:
    played = ACTS[:most]
    screen = told(at_the_screen(stage, played))
    other = Stage(environment_in(tmp_path / "lines", stage.clock), stage.clock)
    lines = told(over_lines(other, played))
    assert lines == screen
    assert len(lines["said"]) > len(played) // 2
    assert len(lines["facts"]) > 1
