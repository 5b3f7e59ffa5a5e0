"""What can be written in several ways is one thing, and a denial is told from what it denies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.alike import folded
from coach.language.denial import boasts, claimed, denied_at, negative, overclaims
from coach.language.hearing import hears, places, shows_all
from coach.language.normal import _written_out, normal, normal_stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100k writes", "100,000 writes"),
        ("100k writes", "hundred thousand writes"),
        ("a hundred thousand writes", "100 thousand writes"),
        ("2.5M users", "2,500,000 users"),
        ("we don't wait", "we do not wait"),
        ("it can't be lost", "it cannot be lost"),
        ("api -> queue", "api then queue"),
        ("2x the load", "two times the load"),
        ("msgs in the db", "messages in the database"),
        ("r/w ratio", "read write ratio"),
        ("50 %", "fifty percent"),
        ("lease 10s", "lease 10 seconds"),
    ],
)
def test_two_ways_to_write_it_are_one(one: str, other: str) -> None:
    assert normal_stems(one) == normal_stems(other)


@pytest.mark.parametrize("text", ["the one key", "second phase", "read the part", "it is 3.5"])
def test_what_means_something_else_stays(text: str) -> None:
    assert normal(text) == text


@given(st.text(max_size=300))
def test_any_text_has_a_normal_form_that_stays(text: str) -> None:
    assert normal_stems(normal(text)) == normal_stems(text) or any(map(str.isdigit, text))


WRITTEN_OUT = (
    "a an one two hundred million times can cannot can't set SET Insert put msgs Msgs, db) w/o k/v "
    "multi-az q/s -> > 5 2x k m the cache five-fold fivefold x_five ok'd"
)


@given(st.lists(st.sampled_from(WRITTEN_OUT.split()), max_size=8).map(" ".join))
def test_a_text_without_any_such_word_is_left_as_quickly_as_any(text: str) -> None:
    assert normal(text) == _written_out(text)


def test_a_term_is_heard_in_whatever_way_it_is_written() -> None:
    assert hears("cut over at 100k followers", ["100,000 followers"])
    assert hears("no w/o idemp key", ["idempotent key"])
    assert shows_all(normal_stems("owner dies: lease runs out"), (("lease",), ("die", "dies")))


@pytest.mark.parametrize(
    ("text", "term", "denied"),
    [
        ("It is never blocked by the lock.", "blocked", True),
        ("A lock is not needed here.", "lock", True),
        ("It does not fail, the lease ends.", "lease", False),
        ("Nobody else may take the lease until it ends.", "ends", False),
        ("We take a lease.", "lease", False),
        ("A resend is not counted twice.", "twice", False),
        ("A resend never makes a duplicate.", "duplicate", False),
    ],
)
def test_a_denial_reaches_three_words_and_no_further_than_its_clause(
    text: str, term: str, denied: bool
) -> None:
    words = normal_stems(text)
    (place,) = places(words, [term])
    assert denied_at(text, words, place) is denied
    assert negative(words) or not denied


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Kafka guarantees exactly once delivery.", True),
        ("The queue never loses a message.", True),
        ("Fencing isn't needed.", True),
        ("At least once, so the consumer drops what it has seen.", False),
    ],
)
def test_claims_that_are_mostly_wrong_are_told(text: str, claims: bool) -> None:
    assert overclaims(text) is claims


def test_families_are_folded_and_order_is_kept() -> None:
    assert folded("We save the payment after asking the bank") == folded(
        "We write the payment after calling the bank"
    )
    assert folded("before the call") != folded("after the call")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "We debit on A, then call B, so nothing can get lost.",
            "We debit on A, then call B",
        ),
        ("The last write wins, hence nobody ever loses a letter.", "The last write wins"),
        ("Redis keeps it in memory, no disk is needed.", "Redis keeps it in memory"),
        ("The owner renews its lease every ten seconds.", None),
        ("Nobody loses anything.", None),
    ],
)
def test_praise_of_the_outcome_is_told_from_what_is_done(text: str, left: str | None) -> None:
    """Where nothing but praise is said, that is the claim."""
    assert claimed(text) == (text if left is None else left)


def test_who_praises_the_outcome_boasts() -> None:
    assert boasts("Both are quick, so the old value can never stay.")
    assert boasts("That is impossible.")
    assert not boasts("The counter lies in one row, and the row is locked.")


def test_each_and_every_are_one_word() -> None:
    assert normal_stems("every hall") == normal_stems("each hall")
