"""A small session to export."""

import pytest

from coach.authoring.played import Played
from coach.session import decide as it
from coach.session import events as ev
from coach.session import scores

PHASES = (
    ev.Phase("clarify", "Clarify requirements", 180, 300, (ev.Item("scale", "Expected scale"),)),
    ev.Phase("design", "High-level design", 300, 600),
)


@pytest.fixture
def stage() -> Played:
    """An opened session of two phases with a notes and a diagram board."""
    return Played(
        ev.SessionOpened(
            session="s1",
            prompt="paste-bin",
            title="Paste bin",
            statement="Design a place to share text.",
            workflow="interview",
            level="mid",
            pace="45",
            mode="coach",
            wall="2026-03-01T10:00:00+00:00",
            phases=PHASES,
            boards=(ev.BoardStart("notes", "# Notes\n"), ev.BoardStart("diagram")),
        )
    )


@pytest.fixture
def played(stage: Played) -> Played:
    """The session with one of everything in it."""
    stage.enter("clarify")
    asked = stage.say("How many pastes a day?", 20)
    stage.do(it.RevealFact("volume", "A million a day.", asked), "interviewer", 2)
    stage.do(it.TickItem("clarify", "scale", True), after=3)
    stage.do(it.EditBoard("notes", "# Notes\n- 1M"), after=10)
    stage.do(it.EditBoard("notes", "# Notes\n- 1M pastes a day"), after=4)
    stage.do(it.Pause(), after=30)
    stage.do(it.Resume(), after=60)
    stage.append(ev.WasAway(90.0, "suspended"), "coach")
    stage.enter("design", 100)
    stage.do(it.EditBoard("diagram", "client -> api -> db\n"), after=40)
    stage.do(it.GiveHint("design", "cache", "nudge", "Who reads twice?", 1.0), "interviewer", 5)
    stage.do(it.ThrowCurveball("private", "Pastes become private."), "interviewer", 5)
    stage.say("Then every read checks who asks.", 20)
    stage.do(it.Close(), after=10)
    stage.do(scores.PredictScore(60))
    stage.do(scores.RecordScore(41.5, "lean hire", {"requirements": 10.0, "estimate": 0.0}))
    return stage
