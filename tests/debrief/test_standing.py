"""Whether a verdict would stand if more had been heard than was."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.catalog.content_model import Level
from coach.debrief.point import Point
from coach.debrief.standing import DOUBT, TRIALS, Reach, Stands, chances, hired, stands
from coach.debrief.verdicts import OWN_SHARE, Reached, reached


def point(id_: str, worth: float, *, met: bool, chance: float = 0.0, level: Level = "mid") -> Point:
    state = "heard" if met else "missed"
    return Point(
        id_, "deep-dive", "deep-dive", level, id_, "", worth, worth if met else 0.0,
        "heard" if state == "heard" else "missed", False, False, False, "", (),
        chance=chance, brings=worth,
    )  # fmt: skip


def reach_of(points: tuple[Point, ...], rank: Level = "mid") -> Reach:
    def reach(made: Iterable[str]) -> Reached:
        return reached(points, made, 0.0, rank, {})

    return reach


def standing(*points: Point, asked: tuple[str, ...] = ()) -> Stands:
    return stands(points, reach_of(points), asked)


HEARD = point("a", 60, met=True)


@pytest.mark.parametrize("chance", [0.05, 0.3, 0.8])
def test_the_chance_of_a_verdict_is_that_of_the_point_it_hangs_on(chance: float) -> None:
    points = (HEARD, point("b", 20, met=False, chance=chance))
    likely = chances(points, reach_of(points))
    assert likely["hire"] == pytest.approx(chance, abs=1.5 / TRIALS)
    assert likely["lean hire"] == pytest.approx(1 - chance, abs=1.5 / TRIALS)


def test_two_points_that_are_both_needed_are_as_likely_as_their_product() -> None:
    points = (
        HEARD,
        point("b", 3, met=False, chance=0.4),
        point("c", 3, met=False, chance=0.5),
    )
    assert chances(points, reach_of(points))["hire"] == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize(
    ("chance", "expected"), [(0.085, Stands("lean hire")), (0.115, Stands("", "hire"))]
)
def test_below_hire_a_verdict_stands_where_a_hire_has_less_than_a_tenth(
    chance: float, expected: Stands
) -> None:
    assert standing(HEARD, point("b", 20, met=False, chance=chance)) == expected


@pytest.mark.parametrize(("chance", "word"), [(0.885, ""), (0.915, "hire")])
def test_a_hire_is_given_where_nine_of_ten_cases_reach_it(chance: float, word: str) -> None:
    """Though the lower end of the span is a lean hire, and its upper one has to be a hire."""
    unsure = point("b", 20, met=False, chance=chance)
    assert standing(HEARD, unsure, asked=("b",)).word == word
    assert standing(HEARD, unsure) == Stands("", "hire")


@pytest.mark.parametrize(("chance", "word"), [(0.885, "hire"), (0.915, "strong hire")])
def test_the_better_word_is_given_where_it_is_reached_as_surely(chance: float, word: str) -> None:
    more = point("b", 20, met=False, chance=chance)
    assert standing(point("a", 70, met=True), more, asked=("b",)).word == word


@pytest.mark.parametrize(("heard", "word"), [(66, "strong hire"), (64, "hire")])
def test_no_likelihood_makes_a_strong_hire_of_what_was_not_heard_to_be_a_hire(
    heard: float, word: str
) -> None:
    """Until the questions are answered: then it was heard, on the candidate's word."""
    points = (point("a", heard, met=True), point("b", 24, met=False, chance=0.99))
    reach = reach_of(points)
    assert stands(points, reach, ("b",)).word == word
    assert stands(points, reach, ("b",), confirmed=("b",)).word == "strong hire"


def test_no_word_above_the_upper_end_is_given() -> None:
    points = (point("a", 70, met=True), point("b", 20, met=False, chance=0.99))
    assert standing(*points) == Stands("hire")


def test_two_verdicts_below_hire_stay_open() -> None:
    assert standing(
        point("a", 40, met=True), point("b", 10, met=False, chance=0.5), asked=("b",)
    ) == Stands("")


def test_answers_take_the_place_of_chances() -> None:
    points = (HEARD, point("b", 20, met=False, chance=0.5))
    reach = reach_of(points)
    assert stands(points, reach, ("b",)).word == ""
    assert stands(points, reach, ("b",), confirmed=("b",)).word == "hire"
    assert stands(points, reach, ("b",), denied=("b",)).word == "lean hire"


def test_what_cannot_lift_the_verdict_is_no_doubt() -> None:
    more = point("b", 20, met=False, chance=0.9)
    assert standing(point("a", 20, met=True), more) == Stands("no hire")


def test_points_above_the_level_lift_nobody() -> None:
    above = replace(point("b", 20, met=False, chance=0.9), extra=True)
    assert standing(HEARD, above) == Stands("lean hire")


def test_hired_are_the_two_upper_verdicts() -> None:
    known = ("strong hire", "hire", "lean hire", "no hire")
    assert [hired(one) for one in known] == [True, True, False, False]
    assert DOUBT == 0.1


@pytest.mark.parametrize(
    ("rank", "own", "verdict"),
    [("senior", 30.0, "hire"), ("senior", 29.0, "lean hire"), ("staff", 20.0, "lean hire")],
)
def test_a_hire_has_its_share_of_what_the_level_itself_asks_for(
    rank: Level, own: float, verdict: str
) -> None:
    """Three quarters at senior level, half at staff level; the rest stands at 48 of 60."""
    lower = point("a", 48, met=True)
    mine = replace(point("b", 40, met=True, level=rank), points=own)
    less = replace(point("c", 12, met=False))
    told = reached((lower, mine, less), (), 0.0, rank, {})
    assert told.verdict == verdict
    share = int(100 * own / mine.worth)
    said = f"{share} % of what {rank} level itself asks for was heard, and a hire takes"
    assert (said in told.because) == (verdict == "lean hire" and told.total >= 70)
    assert OWN_SHARE == {"mid": 0.0, "senior": 0.75, "staff": 0.5}


def test_a_floor_asks_what_was_made_and_not_how_deep_it_went() -> None:
    lower = point("a", 60, met=True)
    named = replace(point("b", 40, met=True, level="senior"), points=20.0, says_how=False)
    assert reached((lower, named), (), 0.0, "senior", {}).verdict == "hire"
