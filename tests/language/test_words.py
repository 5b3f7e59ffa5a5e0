"""Words are the same in any inflection, and terms stand as whole words side by side."""

import pytest

from coach.language.vocabulary import vocabulary
from coach.language.words import find, stem, stems, tokens, within


@pytest.mark.parametrize(
    "kin",
    [
        "cache caches cached caching",
        "queue queues queued queuing",
        "replicate replicates replicated replicating replication",
        "retry retries retried retrying",
        "index indexes indices indexing",
        "expire expires expired expiry expiration",
        "partition partitions partitioned",
        "split splits splitting",
        "write writes written wrote writing",
        "use used uses using",
        "delete deletion deleted",
        "consistent consistency",
        "available availability",
        "collide collides collision collisions",
        "person people",
        "lose lost loss",
        "id ids",
        "query queries",
        "compress compressed compression",
        "cancel cancelled cancels cancellation",
        "reserve reserved reservation",
        "aggregate aggregation aggregator",
        "confirm confirmation",
        "process processes processing",
    ],
)
def test_kin_share_a_stem(kin: str) -> None:
    assert len({stem(word) for word in kin.split()}) == 1


@pytest.mark.parametrize(
    "strangers",
    [
        "cache catch",
        "read ready",
        "shard share",
        "hash has",
        "leader lead",
        "stream string",
        "file fill",
        "role roll",
        "stale stall",
        "form format",
        "them theme",
    ],
)
def test_strangers_do_not(strangers: str) -> None:
    one, other = strangers.split()
    assert stem(one) != stem(other)


def test_letters_and_digits_are_parted() -> None:
    told = tokens("Base-62 of p99, don't 10,000 it's a user's café")
    assert told == ["base", "62", "of", "p", "99", "dont", "10000", "it", "is", "a", "user", "cafe"]
    assert stems("base62") == stems("base 62")


def test_a_term_stands_whole_and_side_by_side() -> None:
    words = stems("The write path keeps a hot key in local memory")
    assert within(stems("hot keys"), words)
    assert find(stems("write path"), words) == (1, 3)
    assert not within(stems("hot memory"), words)
    assert not within(stems("rite"), words)
    assert not within((), words)


def test_a_vocabulary_covers_terms_and_their_places() -> None:
    terms = vocabulary(["hot key", "cache", ""])
    found, places = terms.covered(stems("Cache the hot keys"))
    assert found == {stems("hot key"), stems("cache")}
    assert places == {0, 2, 3}
