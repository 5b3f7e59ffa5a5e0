"""The debrief's screen: headings, what is proposed, the score of the day, and a witness."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.journal.file import open_journal, read
from coach.session.events import CANDIDATE, Overruled, Said, Scored
from coach.session.witnessed import Testified as Answer
from coach.ui.app import CoachApp
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.modal import AskModal
from coach.ui.screens.session import SessionScreen
from coach.ui.screens.verdict_questions import QuestionsModal

SESSION = Path(__file__).parents[1] / "data" / "sessions" / "url-shortener-weak.jsonl"


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    path = tmp_path / SESSION.name
    path.write_bytes(SESSION.read_bytes())
    return path


async def opened(stage: Any, pilot: Pilot[Any], app: CoachApp, path: Path) -> DebriefScreen:
    screen = DebriefScreen(path, app)
    await app.push_screen(screen)
    await stage.until(pilot, lambda: "debrief" in stage.text(app))
    return screen


def test_tab_goes_from_heading_to_heading(stage: Any, weak: Path) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = await opened(stage, pilot, app, weak)
        heads = [n for n, row in enumerate(screen.page) if row and row[0][1] == "heading"]
        from coach.ui.widgets.choices import Choices

        choices = screen.query_one(Choices)
        for wanted in heads[:3]:
            await pilot.press("tab")
            assert choices.index == wanted
        await pilot.press("shift+tab")
        assert choices.index == heads[1]

    stage.run(play, HomeScreen(), (80, 24))


def test_n_starts_what_is_proposed(stage: Any, weak: Path) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = await opened(stage, pilot, app, weak)
        start = screen.read.debrief.practice.start
        assert start is not None
        await pilot.press("n")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert isinstance(app.screen, SessionScreen)
        begun = app.screen.state.opened
        assert begun is not None
        assert (begun.prompt, [one.id for one in begun.phases]) == (start.prompt, [start.phase])

    stage.run(play, HomeScreen(), (80, 24))


def test_an_old_score_stays_until_one_says_so(stage: Any, weak: Path) -> None:
    found = open_journal(weak)
    assert found.journal is not None
    found.journal.append(
        Scored(71.0, "hire", {"requirements": 71.0}, 1), CANDIDATE, found.entries[-1].at
    )
    found.journal.sync()
    found.journal.close()
    before = weak.read_bytes()

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await opened(stage, pilot, app, weak)
        assert "carries 71 points, hire, by version 1" in " ".join(stage.text(app).split())
        assert weak.read_bytes() == before
        await pilot.press("s")
        await stage.until(pilot, lambda: "Recorded:" in stage.text(app))
        last = read(weak).entries[-1].event
        assert isinstance(last, Scored)
        assert last.rules > 1
        await stage.until(pilot, lambda: "by version 1" not in stage.text(app))

    stage.run(play, HomeScreen(), (80, 24))


def test_a_witness_is_asked_by_a_key_and_accepted_by_another(
    stage: Any, weak: Path, tmp_path: Path
) -> None:
    entry = max(
        (e for e in read(weak).entries if e.by == CANDIDATE and isinstance(e.event, Said)),
        key=lambda e: len(getattr(e.event, "text", "")),
    )
    quote = getattr(entry.event, "text", "")[:40]

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = await opened(stage, pilot, app, weak)
        await pilot.press("w")
        await stage.until(pilot, lambda: "No witness is set" in stage.text(app))
        points = [p for p in screen.read.debrief.points if p.state == "missed"][:2]
        answer = {"shown": [{"id": p.id, "entry": entry.n, "quote": quote} for p in points]}
        script = tmp_path / "witness.py"
        script.write_text(f"import sys\nsys.stdin.read()\nprint({json.dumps(answer)!r})\n")
        command = f"{sys.executable} {script}"
        app.environment = replace(
            app.environment, settings=replace(app.environment.settings, witness=command)
        )
        total = screen.read.debrief.total
        await pilot.press("w")
        await stage.until(pilot, lambda: isinstance(app.screen, AskModal))
        assert "hands it the points" in " ".join(stage.text(app).split())
        await pilot.press("y")
        await stage.until(pilot, lambda: bool(screen.read.debrief.readings))
        assert isinstance(read(weak).entries[-1].event, Answer)
        assert screen.read.debrief.total == total
        await pilot.press("w")
        await stage.until(pilot, lambda: isinstance(app.screen, AskModal))
        await pilot.press("p")
        await stage.until(pilot, lambda: isinstance(app.screen, QuestionsModal))
        await pilot.press("A")
        await stage.until(pilot, lambda: app.screen is screen)
        kept = [e.event for e in read(weak).entries if isinstance(e.event, Overruled)]
        assert {(one.observable, one.entry, one.met) for one in kept} == {
            (p.id, entry.n, True) for p in points
        }
        await stage.until(pilot, lambda: screen.read.debrief.total > total)

    stage.run(play, HomeScreen(), (80, 24))
