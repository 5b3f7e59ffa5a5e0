"""No state is told by hue alone: with all colours gone, what is shown of two states differs."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from coach.boards.board import Row, Severity, plain
from coach.debrief.report import _MARKS
from coach.session import events as ev
from coach.session.events import Item, Phase
from coach.session.pacing import Pace, PhasePace, Standing
from coach.session.state import EMPTY, State
from coach.ui.screens.setup import LEVEL, SetupModal
from coach.ui.theme import LOOKS
from coach.ui.views import rail
from coach.ui.views.home import Choice, _choice
from coach.ui.views.tabs import tabs

ITEM = Item("users", "Ask who uses it")
PHASE = Phase("clarify", "Clarify", 180, 300, (ITEM,), (), ("notes", "estimate"))
OPENED = ev.SessionOpened(
    session="s",
    prompt="url-shortener",
    title="URL shortener",
    statement="",
    workflow="interview",
    level="mid",
    pace="45",
    mode="coach",
    wall="2026-11-30T08:00:00+00:00",
    phases=(PHASE,),
    boards=(),
)
STATE = replace(EMPTY, opened=OPENED, phase="clarify", boards={"notes": "", "estimate": ""})


def paced(standing: Standing, used: float) -> tuple[Row, ...]:
    phase = PhasePace("clarify", "Clarify", used, 180, 300, standing, True, 0.0)
    return rail.rail(Pace((phase,), 300, used, 300 - used, "", ""), 32)


def ticked(on: bool) -> tuple[Row, ...]:
    state = replace(STATE, ticked=frozenset({("clarify", "users")} if on else ()))
    return rail.tick_rows(state, PHASE, 0, 32)


def chosen(value: str) -> list[Row]:
    from coach.config import Settings

    dialog = SetupModal(Settings(level=value), (LEVEL,))
    return dialog._setting(LEVEL, False)


def started(here: bool) -> Row:
    return _choice(Choice("n", "New", "a session", "new"), here, 60)


PAIRS: dict[str, tuple[Callable[[], Sequence[Row]], Callable[[], Sequence[Row]]]] = {
    "a phase inside its window and one over it": (
        lambda: paced(Standing.INSIDE, 250),
        lambda: paced(Standing.OVER, 301),
    ),
    "a phase before its least and one inside": (
        lambda: paced(Standing.BEFORE, 179),
        lambda: paced(Standing.INSIDE, 181),
    ),
    "an item ticked and open": (lambda: ticked(True), lambda: ticked(False)),
    "a setting's value": (lambda: chosen("mid"), lambda: chosen("staff")),
    "a choice under the cursor": (lambda: (started(True),), lambda: (started(False),)),
    "the board in front": (
        lambda: (tabs(STATE, "centre", "notes", False, 0),),
        lambda: (tabs(STATE, "centre", "estimate", False, 0),),
    ),
    "the part in front where it is narrow": (
        lambda: (tabs(STATE, "centre", "notes", True, 0),),
        lambda: (tabs(STATE, "right", "notes", True, 0),),
    ),
    "unread words": (
        lambda: (tabs(STATE, "centre", "notes", True, 0),),
        lambda: (tabs(STATE, "centre", "notes", True, 2),),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_states_differ_without_colours(name: str) -> None:
    first, second = (plain(tuple(rows())) for rows in PAIRS[name])
    assert first != second


def test_a_state_paused_or_closed_says_so() -> None:
    pace = Pace((), 300, 0, 300, "", "")

    def head(state: State) -> str:
        return plain((rail.header(state, pace, 100, 0.0),))

    shown = {head(STATE), head(replace(STATE, paused=True)), head(replace(STATE, closed=True))}
    assert len(shown) == 3


def test_severities_and_marks_have_signs_of_their_own() -> None:
    assert len({mark for mark, _ in _MARKS.values()}) == len(_MARKS)
    assert len({one.value for one in Severity}) == len(Severity)


def test_what_is_selected_is_reversed_and_no_good_or_bad_stands_alone() -> None:
    assert "reverse" in LOOKS["selected"].attributes
    assert LOOKS["good"].attributes != LOOKS["bad"].attributes
