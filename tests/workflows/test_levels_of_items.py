"""The checklist of the first phase fits into its minutes at every level, and loses nothing."""

import pytest

from coach.catalog.shelf import folders, load_workflow, plan
from coach.config import LEVELS

INTERVIEW = load_workflow("interview", folders())
DOCUMENT = (
    "What are the core features?",
    "Who are the users?",
    "What actions can users take?",
    "Expected scale (users, requests/sec, data size)",
    "Latency requirements",
    "Availability requirements (99.9%? 99.99%?)",
    "Consistency requirements (strong? eventual?)",
    "How many users? Daily active users?",
    "Read/write ratio?",
    "Data retention period?",
    "Geographic distribution?",
    "Peak vs average load?",
)
"""What the source document wants clarified."""
MOST = 9


@pytest.mark.parametrize("level", LEVELS)
def test_few_items_stand_and_what_is_left_out_can_be_reached(level: str) -> None:
    first = plan("interview", folders(), "45", level)[0][0]
    texts = [item.text for item in first.items]
    assert len(texts) <= MOST
    assert [item.id for item in first.items[:2]] == ["repeat", "leave-out"]
    assert set(DOCUMENT) <= {*texts, *first.questions}
    assert len(set(first.questions)) == len(first.questions)


def test_higher_levels_ask_for_cost_operation_roll_out_and_abuse() -> None:
    ids = {
        level: {item.id for item in plan("interview", folders(), "45", level)[0][0].items}
        for level in LEVELS
    }
    assert {"cost", "operation", "roll-out", "abuse"} <= ids["staff"]
    assert "cost" in ids["senior"] and "users" not in ids["senior"]
    assert "cost" not in ids["mid"]


def test_without_a_level_all_items_stand() -> None:
    whole = INTERVIEW.plan("45")[0]
    assert set(DOCUMENT) <= {item.text for item in whole.items}
    assert INTERVIEW.plan("45", "mid") == plan("interview", folders(), "45", "mid")[0]
