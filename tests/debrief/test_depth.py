"""What says how it works, and what only names it."""

import pytest

from coach.debrief.explaining import says_how


@pytest.mark.parametrize(
    "text",
    [
        "The lease runs out if its owner dies.",
        "push, because reads are twenty times the writes",
        "It costs a second round trip.",
        "The lease of a starter runs out after 30 seconds and the next one takes it over.",
    ],
)
def test_a_condition_a_cause_a_cost_or_a_sentence_with_a_number_says_how(text: str) -> None:
    assert says_how(text)


@pytest.mark.parametrize("text", ["lease 30 s", "push ids: 500 each", "We use leases in etcd."])
def test_a_name_or_a_number_in_a_fragment_does_not(text: str) -> None:
    assert not says_how(text)
