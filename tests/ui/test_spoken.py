"""Every part of every screen has a name, and they are read in the order in which one needs them."""

import ast
from pathlib import Path

from textual.pilot import Pilot

import coach.ui
from coach.boards.board import plain
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.screens.modal import PageModal
from coach.ui.screens.session import SessionScreen
from coach.ui.spoken import LABELS, spoken_parts
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Stage

FOLDER = Path(coach.ui.__file__).parent
PARTS = {"RowsView", "Choices", "CleanInput", "LineInput", "TalkLine", "KeysLine", "Input"}


def named(path: Path) -> list[str]:
    """The ids of the parts that a module composes."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return [
        str(word.value.value)
        for call in calls
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in PARTS
        for word in call.keywords
        if word.arg == "id" and isinstance(word.value, ast.Constant)
    ]


def test_every_part_of_every_screen_has_a_name_and_no_name_is_left_over() -> None:
    ids = {id_ for path in FOLDER.rglob("*.py") for id_ in named(path)}
    assert len(ids) > 30
    assert ids == LABELS.keys()


def test_a_session_is_read_part_after_part(stage: Stage) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    screen = SessionScreen(sitting)

    async def play(pilot: Pilot[None], app: CoachApp) -> None:
        await pilot.press("f4")
        await stage.until(pilot, lambda: "diagram" in screen.panes)
        await stage.until(pilot, lambda: screen.pane("diagram").editor.has_focus)
        screen.pane("diagram").editor.replace_text("client -> api -> db", 0)
        parts = spoken_parts(screen)
        assert all(part.label for part in parts)
        labels = [part.label for part in parts]
        assert labels[:4] == ["Session and clock", "Boards", "Phases", "Checklist"]
        assert labels[-3:] == ["Conversation", "What you say", "Keys that work now"]
        assert [part.label for part in parts if part.focused] == ["Diagram, what you write"]
        drawn = next(part for part in parts if part.label == "Diagram, its view")
        assert not set("".join(drawn.lines)) & set("┌─│└►▼")
        assert any("db" in line for line in drawn.lines)
        await pilot.press("f7", *"/parts", "enter")
        await stage.until(pilot, lambda: isinstance(app.screen, PageModal))
        read = plain(app.screen.query_one(RowsView).rows)
        assert "1 of" in read
        assert "Session and clock." in read
        assert "Diagram, its view." in read

    stage.run(play, screen)
