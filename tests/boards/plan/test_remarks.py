"""Every finding: a plan that has it, and the same plan mended, which has it not."""

import pytest

from coach.boards.board import Context, Severity
from coach.boards.plan.plan_board import BOARD
from coach.boards.plan.remarks import REMARKS

BACK = "\n  rollback: back, 1 min, if errors > 1%"
MOVE = f"1. Backup (1h)\n2. Restore test (1h)\n3. Move users (1h){BACK}\n"
TWO = f"strategy canary\n1. Deploy v2 (1h){BACK}\n2. Smoke test (5 min)\n"
LONG = "\n".join(f"{n}. Step {n} (1h)" for n in range(1, 600))

CASES: dict[str, tuple[str, str]] = {
    "big-bang-no-downtime": (
        "strategy big bang\nconstraints: no downtime\n" + MOVE,
        "strategy big bang\nconstraints: downtime max 4h\n" + MOVE,
    ),
    "strategy-excluded": (
        "strategy canary\nconstraints: traffic cannot be split\n" + MOVE,
        "strategy canary\nconstraints: traffic can be split\n" + MOVE,
    ),
    "no-strategy-fits": (
        "constraints: no downtime, traffic cannot be split, cannot run two environments\n" + MOVE,
        "constraints: no downtime, traffic can be split, cannot run two environments\n" + MOVE,
    ),
    "strategy-not-recommended": (
        "strategy canary\nconstraints: large system\n" + MOVE,
        "strategy strangler fig\nconstraints: large system\n" + MOVE,
    ),
    "strategy-missing": (MOVE, "strategy canary\n" + MOVE),
    "step-no-rollback": ("1. Switch DNS (1h)\n", f"1. Switch DNS (1h){BACK}\n"),
    "rollback-no-trigger": (
        "1. Switch DNS (1h)\n  rollback: DNS back, 1 min\n",
        f"1. Switch DNS (1h){BACK}\n",
    ),
    "trigger-not-measurable": (
        "1. Switch DNS (1h)\n  rollback: back, 1 min, if people complain\n",
        "1. Switch DNS (1h)\n  rollback: back, 1 min, if the smoke test fails\n",
    ),
    "rollback-no-time": (
        "1. Switch DNS (1h)\n  rollback: back, if errors > 1%\n",
        f"1. Switch DNS (1h){BACK}\n",
    ),
    "rollback-too-slow": (
        "downtime: max 5 min\n1. Switch DNS (1h)\n  rollback: back, 6 min, if errors > 1%\n",
        "downtime: max 5 min\n1. Switch DNS (1h)\n  rollback: back, 5 min, if errors > 1%\n",
    ),
    "rollback-loses-data": (
        f"1. Copy rows (1h){BACK}\n2. Switch to the new store (1h)\n"
        "  rollback: switch back, 1 min\n",
        f"1. Copy rows (1h){BACK}\n2. Switch to the new store (1h)\n"
        "  rollback: switch back and replay the new rows, 1 min\n",
    ),
    "no-backup": (f"1. Move users (1h){BACK}\n", MOVE),
    "backup-not-restored": (f"1. Backup (1h)\n2. Move users (1h){BACK}\n", MOVE),
    "no-smoke-test": (f"1. Deploy v2 (1h){BACK}\n", TWO),
    "checkpoint-jump": (
        TWO + "checkpoint 1% 24h\ncheckpoint 11% 24h\n",
        TWO + "checkpoint 1% 24h\ncheckpoint 10% 24h\ncheckpoint 60% 24h\n",
    ),
    "checkpoint-no-watch": (TWO + "checkpoint 5%\n", TWO + "checkpoint 5% 1h\n"),
    "checkpoint-backwards": (
        TWO + "checkpoint 5% 1h\ncheckpoint 5% 1h\n",
        TWO + "checkpoint 5% 1h\ncheckpoint 6% 1h\n",
    ),
    "checkpoint-stops": (TWO + "checkpoint 5% 1h\n", TWO + "ramp 5, 50, 100% 1h each\n"),
    "watch-misses-peak": (MOVE + "checkpoint 5% 23h\n", MOVE + "checkpoint 5% 24h\n"),
    "dual-write-no-reconcile": (
        f"1. Dual writes (1d){BACK}\n2. Backfill (1d){BACK}\n",
        f"1. Dual writes (1d){BACK}\n2. Backfill (1d){BACK}\n3. Compare both (1d)\n",
    ),
    "dual-write-no-backfill": (
        f"1. Dual writes (1d){BACK}\n2. Compare both (1d)\n",
        f"1. Dual writes (1d){BACK}\n2. Backfill (1d){BACK}\n3. Compare both (1d)\n",
    ),
    "copy-while-writing": (
        f"1. Copy the rows (1h){BACK}\n",
        f"1. Stop writes (1 min){BACK}\n2. Copy the rows (1h){BACK}\n",
    ),
    "cutover-no-lag-check": (
        f"1. Replicate with CDC (1d){BACK}\n2. Cut over (1 min){BACK}\n",
        f"1. Replicate with CDC (1d){BACK}\n2. Wait until the lag is 0 (1h)\n"
        f"3. Cut over (1 min){BACK}\n",
    ),
    "destructive-in-one-step": (
        f"constraint no downtime\n1. Rename column a to b (1 min){BACK}\n",
        f"constraint no downtime\n1. Add column b (1 min){BACK}\n2. Drop column a (1 min)\n",
    ),
    "contract-too-early": (
        f"1. Remove the old server (1h)\n2. Switch traffic to the new one (1 min){BACK}\n",
        f"1. Switch traffic to the new one (1 min){BACK}\n2. Remove the old server (1h)\n",
    ),
    "no-soak": (
        f"1. Switch traffic (1 min){BACK}\n2. Watch (23h)\n3. Remove the old server (1h)\n",
        f"1. Switch traffic (1 min){BACK}\n2. Watch (24h)\n3. Remove the old server (1h)\n",
    ),
    "no-decommission": (MOVE, MOVE + "4. Decommission the old database (1h)\n"),
    "no-facade": (
        "strategy strangler fig\n" + MOVE,
        f"strategy strangler fig\n1. Gateway in front (1d){BACK}\n",
    ),
    "flag-never-removed": (
        f"1. Turn the flag on (1 min){BACK}\n",
        f"1. Turn the flag on (1 min){BACK}\n2. Remove the flag (1h)\n",
    ),
    "no-success-criteria": (MOVE, MOVE + "success: no row differs for 7 days\n"),
    "dependency-unknown": (
        'step "Copy" 1h\nstep "Switch" 1h after "Cpoy"\n',
        'step "Copy" 1h\nstep "Switch" 1h after "Copy"\n',
    ),
    "dependency-cycle": (
        'step "A b" 1h after "C d"\nstep "C d" 1h after "A b"\n',
        'step "A b" 1h\nstep "C d" 1h after "A b"\n',
    ),
    "duplicate-step": ("1. Drain (1h)\n2. Drain (1h)\n", "1. Drain (1h)\n2. Drain b (1h)\n"),
    "step-no-duration": ("1. Backup\n", "1. Backup (1h)\n"),
    "past-deadline": (
        "start 2026-05-04\ndeadline 2026-05-05\n1. Backup (2d)\n",
        "start 2026-05-04\ndeadline 2026-05-05\n1. Backup (1d)\n",
    ),
    "over-downtime": (
        "downtime: 30 min\n1. Copy (20 min) [downtime]\n2. Switch (11 min) [downtime]\n",
        "downtime: 30 min\n1. Copy (20 min) [downtime]\n2. Switch (10 min) [downtime]\n",
    ),
    "date-ambiguous": ("start 03/04/2026\n1. Backup (1d)\n", "start 13/04/2026\n1. Backup (1d)\n"),
    "line-unread": ("strategy turtles\n" + MOVE, "strategy canary\n" + MOVE),
    "scaling-no-trigger": (
        "Action:\n1. Add a node\n2. Check health\nRollback: remove it\nmax 8 nodes\n",
        "Trigger: CPU > 70% for 5 min\nAction:\n1. Add a node\n2. Check health\n"
        "Rollback: remove it\nmax 8 nodes\n",
    ),
    "trigger-no-duration": (
        "Trigger: CPU > 70%\nAction: add a node\nRollback: remove it\n",
        "Trigger: CPU > 70% for 5 min\nAction: add a node\nRollback: remove it\n",
    ),
    "trigger-too-late": (
        "Trigger: CPU > 90% for 5 min\nAction: add a node\nRollback: remove it\n",
        "Trigger: CPU > 89% for 5 min\nAction: add a node\nRollback: remove it\n",
    ),
    "scaling-no-rollback": (
        "Trigger: CPU > 70% for 5 min\nAction: add a node\n",
        "Trigger: CPU > 70% for 5 min\nAction: add a node\nRollback: remove it\n",
    ),
    "action-no-verify": (
        "Trigger: CPU > 70% for 5 min\nAction: add a node\n",
        "Trigger: CPU > 70% for 5 min\nAction: add a node; check its health\n",
    ),
    "stateful-scale-out": (
        "# Shop\nSessions are kept in the servers' memory.\n"
        "Trigger: CPU > 70% for 5 min\nAction: add 2 servers\n",
        "# Shop\nSessions were kept in the servers' memory, move the sessions to Redis first.\n"
        "Trigger: CPU > 70% for 5 min\nAction: add 2 servers\n",
    ),
    "scaling-no-limit": (
        "Trigger: CPU > 70% for 5 min\nAction: add a node\n",
        "Trigger: CPU > 70% for 5 min\nAction: add a node\nmax 8 nodes\n",
    ),
    "review-missing": (
        "# Capacity plan of the shop\nrequirements: 10M users\n",
        "# Capacity plan of the shop\nrequirements: 10M users\nreview when storage > 2 TB\n",
    ),
    "rollback-of-all": (
        "1. Copy rows (1h)\n2. Switch reads (1h)\n\nRollback: flag off, 5 min\n",
        "1. Copy rows (1h)\n2. Switch reads (1h)\n\nRollback of any step: flag off, 5 min\n",
    ),
    "plan-too-long": (LONG, MOVE),
}


