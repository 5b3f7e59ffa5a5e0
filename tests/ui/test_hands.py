"""What hands do: recall, lists, completion, clicks, keys at the edges."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.picture_growth import PictureGrowth
from coach.live.opening import begin
from coach.ui.app import CoachApp
from coach.ui.commands import of
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.screens.modal import AskModal, PageModal
from coach.ui.screens.picker import PickerScreen
from coach.ui.screens.review_screen import ReviewScreen
from coach.ui.screens.session import SessionScreen, pause_before_drawing
from coach.ui.screens.setup import SetupModal
from coach.ui.theme import LOOKS, PALETTES
from coach.ui.views.tabs import NARROW
from coach.ui.widgets import drawing_pane
from coach.ui.widgets.drawing_pane import DiagramPane
from coach.ui.widgets.editor import TalkLine
from coach.ui.widgets.keys import KeysLine
from tests.ui.conftest import Stage


def fresh(stage: Stage) -> SessionScreen:
    return SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))


def test_up_brings_back_what_was_said(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        talk = screen.query_one(TalkLine)
        await pilot.press(*"one", "enter", *"two", "enter")
        await pilot.press("up")
        assert talk.text == "two"
        await pilot.press("up", "up")
        assert talk.text == "one"
        await pilot.press("down", "down")
        assert talk.text == ""
        await pilot.press(*"ab", "up")
        assert talk.text == "ab"

    stage.run(play, screen)


def test_enter_goes_on_with_a_list_and_ends_an_empty_bullet(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f2")
        editor = screen.pane("notes").editor
        editor.replace_text("", 0)
        await pilot.press(*"- a", "enter", *"b", "enter", "enter", *"c")
        assert editor.text == "- a\n- b\nc"

    stage.run(play, screen)


@pytest.mark.parametrize(
    ("board", "typed", "text"),
    [("f4", "client -> postg", "client -> postgres"), ("f3", "DAU = 5 mill", "DAU = 5 million")],
)
def test_tab_takes_the_completion(stage: Stage, board: str, typed: str, text: str) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(board, *typed)
        await pilot.pause()
        await pilot.press("tab")
        assert screen.pane(screen.board).text == text
        await pilot.press("tab")
        assert screen.focused is not screen.pane(screen.board).editor

    stage.run(play, screen)


@pytest.mark.parametrize(("board", "typed"), [("f4", "client -> qqx"), ("f3", "dau = qqx")])
def test_tab_in_a_word_that_nothing_completes_loses_no_typing(
    stage: Stage, board: str, typed: str
) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press(board, *typed, "tab", "z")
        editor = screen.pane(screen.board).editor
        assert editor.text == typed + "z"
        await pilot.press("tab", "tab")
        assert screen.focused is not editor

    stage.run(play, screen)


def test_technologies_can_be_put_in(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        for typed, name in (("redis", "redis"), ("kaf", "kafka"), ("s3", "s3")):
            await pilot.press("f4", "end", "ctrl+l", *typed, "enter")
            await pilot.pause()
            assert screen.pane("diagram").text.endswith(name)

    stage.run(play, screen)


def test_the_looking_mode_ends_and_names_its_keys(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"a -> b")
        pane = screen.pane("diagram")
        for leave in ("escape", "ctrl+s"):
            await pilot.press("ctrl+s")
            await stage.until(pilot, lambda: pane.view.has_focus)
            await pilot.pause()
            line = stage.text(app).splitlines()[-1]
            assert all(command.footer in line for command in of("look"))
            await pilot.press(leave)
            await stage.until(pilot, lambda: pane.editor.has_focus)

    stage.run(play, screen)


def test_zoom_gives_the_drawing_the_screen_at_80_columns(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api")
        await pilot.press("f12")
        await stage.until(pilot, lambda: screen.pane("diagram").view.size.height >= 18)
        await stage.until(pilot, lambda: "client -> api" not in stage.text(app))
        await pilot.press("f12")
        await stage.until(pilot, lambda: "client -> api" in stage.text(app))

    stage.run(play, screen, (80, 24))


def test_control_c_says_how_to_leave_and_home_and_end_go_to_the_edges(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+c")
        await stage.until(pilot, lambda: "^Q leaves the session" in stage.text(app))
        await pilot.press("f3", *"a = 1", "enter", *"b = 2", "ctrl+home")
        editor = screen.pane("estimate").editor
        assert editor.cursor_location == (0, 0)
        await pilot.press("ctrl+end")
        assert editor.cursor_location == editor.document.end

    stage.run(play, screen)


def test_help_is_there_on_every_screen_and_dialog(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        dialog = AskModal("Which?", [("a", "A")])
        screens: list[Screen[Any]] = [HomeScreen(), PickerScreen(), ReviewScreen(), dialog]
        for screen in screens:
            await app.push_screen(screen)
            await pilot.pause()
            await pilot.press("f1")
            await stage.until(pilot, lambda: isinstance(app.screen, PageModal))
            await pilot.press("escape")
            await stage.until(pilot, lambda: not isinstance(app.screen, PageModal))

    stage.run(play)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_tabs_keys_ticks_and_rows_obey_a_click(stage: Stage, size: tuple[int, int]) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        tabs = stage.text(app).splitlines()[1]
        await pilot.click("#tabs", offset=(tabs.index("F4") + 1, 0))
        await stage.until(pilot, lambda: screen.board == "diagram")
        if size[0] < NARROW:
            await pilot.press("f8")
            await pilot.pause()
        shown = stage.text(app).splitlines()
        row = next(i for i, text in enumerate(shown) if "[ ] Say what you leave out" in text)
        await pilot.click(offset=(3, row))
        await stage.until(pilot, lambda: bool(screen.state.ticked))
        assert "[x] Say what you leave out" in stage.text(app)
        line = stage.text(app).splitlines()[-1]
        await pilot.click(KeysLine, offset=(line.index("^N") + 1, 0))
        await stage.until(pilot, lambda: screen.state.phase == "estimate")

    stage.run(play, screen, size)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_values_and_keys_of_a_setup_obey_a_click(stage: Stage, size: tuple[int, int]) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("p")
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))
        await pilot.press("enter")
        await stage.until(pilot, lambda: isinstance(app.screen, SetupModal))
        setup = app.screen
        assert isinstance(setup, SetupModal)

        async def click(title: str, word: str) -> None:
            rows = stage.text(app).splitlines()
            row = next(number for number, line in enumerate(rows) if title in line)
            await pilot.click(offset=(rows[row].index(word) + 1, row))
            await pilot.pause()

        for title, word in (
            ("  Mode  ", "pressure"),
            ("  Minutes  ", " 60 "),
            ("Level  ", "staff"),
        ):
            await click(title, word)
        settings = setup.settings
        assert (settings.mode, settings.pace, settings.level) == ("pressure", "60", "staff")
        await click("Level  ", "Level")
        assert setup.settings == settings
        await click("Enter start", "Enter start")
        await stage.until(pilot, lambda: isinstance(app.screen, SessionScreen))

    stage.run(play, size=size)


def test_a_click_on_the_start_page_opens_its_line(stage: Stage) -> None:
    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        row = next(i for i, t in enumerate(stage.text(app).splitlines()) if "Practise  " in t)
        await pilot.click(offset=(10, row))
        await stage.until(pilot, lambda: isinstance(app.screen, PickerScreen))

    stage.run(play)


def luminance(color: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    low, mid, high = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * low + 0.7152 * mid + 0.0722 * high


@pytest.mark.parametrize("palette", ["dark", "light"])
def test_words_and_lines_can_be_told_from_their_ground(palette: str) -> None:
    colors = PALETTES[palette]

    def contrast(name: str, ground: str) -> float:
        pair = sorted((luminance(colors[name]), luminance(colors[ground])))
        return (pair[1] + 0.05) / (pair[0] + 0.05)

    for name in {look.color for look in LOOKS.values()}:
        assert contrast(name, "back") >= 4.5, name
    assert contrast("dim", "panel") >= 4.5
    assert contrast("rule", "back") >= 3


def test_the_same_graph_is_laid_out_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = fresh(stage)
    laid: list[str] = []

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api")
        await stage.until(pilot, lambda: "client │" in stage.text(app))
        pane = screen.pane("diagram")
        pane.draw()
        draw = pane.growth._lay  # type: ignore[attr-defined]

        def counted(*given: Any) -> Any:
            laid.append(pane.text)
            return draw(*given)

        monkeypatch.setattr(pane.growth, "_lay", counted)  # type: ignore[attr-defined]
        pane.editor.replace_text("  client   ->   api   # the same", 0)
        pane.draw()
        assert laid == []
        pane.editor.replace_text("client -> api: asks", 0)
        pane.draw()
        assert laid

    stage.run(play, screen)


MANY = "".join(f"gateway -> service{n} -> db{n}\n" for n in range(10))


def test_a_drawing_is_laid_between_the_keys(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    screen, slice_ = fresh(stage), drawing_pane.SLICE
    quiet = [0.0]

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        monkeypatch.setattr(app, "quiet_for", lambda: quiet[0])
        await pilot.press("f4")
        pane = screen.pane("diagram")
        assert isinstance(pane, DiagramPane)
        monkeypatch.setattr(drawing_pane, "SLICE", 0.0)  # however quick the machine is
        pane.editor.replace_text(MANY, 0)
        pane.draw()
        assert pane.laying
        pane.editor.insert("gateway -> more\n")
        pane.draw()
        await pilot.pause(0.2)
        assert pane.laying  # keys keep coming
        assert not pane.drawing.picture.boxes
        quiet[0] = 1.0
        monkeypatch.setattr(drawing_pane, "SLICE", slice_)
        await stage.until(pilot, lambda: not pane.laying)
        over, _ = screen.drawing("diagram")
        whole = PictureGrowth(pane.growth.size).picture(over, read(pane.text))
        assert pane.drawing.picture == whole
        assert whole.box("more") is not None
        pane.editor.insert("gateway -> even more\n")
        quiet[0] = 0.0
        monkeypatch.setattr(drawing_pane, "SLICE", 0.0)
        pane.draw()
        assert pane.laying
        assert pane.cost >= pane._whole > 0  # not that of its first slice

    stage.run(play, screen)


def test_a_layout_that_raises_between_the_keys_costs_its_picture_only(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = fresh(stage)

    def failing(*_: Any) -> Any:
        yield
        raise ArithmeticError

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        pane = screen.pane("diagram")
        assert isinstance(pane, DiagramPane)
        monkeypatch.setattr(PictureGrowth, "growing", failing)
        pane.editor.replace_text(MANY, 0)
        pane.draw()
        await stage.until(pilot, lambda: "could not be drawn" in stage.text(app))
        assert not pane.laying
        assert pane.text == MANY

    stage.run(play, screen)


@pytest.mark.parametrize(
    ("cost", "pause"),
    [(0.0, 0.03), (0.006, 0.03), (0.007, 0.09), (0.04, 0.12), (0.1, 0.3), (5.0, 0.4)],
)
def test_a_slow_drawing_waits_for_a_pause(cost: float, pause: float) -> None:
    assert pause_before_drawing(cost) == pytest.approx(pause)
