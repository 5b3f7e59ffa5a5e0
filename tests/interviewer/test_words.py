"""Stems, terms in any inflection, and slips of the keys."""

import pytest

from coach.interviewer.spelling import distance
from coach.interviewer.words import run, says, stem


def test_stems_join_what_belongs_together() -> None:
    groups = [
        ("expire", "expires", "expired", "expiration", "expiry"),
        ("delete", "deleting", "deletion", "deletions"),
        ("availability", "available"),
        ("consistency", "consistent"),
        ("user", "users"),
        ("lose", "lost", "loss"),
        ("id", "ids"),
        ("query", "queries"),
    ]
    for group in groups:
        assert len({stem(word) for word in group}) == 1, group
    assert len({stem(group[0]) for group in groups}) == len(groups)


def test_a_term_is_found_in_any_inflection() -> None:
    assert says(run("We cached the read replicas."), "read replica")
    assert not says(run("We read what the replica has."), "read replica")
    assert not says(run("anything"), "")


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("abc", "", 3), ("latency", "latnecy", 1), ("link", "lnik", 1), ("a", "b", 1)],
)
def test_distance_counts_slips(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps
