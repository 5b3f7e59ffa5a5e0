"""Every theme carries every screen, and the 16-colour one uses no other colours."""

import re
from dataclasses import replace
from typing import Any

import pytest
from rich.color import ColorSystem
from textual.pilot import Pilot

from coach import config
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.difference import Pen
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.theme import PALETTES
from tests.ui.conftest import Stage


def written(app: CoachApp) -> str:
    """The screen with the codes that a terminal with every colour gets."""
    pen = Pen(ColorSystem.TRUECOLOR)
    return "".join(pen.draw(strip) for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("theme", sorted(PALETTES))
def test_every_screen_shows_in_every_theme(stage: Stage, theme: str) -> None:
    environment = replace(stage.environment, settings=config.Settings(theme=theme))
    seen: list[str] = []

    async def home(pilot: Pilot[Any], app: CoachApp) -> None:
        seen.append(written(app))
        await pilot.press("enter")
        await pilot.pause(0.2)
        seen.append(written(app))

    async def session(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"a -> b")
        await pilot.pause(0.1)
        seen.append(written(app))
        await pilot.press("f1")
        await pilot.pause(0.1)
        seen.append(written(app))

    Stage(environment, stage.clock).run(home, HomeScreen())
    sitting = begin(environment, "url-shortener", "mid", "45", "coach")
    Stage(environment, stage.clock).run(session, SessionScreen(sitting))
    assert len(set(seen)) == 4
    if theme == "ansi":
        assert not any(re.search("[34]8;[25];", page) for page in seen)
    else:
        assert all("38;2;" in page for page in seen)
