"""The reference designs of the interview's prompts under the load of their own estimates."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from coach.boards.diagram import reading
from coach.boards.diagram.stress.analysis import Analysis, Questions, analyse
from coach.boards.diagram.stress.answers_json import as_data
from coach.boards.diagram.stress.from_sheet import load_of
from coach.boards.estimate.sheet import evaluate

FOLDER = Path(__file__).parents[4] / "prompts" / "interview"
FILES = sorted(path for path in FOLDER.glob("*.toml") if path.name != "workflow.toml")
WITHOUT_LOAD = {
    "content-delivery-network", "job-scheduler", "live-comments", "log-collection",
    "metrics-monitoring", "object-store", "online-judge", "stock-exchange", "web-crawler",
}  # fmt: skip
"""Prompts whose edges do not say yet what goes along them: to be emptied, never to be filled."""


def analysed(path: Path) -> Analysis:
    prompt: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    sheet = evaluate(prompt["estimates"]["sheet"])
    graph = reading.read(prompt["design"]["reference"])
    return analyse(graph, load_of(sheet.values, None, None), Questions((1,)))


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem not in WITHOUT_LOAD], ids=lambda path: path.stem
)
def test_a_reference_design_carries_its_own_load(path: Path) -> None:
    said = as_data(analysed(path))
    assert said["entry_rps"] > 0
    assert said["first"] is not None
    assert said["first"]["multiple"] >= 1, said["order"][:3]
    assert [box["id"] for box in said["boxes"] if box["state"] == "over"] == []


def test_only_prompts_that_are_there_are_without_load() -> None:
    assert {path.stem for path in FILES} >= WITHOUT_LOAD
