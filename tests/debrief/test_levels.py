"""What each level weighs: what goes without saying, what goes deep, what had to be asked for."""

from dataclasses import replace

import pytest

from coach.catalog.content_model import Level
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.closeness import closeness
from coach.debrief.levels import is_deep, weight
from coach.debrief.point import Point
from coach.debrief.prompted import SHARE, _on
from coach.debrief.verdicts import reached

INTERVIEW = load_workflow("interview", folders())
PROMPT = load("url-shortener", folders())


@pytest.mark.parametrize(
    ("rank", "plain", "deep"), [("mid", 1.0, 1.0), ("senior", 0.5, 0.75), ("staff", 0.5, 0.75)]
)
def test_a_point_of_mid_level_halves_above_it_and_what_goes_deep_weighs_more(
    rank: Level, plain: float, deep: float
) -> None:
    points = [one for one in PROMPT.observables if one.level == "mid"]
    assert {is_deep(INTERVIEW, one) for one in points} == {True, False}
    for one in points:
        times = deep if is_deep(INTERVIEW, one) else plain
        assert weight(one, rank, INTERVIEW) == pytest.approx(one.weight * times)


@pytest.mark.parametrize("made", ["mid", "senior"])
def test_a_group_of_one_point_that_goes_without_saying_and_one_above_is_half_made_by_either(
    made: Level,
) -> None:
    rest = _point("rest", "deep-dive", 94, 94)
    pair = [
        replace(_point("low", "talk", 2, 2.0 if made == "mid" else 0.0), level="mid"),
        replace(_point("high", "talk", 4, 4.0 if made == "senior" else 0.0), level="senior"),
    ]
    senior = replace(rest, level="senior")
    assert reached((senior, *pair), (), 0.0, "senior", {}).verdict == "strong hire"


def test_deep_are_the_deep_dive_and_the_failures() -> None:
    groups = {one.group for one in PROMPT.observables if is_deep(INTERVIEW, one)}
    assert groups == {"deep-dive", "failure"}


def test_what_had_to_be_asked_for_counts_a_half_at_senior_and_a_third_at_staff() -> None:
    assert {"mid": 1.0, "senior": pytest.approx(1 / 2), "staff": pytest.approx(1 / 3)} == SHARE


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("The region that takes writes is gone for an hour. What still works?", "region-loss"),
        ("What share of opens misses the cache, and what does the store see then?", "cold-cache"),
        ("The allocator restarts from an hour-old backup. What happens?", "allocator-down"),
        ("Go on.", ""),
        ("How long do you need?", ""),
    ],
)
def test_a_question_brings_up_the_point_it_is_about_and_small_talk_none(
    words: str, point: str
) -> None:
    assert _on(closeness(PROMPT), words) == point


def _point(id_: str, group: str, worth: float, points: float) -> Point:
    level: Level = "mid"
    return Point(
        id_, group, "design", level, id_, "", worth, points, "heard", False, False, False, "", ()
    )


@pytest.mark.parametrize(("points", "verdict"), [(5.0, "strong hire"), (4.9, "hire")])
def test_a_strong_hire_has_half_of_every_group(points: float, verdict: str) -> None:
    made = (_point("a", "deep-dive", 90, 90), _point("b", "failure", 10, points))
    told = reached(made, (), 0.0, "mid", {"failure": "Failure"})
    assert told.verdict == verdict
    assert ("less than half in failure" in told.because) == (verdict == "hire")
