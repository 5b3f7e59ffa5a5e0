"""A damaged session in the library: its debrief is offered, and a mended copy of it."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.journal.summary import BROKEN
from coach.live import reckoning
from coach.ui.app import CoachApp
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.review_screen import ReviewScreen
from tests.ui.conftest import Stage

SESSION = Path(__file__).resolve().parents[1] / "data" / "sessions" / "url-shortener-strong.jsonl"


@pytest.fixture
def damaged(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished session of which one line in the middle is gone."""
    monkeypatch.setattr(reckoning, "reckon", lambda *given: 0)
    folder = stage.environment.paths.sessions / "2026"
    folder.mkdir(parents=True, mode=0o700)
    path = folder / "2026-01-01-url-shortener-0a.jsonl"
    lines = SESSION.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join((*lines[:20], *lines[21:])), "utf-8")
    path.chmod(0o600)
    return path


def test_a_damaged_session_has_its_debrief(stage: Stage, damaged: Path) -> None:
    screen = ReviewScreen()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: bool(screen.chosen and screen.chosen.damage == BROKEN))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "Debrief" in stage.text(app))
        await pilot.press("d")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))

    stage.run(play, screen)


def test_a_mended_copy_stands_in_the_list_and_the_file_stays(stage: Stage, damaged: Path) -> None:
    screen = ReviewScreen()
    before = damaged.read_bytes()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: bool(screen.chosen and screen.chosen.damage == BROKEN))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "Repair" in stage.text(app))
        await pilot.press("m")
        await stage.until(pilot, lambda: "1 lost" in stage.text(app))
        await stage.until(pilot, lambda: bool(screen.chosen and screen.chosen.sound))

    stage.run(play, screen)
    assert damaged.read_bytes() == before
    assert damaged.with_name(f"{damaged.stem}-repaired.jsonl").exists()
