"""The private parts of Textual that coach leans on are where they were."""

from typing import Any

import pytest
import textual
from rich.console import Console
from textual import events
from textual._compositor import ChopsUpdate, Compositor
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from coach.live.opening import begin
from coach.ui import internals
from coach.ui.app import CoachApp
from coach.ui.compositing import LeanCompositor, at_once
from coach.ui.screens.session import SessionScreen
from coach.ui.textarea import LeanTextArea
from coach.ui.widgets.editor import TalkLine
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Stage


def test_the_version_read_is_the_version_used() -> None:
    read = tuple(map(int, internals.READ_IN.split(".")))
    used = tuple(map(int, textual.__version__.split(".")[:3]))
    assert used >= read
    assert used[0] == read[0]


def test_the_private_parts_still_exist() -> None:
    assert hasattr(XTermParser(), "_timeout_time")
    for name in ("run_input_thread", "disable_input", "_run_input_thread", "process_message"):
        assert hasattr(LinuxDriver, name)
    for name in ("_watch_selection", "_on_resize", "_on_key", "_refresh_size", "edit"):
        assert hasattr(TextArea, name)
    assert hasattr(Driver, "SignalResume")
    for name in ("_display", "_handle_exception", "_dispatch_message"):
        assert hasattr(App, name)
    for name in ("_get_renders", "_render_chops", "render_partial_update", "visible_widgets"):
        assert hasattr(Compositor, name)
    assert hasattr(Compositor(), "_dirty_regions")
    for name in ("_dirty_widgets", "_layout_required", "_repaint_required", "_recompose_required"):
        assert hasattr(Screen(), name)
    assert hasattr(ScrollView, "_scroll_update")
    assert hasattr(StylesCache(), "_cache")
    assert hasattr(StylesCache(), "_dirty_lines")
    assert hasattr(Console(), "_color_system")
    area = TextArea("a\nb")
    assert area.wrapped_document._offset_to_line_info is not None
    assert isinstance(area._line_cache, object)


def test_what_is_written_adds_up_to_the_whole_picture(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what changed is rendered and written; a terminal must still show everything."""
    terminal: dict[int, list[str]] = {}

    def forget(app: CoachApp) -> None:
        for widget in app.screen.walk_children(Widget):
            widget._styles_cache.clear()
            if isinstance(widget, LeanTextArea):
                widget._line_cache.clear()
                widget._known_rows.clear()

    def written(self: internals._Difference) -> None:
        for x, y, strip in self._pieces():
            row = terminal.setdefault(y, [" "] * 120)
            row[x : x + strip.cell_length] = list(strip.text)

    def display(self: internals.FrugalApp, screen: Any, renderable: Any) -> None:
        if renderable is not None:
            self._shown.belongs_to(screen, self.size.width)
            written(internals._Difference(renderable, self._shown))

    def compared(app: CoachApp) -> tuple[list[str], list[str]]:
        forget(app)
        whole = [strip.text for strip in app.screen._compositor.render_strips()]
        return ["".join(terminal[y]) for y in range(len(whole))], whole

    monkeypatch.setattr(internals.FrugalApp, "_display", display)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        steps = [
            ("f4", "client -> lb -> api\napi -> redis\n", ["a", "b"]),
            ("f2", "one\ntwo\nthree\nfour", ["ctrl+home", "end", "enter", "x"]),
            ("f4", "\n" * 40 + "redis -> db", ["ctrl+home", "down", "end", "x"]),
            ("f3", "DAU = 10M\navg = 20 req/user/day * DAU in req/s\n", ["a", "enter", "b"]),
            ("f3", "a long line that is wrapped at the end of the pane, and once more", ["c"]),
            ("f3", "\n" * 40 + "peak = 3x avg", ["enter", "d"]),
            ("f2", "some notes", ["ctrl+z", "ctrl+z"]),
            ("f7", "Who uses it?", ["enter"]),
            ("f1", "", ["escape", "f4", "tab", "shift+tab"]),
        ]
        for first, text, keys in steps:
            await pilot.press(first)
            if text and app.screen.focused is not None:
                app.screen.focused.post_message(events.Paste(text))
            await pilot.pause(0.05)
            await pilot.press(*keys)
            await pilot.pause(0.05)
            shown, whole = compared(app)
            for _ in range(100):
                if shown == whole:
                    break
                await pilot.pause(0.02)  # what was laid out is yet to be written
                shown, whole = compared(app)
            assert shown == whole

    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    stage.run(play, SessionScreen(sitting))


def cells(strip: Strip) -> list[tuple[str, object]]:
    """Every letter with its style."""
    return [(char, segment.style) for segment in strip for char in segment.text]


def test_lines_written_at_once_are_what_the_compositor_draws(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        header, rail = (screen.query_one(f"#{name}", RowsView) for name in ("header", "rail"))
        lines: list[tuple[Widget, int]] = [(header, 0), *((rail, y) for y in range(3))]
        themes = [theme for theme in app.available_themes if theme.startswith("coach-")]
        assert len(themes) > 1
        for theme in themes:
            app.theme = theme
            await stage.until(pilot, lambda: at_once(screen, lines) is not None)
            update = at_once(screen, lines)
            assert update is not None
            whole = screen._compositor.render_strips()
            for x, y, strip in update.pieces:
                assert cells(strip) == cells(whole[y].crop(x, x + strip.cell_length))
            assert len(update.pieces) == len(lines)
        screen._dirty_widgets.add(rail)
        assert at_once(screen, lines) is None  # it is drawn in a moment, with what waits
        screen._dirty_widgets.clear()
        compositor = screen._compositor
        assert isinstance(compositor, LeanCompositor)
        assert compositor.content_of(rail, rail.size.height) is None  # beyond its end
        await pilot.resize_terminal(80, 24)
        await stage.until(pilot, lambda: compositor.content_of(rail, 0) is None)  # out of sight
        assert compositor.content_of(header, 0) is not None

    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    stage.run(play, SessionScreen(sitting))


def test_a_second_of_the_clock_is_written_past_the_compositors_timer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        written: list[int] = []
        monkeypatch.setattr(
            app, "_display", lambda screen, update: written.append(len(update.pieces))
        )
        stage.clock.seconds += 1
        screen.show_clock()
        assert written and written[0] >= 1
        assert not screen._dirty_widgets
        assert "0:01" in "".join(text for text, _ in screen.query_one("#header", RowsView).rows[0])

    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    stage.run(play, SessionScreen(sitting))


def test_an_answer_is_drawn_as_soon_as_it_is_given(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        drawn: list[object] = []
        monkeypatch.setattr(app, "_display", lambda screen, update: drawn.append(update))
        screen._spoken(TalkLine.Spoken("How many new links a day?"))
        talked = screen.query_one("#talked", RowsView)
        assert "10 million" in "".join(text for row in talked.rows for text, _ in row)
        right = talked.region.x
        spans = [
            span for update in drawn if isinstance(update, ChopsUpdate) for span in update.spans
        ]
        assert any(right <= left for _, left, _ in spans)

    sitting = begin(stage.environment, "url-shortener", "mid", "45", "coach")
    stage.run(play, SessionScreen(sitting))