def codes(text: str) -> set[str]:
    return {one.code for one in BOARD.findings(BOARD.parse(text), Context())}


def test_every_remark_has_its_two_plans() -> None:
    assert set(CASES) == set(REMARKS)
    assert len(REMARKS) == 48


@pytest.mark.parametrize("code", CASES)
def test_a_plan_has_the_finding_and_the_mended_one_has_not(code: str) -> None:
    with_it, without_it = CASES[code]
    assert code in codes(with_it)
    assert code not in codes(without_it)


@pytest.mark.parametrize("code", CASES)
def test_a_finding_has_its_severity_and_stands_on_its_line(code: str) -> None:
    text = CASES[code][0]
    model = BOARD.parse(text if text.endswith("\n") else f"{text}\n")
    for one in BOARD.findings(model, Context()):
        if one.code == code:
            assert one.span is not None
            assert 0 <= one.span.start <= one.span.end <= len(model.plan.text)
            assert one.severity in (REMARKS[code].severity, Severity.HINT)
            assert one.message.strip().endswith((".", "?", "%."))


def test_a_line_that_is_being_typed_gets_hints_at_most() -> None:
    text = "strategy canary\n1. Switch DNS (1h)"
    graves = [
        one
        for one in BOARD.findings(BOARD.parse(text), Context())
        if one.code == "step-no-rollback"
    ]
    assert [one.severity for one in graves] == [Severity.HINT]
    whole = BOARD.findings(BOARD.parse(f"{text}\n"), Context())
    assert Severity.WARNING in [one.severity for one in whole if one.code == "step-no-rollback"]


def test_an_empty_board_has_no_findings() -> None:
    for text in ("", "\n", "  \n\n"):
        assert BOARD.findings(BOARD.parse(text), Context()) == ()


def test_a_backup_after_the_old_is_gone_is_none() -> None:
    steps = [
        "Backup and restore test 1d",
        "Dual writes 2d",
        "Copy the rows 1d",
        "Drop old table 1h",
    ]
    assert "no-backup" not in codes("\n".join(f"step {one}" for one in steps))
    late = "\n".join(f"step {one}" for one in [*steps[1:], steps[0]])
    assert "no-backup" in codes(late)
    assert "no-backup" not in codes(
        "\n".join(f"step {one}" for one in [steps[1], *steps[:1], *steps[2:]])
    )


def test_what_is_dropped_before_the_shares_is_still_in_use() -> None:
    text = (
        "no downtime\nstep Dual writes 3d\nstep Backfill the rows 1d\n"
        "step Drop the old table 1d\ncheckpoint 10% 24h\ncheckpoint 100% 24h\n"
    )
    assert "contract-too-early" in codes(text)
    assert "destructive-in-one-step" not in codes(text)
