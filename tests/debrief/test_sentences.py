"""A thought counts, a list does not."""

import pytest

from coach.debrief.sentences import frames, pasted, sound, split, strung
from coach.debrief.words import tokens, vocabulary

TERMS = vocabulary(
    [
        "cache",
        "queue",
        "sharding",
        "replica",
        "hash",
        "base62",
        "counter",
        "ttl",
        "collision",
        "unique",
        "retry",
        "redirect",
        "kafka",
        "cassandra",
        "cdn",
        "eviction",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Reads go to the cache first and fall back to the replica.",
        "use base62 of a counter so there is never a collision",
        "We keep a TTL of a minute because a link may be switched off.",
        "I'd put a queue in front so the user doesn't wait for the counter",
    ],
)
def test_thoughts_are_sound(text: str) -> None:
    assert sound(tokens(text))
    assert not strung(tokens(text), TERMS)


@pytest.mark.parametrize(
    "text",
    [
        "cache queue sharding replica hash base62 counter ttl",
        "cache, queue, sharding and replica and hash",
        "we use cache",
        "Redis.",
        "",
    ],
)
def test_lists_and_scraps_are_not_sound(text: str) -> None:
    assert not sound(tokens(text))


@pytest.mark.parametrize(
    "text",
    [
        "we use cache and queue and sharding and replica and hash and base62",
        "In this one we use the queue and kafka.",
        "there will be cache, queue, sharding, replica, hash, ttl and cdn in it",
    ],
)
def test_strung_terms_are_seen_through(text: str) -> None:
    assert strung(tokens(text), TERMS)


def test_a_frame_used_three_times_is_worn() -> None:
    said = [f"In our design we take {one} for the links." for one in ("cache", "queue", "cdn")]
    assert frames(said, TERMS)
    assert not frames(said[:2], TERMS)
    assert not frames([said[0]] * 3, TERMS)


def test_a_paste_is_told_from_a_paragraph() -> None:
    assert pasted(", ".join(" ".join(term) for term in sorted(TERMS.terms)), TERMS)
    assert not pasted(
        "The redirect reads the cache, and on a miss the replica. A counter gives base62 codes, "
        "so there is no collision and nobody has to retry; with sharding by hash the load is "
        "even, and a TTL bounds how long a stale redirect can live in the CDN.",
        TERMS,
    )


def test_sentences_end_where_they_should() -> None:
    assert split("First one. Second, e.g. this 3.5 one! Third") == [
        "First one.",
        "Second, e.g. this 3.5 one!",
        "Third",
    ]


def test_lines_that_run_on_are_one_sentence_and_bullets_are_not() -> None:
    text = "# Head\n- reads go to the cache\n  and then to the store\n- writes wait"
    assert split(text) == ["Head", "reads go to the cache and then to the store", "writes wait"]
