"""Lines as people write them in interviews, each with its value worked by hand."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate

DATA = Path(__file__).parents[2] / "data" / "estimate"
FILES = ("corpus_public.json", "new.json", "notes.json", "pitfalls.json")
CLOSE = Fraction(1, 1000)


def sheets(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((DATA / name).read_text("utf-8"))
    return loaded


def cases(name: str) -> list[tuple[dict[str, Any], Line]]:
    out: list[tuple[dict[str, Any], Line]] = []
    for sheet in sheets(name):
        found = evaluate("\n".join(line["text"] for line in sheet["lines"]))
        out.extend(zip(sheet["lines"], found.lines, strict=True))
    return out


def ids(found: list[tuple[dict[str, Any], Line]]) -> list[str]:
    return [line.get("id", line["text"][:40]) for line, _ in found]


def wanted(line: dict[str, Any]) -> list[dict[str, Any]]:
    return [line["expect"], *line.get("also_accept", [])]


def is_close(line: dict[str, Any], got: Fraction, unit: str, want: float, named: str) -> bool:
    tolerance = max(CLOSE, Fraction(line.get("rel_tol", 0)))
    if "month" in line.get("tags", []):
        tolerance = max(tolerance, Fraction(2, 100))
    mine, scale = units.read(unit)
    theirs, other = units.read(named)
    if units.dimension(mine) != units.dimension(theirs):
        return False
    exact = Fraction(want) * other * units.factor(theirs)
    return abs(got * scale * units.factor(mine) - exact) <= tolerance * abs(exact)


def is_right(line: dict[str, Any], got: Line) -> bool:
    if line.get("expect_error"):
        return got.kind in ("error", "none")
    if line.get("expect_none"):
        return got.kind in ("error", "none")
    if "lo" in line["expect"]:
        want = line["expect"]
        if got.kind != "range" or got.lo is None or got.hi is None:
            return False
        ends = ((got.lo, want["lo"]), (got.hi, want["hi"]))
        return all(is_close(line, mine, got.unit, end, want["unit"]) for mine, end in ends)
    if got.kind not in ("value", "range") or got.value is None:
        return False
    return any(
        is_close(line, got.value, got.unit, one["value"], one["unit"]) for one in wanted(line)
    )


PUBLIC = [case for name in FILES for case in cases(name)]


@pytest.mark.parametrize(("line", "got"), PUBLIC, ids=ids(PUBLIC))
def test_a_line_is_right(line: dict[str, Any], got: Line) -> None:
    assert is_right(line, got), f"{got.kind} {got.shown} {got.message}"


CLAIMED = [(line, got) for line, got in PUBLIC if "claim" in line]


@pytest.mark.parametrize(("line", "got"), CLAIMED, ids=ids(CLAIMED))
def test_a_claim_is_judged(line: dict[str, Any], got: Line) -> None:
    assert line["claim"]["verdict"] in [claim.verdict for claim in got.claims]


REFUSED = [(line, got) for line, got in PUBLIC if line.get("expect_error")]


@pytest.mark.parametrize(("line", "got"), REFUSED, ids=ids(REFUSED))
def test_a_refusal_says_what_to_write(line: dict[str, Any], got: Line) -> None:
    assert got.kind == "error"
    assert len(got.message.split()) >= 5
