"""What is declined of the proposals: until tomorrow, for today, for good."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.paths import find
from coach.progress.declined import Declined, as_json, from_json
from coach.progress.declining import NAME, declined_in, keep_declined

DAY = date(2026, 12, 1)
NAMES = st.lists(st.from_regex(r"[a-z:-]{1,12}", fullmatch=True), max_size=4)


@given(NAMES, NAMES, NAMES)
def test_what_is_kept_is_read_back(never: list[str], cards: list[str], instead: list[str]) -> None:
    declined = Declined().on(DAY)
    for name in never:
        declined = declined.never_more(name)
    for name in cards:
        declined = declined.not_today(name)
    for name in instead:
        declined = declined.other_than(name)
    assert from_json(as_json(declined)) == declined
    assert set(declined.never) == set(never) and len(declined.never) == len(set(never))


def test_the_next_day_only_what_is_for_good_is_left() -> None:
    declined = Declined().on(DAY).never_more("chat").not_today("skill:estimate").other_than("feed")
    assert declined.on(DAY) == declined
    assert declined.on(DAY + timedelta(1)) == Declined(("chat",), "2026-12-02")
    assert declined.again() == Declined(day="2026-12-01")


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "7", '{"never": "chat", "day": 7}', "[" * 100_000, '{"never": [7, ""]}']
)
def test_of_another_shape_nothing_counts(text: str) -> None:
    assert from_json(text) == Declined()


def test_what_is_kept_is_clean_and_bounded() -> None:
    found = from_json(json.dumps({"never": ["a\x1b[2Jb", *(f"p{n}" for n in range(5000))]}))
    assert found.never[0].isprintable() and len(found.never) <= 1000


def test_it_lies_in_the_data_folder_and_the_remembered_proposal_is_forgotten(
    tmp_path: Path,
) -> None:
    paths = find({"COACH_HOME": str(tmp_path)})
    assert declined_in(paths) == Declined()
    paths.cache.mkdir(parents=True)
    (paths.cache / "today.json").write_text("{}")
    declined = Declined().never_more("chat")
    assert keep_declined(paths, declined) == paths.data / NAME
    assert declined_in(paths) == declined
    assert not (paths.cache / "today.json").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(CoachError, match="could not be written"):
        keep_declined(find({"COACH_HOME": str(tmp_path)}), Declined())
