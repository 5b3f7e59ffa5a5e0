"""Three hundred lines of notes, each a sheet of its own, and what stands beside them."""

from pathlib import Path

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
