"""The workflow for migrations holds every item of the source document's section 6."""

import pytest

from coach.catalog import shelf

FLOW = shelf.load_workflow("migration-planning", shelf.folders())
DOCUMENT = {
    "current": (
        "Current architecture diagram", "Data volumes", "Dependencies", "Integration points",
        "Performance baselines",
    ),
    "target": (
        "New architecture diagram", "Technology changes", "Expected improvements",
        "Success criteria",
    ),
    "strategy": (
        "Big bang: risk high, downtime yes, complexity low",
        "Blue-green: risk medium, downtime minimal, complexity medium",
        "Canary: risk low, downtime none, complexity high",
        "Strangler fig: risk low, downtime none, complexity high",
        "1. Add facade in front of old system",
        "2. Route small percentage of traffic to new system",
        "3. Gradually increase traffic to new system",
        "4. Retire old system when 100% migrated",
    ),
    "rollback": (
        "Step: which one (Migrate user service to new database)", "Error rate > 1%",
        "Latency > 500ms P99", "Data inconsistency detected",
        "1. Route traffic back to old database", "2. Sync any new data back",
        "3. Investigate root cause", "Rollback time estimate: 15 minutes",
    ),
    "execute": (
        "Backup current system", "Verify backup restoration works", "Deploy new infrastructure",
        "Run smoke tests on new system", "Migrate small percentage (1%)", "Monitor for 24 hours",
        "Increase to 10%", "Monitor for 24 hours", "Increase to 50%", "Monitor for 24 hours",
        "Complete migration (100%)", "Decommission old system", "Document lessons learned",
    ),
}  # fmt: skip


def test_the_five_steps_stand_in_their_order() -> None:
    assert [phase.id for phase in FLOW.phases] == list(DOCUMENT)


@pytest.mark.parametrize("phase", DOCUMENT)
def test_every_item_of_a_step_stands_on_its_checklist(phase: str) -> None:
    known = FLOW.phase(phase)
    assert known is not None
    assert tuple(item.text for item in known.items) == DOCUMENT[phase]


def test_the_windows_fill_a_session_of_45_minutes() -> None:
    assert sum(phase.most for phase in FLOW.phases) == 45
    assert all(phase.least < phase.most for phase in FLOW.phases)


def test_no_text_that_a_board_begins_with_earns_anything() -> None:
    assert not FLOW.starts.get("plan", "").strip()
