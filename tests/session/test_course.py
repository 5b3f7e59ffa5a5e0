"""The course of a session: clocks, phases, silences, marks, and places that are named."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import NotFound, UsageError
from coach.session import events as ev
from coach.session.course import SILENCE, SILENCE_PLAYED, Band, CourseMark, Silence, course, place
from coach.session.entry import Entry


def entries(opened: ev.SessionOpened, *told: tuple[float, ev.Event]) -> tuple[Entry, ...]:
    every = ((0.0, opened), *told)
    return tuple(Entry(n, at, "candidate", event) for n, (at, event) in enumerate(every, 1))


def test_clocks_stand_still_in_pauses(opened: ev.SessionOpened) -> None:
    line = course(
        entries(
            opened,
            (3, ev.PhaseEntered("clarify")),
            (10, ev.Paused()),
            (110, ev.Resumed()),
            (112, ev.Said("x")),
            (120, ev.PhaseEntered("design")),
            (130, ev.SessionClosed()),
        )
    )
    assert list(line.clocks) == [0, 0, 7, 7, 9, 17, 27]
    assert line.bands == (Band("clarify", 0, 17), Band("design", 17, 27))
    assert line.seconds == 27


def test_a_silence_is_longer_than_its_bound_and_played_short(opened: ev.SessionOpened) -> None:
    line = course(
        entries(
            opened,
            (0, ev.PhaseEntered("clarify")),
            (SILENCE, ev.Said("not yet a silence")),
            (9, ev.ClockNoted()),
            (SILENCE * 2 + 0.1, ev.Said("one")),
            (11, ev.SessionClosed()),
            (11, ev.Scored(60, "hire", {})),
        )
    )
    assert line.silences == (Silence(SILENCE, SILENCE * 2 + 0.1),)
    assert line.played == pytest.approx(SILENCE + SILENCE_PLAYED + (11 - SILENCE * 2 - 0.1))


def test_five_seconds_are_no_silence_and_six_are_played_as_one(
    opened: ev.SessionOpened,
) -> None:
    line = course(
        entries(
            opened,
            (0, ev.PhaseEntered("clarify")),
            (5, ev.Said("no silence yet")),
            (11, ev.Said("one")),
        )
    )
    assert line.silences == (Silence(5, 11),)
    assert line.played == 6


def test_marks_stand_at_the_entry_they_are_about(opened: ev.SessionOpened) -> None:
    line = course(
        entries(
            opened,
            (0, ev.PhaseEntered("clarify")),
            (4, ev.FactRevealed("users", "Many.", 1)),
            (6, ev.HintGiven("clarify", "reads", "nudge", "?", 1.0)),
            (8, ev.CurveballThrown("geo", "Now everywhere.")),
            (9, ev.Tagged(3, "note", "ask sooner")),
        )
    )
    assert line.marks == (
        CourseMark(2, 0, "phase", "clarify"),
        CourseMark(3, 4, "fact", "users"),
        CourseMark(3, 4, "mark", "note", "ask sooner"),
        CourseMark(4, 6, "hint", "reads"),
        CourseMark(5, 8, "curveball", "geo"),
    )


@pytest.fixture
def told(opened: ev.SessionOpened) -> tuple[Entry, ...]:
    return entries(
        opened,
        (0, ev.PhaseEntered("clarify")),
        (60, ev.Said("a")),
        (60, ev.Said("b")),
        (4000, ev.SessionClosed()),
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [("0:00", 2), ("1:00", 4), ("0:59", 2), ("#3", 3), (" 66:40 ", 5), ("1:06:40", 5), ("#1", 1)],
)
def test_a_place_is_a_time_or_an_entry(told: tuple[Entry, ...], text: str, count: int) -> None:
    assert place(text, course(told)).count == count


@pytest.mark.parametrize("text", ["", "noon", "14", "14:5", "14:60", "#", "#x", "1:2:3:4", "-1:00"])
def test_what_is_no_place_is_said(told: tuple[Entry, ...], text: str) -> None:
    with pytest.raises(UsageError, match="no place"):
        place(text, course(told))


@pytest.mark.parametrize("text", ["#0", "#6", "#999999999", "99:00", "999:9999:00"])
def test_a_place_that_the_session_does_not_have_is_said(told: tuple[Entry, ...], text: str) -> None:
    with pytest.raises((NotFound, UsageError)):
        place(text, course(told))


@settings(deadline=None)
@given(st.lists(st.integers(0, 300), max_size=20))
def test_what_is_played_is_no_longer_than_what_happened(tenths: list[int]) -> None:
    at, rows = 0.0, [Entry(1, 0.0, "candidate", ev.PhaseEntered("x"))]
    for n, gap in enumerate(tenths, 2):
        at += gap / 10
        rows.append(Entry(n, at, "candidate", ev.Said("x")))
    line = course(rows)
    assert line.played <= line.seconds + 1e-9
    assert sum(silence.end - silence.start for silence in line.silences) <= line.seconds + 1e-9


def test_no_entries_have_no_course(after: Callable[..., object]) -> None:
    assert course(()).seconds == 0.0
