"""The picture of a session that stands before anything is loaded is the one that is then drawn."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.boards.board import plain
from coach.live.opening import begin
from coach.session.decide import EditBoard, Say, TickItem
from coach.ui import still
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.theme import PALETTES, sgr
from coach.ui.views.first_sight import first_sight
from tests.ui.conftest import Stage

SIZES = [(120, 36), (80, 24), (200, 60)]


class Unmet(SessionScreen):
    """A session to which no interviewer comes."""

    def find_partner(self) -> None:
        self.met = True


def check(stage: Stage, screen: SessionScreen, size: tuple[int, int]) -> None:
    live = screen.live
    first = plain(first_sight(live.state, live.now(), *size))
    drawn: list[str] = []

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        drawn.append(stage.text(app))

    stage.run(play, screen, size)
    assert [line.rstrip() for line in first.split("\n")] == drawn[0].rstrip("\n").split("\n")


@pytest.mark.parametrize("size", SIZES)
def test_a_new_session(stage: Stage, size: tuple[int, int]) -> None:
    check(stage, Unmet(begin(stage.environment, "url-shortener", "mid", "45", "coach")), size)


@pytest.mark.parametrize("size", SIZES[:2])
def test_a_session_that_went_on_for_a_while(stage: Stage, size: tuple[int, int]) -> None:
    screen = Unmet(begin(stage.environment, "url-shortener", "mid", "45", "pressure"))
    stage.clock.seconds += 2
    for turn in range(3):
        screen.live.do(Say(f"I would think of a cache, for the {turn}th time at the very least."))
    screen.live.edit(EditBoard("notes", "Reads are many.\nWrites are few."))
    phase = screen.live.state.phases[0]
    screen.live.do(TickItem(phase.id, phase.items[0].id))
    stage.clock.seconds += 2
    check(stage, screen, size)


def test_the_header_stands_on_the_ground_of_a_panel() -> None:
    rows = ((("title", "title"),), (("text", ""),))
    text = still.paint(rows, "dark", 24, banner=1)
    assert sgr("dark", "title", 24, "panel") in text
    assert sgr("dark", "", 24) in text
    assert PALETTES["dark"]["panel"] != PALETTES["dark"]["back"]
