"""An environment whose time, ids and folders are the test's own, and the screen as plain text."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from coach import config, paths
from coach.live.environment import Environment
from coach.ui.app import CoachApp
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.session import SessionScreen
from tests import goldens
from tests.ui.kept_styles import keep_styles
from tests.ui.settled import see_rest

see_rest()
keep_styles()
Play = Callable[[Pilot[Any], CoachApp], Awaitable[None]]


@dataclass
class Clock:
    """A clock that stands still until told otherwise."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Stage:
    """Runs the app headless; `play` is the test's part, run while the app is up."""

    environment: Environment
    clock: Clock

    def run(
        self, play: Play, first: "Screen[None] | None" = None, size: tuple[int, int] = (120, 36)
    ) -> CoachApp:
        """Runs until the play is over; journals are closed then, as at a real end."""
        app = CoachApp(self.environment, first or HomeScreen(), headless=True)

        async def whole() -> None:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                if isinstance(first, SessionScreen):
                    await self.until(pilot, lambda: first.met)
                    await pilot.pause()
                await play(pilot, app)

        asyncio.run(whole())
        app.close_journals()
        return app

    @staticmethod
    def text(app: CoachApp) -> str:
        """The screen as lines of text, trailing spaces dropped."""
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"

    @staticmethod
    async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
        """Waits for a condition, letting the app work, and until what came with it is shown; fails
        when it never holds."""
        for turn in range(800):
            if condition():
                await pilot.pause()
                return
            if turn % 4 == 0:
                await pilot.pause(0.005 if turn < 40 else 0.02)
            else:
                await asyncio.sleep(0.005 if turn < 40 else 0.02)
        raise AssertionError("the condition never held")


def environment_in(folder: Path, clock: Clock) -> Environment:
    """An environment with everything under one folder, at a fixed hour, with counted ids."""
    numbers = iter(range(1, 1000))
    return Environment(
        paths=paths.Paths(folder / "data", folder / "cache", folder / "config"),
        settings=config.Settings(),
        source=clock,
        wall=lambda: datetime(2026, 3, 14, 9, 30, tzinfo=UTC),
        new_id=lambda: f"{next(numbers):08x}",
    )


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An empty environment of its own for every test."""
    clock = Clock()
    return Stage(environment_in(tmp_path, clock), clock)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares with a file in tests/golden/screens; COACH_UPDATE_GOLDEN=1 writes it anew."""

    def check(name: str, text: str) -> None:
        goldens.check(f"screens/{name}.txt", text)

    return check
