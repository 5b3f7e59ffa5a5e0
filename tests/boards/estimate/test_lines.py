"""Three hundred lines of notes, each a sheet of its own, and what stands beside them."""

from pathlib import Path

import pytest

from coach.boards.estimate.line import Line
from coach.boards.estimate.sheet import evaluate
from tests import goldens

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "data" / "estimate" / "lines.txt").read_text("utf-8")


def said(line: Line) -> str:
    claims = "".join(f"  [{claim.verdict}] {claim.shown}" for claim in line.claims)
    return f"{line.text}\n    {line.kind}: {line.shown}{claims}".rstrip()


def test_what_stands_beside_each_line() -> None:
    made = "\n".join(said(evaluate(text).lines[0]) for text in TEXT.splitlines())
    goldens.check("estimate/lines.txt", made + "\n")


@pytest.mark.parametrize(
    "line",
    [
        "servers = cores at 70% / 8 cores per server, N+2",
        "servers = cores at 70% * 2",
        "servers = cores by 2 / 8 cores per server",
        "servers = 420 cores at 70% / 8 cores",
    ],
)
def test_a_value_before_a_preposition_is_not_left_out_of_a_calculation(line: str) -> None:
    written = evaluate(f"cores = 420\n{line}").lines[1]
    assert written.kind == "error" and "would be left out" in written.message
