"""A page in a browser writes nowhere but inside coach's own folder."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coach.ui.write_places import out_of_reach
from tests.ui.conftest import Stage


@pytest.mark.parametrize(
    "typed", ["/tmp/x.jsonl", "~/x", "../../x", "here.md", "\x00", "~nobody/x"]
)
def test_a_page_is_kept_inside_and_a_terminal_is_not(stage: Stage, typed: str) -> None:
    page: Any = SimpleNamespace(is_web=True)
    terminal: Any = SimpleNamespace(is_web=False)
    assert str(stage.environment.paths.data) in out_of_reach(page, stage.environment, typed)
    assert out_of_reach(terminal, stage.environment, typed) == ""


def test_inside_and_not_by_a_link_out_of_it(stage: Stage, tmp_path: Path) -> None:
    page: Any = SimpleNamespace(is_web=True)
    data = stage.environment.paths.data
    data.mkdir(parents=True, exist_ok=True)
    assert out_of_reach(page, stage.environment, str(data / "kept.jsonl")) == ""
    assert out_of_reach(page, stage.environment, f"{data}/../x") != ""
    (tmp_path / "outside").mkdir()
    (data / "door").symlink_to(tmp_path / "outside")
    assert out_of_reach(page, stage.environment, str(data / "door" / "x")) != ""
