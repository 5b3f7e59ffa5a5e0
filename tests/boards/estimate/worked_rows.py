"""Rows that their writers worked out beforehand: a line of a sheet, a tab, its number and unit.

A row's sheet may have several lines, joined by //; what is worked out is the last one's.
"""

from pathlib import Path

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.units import dimension, factor, read

DATA = Path(__file__).resolve().parents[2] / "data" / "estimate"


def rows(name: str) -> list[list[str]]:
    """The rows of a file of the tests' data."""
    return [row.split("\t") for row in (DATA / name).read_text("utf-8").splitlines() if row]


def last(text: str) -> Line:
    """The last line of a row's sheet, worked out."""
    return evaluate(text.replace(" // ", "\n")).lines[-1]


def hold(row: list[str]) -> None:
    """Fails where a row comes to something else, to a thousandth, or in another kind of unit."""
    text, wanted = row
    number, _, unit = wanted.partition(" ")
    line = last(text)
    assert line.kind == "value", line.message
    assert line.value is not None
    value, kind = _based(float(number.replace(",", "")), unit)
    got, own = _based(float(line.value), line.unit)
    assert got == pytest.approx(value, rel=1e-3)
    assert own == kind


def _based(value: float, unit: str) -> tuple[float, tuple[int, ...]]:
    measured, by = read(unit)
    return value * float(factor(measured) * by), tuple(dimension(measured))
