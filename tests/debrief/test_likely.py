"""The likelihood of what was not heard: constants that can be fitted again, and what they say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.debrief.ear import ASKED_FROM
from coach.debrief.likely import BIAS, SLOPES

from .fit_likely import chance, fitted, left_out, unheard


@pytest.mark.long
def test_the_constants_are_those_that_the_fit_gives() -> None:
    script = Path(__file__).with_name("fit_likely.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    numbers = re.findall(r"(?:BIAS = |\": )(-?\d+\.\d+)", done.stdout)
    assert [float(number) for number in numbers] == [BIAS, *SLOPES.values()]


@pytest.mark.long
def test_of_a_hand_that_was_left_out_three_of_four_questions_are_rightly_asked() -> None:
    for hand, judged in left_out(list(unheard(tuple(SLOPES)))):
        asked = [made for likely, made in judged if likely >= ASKED_FROM]
        assert sum(asked) >= 0.8 * len(asked) > 0, hand


def test_the_constants_tell_apart_what_was_made_of_the_points_that_were_not_heard() -> None:
    every = list(unheard(tuple(SLOPES)))
    beta = (BIAS, *SLOPES.values())
    likely = [(chance(beta, point.signs), point.made) for point in every]
    assert sum(made for p, made in likely if p >= 0.8) >= 0.9 * sum(p >= 0.8 for p, _ in likely)
    assert sum(made for p, made in likely if p < 0.1) <= 0.05 * sum(p < 0.1 for p, _ in likely)
    assert len(fitted(every[:40])) == len(beta)
