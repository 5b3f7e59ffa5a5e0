"""A thought counts, a list does not."""

import pytest

from coach.language.sentences import frames, linked, listed, pasted, sound, split, strung
from coach.language.vocabulary import vocabulary
from coach.language.words import tokens

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
    ("text", "names"),
    [
        (
            "Single point of failure, replication, failover, circuit breaker, autoscaling, "
            "monitoring with Prometheus and Grafana, canary deployment, feature flags.",
            True,
        ),
        ("Cache, queue, hash, replica, base62, counter.", False),
        ("Watched: lag, errors, p99, depth, age, misses, restarts, spend.", False),
        (
            "The cache first, then the replica, then the primary, and if that is down, we wait, "
            "try again, and give up, after a second.",
            False,
        ),
    ],
)
def test_names_between_commas_say_nothing_however_many_they_are(text: str, names: bool) -> None:
    assert listed(text) is names


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


def test_a_term_that_comes_again_makes_no_list_longer() -> None:
    told = "A redirect gives a cache replica, hash and ttl, and {} rows are never changed."
    assert not strung(tokens(told.format("replica")), TERMS)
    assert strung(tokens(told.format("kafka")), TERMS)


def test_a_frame_used_three_times_is_worn() -> None:
    said = [f"In our design we take {one} for the links." for one in ("cache", "queue", "cdn")]
    assert frames(said, TERMS)
    assert not frames(said[:2], TERMS)
    assert not frames([said[0]] * 3, TERMS)


def test_a_paste_is_told_from_a_paragraph() -> None:
    assert pasted(
        ", ".join(" ".join(term) for terms in sorted(TERMS.terms.values()) for term in terms), TERMS
    )
    assert not pasted(
        "The redirect reads the cache, and on a miss the replica. A counter gives base62 codes, "
        "so there is no collision and nobody has to retry; with sharding by hash the load is "
        "even, and a TTL bounds how long a stale redirect can live in the CDN.",
        TERMS,
    )


def test_a_term_inside_another_makes_no_list_of_a_thought() -> None:
    said = "Going back loses nothing, because dual writes keep the old table current all week."
    parts = ("going", "back", "loses", "dual", "writes", "old", "table", "current", "nothing")
    wholes = ("going back", "dual writes", "old table", "loses nothing", "keep", "week")
    assert not pasted(said, vocabulary((*parts, *wholes)))
    other = "zeta eta theta iota kappa lambda"
    assert pasted(" ".join((*parts, other)), vocabulary((*parts, *other.split())))


def test_small_words_are_no_terms_of_a_list_in_any_form() -> None:
    said = "Names are found only by words, so both lists merge by rank and only ten remain."
    terms = ("names", "found", "only", "words", "both", "lists", "merge", "rank", "by", "so")
    assert not pasted(said, vocabulary((*terms, "already", "very", "every", "ten", "remain")))


def test_sentences_end_where_they_should() -> None:
    assert split("First one. Second, e.g. this 3.5 one! Third") == [
        "First one.",
        "Second, e.g. this 3.5 one!",
        "Third",
    ]


def test_lines_that_run_on_are_one_sentence_and_bullets_are_not() -> None:
    text = "# Head\n- reads go to the cache\n  and then to the store\n- writes wait"
    assert split(text) == ["Head", "reads go to the cache and then to the store", "writes wait"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The answer is no. Replicas are read.", 2),
        ("That is no. 5 of the list.", 1),
        ("Queues, caches etc. are drawn.", 1),
        ("There are queues, caches etc. Then a node fails.", 2),
        ("(It is lost.) Then we read the copy.", 2),
        ("They say \u201cit is lost.\u201d Then we read the copy.", 2),
    ],
)
def test_a_sentence_ends_whatever_closes_it(text: str, count: int) -> None:
    assert len(split(text)) == count


LONG = "The feed of each user is kept in memory as a list of the last eight hundred post ids"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            f"{LONG}.",
            "When that is lost we rebuild the list from the posts of those followed.",
            True,
        ),
        (f"{LONG}.", "It is cut at its end whenever somebody followed writes another one.", True),
        (f"{LONG}.", "A feed that nobody opened for a month is thrown away in the night.", True),
        (
            f"{LONG};",
            "with a broker down we lose nothing, for every partition is held thrice.",
            True,
        ),
        ("A node may die.", "Copies stand by.", True),
        (f"{LONG}.", "Cost: a double now and then.", True),
        (
            f"{LONG}.",
            "With a broker down we lose nothing, since every partition has two more.",
            False,
        ),
    ],
)
def test_two_sentences_are_one_thing_when_the_second_refers_back(
    first: str, second: str, told: bool
) -> None:
    assert linked(first, second) is told
