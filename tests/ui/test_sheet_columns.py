"""A sheet with columns on the screen: beside the text where they fit, below it where not."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.live.opening import begin
from coach.session.decide import EditBoard
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from tests.ui.conftest import Stage

SHEET = "scenarios: now | 6 months\nMAU = 10M | 16M\nn = MAU / 1M = 10 | 12\n" + "# x\n" * 30


def opened(stage: Stage, mode: str = "coach") -> SessionScreen:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", mode))
    screen.live.edit(EditBoard("estimate", SHEET))
    return screen


def titles(text: str) -> list[str]:
    return [line for line in text.splitlines() if "6 months" in line and "scenarios" not in line]


def test_the_titles_stay_on_top_and_the_values_stand_under_them(stage: Stage) -> None:
    screen = opened(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3", "ctrl+home")
        await stage.until(pilot, lambda: bool(titles(stage.text(app))))
        lines = stage.text(app).splitlines()
        head = titles(stage.text(app))[0]
        row = next(line for line in lines if "MAU = 10M" in line)
        assert head.index("now") == row.rindex("10M") + len(" ✓")
        await pilot.press("ctrl+end")
        await stage.until(pilot, lambda: "MAU = 10M" not in stage.text(app))
        assert "6 months" in stage.text(app)

    stage.run(play, screen, (80, 24))


def test_columns_that_do_not_fit_beside_the_text_stand_below_it(stage: Stage) -> None:
    screen = opened(stage)
    titles = " | ".join(f"{n} months" for n in range(6))
    wide = f"scenarios: {titles}\nMAU = {' | '.join(f'{n}00,123' for n in range(1, 7))}\n"

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3")
        pane = screen.pane("estimate")
        assert not pane.view.display

        def shown(text: str) -> None:
            """Puts a text into the session, and so into the pane for good."""
            screen.live.edit(EditBoard("estimate", text))
            pane.show_text(text)

        shown(wide)
        await stage.until(pilot, lambda: pane.view.display)
        await stage.until(pilot, lambda: "600K" in stage.text(app))
        shown("MAU = 1M")
        await stage.until(pilot, lambda: not pane.view.display)

    stage.run(play, screen, (80, 24))


@pytest.mark.parametrize("mode", ["coach", "pressure"])
def test_pressure_mode_shows_no_verdict_in_columns(stage: Stage, mode: str) -> None:
    screen = opened(stage, mode)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3", "ctrl+home")
        await stage.until(pilot, lambda: "16M" in stage.text(app))
        assert ("✗" in stage.text(app)) == (mode == "coach")

    stage.run(play, screen, (80, 24))
