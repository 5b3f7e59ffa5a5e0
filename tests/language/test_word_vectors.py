"""Texts as numbers: what means the same points the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language import word_vectors
from coach.language.word_vectors import MOST, WIDTH, likeness, packed, pieces, unit, vector, words


@pytest.mark.parametrize(
    ("text", "same", "other"),
    [
        ("how many people use it", "what is the number of users", "how long is data kept"),
        ("is there somebody on call at night", "who is woken", "what is the size of a photo"),
        ("money we may burn each month", "the monthly budget", "how fast must a page load"),
        ("could two persons book one seat", "are double bookings allowed", "who pays for storage"),
    ],
)
def test_other_words_for_the_same_are_nearer_than_something_else(
    text: str, same: str, other: str
) -> None:
    asked = vector(text)
    assert likeness(asked, vector(same)) > likeness(asked, vector(other)) + 0.1


@given(st.text(max_size=200))
def test_any_text_has_a_vector_of_length_one_or_of_none(text: str) -> None:
    found = vector(text)
    assert len(found) == WIDTH
    length = likeness(found, found)
    assert length == pytest.approx(1.0) or length == 0.0


def test_what_is_no_word_points_nowhere() -> None:
    assert vector("!? … 漢字") == (0.0,) * WIDTH
    assert list(unit([0.0, 0.0])) == [0.0, 0.0]


def test_small_letters_accents_and_marks_make_no_difference() -> None:
    assert vector("Où est le CAFÉ?") == vector("ou est le cafe")
    assert words("p99: 200ms") == ["p", "99", "200", "ms"]


def test_a_long_text_is_heard_as_far_as_a_bound() -> None:
    assert words("go " * 10_000) == ["go"] * MOST


def test_a_word_is_cut_into_the_longest_pieces_from_the_left() -> None:
    known = frozenset(("re", "rest", "##art", "##a", "##rt", "##able")).__contains__
    assert pieces("restart", known) == ["rest", "##art"]
    assert pieces("restartable", known) == ["rest", "##art", "##able"]
    assert pieces("restarting", known) == []
    assert pieces("", known) == []


def test_a_table_is_read_as_it_was_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"quick": (0.5, [2] + [0] * (WIDTH - 1)), "##ly": (0.25, [0, 4] + [0] * 62)})
    monkeypatch.setattr("pkgutil.get_data", lambda *_: data)
    for memo in (word_vectors._table, word_vectors._rows, word_vectors._row):
        memo.cache_clear()
    try:
        assert vector("quickly")[:3] == pytest.approx((0.5**0.5, 0.5**0.5, 0.0))
        assert vector("slowly") == (0.0,) * WIDTH
    finally:
        monkeypatch.undo()
        for memo in (word_vectors._table, word_vectors._rows, word_vectors._row):
            memo.cache_clear()


def test_no_two_pieces_of_the_table_share_a_place() -> None:
    table = word_vectors._table()
    assert len(set(table.keys)) == len(table.keys) == len(table.scales)
    assert len(table.rows) == WIDTH * len(table.keys)
