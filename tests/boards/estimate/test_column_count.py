"""A column more or less keeps what the others came to, and shows what a fresh sheet would."""

import pytest

from coach.boards.estimate import solve
from coach.boards.estimate.results import results
from coach.boards.estimate.workings import Workings

SHEET = """{head}
users = 10M, +8%/month
active = 20% of users
rate = active * 10 req/user/day in req/s
peak = 3x rate
servers = peak / 500 req/s per server, N+2
stored = 100 GB, +40 GB/month
all = 3x stored
price = $1 | $2 | $3
bill = all * $0.02/GB
size = 3-5 KB * users
heavy = 2 * load
fixed = 12 * 4 = 48
more = active / users = 20%
review when peak > 1M req/s
"""
HEADS = (
    "scenarios: now | 6 months | 1 year",
    "scenarios: now | 6 months | 1 year | ",
    "scenarios: now | 6 months | 1 year | 2",
    "scenarios: now | 6 months | 1 year | 2 years",
    "scenarios: now | 6 months | 1 year | 2 years | 3 years",
    "scenarios: now | 6 months",
    "scenarios: now | 6 months | 9 months",
    "scenarios: now",
    "scenarios: now | 10x",
    "scenarios: now | 10x | 20x",
    "scenarios: now | 10x | 20x | 1 year",
    "scenarios: now | 2 years",
    "",
    "scenarios: now | 6 months | 1 year",
)


@pytest.mark.parametrize("turned", [False, True])
def test_a_column_more_or_less_comes_to_what_a_new_sheet_does(turned: bool) -> None:
    workings = Workings()
    rows = results(SHEET.format(head=HEADS[0]), 0, workings=workings)
    for head in [*HEADS, *reversed(HEADS)] if turned else HEADS:
        text = SHEET.format(head=head)
        rows = results(text, None, rows, workings=workings)
        assert rows == results(text), head
    edited = SHEET.format(head=HEADS[0]).replace("10M", "11M")
    assert results(edited, None, rows, workings=workings) == results(edited)


def test_a_column_more_does_not_work_the_others_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    anew = solve.Solver._anew

    def counted(self: solve.Solver, line: int, plan: object) -> object:
        seen.append(line)
        return anew(self, line, plan)  # type: ignore[arg-type]

    lines = SHEET.replace("price = $1 | $2 | $3\n", "").partition("size")[0]
    workings = Workings()
    rows = results(lines.format(head=HEADS[0]), 0, workings=workings)
    monkeypatch.setattr(solve.Solver, "_anew", counted)
    results(lines.format(head=HEADS[3]), 0, rows, workings=workings)
    assert seen == []
