"""`coach words`: one's own circumlocutions, asked for."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.cli import words
from coach.debrief.described_instead import described
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
        words.Asked("load balancer", "sends it to different servers", "Feed", 2),
        words.Asked("cache", "keeps it in memory", "Feed", 1),
        words.Asked("sharding", "splits it", "Feed", 1),
    )
    monkeypatch.setattr(words, "_asked", lambda: iter(asked))
    told = run("words", typed="an LB\nqueue\nredis\n\n")
    assert "You said “sends it to different servers” (Feed)." in told
    assert "Yes: load balancer." in told
    assert "Not that: it begins with C and has 1 word." in told
    assert "It is called sharding." in told
    assert told.endswith("1 of 3 at once.\n")
    assert run("words", "--list").startswith("load balancer: “sends it")
    monkeypatch.setattr(words, "_asked", lambda: iter(()))
    assert run("words").startswith("Nothing to ask")


def test_a_word_used_since_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = [("Feed", "cache", "a"), ("Jobs", "sharding", "b"), ("Chat", "sharding", "c")]
    monkeypatch.setattr(words, "_described", lambda: iter(told))
    assert [(one.word, one.times) for one in words._asked()] == [("sharding", 2), ("cache", 1)]
