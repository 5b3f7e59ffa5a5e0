"""What a person bent over a board would miss is said, marked and rung."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach import config
from coach.live.opening import begin
from coach.session import events as ev
from coach.session.decide import EnterPhase, Pause, Say
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from tests.ui.conftest import Stage


def fresh(stage: Stage) -> SessionScreen:
    return SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ["f4"]), ((120, 36), ["f4", "f12"])])
def test_words_said_out_of_sight_are_marked_until_they_are_seen(
    stage: Stage, size: tuple[int, int], keys: list[str]
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(*keys)
        screen.do(Say("Which part would you build first?", "probe"), ev.INTERVIEWER)
        await pilot.pause()
        text = stage.text(app).splitlines()
        assert "F7 Talk*1" in text[1]
        assert "Interviewer asks: Which part would you build first?" in text[-1]
        await pilot.press("a")
        await pilot.pause()
        assert "Which part" in stage.text(app).splitlines()[-1]
        await pilot.press("f7")
        await pilot.pause()
        assert "*" not in stage.text(app).splitlines()[1]
        assert "F1 Help" in stage.text(app).splitlines()[-1]

    stage.run(play, screen, size)


@pytest.mark.parametrize("bell", config.BELLS)
def test_the_bell_rings_by_its_setting(
    stage: Stage, bell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    object.__setattr__(stage.environment, "settings", config.Settings(bell=bell))
    screen = fresh(stage)
    rung: list[str] = []
    monkeypatch.setattr(CoachApp, "bell", lambda self: rung.append("rung"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        phase = screen.state.planned("clarify")
        assert phase is not None
        for _ in range(phase.most - 62):
            stage.clock.seconds += 1
            screen.live.now()
        screen.show_clock()
        assert rung == []
        stage.clock.seconds += 3
        screen.show_clock()
        screen.show_clock()
        await pilot.pause()
        told = "One minute left of the window" in stage.text(app)
        assert told == (bell == "bell and line")
        assert len(rung) == (bell != "none")
        screen.do(Say("Time. Go on, please.", "interruption"), ev.INTERVIEWER)
        assert len(rung) == 2 * (bell != "none")

    stage.run(play, screen)


@pytest.mark.parametrize("then", ["the window ends", "the next phase", "a pause"])
def test_the_line_of_the_last_minute_goes_when_it_is_over(stage: Stage, then: str) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        phase = screen.state.planned("clarify")
        assert phase is not None
        for _ in range(phase.most - 59):
            stage.clock.seconds += 1
            screen.live.now()
        screen.show_clock()
        await pilot.pause()
        assert "One minute left" in stage.text(app).splitlines()[-1]
        if then == "the window ends":
            for _ in range(60):
                stage.clock.seconds += 1
                screen.live.now()
        else:
            screen.do(Pause() if then == "a pause" else EnterPhase("estimate"))
        screen.show_clock()
        await pilot.pause()
        assert "F1 Help" in stage.text(app).splitlines()[-1]

    stage.run(play, screen)


def test_time_away_leaves_the_header_after_a_while(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        stage.clock.seconds += 600
        screen.tick()
        await pilot.pause()
        assert "away 9:59" in stage.text(app).splitlines()[0]
        for _ in range(130):
            stage.clock.seconds += 1
            screen.live.now()
        screen.tick()
        await pilot.pause()
        assert "away" not in stage.text(app).splitlines()[0]

    stage.run(play, screen)


@pytest.mark.parametrize("key", ["f2", "f12", "ctrl+s", "f1"])
def test_a_key_that_does_something_ends_what_was_said_before_it(stage: Stage, key: str) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"a -> b", "ctrl+c")
        await stage.until(pilot, lambda: "^Q leaves the session" in stage.text(app))
        await pilot.press(key)
        await stage.until(pilot, lambda: "^Q leaves the session" not in stage.text(app))

    stage.run(play, screen, (80, 24))
