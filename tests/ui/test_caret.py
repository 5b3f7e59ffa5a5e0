"""The terminal's own cursor stands where one types, or at the line that Enter takes."""

from typing import Any

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input

from coach.live.opening import begin
from coach.ui import caret
from coach.ui.app import CoachApp
from coach.ui.internals import _Difference
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.editor import BoardEditor, TalkLine
from tests.ui.conftest import Stage


def at_caret(app: CoachApp) -> tuple[str, Offset]:
    """What is shown from the cursor's cell to the end of its row, and the cell."""
    cell = caret.place(app.screen)
    assert cell is not None
    row = app.screen._compositor.render_strips()[cell.y].text
    return row[cell.x :], cell


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_cursor_stands_behind_what_was_typed(stage: Stage, size: tuple[int, int]) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")

    async def play(pilot: Pilot[None], app: CoachApp) -> None:
        await pilot.press("f7", *"How")
        talk = app.screen.query_one(TalkLine)
        await stage.until(pilot, lambda: talk.has_focus and talk.text == "How")
        after, cell = at_caret(app)
        assert not after.startswith("How")
        assert app.screen._compositor.render_strips()[cell.y].text[: cell.x].endswith("How")
        await pilot.press("left")
        await stage.until(pilot, lambda: at_caret(app)[0].startswith("w"))
        await pilot.press("f4", *"api -> db")
        await stage.until(pilot, lambda: isinstance(app.screen.focused, BoardEditor))
        editor = app.screen.focused
        assert isinstance(editor, BoardEditor)
        await stage.until(pilot, lambda: editor.text.startswith("api -> db"))
        row = app.screen._compositor.render_strips()[at_caret(app)[1].y].text
        assert row[: at_caret(app)[1].x].rstrip().endswith("api -> db")

    stage.run(play, SessionScreen(sitting), size)


def test_in_lists_and_dialogs_it_stands_at_the_line_that_is_chosen(stage: Stage) -> None:
    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")

    async def play(pilot: Pilot[None], app: CoachApp) -> None:
        await pilot.press("f8")
        checklist = app.screen.query_one("#checklist", Choices)
        await stage.until(pilot, lambda: checklist.has_focus)
        await stage.until(pilot, lambda: at_caret(app)[0].startswith("›[ ]"))
        first = at_caret(app)[1]
        await pilot.press("down")
        await stage.until(pilot, lambda: at_caret(app)[1].y > first.y)
        await pilot.press("ctrl+o")
        await stage.until(pilot, lambda: bool(app.screen.query(Input)))
        await pilot.press(*"pau")
        await stage.until(pilot, lambda: app.screen.query_one(Input).value == "pau")
        _, cell = at_caret(app)
        assert app.screen._compositor.render_strips()[cell.y].text[: cell.x].endswith("pau")

    stage.run(play, SessionScreen(sitting))


def test_on_the_start_page_and_in_the_settings_too(stage: Stage) -> None:
    async def play(pilot: Pilot[None], app: CoachApp) -> None:
        await stage.until(pilot, lambda: caret.place(app.screen) is not None)
        first = at_caret(app)[1]
        await pilot.press("down")
        await stage.until(pilot, lambda: at_caret(app)[1].y > first.y)
        await pilot.press("s")
        await stage.until(pilot, lambda: "Theme" in at_caret(app)[0])

    stage.run(play, HomeScreen())


def test_it_is_hidden_while_cells_are_written_and_shown_after() -> None:
    class Nothing(_Difference):
        def _pieces(self) -> Any:
            return iter(())

    from rich.console import Console

    written = [
        Nothing(None, None, cursor).render_segments(Console())  # type: ignore[arg-type]
        for cursor in (True, False)
    ]
    assert written[0].startswith(caret.HIDE)
    assert written[0].endswith(caret.SHOW)
    assert caret.SHOW not in written[1]
