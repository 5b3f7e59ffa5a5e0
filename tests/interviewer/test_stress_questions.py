"""Questions by arithmetic in the phase about failure: on the box that hurts most, once, asked of
what nobody has spoken of yet, and never in pressure mode."""

from typing import Any

import pytest

from coach.interviewer.stress_questions import MOST_DEAD, REF, SPACING, exposed

SHEET = "peak reads = 3,000 req/s\npeak writes = 600 req/s\n"
DESIGN = "client -> load balancer -> api x3 -> postgres\napi -> redis: 90% hit"


def bottlenecks(stages: Any, mode: str = "coach", sheet: str = SHEET) -> Any:
    stage = stages.without(curveballs=(), deep_dives=()).open(mode, pace="untimed")
    stage.enter("estimate")
    stage.edit("estimate", sheet)
    stage.enter("design")
    stage.edit("diagram", DESIGN)
    stage.say("The api behind the load balancer reads redis, then postgres.")
    stage.enter("bottlenecks")
    return stage


def asked(stage: Any) -> list[str]:
    return [ref for ref in stage.refs("probe") if ref.startswith(REF)]


def test_the_arithmetic_names_the_box_that_hurts_most() -> None:
    here = exposed(DESIGN, SHEET)
    assert here.peak == 3600
    assert here.first
    assert "postgres" in {label for _, label, _ in here.hurting}
    assert {label: store for _, label, store in here.hurting}["postgres"]
    assert exposed(DESIGN, "").peak == 0
    assert exposed(DESIGN, "").hurting == here.hurting


def test_who_uses_the_system_is_never_said_to_have_died() -> None:
    here = exposed("app -> gateway -> checkout -> postgres", SHEET)
    assert {label for _, label, _ in here.hurting} == {"gateway", "checkout", "postgres"}


def test_the_peak_of_the_sheet_is_quoted_and_then_a_box_dies(stages: Any) -> None:
    stage = bottlenecks(stages)
    stage.wait(SPACING + 60)
    assert asked(stage) == [f"{REF}first"]
    assert "3,600 a second" in stage.heard("probe")[-1]
    assert exposed(DESIGN, SHEET).first not in stage.heard("probe")[-1]
    stage.say("That depends on how the keys are spread.")
    stage.wait(SPACING + 60)
    assert len(asked(stage)) == 2
    assert "just died" in stage.heard("probe")[-1]


def test_boxes_that_nobody_spoke_of_do_not_come_first(stages: Any) -> None:
    stage = stages.without(curveballs=(), deep_dives=()).open(pace="untimed")
    stage.enter("design")
    stage.edit("diagram", DESIGN)
    stage.enter("bottlenecks")
    stage.wait(SPACING + 60)
    assert asked(stage)
    assert stage.refs("remark") == []


def test_without_a_peak_only_a_death_is_asked_about(stages: Any) -> None:
    stage = bottlenecks(stages, sheet="storage = 9 TB")
    stage.wait(SPACING + 60)
    (ref,) = asked(stage)
    assert ref.startswith(f"{REF}dead:")


def test_pressure_mode_has_none(stages: Any) -> None:
    stage = bottlenecks(stages, "pressure")
    stage.wait(3 * SPACING)
    assert asked(stage) == []


def test_the_next_waits_for_an_answer_and_few_boxes_die(stages: Any) -> None:
    stage = bottlenecks(stages, sheet="")
    stage.wait(5 * SPACING)
    assert len(asked(stage)) == 1
    for _ in range(5):
        stage.say("It is as it is, and the others carry on.")
        stage.wait(2 * SPACING)
    assert len(asked(stage)) == len(set(asked(stage))) <= MOST_DEAD


def test_what_was_said_already_is_not_asked(stages: Any) -> None:
    stage = bottlenecks(stages)
    first = exposed(DESIGN, SHEET).first
    stage.say(f"What breaks first is {first}, at some ten thousand calls a second.")
    for _, label, _ in exposed(DESIGN, SHEET).hurting:
        stage.say(f"If {label} dies, a standby takes over within a minute.")
    stage.wait(4 * SPACING)
    assert asked(stage) == []


@pytest.mark.parametrize("phase", ["clarify", "design", "deep-dive"])
def test_only_the_phase_about_failure_has_them(stages: Any, phase: str) -> None:
    stage = bottlenecks(stages)
    stage.enter(phase)
    stage.wait(3 * SPACING)
    assert asked(stage) == []


def test_a_drawing_of_nothing_asks_nothing(stages: Any) -> None:
    stage = bottlenecks(stages)
    stage.edit("diagram", "")
    stage.wait(3 * SPACING)
    assert asked(stage) == []
    assert exposed("", "").hurting == ()
    assert exposed("-> -> ->\n[", "= = =").first == ""
