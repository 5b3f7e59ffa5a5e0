"""`coach words`: one's own circumlocutions, asked for."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.debrief.described_instead import described
from coach.journal.library import Library
from coach.progress import own_words
from coach.progress.own_words import WordAsked
from tests.cli.test_grading import run
from tests.sit.conftest import Sat, seated, stage

__all__ = ["seated", "stage"]
SAID = "There is a thing that sends the traffic to different servers."


def test_the_debrief_names_the_word_and_who_has_it_is_told_nothing(
    seated: Callable[..., Sat],
) -> None:
    sat = seated()
    sat.hear(SAID)
    (one,) = described(sat.seat.state)
    assert (one.word, one.said) == ("load balancer", "sends the traffic to different servers")
    assert sat.seat.state.conversation[-1].n >= one.entry > 0
    sat.hear("diagram: user -> load balancer -> api")
    assert described(sat.seat.state) == ()


def test_a_round_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (
        WordAsked("load balancer", "sends it to different servers", "Feed", 2),
        WordAsked("cache", "keeps it in memory", "Feed", 1),
        WordAsked("sharding", "splits it", "Feed", 1),
    )
    monkeypatch.setattr(own_words, "words_asked", lambda library: asked)
    told = run("words", typed="an LB\nqueue\nredis\n\n")
    assert "You said “sends it to different servers” (Feed)." in told
    assert "Yes: load balancer." in told
    assert "Not that: it begins with C and has 1 word." in told
    assert "It is called sharding." in told
    assert told.endswith("1 of 3 at once.\n")
    assert run("words", "--list").startswith("load balancer: “sends it")
    monkeypatch.setattr(own_words, "words_asked", lambda library: ())
    assert run("words").startswith("Nothing to ask")


def test_a_word_used_since_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = [("Feed", "cache", "a"), ("Jobs", "sharding", "b"), ("Chat", "sharding", "c")]
    monkeypatch.setattr(own_words, "_described", lambda library: iter(told))
    asked = own_words.words_asked(Library.__new__(Library))
    assert [(one.word, one.times) for one in asked] == [("sharding", 2), ("cache", 1)]
