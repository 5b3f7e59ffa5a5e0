"""No sheet raises, whatever plausible arithmetic stands in it; nor does what is made of a sheet."""

import random
from fractions import Fraction

import pytest

from coach.boards.board import Context, Known
from coach.boards.estimate.estimate_board import BOARD
from coach.boards.estimate.estimate_completion import complete
from coach.boards.estimate.steps import steps
from tests.boards.estimate.plausible import NAMES, sheet


def everything(text: str) -> None:
    """All that the session and the filter do with a sheet."""
    made = BOARD.parse(text)
    assert len(made.lines) == text.count("\n") + 1
    for form in BOARD.formats:
        BOARD.export(made, form)
    outside = {"orders": Known("orders", made.lines[0].value or Fraction(1), made.lines[0].unit)}
    BOARD.findings(made, Context(values={**outside, **made.values}))
    for at, line in enumerate(made.lines):
        assert (line.value is not None) == (line.kind in ("value", "range"))
        steps(made, at)
        complete(line.text, len(line.text), NAMES)


def run(seed: int, sheets: int) -> None:
    rng = random.Random(seed)
    for _ in range(sheets):
        text = sheet(rng)
        try:
            everything(text)
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error} in {text!r}") from error


@pytest.mark.parametrize("seed", range(4))
def test_a_plausible_sheet_raises_nothing(seed: int) -> None:
    run(seed, 100)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_many_plausible_sheets_raise_nothing(seed: int) -> None:
    run(seed, 1500)
