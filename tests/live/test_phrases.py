"""A transcriber's lines as whole sentences."""

from hypothesis import given
from hypothesis import strategies as st

from coach.live.phrases import PAUSE, WORDS_MOST, Phrases


def told(*pieces: tuple[float, str]) -> list[str]:
    phrases = Phrases()
    found: list[str] = []
    for now, piece in pieces:
        found += phrases.take(piece, now)
    return [*found, *phrases.rest()]


def test_what_is_said_in_one_breath_is_one() -> None:
    assert told((0, "How many links"), (0.5, "a day? And how"), (1, "often is one read?")) == [
        "How many links a day? And how often is one read?",
    ]


def test_lines_of_one_that_sets_no_stops_are_sentences() -> None:
    lines = ("how many links a day", "and reads", "the cache comes first", "is that fine")
    assert told(*((0.1 * at, line) for at, line in enumerate(lines))) == [
        "how many links a day? and reads. the cache comes first. is that fine?"
    ]
    assert told((0, "how many links a day"), (9, "so the cache")) == [
        "how many links a day",
        "so the cache",
    ]


def test_a_silence_ends_what_has_no_stop() -> None:
    assert told((0, "It is done. So the cache"), (PAUSE + 1, "comes first")) == [
        "It is done. So the cache",
        "comes first",
    ]
    phrases = Phrases()
    phrases.take("So the", 0.0)
    assert phrases.due(PAUSE - 0.1) == ()
    assert phrases.due(PAUSE) == ("So the",)
    assert phrases.due(99.0) == ()


def test_nobody_is_held_back_for_ever_nor_cut_at_an_abbreviation() -> None:
    many = [(0.01 * at, "word " * 9 + "e.g.") for at in range(1, 20)]
    found = told((0, "So."), (0.005, "Well then. We need"), *many)
    assert found[0].startswith("So. Well then.")
    assert all(len(one.split()) <= WORDS_MOST + 20 for one in found)
    assert len(found) > 2
    ends = told(*((0.01 * at, "one two three four five six seven. Then") for at in range(20)))
    assert all(one.endswith(".") for one in ends[:-1])


@given(st.lists(st.tuples(st.floats(0, 3), st.text("ab .?", min_size=1, max_size=30))))
def test_no_word_is_lost_or_doubled(pieces: list[tuple[float, str]]) -> None:
    now = 0.0
    timed = []
    for wait, piece in pieces:
        now += wait
        timed.append((now, piece))
    words = " ".join(piece for _, piece in pieces).split()
    found = " ".join(told(*timed)).split()
    bare = [word.rstrip(".?") for word in words]
    assert [word.rstrip(".?") for word in found if word.rstrip(".?")] == [
        one for one in bare if one
    ]
