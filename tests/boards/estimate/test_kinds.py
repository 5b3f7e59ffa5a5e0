"""Kinds of lines that public notes hold, each with what stands beside it and how it is judged."""

from pathlib import Path

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate

CASES = Path(__file__).parents[2] / "data" / "estimate" / "cases"


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


def case(name: str) -> tuple[Line, ...]:
    (found,) = CASES.glob(f"{name}-*.txt")
    return evaluate(found.read_text("utf-8").rstrip("\n")).lines


def verdicts(line: Line) -> list[str]:
    return [claim.verdict for claim in line.claims]


def test_a_count_over_a_rate_is_a_time_for_each() -> None:
    first, second, third = case("e00")
    assert (first.shown, first.second) == ("20K s/req", "~5.56 hours/req")
    assert (second.shown, second.second) == ("2.4M s/page", "~27.8 days/page")
    assert (third.shown, third.second) == ("50 hours/user", "~2.08 days/user")
