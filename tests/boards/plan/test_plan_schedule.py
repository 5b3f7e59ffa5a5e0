"""The schedule: order of dependence, the critical path, names, cycles, fixed starts."""

from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Span
from coach.boards.plan.document import After, Step
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.schedule import scheduled


@st.composite
def networks(draw: st.DrawFn) -> tuple[Step, ...]:
    """Steps that wait for earlier ones."""
    steps: list[Step] = []
    for at in range(draw(st.integers(1, 12))):
        waits = draw(st.sets(st.integers(0, at - 1), max_size=3)) if at else set()
        after = tuple(After(f"s{other}", True) for other in sorted(waits))
        beside = "" if not after and at and draw(st.booleans()) else None
        seconds = draw(st.integers(0, 50))
        steps.append(Step(f"s{at}", at + 1, Span(0, 0), seconds, after=after, beside=beside))
    return tuple(steps)


@given(networks())
def test_a_step_begins_when_the_last_it_waits_for_ends(steps: tuple[Step, ...]) -> None:
    schedule = scheduled(steps)
    for step, time in zip(steps, schedule.times, strict=True):
        assert time.start is not None and time.end is not None
        ends = [schedule.times[other].end or 0 for other in time.after]
        assert time.start == max(ends, default=0)
        assert time.end - time.start == step.seconds
    assert schedule.length == max(time.end or 0 for time in schedule.times)


@given(networks(), st.integers(0, 11))
def test_what_is_critical_delays_the_end_and_nothing_else_does(
    steps: tuple[Step, ...], at: int
) -> None:
    at %= len(steps)
    schedule = scheduled(steps)
    slower = list(steps)
    slower[at] = Step(
        steps[at].name, at + 1, Span(0, 0), (steps[at].seconds or 0) + 1, after=steps[at].after,
        beside=steps[at].beside,
    )  # fmt: skip
    later = (scheduled(tuple(slower)).length or 0) > (schedule.length or 0)
    if steps[at].seconds:
        assert schedule.times[at].critical == later


def times(text: str) -> dict[str, tuple[int | None, int | None]]:
    model = BOARD.parse(text)
    pairs = zip(model.plan.steps, model.schedule.times, strict=True)
    return {
        step.title: (
            None if time.start is None else time.start // 60,
            None if time.end is None else time.end // 60,
        )
        for step, time in pairs
    }


def test_a_step_may_be_called_by_name_handle_number_share_or_beginning() -> None:
    text = """
step A "Provision the cluster" 1h
step B "Write the job" 2h in parallel
1. Load (1h) after A and "Write the job"
checkpoint 10% 1h
step Tidy 1h after checkpoint 10%
step Late 1h after Prov
"""
    made = times(text)
    assert made["Load"] == (120, 180)
    assert made["checkpoint 10%"] == (180, 240)
    assert made["Tidy"] == (240, 300)
    assert made["Late"] == (60, 120)


def test_lists_of_ones_are_counted() -> None:
    made = times("1. A b (1h)\n1. C d (2h)\n1. E f (1h) after 1\n")
    assert made["E f"] == (60, 120)


def test_a_circle_has_no_times_and_is_named_in_the_order_of_waiting() -> None:
    text = "step facade 1d after cutover\nstep copy 2d after facade\nstep cutover 1d after copy\n"
    model = BOARD.parse(text)
    names = [model.plan.steps[at].name for at in model.schedule.cycle]
    assert names == ["facade", "copy", "cutover", "facade"]
    assert model.schedule.length is None
    assert set(times(text).values()) == {(None, None)}


def test_fixed_starts_count_from_t_and_clocks_from_the_first() -> None:
    made = times("T-1h Announce (15 min)\nT+0 Stop (5 min)\nT+5m Copy (20 min)\n")
    assert made == {"Announce": (-60, -45), "Stop": (0, 5), "Copy": (5, 25)}
    made = times("23:30-23:50 Backup\n23:50-00:20 Copy\n00:20 Switch (5 min)\n")
    assert made == {"Backup": (0, 20), "Copy": (20, 50), "Switch": (50, 55)}
