"""A workflow of somebody's own on the screens: found, sat, finished, its debrief read, drilled."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.ui.app import CoachApp
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.picker import PickerScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine
from tests.ui.conftest import Stage


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.long)], ids=str
)
def test_it_is_chosen_among_the_drills_sat_scored_and_read(
    stage: Stage, size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("d")
        await stage.until(pilot, lambda: "What will you drill?" in stage.text(app))
        assert "Cut-over" in stage.text(app)
        await pilot.press(*"cut", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))
        await pilot.pause()
        shown = stage.text(app)
        assert "Cut-over: choose a prompt" in shown
        assert "User service" in shown
        assert "URL shortener" not in shown
        assert "Retreat 4-5 min" in shown
        await pilot.press("enter")
        await stage.until(pilot, lambda: "Level" in stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        await stage.until(pilot, lambda: screen.met)
        await pilot.pause()
        assert "Situation" in stage.text(app)
        assert list(screen.state.boards) == ["notes", "diagram"]
        line = screen.query_one(TalkLine)
        line.text = "Who writes to the user tables today?"
        await pilot.press("enter")
        await stage.until(pilot, lambda: bool(screen.state.facts))
        await pilot.press("ctrl+n")
        await stage.until(pilot, lambda: screen.state.phase == "path")
        line.text = "The comparer verifies that both stores hold the same rows before reads move."
        await pilot.press("f7", "enter", "ctrl+q")
        await stage.until(pilot, lambda: "Leave this session?" in stage.text(app))
        assert "The diagram is empty." in stage.text(app)
        await pilot.press("s", "f4", *"writers -> user service -> user store", "ctrl+n")
        await stage.until(pilot, lambda: screen.state.phase == "retreat")
        line.text = "If two percent of reads differ we switch back within 30 seconds."
        await pilot.press("f7", "enter", "ctrl+q")
        await stage.until(pilot, lambda: "Leave this session?" in stage.text(app))
        assert "is empty" not in stage.text(app)
        await pilot.press("f")
        await stage.until(pilot, lambda: "how many points" in stage.text(app))
        await pilot.press("escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.pause()
        assert "100 points" in stage.text(app)
        score = screen.state.score
        assert score is not None
        assert dict(score.groups) == {"situation": 37.5, "moving": 37.5, "safety": 25}

    stage.run(play, size=size)


def test_a_workflow_without_prompts_says_so(stage: Stage) -> None:
    own = stage.environment.folders.own
    assert own is not None
    (own / "cut-over" / "user-service.toml").unlink()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("d")
        await stage.until(pilot, lambda: "no prompts yet" in stage.text(app))
        await pilot.press(*"cut", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))
        await pilot.pause()
        shown = " ".join(stage.text(app).split())
        assert "There are no prompts of this kind yet." in shown
        assert "--workflow cut-over" in shown
        await pilot.press("enter", "escape")
        await stage.until(pilot, lambda: not isinstance(app.screen, PickerScreen))

    stage.run(play)
