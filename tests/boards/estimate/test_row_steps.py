"""The steps of a row whose cells do not fit together: there are none, whatever it claims."""

import pytest

from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.steps import steps


@pytest.mark.parametrize("row", ["DAU = 99.95% h | 86400", "DAU = 5 h | 3 GB"])
def test_a_row_of_two_kinds_has_no_steps(row: str) -> None:
    sheet = evaluate(row)
    assert sheet.lines[0].kind == "error"
    assert steps(sheet, 0) == ()


def test_a_row_that_claims_and_fails_raises_nothing() -> None:
    row = "load = 99.95% h | 86400 | -3 Gbps/rps*3x day ~40 year"
    for text in (row, f"{row}\nDAU = 2 | 3 -> 5", f"DAU = 99% h | 86400 | 3 ~40 year\n{row}"):
        sheet = evaluate(text)
        assert all(isinstance(steps(sheet, line), tuple) for line in range(len(sheet.lines)))
