"""Whether a verdict would stand if more had been heard than was."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coach.catalog.content_model import Level
from coach.debrief.point import Point
from coach.debrief.standing import DOUBT, TRIALS, hired, other_side
from coach.debrief.verdicts import OWN_SHARE, Reached, reached


def point(id_: str, worth: float, *, met: bool, chance: float = 0.0, level: Level = "mid") -> Point:
    state = "heard" if met else "missed"
    return Point(
        id_, "deep-dive", "deep-dive", level, id_, "", worth, worth if met else 0.0,
        "heard" if state == "heard" else "missed", False, False, False, "", (),
        chance=chance, brings=worth,
    )  # fmt: skip


def side(points: tuple[Point, ...], rank: Level = "mid") -> tuple[float, str]:
    def reach(made: Iterable[str]) -> Reached:
        return reached(points, made, 0.0, rank, {})

    return other_side(points, reach(()).verdict, reach)


@pytest.mark.parametrize("chance", [0.05, 0.3, 0.8])
def test_the_chance_of_the_other_side_is_that_of_the_point_it_hangs_on(chance: float) -> None:
    found, verdict = side((point("a", 60, met=True), point("b", 20, met=False, chance=chance)))
    assert found == pytest.approx(chance, abs=1.5 / TRIALS)
    assert verdict == "hire"


def test_two_points_that_are_both_needed_are_as_likely_as_their_product() -> None:
    points = (
        point("a", 60, met=True),
        point("b", 3, met=False, chance=0.4),
        point("c", 3, met=False, chance=0.5),
    )
    found, verdict = side(points)
    assert found == pytest.approx(0.2, abs=0.03)
    assert verdict == "hire"


def test_what_cannot_lift_the_verdict_is_no_doubt() -> None:
    assert side((point("a", 20, met=True), point("b", 20, met=False, chance=0.9))) == (0.0, "")
    assert side((point("a", 80, met=True), point("b", 20, met=False, chance=0.9))) == (0.0, "")


def test_points_above_the_level_lift_nobody() -> None:
    above = replace(point("b", 20, met=False, chance=0.9), extra=True)
    assert side((point("a", 60, met=True), above))[0] == 0.0


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
