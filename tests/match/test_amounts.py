"""Numbers that are said: their kind, their rate, and what is only told again."""

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load
from coach.language.normal import normal_stems
from coach.match.amounts import Amount, amounts, restated, spoken, taken_back


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    return load("url-shortener", folders())


@pytest.mark.parametrize(
    ("text", "value", "data", "rate"),
    [
        ("231k inserts a second", 231_000, False, True),
        ("35k rps", 35_000, False, True),
        ("480 GB for everybody", 480e9, True, False),
        ("500 bytes each", 500, True, False),
        ("ten million new links a day", 10e6 / 86400, False, True),
    ],
)
def test_an_amount_has_a_kind(text: str, value: float, data: bool, rate: bool) -> None:
    found = amounts(text)[0]
    assert found == Amount(found.value, data, rate)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("That is about 35,000 reads a second at the peak.", True),
        ("That is about 50,000 reads a second at the peak.", False),
        ("That is about 35,000 people a second at the peak.", False),
        ("That is 35 GB of reads.", False),
    ],
)
def test_a_spoken_figure_counts_within_tolerance(shortener: Prompt, text: str, said: bool) -> None:
    quantity = shortener.quantity("peak-reads")
    assert quantity
    assert spoken(shortener, quantity, text, normal_stems(text)) is said


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Sorry, that is 3.5 million reads a second.", True),
        ("No, 3.5 million a second.", True),
        ("Wait, I was wrong, it is 350 a second.", True),
        ("Writes are 350 a second.", False),
        ("Sorry, I mean about 35,000 reads a second.", False),
        ("Sorry, that is 35 GB of cache.", False),
    ],
)
def test_another_number_with_a_word_that_corrects_takes_it_back(
    shortener: Prompt, text: str, back: bool
) -> None:
    quantity = shortener.quantity("peak-reads")
    assert quantity
    assert taken_back(quantity, text) is back


def test_what_was_told_is_no_estimate(shortener: Prompt) -> None:
    assert restated(shortener, 1e9 / 86400)
    assert not restated(shortener, 34_722)
