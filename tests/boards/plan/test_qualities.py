"""What a plan is asked for: each quality holds on a whole plan and on none that lacks it."""

import pytest

from coach.boards.plan.qualities import NAMES, shown
from coach.match import planned

WHOLE = """\
strategy canary
1. Backup (1h)
2. Restore test (1h)
3. Deploy the gateway as facade (1d)
   rollback: DNS back, 5 min, if errors > 1%
4. Dual writes (1d)
   rollback: flag off, 1 min, if write errors > 0.1%
5. Backfill old rows with CDC (1d)
   rollback: stop the job, 1 min, if replica lag > 10 s
6. Compare both stores (1d)
7. Stop writes (1 min)
   rollback: allow them, 1 min, if it takes more than 5 min
8. Check that the lag is zero (1h)
9. Smoke test (1h)
10. Switch reads (1h)
   rollback: back to the old store; dual writes keep it current, 1 min, if errors > 1%
checkpoint 1% -> 10% -> 50% -> 100%, 1 day each
11. Decommission the old database (1h)
success: 0 mismatches for 7 days
Trigger: CPU > 70% for 5 min
Action: add 2 servers
Rollback: remove them
load test
  baseline 5 rps
  GET / 100%
"""
PROFILE = "Peak rps: 10\nLatency: 5 ms\nCPU: 10%\nDisk: 3%\nNetwork: 4%\n"
HELD = sorted(
    name
    for name in NAMES
    if not name.startswith("without") and name not in ("profile", "strategy big-bang")
    and not (name.startswith("strategy ") and name != "strategy canary")
)  # fmt: skip


@pytest.mark.parametrize("wanted", HELD)
def test_a_whole_plan_shows_it_and_an_empty_one_does_not(wanted: str) -> None:
    assert shown(WHOLE, wanted) > 0
    assert shown("", wanted) == 0
    assert shown("strategy\nsuccess:\n# words: backup, restore, dual writes, switch\n", wanted) == 0


@pytest.mark.parametrize(
    ("wanted", "old", "new"),
    [
        ("strategy", "strategy canary", "strategy turtles"),
        ("strategy canary", "strategy canary", "strategy big bang"),
        ("shares", "1% -> 10% -> 50% -> 100%", "50% -> 100%"),
        ("ways back", "   rollback: DNS back, 5 min, if errors > 1%\n", ""),
        ("rollback times", "DNS back, 5 min", "DNS back"),
        ("lengths", "Dual writes (1d)", "Dual writes"),
        ("success", "0 mismatches for 7 days", "all is well"),
        ("step restore", "2. Restore test (1h)\n", ""),
        ("step decommission", "11. Decommission the old database (1h)\n", ""),
        ("load test", "  baseline 5 rps\n", ""),
        ("scaling", "Rollback: remove them\n", ""),
        ("step backfill", "5. Backfill old rows with CDC (1d)\n", "5. Wait (1d)\n"),
    ],
)
def test_what_is_taken_away_is_missed(wanted: str, old: str, new: str) -> None:
    assert old in WHOLE
    assert shown(WHOLE.replace(old, new), wanted) == 0


def test_free_of_a_finding_only_where_there_are_enough_steps() -> None:
    assert shown(WHOLE, "without no-backup") == 2
    assert shown("1. Backup (1h)\n", "without no-backup") == 0
    assert (
        shown(WHOLE.replace("1. Backup (1h)\n2. Restore test (1h)\n", ""), "without no-backup") == 0
    )


def test_a_profile_has_five_measures_that_are_not_open() -> None:
    assert shown(PROFILE, "profile") == 1
    assert shown(PROFILE.replace("10%", "___"), "profile") == 0


def test_nothing_else_can_be_asked() -> None:
    assert not planned.known("step dance")
    assert planned.known("step backup")
    assert shown(WHOLE, "step dance") == 0
    assert planned.standing(WHOLE, "step backup") == "1. Backup (1h)"
    assert planned.standing("", "step backup") is None
