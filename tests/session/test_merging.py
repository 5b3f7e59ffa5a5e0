"""Two authors change one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.session.merging import rebased

TEXTS = st.text("ab\n", max_size=8)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("a\nb\n", "a\nb\nc\n", "x\na\nb\n", "x\na\nb\nc\n"),
        ("a\nb\n", "x\na\nb\n", "a\nb\nc\n", "x\na\nb\nc\n"),
        ("a", "a mine", "a theirs", "a theirs mine"),
        ("one two", "one", "one two three", "one three"),
        ("", "mine", "theirs", "theirsmine"),
    ],
)
def test_what_both_changed_stands_in_the_end(base: str, mine: str, theirs: str, both: str) -> None:
    assert rebased(base, mine, theirs) == both


@given(TEXTS, TEXTS, TEXTS)
def test_whoever_changed_nothing_takes_the_others_text(base: str, mine: str, theirs: str) -> None:
    assert rebased(base, base, theirs) == theirs
    assert rebased(base, mine, base) == mine


@given(TEXTS, st.text("12", min_size=1, max_size=3), st.text("34", min_size=1, max_size=3),
       st.integers(0, 8), st.integers(0, 8))  # fmt: skip
def test_nothing_that_either_put_in_is_lost(
    base: str, mine: str, theirs: str, here: int, there: int
) -> None:
    here, there = min(here, len(base)), min(there, len(base))
    merged = rebased(base, base[:here] + mine + base[here:], base[:there] + theirs + base[there:])
    assert mine in merged
    assert theirs in merged
    assert [c for c in merged if c in "ab\n"] == list(base)
