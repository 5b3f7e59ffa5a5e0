"""The header: how a session is sat stands in it at every size, and trouble before all else."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.catalog.shelf import folders, plan
from coach.live.opening import begin
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.pacing import pace
from coach.session.state import State
from coach.text import width
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.views.rail import header
from coach.ui.widgets.pane import BoardPane
from tests.ui.conftest import Stage

PHASES = ("clarify", "estimate", "design", "deep-dive", "bottlenecks")


def sat(title: str, level: str, mode: str, minutes: str, *more: ev.Event) -> State:
    """The state of a session just opened, and what happened in it."""
    phases, boards = plan("interview", folders(), minutes)
    opened = ev.SessionOpened(
        session="a1", prompt="x", title=title, statement="Design it.", workflow="interview",
        level=level, pace=minutes, mode=mode, wall="2026-03-14", phases=phases, boards=boards,
    )  # fmt: skip
    return fold([Entry(n, 0.1 * n, "candidate", one) for n, one in enumerate((opened, *more), 1)])


def shown(state: State, cells: int, saved: str = "") -> str:
    """The header as text, eleven minutes into the session."""
    row = header(state, pace(state, 700.0), cells, 700.0, saved)
    return "".join(text for text, _ in row)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("title", ["Chat", "URL shortener", "Search suggestions while typing"])
@pytest.mark.parametrize("cells", [80, 99, 120, 200])
@pytest.mark.parametrize("minutes", ["35", "60", "untimed"])
@pytest.mark.parametrize("how", [("mid", "coach"), ("senior", "pressure")], ids=str)
def test_level_mode_and_pace_stand_in_the_header(
    phase: str, title: str, cells: int, minutes: str, how: tuple[str, str]
) -> None:
    level, mode = how
    line = shown(sat(title, level, mode, minutes, ev.PhaseEntered(phase)), cells)
    length = minutes if minutes == "untimed" else f"{minutes} min"
    assert f"{level} {mode} {length}" in line
    assert title[:6].rstrip() in line
    assert width(line) <= cells


def test_a_pause_leaves_them_at_80_columns_too() -> None:
    state = sat("URL shortener", "senior", "coach", "60", ev.PhaseEntered("clarify"), ev.Paused())
    line = shown(state, 80)
    assert "senior coach 60 min  PAUSED  Clarify…" in line
    assert width(line) <= 80


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_trouble_is_never_cut_off(cells: int) -> None:
    state = sat("URL shortener", "senior", "pressure", "60", ev.PhaseEntered("clarify"))
    assert "NOT SAVED" in shown(state, cells, "NOT SAVED")[:cells]
    assert width(shown(state, 80, "NOT SAVED")) <= 80


def test_hostile_words_in_a_journal_keep_to_their_place() -> None:
    state = sat("T" * 500, "\x1b[31m" + "l" * 500, "\n" * 50 + "m", "45", ev.PhaseEntered("design"))
    line = shown(state, 120)
    assert line.isprintable()
    assert width(line) <= 120


@pytest.mark.parametrize("size", [(200, 60)], ids=str)
def test_the_columns_of_a_session_use_a_wide_terminal(
    stage: Stage, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> lb -> api x3 -> redis, orders db")
        await stage.until(pilot, lambda: "│ ≡ orders db │" in stage.text(app))
        screen.show_state(everything=True)
        await pilot.pause()
        golden("session-diagram-200", stage.text(app))

    stage.run(play, screen, size)


@pytest.mark.parametrize("cells", range(100, 301, 20))
def test_side_columns_grow_and_never_take_the_board_its_place(stage: Stage, cells: int) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        left, right = (screen.query_one(name).outer_size.width for name in ("#left", "#right"))
        assert left == max(32, min(56, cells * 18 // 100))
        assert right == max(36, min(80, cells * 20 // 100))
        assert screen.query_one(BoardPane).has_class("beside") is (cells >= 180)

    stage.run(play, screen, (cells, 40))
