"""The minutes: windows add up to the pace, overruns eat what comes next, no clock lies."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.pacing import (
    PACES,
    Pace,
    PhasePace,
    Standing,
    by_the_minute,
    clock,
    pace,
    windows,
)
from coach.session.state import EMPTY, State

INTERVIEW = ((3, 5), (2, 3), (5, 10), (10, 15), (5, 5))

minutes = st.integers(2, 60).map(lambda half: half / 2)
plans = st.lists(
    st.tuples(minutes, minutes).map(lambda two: (min(two), max(two))), min_size=1, max_size=8
)


@given(plans, st.sampled_from(["35", "45", "60"]))
def test_windows_add_up_to_the_pace(planned: list[tuple[float, float]], chosen: str) -> None:
    found = windows(planned, chosen)
    assert sum(most for _, most in found) == int(chosen) * 60
    for least, most in found:
        assert 0 <= least <= most
        assert most >= 15


@pytest.mark.parametrize("chosen", ["35", "45", "60"])
def test_windows_keep_the_proportions_of_the_interview(chosen: str) -> None:
    scale = int(chosen) / 38
    for (least, most), (low, high) in zip(windows(INTERVIEW, chosen), INTERVIEW, strict=True):
        assert abs(most - high * 60 * scale) <= 30
        assert abs(least - low * 60 * scale) <= 7.5
        assert least % 15 == 0


def test_an_untimed_session_has_no_windows() -> None:
    assert windows(INTERVIEW, "untimed") == ((0, 0),) * 5
    assert PACES[-1] == "untimed"


def by_id(found: Pace) -> dict[str, PhasePace]:
    return {one.id: one for one in found.phases}


def test_a_phase_is_before_inside_and_over_its_window(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")))
    for now, standing in (
        (0, Standing.BEFORE),
        (179.9, Standing.BEFORE),
        (180, Standing.INSIDE),
        (300, Standing.INSIDE),
        (300.1, Standing.OVER),
    ):
        current = pace(state, now).current
        assert current is not None
        assert current.standing is standing
    assert by_id(pace(state, 10))["design"].standing is Standing.AHEAD


def test_an_overrun_eats_the_next_phases_in_their_order(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")))
    inside = pace(state, 300)
    assert inside.eating == ""
    assert all(one.lost == 0 for one in inside.phases)
    found = pace(state, 360)
    assert found.eating == "estimate"
    assert {one.id: one.lost for one in found.phases if one.lost} == {"estimate": 60}
    assert found.sentence == "You are using the estimate's minutes: 1:00 so far."
    found = pace(state, 300 + 180 + 45)
    assert {one.id: one.lost for one in found.phases if one.lost} == {"estimate": 180, "design": 45}
    assert by_id(found)["clarify"].over == 225


def test_an_overrun_lives_on_saved_minutes_first(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")), (200, ev.PhaseEntered("estimate")))
    saved = pace(state, 200 + 180 + 60)
    assert saved.eating == ""
    assert saved.sentence == "Over the window, on minutes you saved earlier."
    spent = pace(state, 200 + 180 + 130)
    assert spent.eating == "design"
    assert by_id(spent)["design"].lost == 30


def test_going_back_takes_from_what_is_still_to_come(after: Callable[..., State]) -> None:
    state = after(
        (0, ev.PhaseEntered("clarify")),
        (300, ev.PhaseEntered("estimate")),
        (480, ev.PhaseEntered("clarify")),
    )
    found = pace(state, 540)
    assert by_id(found)["clarify"].used == 360
    assert by_id(found)["estimate"].used == 180
    assert found.elapsed == 540
    assert found.eating == "design"
    assert by_id(found)["design"].lost == 60


def test_a_pause_stops_every_clock(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")), (100, ev.Paused()))
    assert pace(state, 100) == pace(state, 5000)
    assert pace(state, 5000).elapsed == 100


def test_when_the_time_is_over_it_says_so(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("limits")))
    found = pace(state, 2280 + 61)
    assert found.left == -61
    assert found.sentence == "The interview's time ended 1:01 ago."


def test_before_the_first_phase_nothing_runs(after: Callable[..., State]) -> None:
    found = pace(after(), 500)
    assert (found.elapsed, found.left, found.current, found.sentence) == (0, 2280, None, "")
    assert pace(EMPTY, 0).phases == ()


moves = st.one_of(
    st.sampled_from(["clarify", "estimate", "design", "deep", "limits"]).map(ev.PhaseEntered),
    st.just(ev.Paused()),
    st.just(ev.Resumed()),
)


@given(st.lists(st.tuples(st.integers(0, 900), moves), max_size=15), st.integers(0, 2000))
def test_the_books_balance_on_any_way_through(
    opened: ev.SessionOpened, walk: list[tuple[int, ev.Event]], more: int
) -> None:
    entries = [Entry(1, 0.0, "coach", opened)]
    for gap, event in walk:
        entries.append(Entry(len(entries) + 1, entries[-1].at + gap, "candidate", event))
    state = fold(entries)
    found = pace(state, entries[-1].at + more)
    assert found.elapsed == pytest.approx(sum(one.used for one in found.phases))
    assert found.left == pytest.approx(found.total - found.elapsed)
    assert found.total == 2280
    order = [one.id for one in found.phases]
    here = order.index(state.phase) if state.phase else -1
    for index, one in enumerate(found.phases):
        assert one.current == (index == here)
        assert 0 <= one.lost <= max(0.0, one.most - one.used) + 1e-9
        assert index > here or one.lost == 0
    rest = sum(max(0.0, one.most - one.used) for one in found.phases[max(here, 0) :])
    ahead = sum(max(0.0, one.most - one.used) for one in found.phases[here + 1 :])
    lost = sum(one.lost for one in found.phases)
    if rest > max(0.0, found.left):
        assert lost == pytest.approx(min(ahead, rest - max(0.0, found.left)))
    else:
        assert lost == 0
    if found.eating:
        eaten = by_id(found)[found.eating]
        assert eaten.lost > 0
        assert found.current is not None
        assert found.current.standing is Standing.OVER


def test_a_stopwatch_shows_whole_seconds_that_have_passed() -> None:
    shown = [clock(s) for s in (-1, 0, 0.99, 59.999, 60, 3599, 3600, 36610)]
    assert shown == ["0:00", "0:00", "0:00", "0:59", "1:00", "59:59", "1:00:00", "10:10:10"]


def test_by_the_minute_nothing_moves_within_one(after: Callable[..., State]) -> None:
    state = after((0, ev.PhaseEntered("clarify")))
    one, same, next_ = (by_the_minute(pace(state, now)) for now in (121.0, 179.0, 181.0))
    assert one == same
    assert one != next_
    assert one.current is not None
    assert (one.current.used, one.elapsed) == (120, 120)
    assert one.left == one.total - 120
    assert "2:00" not in one.sentence
    exact = pace(state, 10_000.0)
    assert by_the_minute(exact).current.standing is exact.current.standing  # type: ignore[union-attr]
