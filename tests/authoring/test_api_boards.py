"""The api boards of all shipped prompts are read wholly, without an error or a warning."""

import tomllib
from pathlib import Path

import pytest

from coach.boards.api.api_board import BOARD
from coach.boards.board import Context, Severity

PROMPTS = sorted((Path(__file__).parents[2] / "prompts").glob("*/*.toml"))
BOARDS = [
    (path.stem, data["api"]["board"])
    for path in PROMPTS
    if "board" in (data := tomllib.loads(path.read_text("utf-8"))).get("api", {})
]


@pytest.mark.parametrize(("name", "text"), BOARDS, ids=[name for name, _ in BOARDS])
def test_a_reference_api_is_read_wholly_and_sound(name: str, text: str) -> None:
    model = BOARD.parse(text)
    assert model.findings == ()
    assert len(model.endpoints) >= 3
    grave = [f for f in BOARD.findings(model, Context()) if f.severity is not Severity.HINT]
    assert grave == []


def test_there_are_enough_of_them() -> None:
    assert len(BOARDS) >= 40
