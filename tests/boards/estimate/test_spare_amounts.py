"""Lines as a stranger types them, with the value they must come to, and amounts that none uses.

A row of strange_lines.tsv is a line, sheets of several joined by //, and the value and unit that
the writer, who had not seen the program, worked out for the last one. Values are compared in base
units, to a thousandth; what is counted may be named otherwise.
"""

import pytest

from coach.boards.estimate.note import NoteKind
from tests.boards.estimate.worked_rows import hold, last, rows

ROWS = rows("strange_lines.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_line_comes_to_what_its_writer_worked_out(row: list[str]) -> None:
    hold(row)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24 recorders * 200 TB at 85%", "85%"),
        ("2 GB/session... 80GB card - 30GB weights", "2 GB/session"),
    ],
)
def test_an_amount_that_a_calculation_leaves_out_is_told(text: str, amount: str) -> None:
    told = [note.text for note in last(text).notes if note.kind is NoteKind.SPARE]
    assert told == [f"{amount} is left out: write a sign before it if it counts"]


@pytest.mark.parametrize(
    "text",
    [
        "100 clips * 3 parts (2 MB each)",
        "5 yrs of links: 10M/day * 500 B * 365 * 5",
        "drops from 95 % to 90 % hit: 40k/s * 10 %",
        "70k rps / 500 rps per box, plus 30% headroom",
        "egress: 278k calls/s * 500 B, 139 MB per second",
        "185 orders a second times 20 minutes are 222,000 busy couriers",
    ],
)
def test_nothing_is_called_left_out_that_explains_or_counts(text: str) -> None:
    assert not [note for note in last(text).notes if "left out" in note.text]


@pytest.mark.parametrize(
    "text", ["100 req/s at 300 ms", "12 cores at 2 GHz", "100 users at 5 GB", "40% @ 300 B"]
)
def test_at_is_no_sign_where_it_says_how(text: str) -> None:
    assert last(text).kind == "none"


def test_dots_that_end_a_thought_are_no_range() -> None:
    assert last("2 GB/session... 80GB card - 30GB weights").shown == "50 GB"
    assert last("latency: 2 ms...80 ms").kind == last("latency: 2 ... 80 ms").kind == "range"
