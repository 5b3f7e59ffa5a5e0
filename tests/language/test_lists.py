"""The word lists: what is compiled is what is written, and one ear hears by them."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach.language.hearing import hears
from coach.language.kin import widened
from coach.language.lexicon import WEAK, heard, meanings_of
from coach.language.spelling import distance
from coach.language.wordlists import SMALL, compiled, source
from coach.language.words import stem, stems

COMPILER = Path(__file__).with_name("compiling.py")


def test_the_compiled_lists_are_those_that_are_written() -> None:
    told = "edited lists: run python tests/language/compiling.py"
    done = subprocess.run(
        [sys.executable, COMPILER, "--print"], capture_output=True, text=True, check=True
    )
    assert done.stdout == source("compiled"), told


def test_a_phrase_means_before_its_words_do() -> None:
    assert dict(heard("what is the response time")) == {"respons tim": {"latency"}}
    assert dict(heard("how many are there")) == {"how mani": {"count"}}


def test_a_word_that_only_looks_plain_when_stemmed_keeps_its_own_meaning() -> None:
    assert dict(heard("in the evening"))["evening"] == {"peak"}
    assert not heard("even so")


def test_meanings_that_all_questions_share_are_known_as_weak() -> None:
    assert {"count", "size", "day"} <= WEAK
    assert not {"latency", "user"} & WEAK
    assert "latency" in meanings_of(stem("latency"))


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("We cached the read replicas.", ["read replica"]),
        ("Redis holds the hot keys", ["cache"]),
        ("We do not wait for the queue.", ["queue"]),
        ("The set can be thrown away and built anew.", ["rebuild", "restore"]),
        ("The emptiest box takes it.", ["server", "machine"]),
        ("To sum it up, one write decides.", ["to sum up", "in summary"]),
        ("Let me wrap this up: one write decides.", ["to sum up", "in summary"]),
        ("When the owner goes away another takes its place", ["owner fails", "down", "die"]),
        ("Not only a queue but a log", ["queue"]),
    ],
)
def test_a_term_is_heard_in_any_inflection_and_under_its_products(
    sentence: str, terms: list[str]
) -> None:
    assert hears(sentence, terms)
    assert hears(stems(sentence), terms)


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("We read what the replica has.", ["read replica"]),
        ("We don't need a queue here", ["queue"]),
        ("We dont need a queue here", ["queue"]),
        ("Without a single cache", ["cache"]),
        ("A cache in front of it", ["redis"]),
        ("anything", []),
        ("", ["cache"]),
    ],
)
def test_what_is_not_said_or_is_denied_is_not_heard(sentence: str, terms: list[str]) -> None:
    assert not hears(sentence, terms)


def test_a_family_is_meant_only_where_two_of_it_are_named() -> None:
    assert stems("ttl") not in widened(("expire",))
    assert stems("ttl") in widened(("expire", "evict"))


def test_every_list_of_small_words_has_its_stems() -> None:
    assert {"plain", "verbs", "denying", "amounts"} <= compiled().keys()
    assert {"dont", "cant", "the", "with"} <= SMALL


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("abc", "", 3), ("latency", "latnecy", 1), ("link", "lnik", 1), ("a", "b", 1)],
)
def test_distance_counts_slips(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps
