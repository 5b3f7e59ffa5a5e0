"""What stands on the screen goes to the terminal's clipboard as text."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.boards.board import Row
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.screens.page_reader import ReaderScreen
from coach.ui.screens.session import SessionScreen
from tests.ui.conftest import Stage

PAGE: tuple[Row, ...] = (
    (("Strong", "heading"),),
    (),
    (("  + Draws the read path", "good"),),
    (("      #7 “the cache first”  ", "dim"),),
    (),
    (("  + Counts", "good"),),
)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(CoachApp, "copy_to_clipboard", lambda app, text: texts.append(text))
    return texts


def test_a_page_gives_the_passage_at_the_cursor_or_the_whole(
    stage: Stage, copied: list[str]
) -> None:
    screen = ReaderScreen("Debrief", lambda cells: PAGE)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("down", "down", "down", "y")
        assert copied == ["+ Draws the read path\n    #7 “the cache first”"]
        assert "What stands here was copied." in stage.text(app)
        await pilot.press("up", "up", "y", "Y")
        assert copied[1] == ""
        assert copied[2].startswith("Strong\n\n  + Draws") and copied[2].endswith("  + Counts")

    stage.run(play, screen)


def test_the_drawing_is_copied_while_it_is_looked_at(stage: Stage, copied: list[str]) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"api -> db", "enter")
        await stage.until(pilot, lambda: "┌" in stage.text(app))
        await pilot.press("ctrl+s", "y")
        assert copied[0].count("┌") == 2 and "api" in copied[0] and "db" in copied[0]
        await stage.until(pilot, lambda: "The drawing was copied." in stage.text(app))

    stage.run(play, screen)
