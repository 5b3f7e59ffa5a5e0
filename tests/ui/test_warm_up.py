"""The warm-up: a real session of three minutes, from a question to its debrief."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.authoring.played_sessions import buzzword_entries, empty_entries, reference_entries
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.evidence import BRIEF, FEW_WORDS, SOME_WORDS, attempted, some_words
from coach.debrief.score import score
from coach.journal.file import read
from coach.live.environment import WARM_UP
from coach.live.opening import begin
from coach.session.decide import Close, EditBoard, EnterPhase, Say
from coach.session.events import Phase
from coach.session.history import whole
from coach.ui.app import CoachApp
from coach.ui.screens.debrief_screen import DebriefScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.editor import TalkLine
from tests.ui.conftest import Stage


@pytest.mark.parametrize("road", ["home", "drills"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
def test_three_minutes_of_asking_estimating_drawing_and_a_debrief(
    stage: Stage, road: str, size: tuple[int, int]
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(*(["w"] if road == "home" else ["d", *"warm", "enter"]))
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        await stage.until(pilot, lambda: screen.met)
        opened = screen.state.opened
        assert opened is not None
        assert (opened.prompt, opened.pace) == (WARM_UP, "3")
        assert sum(phase.most for phase in screen.state.phases) == 180
        screen.query_one(TalkLine).text = "How many page views are there in a day?"
        await pilot.press("enter")
        await stage.until(pilot, lambda: bool(screen.state.facts))
        await pilot.press("ctrl+n", "f3", *"views = 200M view/day in view/s", "ctrl+n")
        await stage.until(pilot, lambda: screen.state.phase == "design")
        await pilot.press("f4", *"reader -> counter -> db", "ctrl+q", "f")
        await stage.until(pilot, lambda: "how many points" in stage.text(app))
        await pilot.press("escape")
        await stage.until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.pause()
        assert "75 points" in stage.text(app)
        groups = screen.state.score.groups if screen.state.score else {}
        assert groups["estimate"] == groups["high-level"] == 25
        assert attempted(read(screen.sitting.journal.path).entries)

    stage.run(play, size=size)


def test_whatever_the_pace_it_takes_three_minutes(stage: Stage) -> None:
    for pace in ("35", "60"):
        opened = begin(stage.environment, WARM_UP, "mid", pace, "coach").live.state.opened
        assert opened is not None
        assert opened.pace == "3"
        assert [(one.least, one.most) for one in opened.phases] == [(30, 60)] * 3
    free = begin(stage.environment, WARM_UP, "mid", "untimed", "coach").live.state.opened
    assert free is not None
    assert free.pace == "untimed"
    assert {one.most for one in free.phases} == {0}


def test_an_arrow_is_work_in_a_minute_and_not_in_an_interview(stage: Stage) -> None:
    brief = Phase("design", "Draw", 30, BRIEF)
    assert some_words(brief) == FEW_WORDS == 2
    assert some_words(Phase("design", "Draw", 30, BRIEF + 1)) == SOME_WORDS == 5
    assert some_words(Phase("design", "Draw", 0, 0)) == SOME_WORDS
    for slug, wanted in ((WARM_UP, True), ("url-shortener", False)):
        live = begin(stage.environment, slug, "mid", "45", "coach").live
        live.do(Say("How many are there in a day?"))
        live.do(EnterPhase("estimate"))
        live.do(EditBoard("estimate", "views = 200M view/day in view/s"))
        live.do(EnterPhase("design"))
        live.do(EditBoard("diagram", "a -> b"))
        live.do(Close())
        assert attempted(live.entries) is wanted


def test_its_own_answer_earns_it_all_and_pasted_words_do_not() -> None:
    prompt = load(WARM_UP, folders())
    workflow = load_workflow(WARM_UP, folders())
    assert score(prompt, workflow, whole(reference_entries(prompt, workflow))).total == 100
    assert score(prompt, workflow, whole(buzzword_entries(prompt, workflow, "phases"))).total < 25
    assert score(prompt, workflow, whole(empty_entries(prompt, workflow))).total == 0
