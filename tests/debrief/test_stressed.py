"""The bottleneck that was named beside the arithmetic, in orders of magnitude."""

from collections.abc import Callable

import pytest

from coach.authoring.played import Played
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.score import case_from
from coach.debrief.stressed import Stressed, magnitude, stressed, told
from coach.session.decide import Close, EditBoard

INTERVIEW = load_workflow("interview", folders())
SHORTENER = load("url-shortener", folders())
SHEET = "peak qps = 40k req/s\n"
DRAWN = "client -> api\napi -> cache\napi -> postgres\n"


@pytest.fixture
def case() -> Callable[..., Stressed | None]:
    from coach.authoring.played_sessions import opening

    def compared(sheet: str, drawing: str, *said: str) -> Stressed | None:
        stage = Played(opening(SHORTENER, INTERVIEW))
        stage.enter("estimate", after=30)
        stage.do(EditBoard("estimate", sheet), after=30)
        stage.enter("design", after=30)
        stage.do(EditBoard("diagram", drawing), after=30)
        stage.enter("bottlenecks", after=30)
        for text in said:
            stage.say(text, after=20)
        stage.do(Close(), after=30)
        return stressed(case_from(SHORTENER, INTERVIEW, stage.history))

    return compared


def test_the_box_that_is_named_is_compared(case: Callable[..., Stressed | None]) -> None:
    named = case(SHEET, DRAWN, "The postgres breaks first, it takes every miss.")
    assert named is not None
    assert named.named == "postgres"
    assert named.first != "api"
    silent = case(SHEET, DRAWN, "I think we are done here, thank you.")
    assert silent is not None
    assert (silent.named, silent.first) == ("", named.first)


def test_without_a_rate_there_is_no_arithmetic(case: Callable[..., Stressed | None]) -> None:
    assert case("storage = 3 TB\n", DRAWN, "The postgres breaks first.") is None
    assert case(SHEET, "", "The postgres breaks first.") is None


@pytest.mark.parametrize(
    ("multiple", "words"),
    [(0.3, "over its limit"), (1, "about your own peak"), (3, "two or three"), (5, "five times"),
     (10, "ten times"), (30, "tens of times"), (100, "a hundred"), (900, "hundreds")],
)  # fmt: skip
def test_magnitudes_are_words(multiple: float, words: str) -> None:
    assert words in magnitude(multiple)


def test_what_is_close_is_not_called_wrong() -> None:
    assert "about as soon" in told(Stressed("db", 2.0, "cache", 5.0, 7))
    assert "ten times" in told(Stressed("db", 2.0, "cache", 10.0, 7))
    assert "You named it, too (#7)" in told(Stressed("db", 2.0, "db", 2.0, 7))
    assert "named no box" in told(Stressed("db", 2.0))
