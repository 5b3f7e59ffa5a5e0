"""Plans as they are pasted from tickets, sheets and chats: counted from a day, in rows."""

from coach.boards.plan.document import Plan, Step
from coach.boards.plan.durations import DAY, HOUR, MINUTE
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.planreader import read
from coach.boards.plan.schedule import scheduled


def steps(text: str) -> tuple[Step, ...]:
    return read(text).steps


def starts(text: str) -> list[int | None]:
    return [step.pinned for step in steps(text)]


def test_bare_numbers_after_t_are_days_where_steps_last_days() -> None:
    text = (
        "T-7 provision nodes (2h)\nT-5 dual write (1d)\nT-0 21:00 switch reads (20 min)\nT+7 retire"
    )
    assert starts(text) == [-7 * DAY, -5 * DAY, 21 * HOUR, 7 * DAY]


def test_bare_numbers_after_t_stay_minutes_in_a_short_runbook() -> None:
    text = "T-30 announce\nT-10 freeze (5 min)\nT+0 switch (1 min)\nT+5 check (10 min)"
    assert starts(text) == [-30 * MINUTE, -10 * MINUTE, 0, 5 * MINUTE]


def test_days_counted_to_days_are_a_length() -> None:
    read_steps = steps(
        "D-10 to D-4 copy shards\nD-day 04:00-04:20 flip the map\nD+1..D+7 watch lag"
    )
    assert [(step.name, step.pinned, step.seconds) for step in read_steps] == [
        ("copy shards", -10 * DAY, 7 * DAY),
        ("flip the map", 4 * HOUR, 20 * MINUTE),
        ("watch lag", DAY, 7 * DAY),
    ]


def test_a_heading_that_counts_a_sprint_is_no_step() -> None:
    plan = read("Sprint 14: schema change\n- add column, 5 min\n- backfill, 1 day")
    assert plan.title == "Sprint 14: schema change"
    assert [step.name for step in plan.steps] == ["add column", "backfill"]


def test_rows_between_bars_without_a_header_are_steps() -> None:
    text = (
        "Wk1 | delete volumes | $3k | Finn | 1d\n"
        "Wk3 | rightsizing | $8k | Gia | 5d | back: old type, 10 min"
    )
    first, second = steps(text)
    assert (first.name, first.owner, first.seconds) == ("delete volumes, $3k", "Finn", DAY)
    assert (second.pinned, second.seconds) == (14 * DAY, 5 * DAY)
    assert second.rollback is not None
    assert (second.rollback.text, second.rollback.seconds) == ("old type", 10 * MINUTE)


def test_a_dated_table_and_a_chart_say_when_the_plan_begins() -> None:
    table = (
        "Step;Owner;From;To\nReview;Ines;2026-05-04;2026-05-08\n"
        "Canary 5%;Paul;2026-05-25;2026-05-26"
    )
    plan = read(table)
    assert plan.start is not None
    assert [(step.pinned, step.seconds) for step in plan.steps] == [
        (0, 5 * DAY),
        (21 * DAY, 2 * DAY),
    ]
    chart = read("gantt\n  Copy :a1, 2026-04-01, 2d\n  Switch :after a1, 1d")
    assert chart.start is not None


def numbered(text: str) -> Plan:
    return read(f"1. Lazy trigger (4d)\n2. New signups (1d) after 1\n3. Fall through (9d)\n{text}")


def test_a_way_back_names_its_step_by_a_number_alone() -> None:
    plan = numbered("Rollback 2: signups to the old store, 5m\nRollback 3: disable trigger, 5m")
    backs = [step.rollback.text if step.rollback else "" for step in plan.steps]
    assert backs == ["", "signups to the old store", "disable trigger"]


def test_a_remark_behind_a_dependency_is_no_part_of_it() -> None:
    plan = numbered("4. Turn off old store (1d) after 3 - needs sign-off from legal")
    assert plan.steps[-1].after[0].name == "3"


def test_a_step_beside_another_is_told_in_square_brackets() -> None:
    _, beside = steps("1. Build images (3 days)\n2. Write modules (5 days) [parallel to 1]")
    assert (beside.name, beside.beside) == ("Write modules", "1")


def test_both_systems_run_in_parallel_and_no_step_does() -> None:
    (step,) = steps("Week 2-3: port to the new scheduler, run both in parallel")
    assert step.name == "port to the new scheduler, run both in parallel"


def test_names_beside_lengths_are_owners() -> None:
    first, second = steps("1. Build images (3 days, Uma)\n2. Write modules (5 days, Vic)")
    assert (first.owner, second.owner) == ("Uma", "Vic")


def test_what_must_hold_is_no_share() -> None:
    plan = read("checkpoint 1% 2h\ncheckpoint 100%\nGate for each step: hits >= 92%, 5xx <= 0.1%")
    assert [step.share for step in plan.steps] == [1.0, 100.0]
    assert plan.success == ("hits >= 92%, 5xx <= 0.1%",)
    phased = read("1. Copy (1d)\n2. Switch (1h)\nExit criteria phase 2: errors below 0.1%")
    assert phased.success == ("errors below 0.1%",)
    assert read("1. Copy (1d)\nGo/no-go on Friday: all green").ready == ("all green",)


