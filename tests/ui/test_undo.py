"""Undo and redo where a scrollbar comes and goes: the text is right and nothing raises."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.styles import own_variables
from coach.ui.widgets.editor import BoardEditor, CleanTextArea, TalkLine
from tests.ui.conftest import Stage

LINES = ("client -> api", "", "a line that is so long that it has to be folded once or twice here")


class Bench(App[None]):
    """One editor, as high as its terminal."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the editors' stylesheets name."""
        return own_variables("dark")

    def compose(self) -> ComposeResult:
        """The editor alone."""
        yield BoardEditor("")


STEPS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(LINES)),
    st.tuples(st.just("paste"), st.integers(1, 30)),
    st.tuples(st.just("cut"), st.integers(0, 40)),
    st.tuples(st.just("undo"), st.integers(1, 4)),
    st.tuples(st.just("redo"), st.integers(1, 4)),
    st.tuples(st.just("size"), st.tuples(st.integers(20, 60), st.integers(3, 12))),
)


async def carry_out(pilot: Pilot[Any], area: BoardEditor, step: tuple[str, Any]) -> None:
    kind, what = step
    if kind == "type":
        for word in f"{what}\n".partition(" "):
            area.insert(word)
            area.history.checkpoint()
    elif kind == "paste":
        area.insert("\n".join(LINES[n % 3] for n in range(what)))
        area.history.checkpoint()
    elif kind == "cut":
        area.delete((0, 0), (min(what, area.document.line_count - 1), 0))
        area.history.checkpoint()
    elif kind == "size":
        await pilot.resize_terminal(*what)
    else:
        for _ in range(what):
            getattr(area, kind)()
    await pilot.pause()


@given(st.lists(STEPS, min_size=3, max_size=14))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_edits_can_be_undone_and_made_again(steps: list[tuple[str, Any]]) -> None:
    async def whole() -> None:
        app = Bench()
        async with app.run_test(size=(40, 6)) as pilot:
            area = app.query_one(BoardEditor)
            area.focus()
            for step in steps:
                await carry_out(pilot, area, step)
                rows = area.wrapped_document
                assert rows.height == len(rows._offset_to_line_info)
                assert area.virtual_size.height == rows.height
                assert rows._width == area.wrap_width
                row, column = area.cursor_location
                assert row < area.document.line_count
                assert column <= len(area.document.get_line(row))
            for _ in range(60):
                area.redo()
            last = area.text
            for _ in range(200):
                area.undo()
            await pilot.pause()
            assert area.text == ""
            for _ in range(200):
                area.redo()
            await pilot.pause()
            assert area.text == last

    asyncio.run(whole())


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
def test_undoing_all_of_a_drawing_ends_nothing(stage: Stage, size: tuple[int, int]) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        for n in range(12):
            screen.pane("diagram").editor.insert(f"a{n} -> b\n")
            screen.pane("diagram").editor.history.checkpoint()
            await pilot.pause()
        await pilot.press(*["ctrl+z"] * 13)
        await stage.until(pilot, lambda: screen.pane("diagram").text == "")

    stage.run(play, screen, size)


def test_undo_after_a_paste_in_notes_and_talk_line(stage: Stage) -> None:
    screen = SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for area in (screen.pane("notes").editor, screen.query_one(TalkLine)):
            area.focus()
            before = area.text
            area.insert("\n".join(f"line {n}" for n in range(100)))
            await pilot.pause()
            await pilot.press("ctrl+z", "ctrl+z")
            await pilot.pause()
            assert isinstance(area, CleanTextArea)
            assert area.text == before

    stage.run(play, screen, (120, 36))
