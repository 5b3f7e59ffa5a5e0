"""The machine-readable form of a sheet: one object a line, with exact fractions.

`value` is a number in `unit`. Units are written in a closed vocabulary: data, time and $ as in
the sheet, and a small set of nouns; every other noun is `item`.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from coach.boards.estimate import units
from coach.boards.estimate.line import ColumnCell, Line
from coach.boards.estimate.nouns import closed
from coach.boards.estimate.own_answers import Claim
from coach.boards.estimate.sheet import Sheet
from coach.boards.estimate.show import in_column

Record: TypeAlias = dict[str, object]


def unit_text(unit: str) -> str:
    """A unit of the sheet in the closed vocabulary: "photo/day" is "item/day"."""
    if not unit or unit == "1":
        return ""
    parsed, _ = units.read(unit)
    plain = tuple((s if units.is_hard(s) else closed(s), p) for s, p in parsed)
    merged = units.merge(plain)
    text = "·".join(_power(s, p) for s, p in merged if p > 0)
    below = "".join("/" + _power(s, -p) for s, p in merged if p < 0)
    return (text or ("1" if below else "")) + below


def _power(symbol: str, power: int) -> str:
    return symbol if power == 1 else f"{symbol}^{power}"


def number(value: Fraction | None) -> float | int | None:
    """The nearest JSON number; whole values stay whole."""
    if value is None:
        return None
    if value.denominator == 1 and abs(value.numerator) < 2**53:
        return value.numerator
    return float(value)


def exact(value: Fraction | None) -> str | None:
    """The fraction in full, as `numerator/denominator`."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def record(line: Line) -> Record:
    """One line as plain data, ready for JSON."""
    return {
        "text": line.text,
        "kind": line.kind,
        "value": number(line.value),
        "unit": unit_text(line.unit),
        "lo": number(line.lo),
        "hi": number(line.hi),
        "exact": None if line.rough else exact(line.value),
        "shown": line.shown,
        "message": line.message,
        "claims": [_claim(claim) for claim in line.claims],
        "hints": [*(note.text for note in line.notes), *line.hints],
        "cells": [_cell(cell) for cell in line.cells],
        "column": line.column,
        "columns": {title: in_column(value) for title, value in line.columns.items()},
    }


def _cell(cell: ColumnCell) -> Mapping[str, object]:
    return {
        "column": cell.column,
        "value": number(cell.value),
        "unit": unit_text(cell.unit),
        "exact": exact(cell.value) if cell.exact else None,
        "shown": cell.shown,
        "error": cell.error,
    }


def _claim(claim: Claim) -> Mapping[str, object]:
    return {
        "value": number(claim.value),
        "unit": unit_text(claim.unit),
        "verdict": claim.verdict,
        "shown": claim.shown,
        "column": claim.column,
    }


def records(sheet: Sheet) -> list[Record]:
    """The whole sheet, one object a line, in the order of the text."""
    return [record(line) for line in sheet.lines]
