"""Keys typed faster than they are worked on do what they would have done one at a time."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from coach.ui.app import CoachApp
from coach.ui.screens.modal import ChooseModal, CleanInput
from tests.ui.test_screens import session

BURSTS = [
    (["a", "b", "c", "left", "left", "X", "backspace", "backspace", "Y"], "Ybc"),
    (["a", "b", "enter", "c", "up", "end", "d", "ctrl+home", "e"], "eabd\nc"),
    (["a", "b", "c", "home", "delete", "Z", "ctrl+end", "q"], "Zbcq"),
    (["a", "b", "shift+left", "k"], "ak"),
]


def burst(app: CoachApp, keys: list[str]) -> None:
    """All keys at once, as they come when the program was busy while they were typed."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(("keys", "text"), BURSTS)
def test_a_text_takes_keys_in_their_order(stage: Any, keys: list[str], text: str) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3")
        await stage.until(pilot, lambda: screen.board == "estimate")
        await pilot.pause()
        burst(app, keys)
        pane = screen.panes["estimate"]
        await stage.until(pilot, lambda: pane.text == text)

    stage.run(play, screen)


def test_a_line_of_input_takes_keys_in_their_order(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("ctrl+o")
        await stage.until(pilot, lambda: isinstance(app.screen, ChooseModal))
        burst(app, ["a", "b", "c", "left", "left", "x", "backspace", "backspace", "y"])
        await stage.until(pilot, lambda: app.screen.query_one(CleanInput).value == "ybc")

    stage.run(play, screen)


def test_a_name_is_completed_though_it_was_typed_without_a_pause(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3")
        await stage.until(pilot, lambda: screen.board == "estimate")
        await pilot.pause()
        burst(app, [*"visits=2M", "enter", *"peak=3*vis"])
        editor = screen.panes["estimate"].editor
        await stage.until(pilot, lambda: editor.suggestion == "its")
        await pilot.press("tab")
        assert editor.text.endswith("3*visits")

    stage.run(play, screen)


def test_a_key_that_only_moves_has_read_the_bottom_line(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3")
        await stage.until(pilot, lambda: screen.board == "estimate")
        screen.say("Something was said.")
        await pilot.press("left")
        await stage.until(pilot, lambda: "Something was said." not in stage.text(app))

    stage.run(play, screen)
