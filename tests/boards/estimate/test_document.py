"""Worked examples of capacity planning as they are handed on, with a remark on each rounding."""

from pathlib import Path

import pytest

from coach.boards.board import plain
from coach.boards.estimate.estimate_board import BOARD
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from tests import goldens

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "data" / "estimate" / "document.txt").read_text("utf-8").rstrip("\n")
SHEET = evaluate(TEXT)


def line(start: str) -> Line:
    return next(one for one in SHEET.lines if one.text.strip().startswith(start))


def test_the_golden_sheet() -> None:
    goldens.check("estimate/document.txt", plain(BOARD.draw(SHEET, 118, 0)) + "\n")


def test_no_line_of_the_document_is_an_error() -> None:
    assert [one.message for one in SHEET.lines if one.kind == "error"] == []


@pytest.mark.parametrize(
    ("start", "shown", "verdicts"),
    [
        ("Requests: ", "100M req/day", ["ok"]),
        ("= 1,200", "~1,157 req/s", ["ok"]),
        ("= 3,600", "~3,472 req/s", ["ok"]),
        ("= 36TB", "36.5 TB/year", ["ok"]),
        ("Servers needed", "7.2 -> 8 servers", ["ok-rounded-up"]),
        ("180 / 0.7", "257.1 -> 258 cores", ["short"]),
        ("= 32 servers", "257.1 -> 258 cores", ["short"]),
        ("Outbound", "36 MB/s", ["ok", "ok"]),
    ],
)
def test_each_rounding_is_shown(start: str, shown: str, verdicts: list[str]) -> None:
    assert line(start).shown == shown
    assert [claim.verdict for claim in line(start).claims] == verdicts


def test_32_machines_are_short_and_33_are_not() -> None:
    assert line("= 32 servers").claims[0].shown == "✗ 256 cores, short by 2: 33 servers"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("Bandwidth", ("average", "peak")),
        ("Requests per server", ("500/s", "50 ms", "25 cores")),
        ("= 32 servers", ("32 servers", "10 above", "3.2 times")),
        ("With headroom (50%)", ("×1.5", "÷0.7")),
    ],
)
def test_contradictions_are_remarked_on(start: str, words: tuple[str, ...]) -> None:
    assert len(line(start).hints) == 1
    assert all(word in line(start).hints[0] for word in words)


def test_from_the_unrounded_peak_it_is_9_servers_and_31_machines_almost_do() -> None:
    sheet = evaluate(
        "peak = 3 * 100M req/day in req/s\n"
        "servers = ceil(peak / 500 rps) + 2\n"
        "cores = peak * 50ms / 70%\n"
        "machines = cores / 8 cores/machine"
    )
    assert [one.shown for one in sheet.lines] == [
        "~3,472 req/s",
        "9 servers",
        "248.02 -> 249 cores (or 248, 0.0064% short)",
        "31.002 -> 32 machines (or 31, 0.0064% short)",
    ]
