"""Sheets with columns as strangers write them; the data was written before the reader saw it.

A block is a name and the lines of a sheet, each with what it comes to behind =>: values between
bars and their unit, - for an open cell, = before the one value of a line without cells, ! for an
error. Values are compared in base units, to a thousandth.
"""

import re
from pathlib import Path

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.units import factor, read

DATA = Path(__file__).resolve().parents[2] / "data" / "estimate" / "strange_sheets.txt"
TIMES = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}
BLOCKS = [block.split("\n", 1) for block in re.split(r"^=== ", DATA.read_text(), flags=re.M)[1:]]


def number(text: str) -> float:
    parts = re.fullmatch(r"([\d.]+)([KMB]?)", text)
    assert parts is not None, text
    return float(parts[1]) * TIMES[parts[2]]


def scaled(unit: str) -> float:
    measured, by = read(unit)
    return float(factor(measured) * by) if unit else 1.0


def told(line: Line) -> list[float | None]:
    if not line.cells:
        return [None if line.value is None else float(line.value) * scaled(line.unit)]
    return [None if c.value is None else float(c.value) * scaled(c.unit) for c in line.cells]


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0] for block in BLOCKS])
def test_no_number_slides_into_another_column(block: list[str]) -> None:
    texts, wants = [], []
    for raw in block[1].rstrip("\n").split("\n"):
        text, _, want = raw.partition(" => ")
        texts.append(text)
        wants.append(want.strip())
    for line, want in zip(evaluate("\n".join(texts)).lines, wants, strict=True):
        if want == "!":
            assert line.kind == "error", line.text
        elif want:
            *firsts, last = (part.strip() for part in want.removeprefix("=").split("|"))
            value, _, unit = last.partition(" ")
            asked = [None if part == "-" else number(part) for part in (*firsts, value)]
            by = scaled(unit)
            assert line.kind == "value", (line.text, line.message)
            assert bool(line.cells) is not want.startswith("="), line.text
            assert told(line) == [
                None if part is None else pytest.approx(part * by, rel=1e-3) for part in asked
            ], line.text
