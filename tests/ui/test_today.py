"""The page of what to practise: begun, exchanged, put off, refused and taken back by keys."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.journal.library import Library
from coach.progress.declining import declined_in
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.screens.today_screen import TodayScreen
from tests.ui.conftest import Stage
from tests.ui.test_review import library

__all__ = ["library"]


@pytest.fixture
def today(library: Stage) -> tuple[Stage, TodayScreen]:
    day = datetime(2026, 12, 1, 10, tzinfo=UTC)
    library.environment = replace(library.environment, wall=lambda: day)
    return library, TodayScreen(Library(library.environment.paths))


@pytest.mark.parametrize("size", [(80, 24)])
def test_each_key_does_what_its_word_says(
    today: tuple[Stage, TodayScreen], golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    stage, screen = today
    paths = stage.environment.paths

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        async def reckoned(shown: Callable[[], bool]) -> None:
            await stage.until(pilot, lambda: screen.agenda is not None and shown())

        whole = ("Today, 2026-12-01", "3 Whole session", "F1 Help")
        await reckoned(lambda: all(part in stage.text(app) for part in whole))
        golden("today-80", stage.text(app))
        first = screen.chosen
        assert first.why[0].split(" (")[0] in " ".join(stage.text(app).split())
        await pilot.press("w")
        await stage.until(pilot, lambda: "was due on" not in stage.text(app))
        await pilot.press("w", "s")
        await reckoned(lambda: screen.chosen.prompt != first.prompt)
        assert screen.chosen.card == first.card
        other = screen.chosen
        await pilot.press("x")
        assert declined_in(paths).never == (other.prompt,)
        await reckoned(lambda: screen.chosen.prompt not in (first.prompt, other.prompt))
        await stage.until(pilot, lambda: "Never: " in stage.text(app))
        await pilot.press("l")
        assert declined_in(paths).cards == (first.card,)
        await reckoned(lambda: screen.chosen.card != first.card)
        await pilot.press("a")
        assert declined_in(paths).never == ()
        await reckoned(lambda: screen.chosen == first)
        await pilot.press("1")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        state = app.screen.sitting.live.state  # type: ignore[attr-defined]
        assert state.opened is not None and state.opened.prompt == first.prompt
        assert [phase.id for phase in state.phases] == [first.phase]

    stage.run(play, screen, size)


def test_a_day_without_sessions_says_so(stage: Stage) -> None:
    screen = TodayScreen(Library(stage.environment.paths))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "Nothing is due" in stage.text(app))
        await pilot.press("s")
        await stage.until(pilot, lambda: "Nothing is proposed here." in stage.text(app))

    stage.run(play, screen)