def test_what_stops_a_plan_stands_below_all_of_its_steps() -> None:
    plan = read("00:00 declare\n00:02 stop writes\n00:04 promote\nAbort criteria: lag > 30s")
    assert plan.rollback is not None
    assert plan.rollback.triggers[0].value == 30
    assert plan.steps[-1].rollback is None


def test_how_it_stands_today_is_no_step_and_growth_no_amount() -> None:
    plan = read(
        "Capacity plan\nNow: 24 nodes, 62% CPU at peak\nGrowth: 2.5 TB a month data\n"
        "Trigger: when disk > 80% for 1 day -> add 4 nodes, rebalance; rollback: drain them"
    )
    assert not plan.steps
    assert plan.constraints.data_bytes is None
    assert plan.scaling[0].actions == ("add 4 nodes", "rebalance")
    assert plan.scaling[0].rollback == ("drain them",)


def test_a_load_test_goes_on_behind_a_line_that_is_not_read() -> None:
    plan = read(
        "Load test plan\nbaseline 120 rps 10m\nspike 1200 rps 2m\nmix: browse and pay\n"
        "target https://staging.example.test"
    )
    assert plan.loadtest is not None
    assert plan.loadtest.target == "https://staging.example.test"
    assert (plan.loadtest.spike, plan.loadtest.spike_seconds) == (10, 120)


def test_a_bracket_of_a_way_back_is_closed_or_left_out() -> None:
    plan = read("1. Drop column (1h)\n   rollback: restore from snapshot (3h, loses a day)")
    assert plan.steps[0].rollback is not None
    assert plan.steps[0].rollback.text == "restore from snapshot, loses a day"


def test_what_is_done_when_a_number_is_passed_is_a_way_back() -> None:
    plan = read(
        "1. Restart brokers (2h)\n\nif URP > 0 for 15 min stop and restart the old binary (5 min)"
    )
    back = plan.steps[0].rollback or plan.rollback
    assert back is not None
    assert (back.text, back.seconds) == ("stop and restart the old binary", 5 * MINUTE)


def test_a_column_of_weeks_says_when_and_not_how_long() -> None:
    text = "| Week | What | Who |\n|---|---|---|\n| 10 | Replica | Ola |\n| 12-13 | Reads | Per |"
    assert [(step.pinned, step.seconds) for step in steps(text)] == [
        (0, 7 * DAY),
        (14 * DAY, 14 * DAY),
    ]


def test_a_way_back_of_several_steps_reaches_shares_among_them() -> None:
    plan = read(
        "1. Add column (1h)\n2. Write both (1d)\n3. Read new 10% -> 100%, 1 day each\n"
        "4. Drop (1h)\n"
        "Rollback for steps 2-3: old column, 2 min"
    )
    assert [step.rollback is not None for step in plan.steps] == [False, True, True, True, False]


def test_a_step_beside_a_later_one_waits_for_what_is_before_both() -> None:
    plan = read(
        "- inventory (1 week)\n- move jobs (7 weeks), in parallel with training\n"
        "- training (2 weeks)"
    )
    timed = scheduled(plan.steps).times
    assert [time.start for time in timed] == [0, 7 * DAY, 7 * DAY]


def test_numbers_without_a_dot_and_milestones_are_steps() -> None:
    named = steps(" 1 lock tenant (1m)\n 2 copy rows (25m)\n 3 unlock tenant (1m)")
    assert [(step.number, step.name) for step in named] == [
        ("1", "lock tenant"),
        ("2", "copy rows"),
        ("3", "unlock tenant"),
    ]
    dated = steps("M1 2026-09-01 facade in front\nM2 2026-10-15 catalogue live")
    assert [step.pinned for step in dated] == [0, 44 * DAY]


def test_rows_whose_header_is_quoted_too_are_a_table() -> None:
    (step,) = steps(
        '"Step","Duration","Owner","Back out"\n"Deploy sidecar","2h","Uri","remove it 15m"'
    )
    assert (step.owner, step.seconds) == ("Uri", 2 * HOUR)
    assert step.rollback is not None
    assert (step.rollback.text, step.rollback.seconds) == ("remove it", 15 * MINUTE)


def test_a_weekday_comes_after_the_steps_before_it() -> None:
    """2026-03-01 is a Sunday, and nine days of work stand before the switch."""
    plan = read("start 2026-03-01\n1. Copy (9d)\n2. Sunday 03:00 freeze writes (1 min)")
    assert plan.steps[1].pinned == 14 * DAY + 3 * HOUR


def test_the_limits_of_a_load_test_may_be_what_fails_it() -> None:
    plan = read("Load test\nbaseline: 300 req/s\nfail if p99 > 350 ms or errors > 2%")
    assert plan.loadtest is not None
    assert round(plan.loadtest.p99, 3) == 0.35 and plan.loadtest.errors == 0.02


def test_a_runbook_has_at_the_top_who_is_called_and_says_which_steps_nobody_has() -> None:
    text = "1. Copy (1h) - owner Ana\n2. Switch (1h)\n\nwatch: p99, errors\ncontacts: Ana 1234"
    runbook = BOARD.export(BOARD.parse(text), "markdown")
    assert runbook.index("## Contacts") < runbook.index("## Schedule")
    assert runbook.index("## Watch") < runbook.index("## Schedule")
    assert "who is awake: Ana; nobody yet: Switch" in runbook
