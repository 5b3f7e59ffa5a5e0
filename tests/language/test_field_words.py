"""Circumlocutions: described things get their word, and nobody who has it is told it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language.field_words import circumlocutions, field_words, names_it, used

SAID = {
    "The thing that sends traffic to different servers.": "load balancer",
    "We keep the popular ones in memory so that it is faster.": "cache",
    "Jobs go to a place where they wait until a worker takes them.": "message queue",
    "Every second it asks whether the other one is still alive.": "health check",
    "If the same payment comes twice it counts only once and nothing is charged.": "idempotency",
    "We split the data by user over several database servers.": "sharding",
    "One user may make only so many requests a minute and the rest we refuse.": "rate limiter",
    "Either both writes happen or nothing is changed.": "transaction",
    "It waits and tries again, each time twice as long.": "exponential backoff",
    "Old messages move to cheaper and slower storage.": "cold storage",
}
NOT = (
    "Would you rather it happened twice or not at all?",
    "A job picks them up every minute and puts them on the bus.",
    "All have the same data, so nothing is lost when one server dies.",
    "I would like to know how many users there are on each day.",
    "",
)


@pytest.mark.parametrize(("text", "word"), SAID.items())
def test_a_description_gets_its_word(text: str, word: str) -> None:
    found = circumlocutions(["Let me think.", text])
    assert word in {one.word for one in found}
    told = next(one for one in found if one.word == word)
    assert told.at == 1
    assert told.said
    assert told.said in text


@pytest.mark.parametrize("text", NOT)
def test_nothing_else_does(text: str) -> None:
    assert circumlocutions([text]) == ()


def test_who_has_the_word_anywhere_is_told_nothing() -> None:
    text = "The thing that sends traffic to different servers."
    assert circumlocutions([text, "It is an LB."]) == ()
    assert circumlocutions([text], ["client -> load balancer -> api"]) == ()
    assert len(circumlocutions([text, text])) == 1


def test_every_row_of_the_table_is_whole() -> None:
    words = [one.word for one in field_words()]
    assert len(words) == len(set(words))
    for one in field_words():
        assert one.descriptions, one.word
        assert all(len(groups) >= 3 for groups in one.descriptions), one.word
        assert names_it(one.word, f"I think it is a {one.word.upper()}."), one.word


def test_an_answer_is_right_by_any_name() -> None:
    assert names_it("sharding", "we would partition it")
    assert not names_it("sharding", "a cache")
    assert used(["TTL of an hour"]) == {"time to live"}


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_taken(texts: list[str]) -> None:
    for one in circumlocutions(texts):
        assert 0 <= one.at < len(texts)


def test_a_long_text_costs_little() -> None:
    text = "send traffic to several servers and keep copies of the database " * 500
    begun = time.process_time()
    circumlocutions([text])
    assert time.process_time() - begun < 20
