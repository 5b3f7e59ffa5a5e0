"""A number that was said counts until it is taken back, by words or by the sheet."""

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.point import Point
from coach.debrief.score import tallied
from coach.session import decide as it

INTERVIEW = load_workflow("interview", folders())
RIGHT = "That is about 35,000 reads a second at the peak."
WRONG = "Sorry, it is 3.5 million reads a second at the peak."


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    return load("url-shortener", folders())


@pytest.fixture
def reads(shortener: Prompt) -> Played:
    stage = Played(opening(shortener, INTERVIEW, "senior"))
    stage.enter("estimate")
    return stage


def estimate(stage: Played, prompt: Prompt) -> Point:
    points = tallied(prompt, INTERVIEW, stage.history, "senior").points
    return next(point for point in points if point.id == "estimates-reads")


def test_a_number_that_was_put_wrong_later_is_no_credit(reads: Played, shortener: Prompt) -> None:
    first = reads.say(RIGHT)
    assert estimate(reads, shortener).evidence[0].entry == first
    reads.say(WRONG)
    assert not estimate(reads, shortener).met
    last = reads.say(RIGHT)
    assert estimate(reads, shortener).evidence[0].entry == last


@pytest.mark.parametrize(
    ("line", "met"), [("peak reads = 3.5M/s", False), ("peak reads = 100k/s", True)]
)
def test_a_later_line_of_the_sheet_takes_a_number_back_that_is_another(
    reads: Played, shortener: Prompt, line: str, met: bool
) -> None:
    reads.say(RIGHT)
    reads.do(it.EditBoard("estimate", f"{line}\n"))
    assert estimate(reads, shortener).met is met


def test_closest_to_an_estimate_is_the_sheets_line_and_no_talk(
    reads: Played, shortener: Prompt
) -> None:
    reads.say("The peak of the reads is what decides here, so let me look at the reads.")
    assert estimate(reads, shortener).nearest is None
    reads.do(it.EditBoard("estimate", "peak reads = 3.5M/s\n"))
    near = estimate(reads, shortener).nearest
    assert near
    assert (near.how, near.text) == ("estimated", "peak reads = 3.5M/s")
