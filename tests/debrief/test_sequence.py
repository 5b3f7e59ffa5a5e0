"""What comes first in what is said, and what says the reverse of it."""

import pytest

from coach.catalog import shelf
from coach.debrief.evidence import Sentence
from coach.debrief.sequence import order_of, reverses
from coach.debrief.wrongs import wrong_in
from coach.language.alike import folded
from coach.language.normal import normal_stems

FIRST_COMMITS = "The indexer commits its offset first and writes the segment after that."

REVERSED = (
    "indexer commits its kafka offset after the segment is on two hot nodes",
    "the segment is written before the offset is committed",
    "it stores the segment, then commits the offset",
    "segment first, then we commit the offset",
)
ALIKE = (
    "commit the offset, then store the segment",
    "the offset is committed before the segment is stored",
    "it writes the segment after it has committed the offset",
)
UNORDERED = (
    "the offset is committed",
    "after that it commits the offset",
    "commit the offset and store the segment",
)


@pytest.mark.parametrize("text", REVERSED)
def test_the_reverse_of_an_error_is_told_from_it(text: str) -> None:
    assert reverses(folded(text), folded(FIRST_COMMITS))
    assert reverses(folded(FIRST_COMMITS), folded(text))


@pytest.mark.parametrize("text", ALIKE)
def test_the_same_order_in_other_words_is_no_reverse(text: str) -> None:
    assert order_of(folded(text)) is not None
    assert not reverses(folded(text), folded(FIRST_COMMITS))


@pytest.mark.parametrize("text", UNORDERED)
def test_what_gives_no_order_reverses_nothing(text: str) -> None:
    assert order_of(folded(text)) is None
    assert not reverses(folded(text), folded(FIRST_COMMITS))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [(FIRST_COMMITS, True), *((text, False) for text in REVERSED)],
)
def test_nobody_is_called_wrong_for_the_right_order(text: str, wrong: bool) -> None:
    prompt = shelf.load("log-collection", shelf.folders())
    sentence = Sentence(1, "deep-dive", "said", text, normal_stems(text), False)
    assert (wrong_in(prompt, sentence) is not None) is wrong


@pytest.mark.parametrize("slug", ["login-sessions", "photo-sharing"])
def test_a_denial_counts_for_the_part_in_which_it_stands(slug: str) -> None:
    prompt = shelf.load(slug, shelf.folders())
    text = "the clock of the client is not trusted, the server orders the messages"
    sentence = Sentence(1, "deep-dive", "said", text, normal_stems(text), False)
    assert wrong_in(prompt, sentence) is None
